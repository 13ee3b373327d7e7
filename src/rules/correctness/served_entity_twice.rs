//! Two served entities of one name.

use rustc_hash::FxHashMap;

use crate::rules::prelude::*;

rule!("BRC4135", "served-entity-twice", Correctness, Check::Resources(&["model_serving_endpoints"], check));

fn check(_: &Cx<'_>, endpoint: &Resource<'_>, findings: &mut Findings<'_>) {
    for list in ["config.served_entities", "config.served_models"] {
        let mut seen: FxHashMap<String, Value<'_>> = FxHashMap::default();
        for value in endpoint.get(list).list().map(|entity| entity.get("name")) {
            let Some(name) = value.text() else { continue };
            let Some(first) = seen.get(&*name) else {
                seen.insert(name.into_owned(), value);
                continue;
            };
            findings.push(
                value
                    .wrong(format!("{} serves two entities of the name `{name}`", endpoint.name()))
                    .help("give each its own name")
                    .related(first.span(), "the first one"),
            );
        }
    }
}
