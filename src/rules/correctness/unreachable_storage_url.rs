//! An address of Azure storage at which nothing can be.

use crate::rules::prelude::*;
use crate::rules::storage::{STORES, location};

rule!("BRC4104", "unreachable-storage-url", Correctness = Warning, Check::Resources(KINDS, check));

const KINDS: &[&str] = &["catalogs", "external_locations", "registered_models", "schemas", "volumes"];

// https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftstorage
fn check(_: &Cx<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    let store = STORES.iter().find(|(kind, _)| *kind == resource.kind());
    let value = resource.get(store.map_or("url", |(_, field)| field));
    let Some(place) = location(value).filter(|place| place.scheme == "abfss") else { return };
    let text = value.text().unwrap_or_default();
    if place.host.contains(".blob.core.") {
        let mended = text.replacen(".blob.core.", ".dfs.core.", 1);
        findings.push(
            value
                .wrong("`abfss://` goes with the endpoint `dfs`, and this is the one of blobs")
                .help(format!("write `{mended}`"))
                .fix(value.replace(mended)),
        );
    } else if place.host.contains(".dfs.core.") {
        let account = place.account().trim_end_matches("-secondary");
        let fits = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit();
        if !(3..=24).contains(&account.len()) || !account.chars().all(fits) {
            findings.push(
                value
                    .wrong(format!("no storage account can be called `{account}`"))
                    .help("write the account's name: 3 to 24 lower-case letters and digits"),
            );
        } else if !is_container(&place.container) {
            findings.push(
                value
                    .wrong(format!("no container can be called `{}`", place.container))
                    .help("write the container's name: 3 to 63 lower-case letters, digits and single `-`"),
            );
        }
    }
}

fn is_container(name: &str) -> bool {
    let fits = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    ["$logs", "$root", "$web"].contains(&name)
        || (3..=63).contains(&name.len())
            && name.chars().all(fits)
            && !name.starts_with('-')
            && !name.ends_with('-')
            && !name.contains("--")
}
