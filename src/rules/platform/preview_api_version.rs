//! An API version that is a preview.
//!
//! Source: <https://learn.microsoft.com/azure/azure-resource-manager/management/overview>

use crate::arm::api_versions::{ApiVersions, canonical};
use crate::rules::prelude::*;

rule!("BRC9020", "preview-api-version", Platform, Check::Environment(check));

fn check(cx: &Cx<'_>, findings: &mut Findings<'_>) {
    let Some(azure) = cx.azure() else { return };
    let pinned = ApiVersions::default();
    for (name, version) in azure.get("api_versions").entries() {
        let Some(text) = version.text().filter(|text| text.ends_with("-preview")) else { continue };
        let pinned = canonical(name).and_then(|name| pinned.version(name));
        // Of some types there is nothing else; of older versions another code tells.
        if pinned.is_some_and(|pinned| !pinned.ends_with("-preview") && &*text > pinned) {
            findings.push(
                version
                    .wrong(format!("`{text}` of `{name}` is a preview, which Azure changes and takes back"))
                    .help("remove it: the templates are written for a version that is not"),
            );
        }
    }
}
