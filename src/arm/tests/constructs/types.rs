//! The tree of `types.bicep`.

use crate::arm::*;

pub(super) fn types() -> Template {
    Template::new("types.bicep")
        .description("How user-defined types and functions lower.")
        .with(
            TypeDecl::new("environmentType", TypeExpr::one_of(["dev", "prod"]))
                .decorate(Decorator::Export)
                .describe("Environments."),
        )
        .with(
            TypeDecl::new(
                "sizeType",
                ObjectType::new()
                    .with(
                        TypeProperty::new("min", TypeExpr::Int)
                            .describe("Fewest.")
                            .decorate(Decorator::MinValue(1)),
                    )
                    .with(
                        TypeProperty::new("max", TypeExpr::Int.nullable())
                            .describe("Most.")
                            .decorate(Decorator::MaxValue(100)),
                    )
                    .with(TypeProperty::new("tags", TypeExpr::String.map().nullable()).describe("Tags.")),
            )
            .decorate(Decorator::Export)
            .describe("Sizes.")
            .decorate(Decorator::Sealed),
        )
        .with(
            TypeDecl::new(
                "scaleType",
                TypeExpr::Union(vec![
                    TypeExpr::from(
                        ObjectType::new()
                            .with(TypeProperty::new("kind", TypeExpr::text("fixed")))
                            .with(TypeProperty::new("workers", TypeExpr::Int))
                            .inline(),
                    ),
                    TypeExpr::from(
                        ObjectType::new()
                            .with(TypeProperty::new("kind", TypeExpr::text("auto")))
                            .with(TypeProperty::new("size", TypeExpr::named("sizeType")))
                            .inline(),
                    ),
                ]),
            )
            .decorate(Decorator::Export)
            .describe("Either by count or by range.")
            .decorate(Decorator::Discriminator("kind".to_owned())),
        )
        .with(
            Function::new(
                "nameOf",
                TypeExpr::String,
                interpolate([sym("prefix").into(), "-".into(), sym("environment").into()]),
            )
            .param("prefix", TypeExpr::String)
            .param("environment", TypeExpr::named("environmentType"))
            .decorate(Decorator::Export)
            .describe("Name of a thing."),
        )
        .with(
            Variable::new(
                "environments",
                Object::new().with("dev", Object::new().with("size", "small").with("price", "0.35")).with(
                    "prod",
                    Object::new()
                        .with("size", "large")
                        .with("price", "-1")
                        .with("extra", Object::new().with("workers", 4_i64)),
                ),
            )
            .decorate(Decorator::Export)
            .describe("What each environment sets."),
        )
        .with(Param::new("environment", TypeExpr::named("environmentType")).describe("Environment."))
        .with(
            Param::new(
                "sizes",
                ObjectType::new()
                    .with(TypeProperty::new("analytics", TypeExpr::named("sizeType")))
                    .with(TypeProperty::new("ml", TypeExpr::named("sizeType")))
                    .inline(),
            )
            .describe("Sizes by cluster."),
        )
        .with(Param::new("scale", TypeExpr::named("scaleType")).describe("Scale."))
        .with(Param::new("note", TypeExpr::String.nullable()).describe("Nullable."))
        .with(
            Param::new("short", TypeExpr::String)
                .describe("Bounded.")
                .decorate(Decorator::MinLength(3))
                .decorate(Decorator::MaxLength(24)),
        )
        .with(
            Param::new("list", TypeExpr::named("sizeType").array())
                .describe("List of sizes.")
                .decorate(Decorator::MinLength(1)),
        )
        .with(Output::new("name", TypeExpr::String, call("nameOf", [Expr::from("x"), sym("environment")])))
        .with_joined(Output::new(
            "max",
            TypeExpr::Int,
            sym("sizes").prop("analytics").safe_prop("max").or_else(sym("sizes").prop("ml").prop("min")),
        ))
        .with_joined(Output::new("kind", TypeExpr::String, sym("scale").prop("kind")))
        .with_joined(Output::new("noteOrNone", TypeExpr::String, sym("note").or_else(sym("short"))))
        .with_joined(Output::new("count", TypeExpr::Int, call("length", [sym("list")])))
        .with_joined(Output::new(
            "size",
            TypeExpr::String,
            sym("environments").index(sym("environment")).prop("size"),
        ))
        .with_joined(Output::new(
            "extra",
            TypeExpr::Int.nullable(),
            sym("environments").index(sym("environment")).safe_prop("extra").safe_prop("workers"),
        ))
        .with_joined(Output::new(
            "price",
            TypeExpr::AnyObject,
            Object::new().with(
                "spotBidMaxPrice",
                call("json", [sym("environments").index(sym("environment")).prop("price")]),
            ),
        ))
}
