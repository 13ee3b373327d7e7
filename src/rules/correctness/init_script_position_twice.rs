//! Two global init scripts at one place of the order.

use rustc_hash::FxHashMap;

use crate::rules::prelude::*;

rule!("BRC4154", "init-script-position-twice", Correctness = Warning, Check::Environment(check));

fn check(cx: &Cx<'_>, findings: &mut Findings<'_>) {
    let mut seen: FxHashMap<i64, Value<'_>> = FxHashMap::default();
    for script in cx.resources("global_init_scripts") {
        let position = script.get("position");
        let Some(place) = position.int() else { continue };
        let Some(first) = seen.get(&place) else {
            seen.insert(place, position);
            continue;
        };
        findings.push(
            position
                .wrong(format!("two global init scripts have the position {place}"))
                .help("give each its own position")
                .related(first.span(), "the first one"),
        );
    }
}
