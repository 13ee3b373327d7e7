//! A tag that Azure does not put on a VM.

use crate::rules::prelude::*;

rule!(
    "BRC4045",
    "wrong-tag-characters",
    Correctness = Warning,
    Check::Resources(&["clusters", "instance_pools", "jobs", "pipelines"], check)
);

/// What the name of a tag has none of.
const FORBIDDEN: [char; 7] = ['<', '>', '%', '&', '\\', '?', '/'];
const LONGEST_NAME: usize = 512;
const LONGEST_VALUE: usize = 256;

fn check(_: &Cx<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    for machines in resource.machines() {
        for (key, tag) in machines.get("custom_tags").entries() {
            let fault = if let Some(character) = key.chars().find(|found| FORBIDDEN.contains(found)) {
                tag.wrong_key(format!(
                    "{} has a tag `{key}`, and Azure takes no `{character}` in the name of a tag",
                    machines.name()
                ))
                .help("name it with letters, digits, `-`, `_`, `.` and `:`")
            } else if key.chars().count() > LONGEST_NAME {
                tag.wrong_key(format!(
                    "{} has a tag whose name has more than {LONGEST_NAME} characters",
                    machines.name()
                ))
                .help("shorten it")
            } else if tag.text().is_some_and(|text| text.chars().count() > LONGEST_VALUE) {
                tag.wrong(format!(
                    "{} has a tag `{key}` of more than {LONGEST_VALUE} characters",
                    machines.name()
                ))
                .help("shorten it")
            } else {
                continue;
            };
            findings.push(fault);
        }
    }
}
