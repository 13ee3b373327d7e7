//! Two served entities of one name.

use crate::rules::prelude::*;
use crate::rules::value::repeated;

rule!("BRC4135", "served-entity-twice", Correctness, Check::Resources(&["model_serving_endpoints"], check));

fn check(_: &Cx<'_>, endpoint: &Resource<'_>, findings: &mut Findings<'_>) {
    for list in ["config.served_entities", "config.served_models"] {
        let names = endpoint.get(list).list().map(|entity| entity.get("name"));
        for (name, value, first) in repeated(names) {
            findings.push(
                value
                    .wrong(format!("{} serves two entities of the name `{name}`", endpoint.name()))
                    .help("give each its own name")
                    .related(first.span(), "the first one"),
            );
        }
    }
}
