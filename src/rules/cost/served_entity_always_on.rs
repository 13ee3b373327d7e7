//! A served model that keeps running where people develop.

use crate::rules::prelude::*;

rule!("BRC5043", "served-entity-always-on", Cost, Check::Resources(&["model_serving_endpoints"], check));

fn check(cx: &Cx<'_>, endpoint: &Resource<'_>, findings: &mut Findings<'_>) {
    if cx.is_production() {
        return;
    }
    for entity in endpoint.get("config.served_entities").list() {
        let scales = entity.get("scale_to_zero_enabled");
        if scales.bool() == Some(false) {
            findings.push(
                scales
                    .wrong(format!(
                        "an entity of {} keeps running without requests in development",
                        endpoint.name()
                    ))
                    .help("write `scale_to_zero_enabled: true`")
                    .fix(scales.replace(true)),
            );
        }
    }
}
