//! An external volume inside of another one.

use crate::rules::prelude::*;
use crate::rules::storage::overlaps;

rule!("BRC4100", "overlapping-volumes", Correctness, Check::Environment(check));

// https://learn.microsoft.com/azure/databricks/volumes/
fn check(cx: &Cx<'_>, findings: &mut Findings<'_>) {
    for (inner, outer) in overlaps(cx.resources("volumes").map(|resource| resource.get("storage_location"))) {
        findings.push(
            inner
                .wrong("the folder of this volume lies inside of another volume's, or is the same")
                .help("give each volume a folder of its own")
                .related(outer.span(), "the other one"),
        );
    }
}
