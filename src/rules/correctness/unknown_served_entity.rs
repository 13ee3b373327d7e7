//! A route to an entity that the endpoint does not serve.

use crate::rules::prelude::*;

rule!("BRC4134", "unknown-served-entity", Correctness, Check::Resources(&["model_serving_endpoints"], check));

fn check(_: &Cx<'_>, endpoint: &Resource<'_>, findings: &mut Findings<'_>) {
    for (list, field) in [("served_entities", "served_entity_name"), ("served_models", "served_model_name")] {
        let served = endpoint.get("config").get(list);
        let names: Vec<_> = served.list().map(|entity| entity.get("name")).collect();
        // An entity without a name gets one that the service makes.
        if names.is_empty() || names.iter().any(|name| name.text().is_none()) {
            continue;
        }
        for route in endpoint.get("config.traffic_config.routes").list() {
            let value = route.get(field);
            let Some(text) = value.text() else { continue };
            if !names.iter().any(|name| name.is(&text)) {
                findings.push(
                    value
                        .wrong(format!("{} serves no entity of the name `{text}`", endpoint.name()))
                        .help("write the `name` of one of its entities")
                        .related(served.head(), "the entities"),
                );
            }
        }
    }
}
