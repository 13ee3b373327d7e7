//! A fallback of an endpoint that serves one entity only.

use crate::rules::prelude::*;

rule!(
    "BRC4140",
    "fallback-without-alternative",
    Correctness = Warning,
    Check::Resources(&["model_serving_endpoints"], check)
);

fn check(_: &Cx<'_>, endpoint: &Resource<'_>, findings: &mut Findings<'_>) {
    let enabled = endpoint.get("ai_gateway.fallback_config.enabled");
    let served = endpoint.get("config.served_entities");
    if enabled.bool() == Some(true) && served.list().len() == 1 {
        findings.push(
            enabled
                .wrong(format!("{} serves one entity, so there is nothing to fall back to", endpoint.name()))
                .help("add a second entity to `served_entities`, or remove `fallback_config`")
                .related(served.head(), "the entity"),
        );
    }
}
