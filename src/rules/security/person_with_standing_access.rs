//! A person who has a role of a production environment for good.
//!
//! Source: <https://learn.microsoft.com/azure/role-based-access-control/best-practices>

use crate::rules::prelude::*;

rule!("BRC6024", "person-with-standing-access", Security, Check::Environment(check));

/// The lists, with what those in them may do.
const LISTS: [(&str, &str); 2] =
    [("deployers", "administers the workspace"), ("secret_officers", "sets the secrets of the vault")];

fn check(cx: &Cx<'_>, findings: &mut Findings<'_>) {
    let Some(azure) = cx.azure().filter(|_| cx.is_production()) else { return };
    for (list, what) in LISTS {
        for principal in azure.get("access").get(list).list() {
            let kind = principal.get("principal_type");
            if kind.is("User") {
                findings.push(
                    kind.wrong(format!("a person {what}, whether at work or not"))
                        .help("give the role to a group or to the service principal of the pipeline"),
                );
            }
        }
    }
}
