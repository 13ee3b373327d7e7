//! A served model whose version is not said.

use crate::rules::prelude::*;

rule!(
    "BRC4136",
    "model-without-version",
    Correctness = Warning,
    Check::Resources(&["model_serving_endpoints"], check)
);

fn check(cx: &Cx<'_>, endpoint: &Resource<'_>, findings: &mut Findings<'_>) {
    for entity in endpoint.get("config.served_entities").list() {
        // A name alone may be that of a function, which has no versions.
        let model =
            cx.referred(entity.get("entity_name")).filter(|model| model.kind() == "registered_models");
        let version = entity.get("entity_version");
        if let Some(model) = model.filter(|_| version.is_absent()) {
            findings.push(
                version
                    .wrong_key(format!(
                        "{} serves {} without saying which version",
                        endpoint.name(),
                        model.name()
                    ))
                    .help("write `entity_version: \"1\"`, or the version that is wanted"),
            );
        }
    }
}
