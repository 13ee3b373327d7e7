//! What `${azure.…}` may name, as outputs: what the templates of one spec use, and what people look for.

use crate::arm::{Expr, Output, Repeat, TypeExpr, interpolate, sym};
use crate::emit::half::{Half, VAULT, Vault, WORKSPACE};
use crate::model::AZURE_VALUES;
use crate::model::azure_symbol;

/// The outputs; `containers` are the names of the containers.
pub(super) fn all(half: &Half<'_>, containers: Option<Expr>) -> Vec<Output> {
    let output = |name: &str, description: &str, value: Expr| {
        Output::new(name, TypeExpr::String, value).describe(description)
    };
    let host = half.property(&WORKSPACE, |workspace| workspace.prop("properties").prop("workspaceUrl"));
    let url = interpolate(["https://".into(), host.into()]);
    let mut outputs = vec![output("workspaceUrl", "URL of the workspace.", url)];
    let everywhere = half.lake().all();
    for value in AZURE_VALUES {
        let used = half.used().iter().any(|used| used.name == value.name);
        let read = match value.name {
            "workspace_resource_id" => half.id(&WORKSPACE),
            "key_vault_id" if used && half.vault() == Vault::WithWorkspace => half.id(&VAULT),
            "key_vault_uri" if half.vault() == Vault::WithWorkspace => vault_uri(half),
            "access_connector_id" if everywhere => sym("accessConnector").prop("id"),
            "storage_account_name" if everywhere && used => sym("storageAccount").prop("name"),
            _ => continue,
        };
        let description = if value.name == "workspace_resource_id" {
            "Resource id of the workspace."
        } else {
            value.description
        };
        outputs.push(output(&azure_symbol(value.name), description, read));
    }
    if let Some(names) = containers {
        let each = Repeat::new("container", names)
            .with_index("index")
            .body(sym("containers").index(sym("index")).prop("name"));
        outputs.push(
            Output::new("containerNames", TypeExpr::String.array(), each).describe("Containers of the lake."),
        );
    }
    outputs
}

fn vault_uri(half: &Half<'_>) -> Expr {
    half.property(&VAULT, |vault| vault.prop("properties").prop("vaultUri"))
}
