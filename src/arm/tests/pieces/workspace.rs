//! The tree of `workspace.bicep`.

use crate::arm::*;

pub(super) fn workspace() -> Template {
    Template::new("workspace.bicep")
        .description("A workspace without public access, with keys of the customer.")
        .with(
            Param::new("location", TypeExpr::String)
                .default(call("resourceGroup", NO_ARGS).prop("location"))
                .describe("Azure region of every resource."),
        )
        .with(
            Param::new("name", TypeExpr::String)
                .describe("Name that every resource carries.")
                .decorate(Decorator::MaxLength(40)),
        )
        .with(Param::new("virtualNetworkId", TypeExpr::String).describe("Resource id of the network."))
        .with(
            Param::new(
                "key",
                TypeExpr::from(
                    ObjectType::new()
                        .with(TypeProperty::new("keyName", TypeExpr::String).describe("Name of the key."))
                        .with(
                            TypeProperty::new("keyVaultUri", TypeExpr::String).describe("URI of the vault."),
                        )
                        .with(
                            TypeProperty::new("keyVersion", TypeExpr::String).describe("Version of the key."),
                        ),
                )
                .nullable(),
            )
            .describe("Key of the customer, for notebooks, secrets and disks."),
        )
        .with(
            Resource::new(
                "workspace",
                "Microsoft.Databricks/workspaces@2026-01-01",
                interpolate(["dbw-".into(), sym("name").into()]),
            )
            .with("location", sym("location"))
            .with("sku", Object::new().with("name", "premium"))
            .with(
                "properties",
                Object::new()
                    .with("computeMode", "Hybrid")
                    .with(
                        "managedResourceGroupId",
                        call(
                            "subscriptionResourceId",
                            [
                                Expr::from("Microsoft.Resources/resourceGroups"),
                                interpolate(["rg-".into(), sym("name").into(), "-managed".into()]),
                            ],
                        ),
                    )
                    .with("publicNetworkAccess", "Disabled")
                    .with("requiredNsgRules", "NoAzureDatabricksRules")
                    .with("defaultCatalog", Object::new().with("initialType", "UnityCatalog"))
                    .with(
                        "encryption",
                        ternary(
                            sym("key").equals(null()),
                            null(),
                            Object::new().with(
                                "entities",
                                Object::new()
                                    .with(
                                        "managedDisk",
                                        Object::new()
                                            .with("keySource", "Microsoft.Keyvault")
                                            .with("keyVaultProperties", sym("key").non_null())
                                            .with("rotationToLatestKeyVersionEnabled", true),
                                    )
                                    .with(
                                        "managedServices",
                                        Object::new()
                                            .with("keySource", "Microsoft.Keyvault")
                                            .with("keyVaultProperties", sym("key").non_null()),
                                    ),
                            ),
                        ),
                    )
                    .with(
                        "parameters",
                        Object::new()
                            .with(
                                "customPrivateSubnetName",
                                Object::new().with("value", "databricks-container"),
                            )
                            .with("customPublicSubnetName", Object::new().with("value", "databricks-host"))
                            .with(
                                "customVirtualNetworkId",
                                Object::new().with("value", sym("virtualNetworkId")),
                            )
                            .with("enableNoPublicIp", Object::new().with("value", true))
                            .with(
                                "prepareEncryption",
                                Object::new().with("value", sym("key").not_equals(null())),
                            ),
                    ),
            ),
        )
        .with(
            Output::new(
                "workspaceUrl",
                TypeExpr::String,
                interpolate([
                    "https://".into(),
                    sym("workspace").prop("properties").prop("workspaceUrl").into(),
                ]),
            )
            .describe("URL of the workspace."),
        )
}
