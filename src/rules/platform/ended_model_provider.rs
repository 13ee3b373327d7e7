//! An external model whose provider has ended its service.

use crate::rules::prelude::*;

// The PaLM API was shut down on 2024-08-15: <https://ai.google.dev/palm_docs/deprecation>.
rule!("BRC9014", "ended-model-provider", Platform, Check::Resources(&["model_serving_endpoints"], check));

fn check(_: &Cx<'_>, endpoint: &Resource<'_>, findings: &mut Findings<'_>) {
    for provider in
        endpoint.get("config.served_entities").list().map(|entity| entity.get("external_model.provider"))
    {
        if provider.is("palm") {
            findings.push(
                provider
                    .wrong(format!(
                        "{} serves a model of PaLM, whose API Google has shut down",
                        endpoint.name()
                    ))
                    .help("move to a model of `google-cloud-vertex-ai`"),
            );
        }
    }
}
