//! Two jobs, clusters or dashboards that people cannot tell apart.

use crate::rules::prelude::*;

rule!("BRC7021", "shared-name", Operations, Check::Environment(check));

/// The kinds of which the service takes one name several times, unlike those of duplicate-name.
const KINDS: [&str; 3] = ["clusters", "dashboards", "jobs"];

fn check(cx: &Cx<'_>, findings: &mut Findings<'_>) {
    for kind in KINDS {
        for (name, value, first) in cx.repeated_names(kind) {
            findings.push(
                value
                    .wrong(format!(
                        "two resources of `{kind}` have the name `{name}`, and people see the name alone"
                    ))
                    .help("give each its own name")
                    .related(first.span(), "the first one"),
            );
        }
    }
}
