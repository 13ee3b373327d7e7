//! The tree of `lists.bicep`.

use crate::arm::*;

pub(super) fn lists() -> Template {
    Template::new("lists.bicep")
        .description("How lists and maps that differ by environment lower.")
        .with(Param::new("environment", TypeExpr::one_of(["dev", "prod"])).describe("Environment."))
        .with(Param::new("names", TypeExpr::String.array()).describe("Names."))
        .with(Param::new("labels", TypeExpr::String.map()).describe("Labels by name."))
        .with(Param::new("shape", TypeExpr::String).default("{}").describe("Free shape, as JSON."))
        .with(Variable::new(
            "present",
            call(
                "concat",
                [
                    Expr::from(Array::new([Object::new().with("taskKey", "extract")])),
                    ternary(
                        sym("environment").equals("prod"),
                        Array::default(),
                        Array::new([Object::new()
                            .with("taskKey", "try")
                            .with("dependsOn", Array::new([Object::new().with("taskKey", "extract")]))]),
                    ),
                ],
            ),
        ))
        .with(Variable::new(
            "field",
            Object::new()
                .with("always", 1_i64)
                .with("sometimes", ternary(sym("environment").equals("prod"), 2_i64, null())),
        ))
        .with(Variable::new(
            "merged",
            call(
                "union",
                [
                    sym("field"),
                    ternary(
                        sym("environment").equals("prod"),
                        Object::new().with("extra", sym("names").index(0_i64)).inline(),
                        Object::new(),
                    ),
                ],
            ),
        ))
        .with(Output::new("present", TypeExpr::AnyObject.array(), sym("present")))
        .with_joined(Output::new("merged", TypeExpr::AnyObject, sym("merged")))
        .with_joined(Output::new("label", TypeExpr::String.nullable(), sym("labels").safe_prop("owner")))
        .with_joined(Output::new("shaped", TypeExpr::AnyObject, call("json", [sym("shape")])))
        .with_joined(Output::new(
            "both",
            TypeExpr::Bool,
            and(call("contains", [sym("names"), Expr::from("a")]), not(call("empty", [sym("labels")]))),
        ))
}
