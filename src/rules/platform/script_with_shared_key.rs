//! A closed environment whose deployment script lies in a storage account that takes shared keys.
//!
//! Source: <https://learn.microsoft.com/azure/azure-resource-manager/bicep/deployment-script-develop>: the service makes the
//! account and mounts it by its key, unless the script has an account and a subnet.

use crate::model::Route;
use crate::rules::prelude::*;

rule!("BRC9022", "script-with-shared-key", Platform = Info, Check::Environment(check));

fn check(cx: &Cx<'_>, findings: &mut Findings<'_>) {
    let Some(azure) = cx.azure().filter(|_| cx.route() == Some(Route::DeploymentScript)) else { return };
    let access = azure.get("workspace.public_network_access");
    if access.bool() == Some(false) && azure.get("script").is_absent() {
        findings.push(
            access
                .wrong(
                    "the deployment script keeps its files in an account that Azure opens by its shared key",
                )
                .help(
                    "where a policy forbids shared keys, give it `script: { storage_account: …, subnet: … }`",
                ),
        );
    }
}
