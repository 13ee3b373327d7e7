//! A permission of an app that the object of Unity Catalog does not have.

use crate::rules::prelude::*;

// What each type takes: <https://learn.microsoft.com/azure/databricks/dev-tools/databricks-apps/resources>.
rule!("BRC4148", "wrong-securable-permission", Correctness = Warning, Check::Resources(&["apps"], check));

/// The permissions of each type of object.
const TAKES: [(&str, &[&str]); 4] = [
    ("CONNECTION", &["USE_CONNECTION"]),
    ("FUNCTION", &["EXECUTE"]),
    ("TABLE", &["SELECT", "MODIFY"]),
    ("VOLUME", &["READ_VOLUME", "WRITE_VOLUME"]),
];

fn check(_: &Cx<'_>, app: &Resource<'_>, findings: &mut Findings<'_>) {
    for securable in app.get("resources").list().map(|resource| resource.get("uc_securable")) {
        let (kind, permission) = (securable.get("securable_type"), securable.get("permission"));
        let (Some(name), Some(text)) = (kind.text(), permission.text()) else { continue };
        let Some((_, takes)) = TAKES.iter().find(|(known, _)| *known == name) else { continue };
        if !takes.contains(&&*text) {
            findings.push(
                permission
                    .wrong(format!("{} cannot have `{text}` on an object of the type `{name}`", app.name()))
                    .help(format!("write `{}`", takes.join("` or `")))
                    .related(kind.span(), "the type"),
            );
        }
    }
}
