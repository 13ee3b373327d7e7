//! The tree of `custom.bicep`.

use crate::arm::*;

pub(super) fn custom() -> Template {
    Template::new("custom.bicep")
        .description("How resources of a custom provider lower.")
        .with(Param::new("databricksProviderName", TypeExpr::String).describe("Name of the custom provider."))
        .with(Param::new("deploy", TypeExpr::Bool).describe("Whether."))
        .with(
            Resource::new(
                "provider",
                "Microsoft.CustomProviders/resourceProviders@2018-09-01-preview",
                sym("databricksProviderName"),
            )
            .existing(),
        )
        .with(
            Resource::new(
                "pool",
                "Microsoft.CustomProviders/resourceProviders/instancePools@2018-09-01-preview",
                "pool",
            )
            .directive(Directive { code: "BCP081".to_owned(), reason: None })
            .parent(sym("provider"))
            .with("properties", Object::new().with("instancePoolName", "p")),
        )
        .with(
            Resource::new(
                "cluster",
                "Microsoft.CustomProviders/resourceProviders/clusters@2018-09-01-preview",
                "cluster",
            )
            .directive(Directive { code: "BCP081".to_owned(), reason: None })
            .condition(sym("deploy"))
            .parent(sym("provider"))
            .with(
                "properties",
                Object::new().with("instancePoolId", sym("pool").prop("properties").prop("instancePoolId")),
            ),
        )
        .with(
            Resource::new(
                "existingCluster",
                "Microsoft.CustomProviders/resourceProviders/clusters@2018-09-01-preview",
                "other",
            )
            .directive(Directive { code: "BCP081".to_owned(), reason: None })
            .existing()
            .parent(sym("provider")),
        )
        .with(Output::new("poolId", TypeExpr::String, sym("pool").prop("properties").prop("instancePoolId")))
        .with_joined(Output::new(
            "clusterId",
            TypeExpr::String.nullable(),
            sym("cluster").safe_prop("properties").prop("clusterId"),
        ))
        .with_joined(Output::new(
            "otherId",
            TypeExpr::String,
            sym("existingCluster").prop("properties").prop("clusterId"),
        ))
        .with_joined(
            Output::new(
                "status",
                TypeExpr::AnyObject,
                sym("provider").method(
                    "listClusterStatus",
                    [
                        Expr::from("2018-09-01-preview"),
                        Expr::from(Object::new().with("clusterId", "x").inline()),
                    ],
                ),
            )
            .directive(Directive { code: "outputs-should-not-contain-secrets".to_owned(), reason: None }),
        )
}
