//! The key of a function that is written into a template.

use crate::rules::endpoints::{each_endpoint, parts};
use crate::rules::templates::prelude::*;

rule!("BRC6042", "endpoint-key-in-template", Security, Check::Templates(check));

fn check(_: &Set<'_>, template: &Template, told: &mut Told<'_>) {
    each_endpoint(template, &mut |name, endpoint| {
        let literal = parts(template, endpoint).into_iter().flatten().any(|text| {
            let key = text.split_once("code=").map(|(_, key)| key.split('&').next().unwrap_or_default());
            key.is_some_and(|key| !key.is_empty())
        });
        if literal {
            let message = format!(
                "the endpoint of `{name}` shows the key of the function to whoever reads the template"
            );
            let help = "take the key from `listKeys(…)`, and make a new one: this one is known";
            told.push(told.found(endpoint.span, message).help(help));
        }
    });
}
