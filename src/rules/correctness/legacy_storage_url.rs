//! An address of storage by a driver that is on its way out.

use crate::rules::prelude::*;

rule!("BRC4105", "legacy-storage-url", Correctness = Warning, Check::Texts(check));

/// The beginnings of such addresses, with what became of each.
const SCHEMES: [(&str, &str); 3] = [
    ("adl://", "Azure Data Lake Storage Gen1 was retired on 2024-02-29"),
    ("wasb://", "the driver of `wasb://` is deprecated, and Unity Catalog does not take it"),
    ("wasbs://", "the driver of `wasbs://` is deprecated, and Unity Catalog does not take it"),
];

fn check(_: &Cx<'_>, text: &str, value: Value<'_>, findings: &mut Findings<'_>) {
    if let Some((_, reason)) = SCHEMES.iter().find(|(scheme, _)| text.starts_with(scheme)) {
        findings.push(
            value
                .wrong((*reason).to_owned())
                .help("write `abfss://<container>@<account>.dfs.core.windows.net/<folder>`"),
        );
    }
}
