//! The tree of `resources.bicep`.

use std::sync::Arc;

use super::child;
use crate::arm::*;

pub(super) fn resources() -> Template {
    Template::new("resources.bicep")
        .description("How resources, modules, references, conditions and loops lower.")
        .with(
            Param::new("location", TypeExpr::String)
                .default(call("resourceGroup", NO_ARGS).prop("location"))
                .describe("Region."),
        )
        .with(Param::new("create", TypeExpr::Bool).describe("Whether the vault is made here."))
        .with(Param::new("environments", TypeExpr::String.array()).describe("Environments."))
        .with(Param::new("otherGroup", TypeExpr::String).describe("Another resource group."))
        .with(Param::new("vaultName", TypeExpr::String).describe("An existing vault."))
        .with(
            Param::new("token", TypeExpr::String)
                .describe("Secret of something.")
                .decorate(Decorator::Secure),
        )
        .with(Resource::new("vault", "Microsoft.KeyVault/vaults@2026-02-01", sym("vaultName")).existing())
        .with(
            Resource::new("elsewhere", "Microsoft.KeyVault/vaults@2026-02-01", sym("vaultName"))
                .existing()
                .scope(call("resourceGroup", [sym("otherGroup")])),
        )
        .with(
            Resource::new(
                "newVault",
                "Microsoft.KeyVault/vaults@2026-02-01",
                interpolate([
                    "kv-".into(),
                    call("uniqueString", [call("resourceGroup", NO_ARGS).prop("id")]).into(),
                ]),
            )
            .condition(sym("create"))
            .with("location", sym("location"))
            .with(
                "properties",
                Object::new()
                    .with("enableRbacAuthorization", true)
                    .with("tenantId", call("tenant", NO_ARGS).prop("tenantId"))
                    .with("sku", Object::new().with("family", "A").with("name", "standard")),
            ),
        )
        .with(
            Resource::new("secret", "Microsoft.KeyVault/vaults/secrets@2026-02-01", "token")
                .condition(sym("create"))
                .parent(sym("newVault"))
                .with("properties", Object::new().with("value", sym("token"))),
        )
        .with(
            Resource::new(
                "identities",
                "Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30",
                interpolate(["id-".into(), sym("environment").into()]),
            )
            .repeat(Repeat::new("environment", sym("environments")))
            .with("location", sym("location")),
        )
        .with(
            Resource::new(
                "conditionalLoop",
                "Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30",
                interpolate(["idx-".into(), sym("environment").into(), "-".into(), sym("index").into()]),
            )
            .decorate(Decorator::BatchSize(1))
            .repeat(Repeat::new("environment", sym("environments")).with_index("index"))
            .condition(sym("environment").not_equals("dev"))
            .with("location", sym("location"))
            .with("tags", Object::new().with("first", sym("identities").index(sym("index")).prop("name"))),
        )
        .with(
            Resource::new(
                "role",
                "Microsoft.Authorization/roleAssignments@2022-04-01",
                call("guid", [sym("vault").prop("id"), sym("identities").index(0_i64).prop("id")]),
            )
            .scope(sym("vault"))
            .with(
                "properties",
                Object::new()
                    .with(
                        "principalId",
                        sym("identities").index(0_i64).prop("properties").prop("principalId"),
                    )
                    .with("principalType", "ServicePrincipal")
                    .with(
                        "roleDefinitionId",
                        call(
                            "subscriptionResourceId",
                            [
                                "Microsoft.Authorization/roleDefinitions",
                                "4633458b-17de-408a-b874-0445c86b69e6",
                            ],
                        ),
                    ),
            ),
        )
        .with(
            Resource::new(
                "storage",
                "Microsoft.Storage/storageAccounts@2025-06-01",
                interpolate([
                    "st".into(),
                    call("uniqueString", [call("resourceGroup", NO_ARGS).prop("id")]).into(),
                ]),
            )
            .with("location", sym("location"))
            .with("kind", "StorageV2")
            .with("sku", Object::new().with("name", "Standard_LRS"))
            .child(Resource::new("blobs", "blobServices", "default").child(Resource::new(
                "lake",
                "containers",
                "lake",
            ))),
        )
        .with(
            Module::new("one", &Arc::new(child()))
                .param("name", sym("identities").index(0_i64).prop("name"))
                .param("values", Object::new().with("key", sym("vault").prop("properties").prop("vaultUri")))
                .depends_on(sym("role")),
        )
        .with(
            Module::new("named", &Arc::new(child()))
                .condition(sym("create"))
                .name("named-deployment")
                .scope(call("resourceGroup", [sym("otherGroup")]))
                .param("name", sym("one").prop("outputs").prop("upper"))
                .param("note", "x"),
        )
        .with(
            Module::new("many", &Arc::new(child()))
                .repeat(Repeat::new("environment", sym("environments")).with_index("index"))
                .name(interpolate(["child-".into(), sym("environment").into()]))
                .param("name", interpolate([sym("environment").into(), sym("index").into()])),
        )
        .with(Output::new(
            "vaultUri",
            TypeExpr::String,
            ternary(
                sym("create"),
                sym("newVault").non_null().prop("properties").prop("vaultUri"),
                sym("vault").prop("properties").prop("vaultUri"),
            ),
        ))
        .with_joined(Output::new(
            "elsewhereUri",
            TypeExpr::String,
            sym("elsewhere").prop("properties").prop("vaultUri"),
        ))
        .with_joined(Output::new("first", TypeExpr::String, sym("one").prop("outputs").prop("upper")))
        .with_joined(Output::new(
            "maybe",
            TypeExpr::String.nullable(),
            sym("named").safe_prop("outputs").prop("upper"),
        ))
        .with_joined(Output::new(
            "each",
            TypeExpr::AnyArray,
            Repeat::new("environment", sym("environments"))
                .with_index("index")
                .body(sym("many").index(sym("index")).prop("outputs").prop("upper")),
        ))
        .with_joined(Output::new(
            "containerId",
            TypeExpr::String,
            sym("storage").nested("blobs").nested("lake").prop("id"),
        ))
        .with_joined(Output::new(
            "clientIds",
            TypeExpr::AnyArray,
            Repeat::new("e", sym("environments"))
                .with_index("i")
                .body(sym("identities").index(sym("i")).prop("properties").prop("clientId")),
        ))
}
