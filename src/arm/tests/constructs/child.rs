//! The tree of `child.bicep`.

use crate::arm::*;

pub(super) fn child() -> Template {
    Template::new("child.bicep")
        .description("A module that other modules use.")
        .with(Param::new("name", TypeExpr::String).describe("Name."))
        .with(Param::new("values", TypeExpr::String.map()).default(Object::new()).describe("Values."))
        .with(Param::new("note", TypeExpr::String.nullable()).describe("Optional."))
        .with(
            Output::new(
                "upper",
                TypeExpr::String,
                call(
                    "toUpper",
                    [interpolate([
                        sym("name").into(),
                        sym("note").or_else("").into(),
                        call("length", [sym("values")]).into(),
                    ])],
                ),
            )
            .describe("The name, upper case."),
        )
}
