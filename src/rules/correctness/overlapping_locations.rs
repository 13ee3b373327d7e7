//! An external location inside of another one.

use crate::rules::prelude::*;
use crate::rules::storage::overlaps;

rule!("BRC4099", "overlapping-locations", Correctness, Check::Environment(check));

// https://learn.microsoft.com/azure/databricks/connect/unity-catalog/cloud-storage/external-locations
fn check(cx: &Cx<'_>, findings: &mut Findings<'_>) {
    for (inner, outer) in overlaps(cx.resources("external_locations").map(|resource| resource.get("url"))) {
        findings.push(
            inner
                .wrong("this location lies inside of another one, or is the same")
                .help("let one location cover both, or give each a folder of its own")
                .related(outer.span(), "the other one"),
        );
    }
}
