//! The tree of `adopted.bicep`.

use std::sync::Arc;

use super::role_on_workspace;
use crate::arm::*;

pub(super) fn adopted() -> Template {
    Template::new("adopted.bicep")
        .description("What exists already, also in another group or subscription, by its resource id.")
        .with(Param::new("workspaceResourceId", TypeExpr::String).describe("Resource id of the workspace."))
        .with(Param::new("keyVaultResourceId", TypeExpr::String).describe("Resource id of the vault."))
        .with(Param::new("identityName", TypeExpr::String).describe("Name of the identity that applies."))
        .with(
            Variable::new("workspaceId", call("split", [sym("workspaceResourceId"), Expr::from("/")]))
                .describe("Parts of the id of the workspace."),
        )
        .with(
            Variable::new("keyVaultId", call("split", [sym("keyVaultResourceId"), Expr::from("/")]))
                .describe("Parts of the id of the vault."),
        )
        .with(
            Resource::new(
                "workspace",
                "Microsoft.Databricks/workspaces@2026-01-01",
                call("last", [sym("workspaceId")]),
            )
            .existing()
            .scope(call("resourceGroup", [sym("workspaceId").index(2_i64), sym("workspaceId").index(4_i64)])),
        )
        .with(
            Resource::new(
                "keyVault",
                "Microsoft.KeyVault/vaults@2026-02-01",
                call("last", [sym("keyVaultId")]),
            )
            .existing()
            .scope(call("resourceGroup", [sym("keyVaultId").index(2_i64), sym("keyVaultId").index(4_i64)])),
        )
        .with(
            Resource::new(
                "identity",
                "Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30",
                sym("identityName"),
            )
            .existing(),
        )
        .with(
            Module::new("role", &Arc::new(role_on_workspace()))
                .scope(call(
                    "resourceGroup",
                    [sym("workspaceId").index(2_i64), sym("workspaceId").index(4_i64)],
                ))
                .param("identityResourceId", sym("identity").prop("id"))
                .param("principalId", sym("identity").prop("properties").prop("principalId"))
                .param("workspaceName", call("last", [sym("workspaceId")])),
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
        .with(
            Output::new("keyVaultUri", TypeExpr::String, sym("keyVault").prop("properties").prop("vaultUri"))
                .describe("URI of the vault."),
        )
}
