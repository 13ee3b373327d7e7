//! Malformed trees are errors, never panics.

use std::sync::Arc;

use crate::arm::print::{bicep, json};
use crate::arm::*;

fn fault(template: &Template) -> Fault {
    json::lower(template, &json::Generator::default()).unwrap_err().fault
}

fn template() -> Template {
    Template::new("main.bicep")
}

fn group() -> Resource {
    Resource::new("group", "Microsoft.Network/networkSecurityGroups@2025-09-01", "nsg")
}

#[test]
fn unknown_symbols() {
    let value = template().with(Variable::new("a", sym("missing")));
    assert_eq!(fault(&value), Fault::UnknownSymbol("missing".to_owned()));
    let ty = template().with(Param::new("a", TypeExpr::named("missing")));
    assert_eq!(fault(&ty), Fault::UnknownType("missing".to_owned()));
    let nested = template().with(group()).with(Variable::new("a", sym("group").nested("rule").prop("id")));
    assert_eq!(fault(&nested), Fault::UnknownSymbol("rule".to_owned()));
    let needed = template().with(group().depends_on(sym("missing")));
    assert_eq!(fault(&needed), Fault::UnknownSymbol("missing".to_owned()));
}

#[test]
fn imports_of_what_is_not_there() {
    let shared = Arc::new(Template::new("shared.bicep"));
    let import = template().import(["sizeType"], &shared);
    let expected = Fault::NotExported { name: "sizeType".to_owned(), from: "shared.bicep".to_owned() };
    assert_eq!(fault(&import), expected);
}

#[test]
fn names() {
    let bad = template().with(Variable::new("a b", 1_i64));
    assert_eq!(bicep::print(&bad).unwrap_err().fault, Fault::BadName("a b".to_owned()));
    let twice = template().with(Variable::new("a", 1_i64)).with(Param::new("a", TypeExpr::Int));
    assert_eq!(bicep::print(&twice).unwrap_err().fault, Fault::Duplicate("a".to_owned()));
    assert_eq!(fault(&twice), Fault::Duplicate("a".to_owned()));
}

#[test]
fn loops_and_indices() {
    let rounds = || Repeat::new("i", call("range", [0_i64, 3]));
    let inside = template().with(Variable::new("a", call("first", [rounds().body(sym("i"))])));
    assert!(matches!(fault(&inside), Fault::MisplacedLoop(_)));
    let looped = template().with(group().repeat(rounds())).with(Output::new(
        "id",
        TypeExpr::String,
        sym("group").prop("id"),
    ));
    assert_eq!(fault(&looped), Fault::BadIndex("group".to_owned()));
    let plain = template().with(group()).with(Output::new(
        "id",
        TypeExpr::String,
        sym("group").index(0_i64).prop("id"),
    ));
    assert_eq!(fault(&plain), Fault::BadIndex("group".to_owned()));
}

#[test]
fn resources_are_no_values() {
    let value = template().with(group()).with(Output::new("all", TypeExpr::AnyObject, sym("group")));
    assert_eq!(fault(&value), Fault::NoValue("group".to_owned()));
    let parent = template().with(Param::new("p", TypeExpr::String)).with(group().parent(sym("p")));
    assert_eq!(fault(&parent), Fault::NoResource("a parent"));
    let scope = template().with(group().scope(call("subscription", NO_ARGS)));
    assert_eq!(fault(&scope), Fault::BadScope("group".to_owned()));
    let version = template().with(Resource::new("group", "Microsoft.Network/networkSecurityGroups", "nsg"));
    assert_eq!(fault(&version), Fault::NoApiVersion("group".to_owned()));
}

#[test]
fn cycles() {
    let variables = template().with(Variable::new("a", sym("b"))).with(Variable::new("b", sym("a")));
    assert!(matches!(fault(&variables), Fault::Cycle(_)));
    let names = template()
        .with(Resource::new("a", "Microsoft.Web/sites@2025-03-01", sym("b").prop("name")))
        .with(Resource::new("b", "Microsoft.Web/sites@2025-03-01", sym("a").prop("name")));
    assert!(matches!(fault(&names), Fault::Cycle(_)));
}

#[test]
fn unions() {
    let mixed = TypeExpr::Union(vec![TypeExpr::text("a"), TypeExpr::Literal(Literal::Int(1))]);
    assert_eq!(fault(&template().with(Param::new("a", mixed))), Fault::BadUnion);
}

#[test]
fn a_fault_of_a_module_names_its_file() {
    let module = Arc::new(Template::new("part.bicep").with(Variable::new("a", sym("missing"))));
    let main = template().with(Module::new("part", &module));
    let error = json::lower(&main, &json::Generator::default()).unwrap_err();
    insta::assert_snapshot!(error, @"part.bicep: nothing declares `missing`");
}
