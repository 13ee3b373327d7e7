//! A routing type of a custom provider that its schema does not have.
//!
//! `resourceTypes` take `Proxy` and `Proxy,Cache`, `actions` take `Proxy`: customproviders.json of 2018-09-01-preview in
//! <https://github.com/Azure/azure-rest-api-specs>.

use crate::rules::templates::prelude::*;
use crate::template::PROVIDER;

rule!("BRC4203", "unknown-routing-type", Correctness = Warning, Check::Templates(check));

fn check(_: &Set<'_>, template: &Template, told: &mut Told<'_>) {
    for provider in template.resources.iter().filter(|one| one.is(PROVIDER) && !one.existing) {
        for (section, known) in [("resourceTypes", &["Proxy", "Proxy,Cache"][..]), ("actions", &["Proxy"])] {
            let Some(list) = provider.body.get("properties").and_then(|one| one.get(section)) else {
                continue;
            };
            for route in template.resolve(list).list() {
                let Some(value) = template.resolve(route).get("routingType") else { continue };
                let Some(text) = template.resolve(value).text() else { continue };
                if known.contains(&text) {
                    continue;
                }
                let message = format!("`{text}` is no routing type of `{section}`");
                let help = match known {
                    [only] => format!("write `{only}`, the only one"),
                    _ if text.replace(' ', "") == "Proxy,Cache" => {
                        "write `Proxy,Cache`, without a space".to_owned()
                    }
                    _ => "write `Proxy` or `Proxy,Cache`".to_owned(),
                };
                told.push(told.found(value.span, message).help(help));
            }
        }
    }
}
