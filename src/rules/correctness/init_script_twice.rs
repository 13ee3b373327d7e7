//! An init script that runs twice as each node starts.

use rustc_hash::FxHashMap;

use crate::rules::prelude::*;

rule!("BRC4041", "init-script-twice", Correctness = Warning, Check::Clusters(check));

fn check(_: &Cx<'_>, cluster: &Cluster<'_>, findings: &mut Findings<'_>) {
    let mut seen: FxHashMap<String, Value<'_>> = FxHashMap::default();
    for script in cluster.get("init_scripts").list() {
        for (place, value) in script.entries() {
            let destination = value.get("destination");
            // What stands in two places as the same reference is the same script, known or not.
            let Some(text) = destination.raw() else { continue };
            if let Some(first) = seen.get(&format!("{place}:{text}")) {
                findings.push(
                    destination
                        .wrong(format!("{} runs the script `{text}` twice", cluster.name()))
                        .help("remove one of them")
                        .fix(script.remove())
                        .related(first.span(), "the first time"),
                );
            } else {
                seen.insert(format!("{place}:{text}"), destination);
            }
        }
    }
}
