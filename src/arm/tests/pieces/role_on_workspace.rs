//! The tree of `role-on-workspace.bicep`.

use crate::arm::*;

pub(super) fn role_on_workspace() -> Template {
    Template::new("role-on-workspace.bicep").description("Gives an identity a role on a workspace of this group; deployed into the group of the workspace.").with(Param::new("workspaceName", TypeExpr::String).describe("Name of the workspace.")).with(Param::new("principalId", TypeExpr::String).describe("Object id of the identity.")).with(Param::new("identityResourceId", TypeExpr::String).describe("Resource id of the identity.")).with(Param::new("roleId", TypeExpr::String).default("b24988ac-6180-42a0-ab88-20f7382dd24c").describe("Id of the role definition.")).with(Resource::new("workspace", "Microsoft.Databricks/workspaces@2026-01-01", sym("workspaceName")).existing()).with(Resource::new("role", "Microsoft.Authorization/roleAssignments@2022-04-01", call("guid", [sym("workspace").prop("id"), sym("identityResourceId"), sym("roleId")])).scope(sym("workspace")).with("properties", Object::new().with("principalId", sym("principalId")).with("principalType", "ServicePrincipal").with("roleDefinitionId", call("subscriptionResourceId", [Expr::from("Microsoft.Authorization/roleDefinitions"), sym("roleId")]))))
}
