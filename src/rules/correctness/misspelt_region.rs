//! A region whose name is that of an Azure region but for a letter or two.

use crate::diagnostic::surely_means;
use crate::facts::regions;
use crate::rules::prelude::*;

rule!("BRC4160", "misspelt-region", Correctness, Check::Environment(check));

fn check(cx: &Cx<'_>, findings: &mut Findings<'_>) {
    let Some(azure) = cx.azure() else { return };
    let location = azure.get("location");
    let Some(text) = location.text() else { return };
    // A name that is not close to any may be that of a new region.
    let Some(meant) = surely_means(&text, regions()).filter(|_| !regions().any(|region| region == text))
    else {
        return;
    };
    findings.push(
        location
            .wrong(format!("Azure has no region `{text}`"))
            .help(format!("did you mean `{meant}`?"))
            .fix(location.replace(meant)),
    );
}
