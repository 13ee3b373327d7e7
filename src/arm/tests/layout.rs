//! Where lines of Bicep break.

use std::sync::Arc;

use crate::arm::print::bicep;
use crate::arm::*;

fn printed(template: Template) -> String {
    bicep::print(&template).unwrap()
}

fn wide(letter: &str) -> String {
    letter.repeat(45)
}

#[test]
fn what_does_not_fit_breaks() {
    let shared = Arc::new(Template::new("shared.bicep"));
    let template = Template::new("main.bicep")
        .import([wide("a"), wide("b"), wide("c")], &shared)
        .with(Param::new("size", TypeExpr::one_of([wide("a"), wide("b"), wide("c")])))
        .with(Variable::new("inline", Array::new([wide("a"), wide("b"), wide("c")]).inline()))
        .with(Variable::new("called", call("union", [Object::new(), Object::new().with("a", wide("x"))])))
        .with(Variable::new("chosen", ternary(sym("size").equals(wide("a")), wide("b"), wide("c"))));
    insta::assert_snapshot!(printed(template));
}

#[test]
fn parentheses_follow_precedence() {
    let sum = || sym("a").binary(BinaryOp::Add, sym("b"));
    let template = Template::new("main.bicep")
        .with(Variable::new("p1", sum().binary(BinaryOp::Multiply, 2_i64)))
        .with_joined(Variable::new("p2", sym("c").binary(BinaryOp::Subtract, sum())))
        .with_joined(Variable::new("p3", sum().binary(BinaryOp::Subtract, sym("c"))))
        .with_joined(Variable::new("p4", not(or(sym("x"), sym("y")))))
        .with_joined(Variable::new("p5", and(or(sym("x"), sym("y")), not(sym("z")))))
        .with_joined(Variable::new("p6", sym("x").or_else(sym("y")).prop("z")))
        .with_joined(Variable::new("p7", ternary(ternary(sym("x"), true, false), 1_i64, -2_i64)))
        .with_joined(Variable::new("p8", negate(Expr::from(-2_i64))));
    insta::assert_snapshot!(printed(template), @r"
    var p1 = (a + b) * 2
    var p2 = c - (a + b)
    var p3 = a + b - c
    var p4 = !(x || y)
    var p5 = (x || y) && !z
    var p6 = (x ?? y).z
    var p7 = (x ? true : false) ? 1 : -2
    var p8 = -(-2)
    ");
}

#[test]
fn a_function_whose_name_is_taken_gets_its_namespace() {
    let template = Template::new("main.bicep")
        .with(Param::new("environment", TypeExpr::String))
        .with(Param::new("range", TypeExpr::Int))
        .with(Variable::new("a", call("environment", NO_ARGS).prop("suffixes")))
        .with(Variable::new("b", call("range", [sym("range"), 3_i64.into()])));
    insta::assert_snapshot!(printed(template), @r"
    param environment string

    param range int

    var a = az.environment().suffixes

    var b = sys.range(range, 3)
    ");
}

#[test]
fn so_does_a_decorator() {
    let template = Template::new("main.bicep")
        .with(Param::new("description", TypeExpr::String).describe("What it is."))
        .with(Param::new("minLength", TypeExpr::String).decorate(Decorator::MinLength(1)))
        .with(Param::new("other", TypeExpr::String).decorate(Decorator::MaxLength(2)));
    insta::assert_snapshot!(printed(template), @"
    @sys.description('What it is.')
    param description string

    @sys.minLength(1)
    param minLength string

    @maxLength(2)
    param other string
    ");
}

#[test]
fn names_are_quoted_only_when_they_must_be() {
    let object = Object::new()
        .with("plain_1", 1_i64)
        .with("1st", 2_i64)
        .with("with-dash", 3_i64)
        .with("null", 4_i64)
        .with("größe", 5_i64)
        .with("resource", 6_i64);
    let template = Template::new("main.bicep")
        .with(Variable::new("a", object))
        .with(Variable::new("b", sym("a").prop("with-dash")))
        .with(Variable::new("c", sym("a").safe_prop("null")));
    insta::assert_snapshot!(printed(template), @r"
    var a = {
      plain_1: 1
      '1st': 2
      'with-dash': 3
      'null': 4
      'größe': 5
      resource: 6
    }

    var b = a['with-dash']

    var c = a[?'null']
    ");
}

#[test]
fn skips_stand_in_the_body_on_one_line() {
    let group = Resource::new("group", "Microsoft.Network/networkSecurityGroups@2025-09-01", "nsg")
        .skip("CKV_AZURE_1,CKV_AZURE_2", "One\nreason.")
        .with("location", "westeurope");
    let template = Template::new("main.bicep").with(group);
    insta::assert_snapshot!(printed(template.clone()), @r"
    resource group 'Microsoft.Network/networkSecurityGroups@2025-09-01' = {
      // checkov:skip=CKV_AZURE_1,CKV_AZURE_2: One reason.
      name: 'nsg'
      location: 'westeurope'
    }
    ");
}
