//! An endpoint in a function app that is called without a key: it refuses, or it is open to everybody.

use crate::rules::endpoints::{each_endpoint, parts};
use crate::rules::templates::prelude::*;

rule!("BRC6040", "endpoint-without-key", Security, Check::Templates(check));

fn check(_: &Set<'_>, template: &Template, told: &mut Told<'_>) {
    each_endpoint(template, &mut |name, endpoint| {
        let parts = parts(template, endpoint);
        let text: String = parts.iter().map(|part| part.unwrap_or("*")).collect();
        let app = text.contains(".azurewebsites.net/");
        // An expression at the end may be the key.
        if !app || text.contains("code=") || text.contains('?') || parts.last() == Some(&None) {
            return;
        }
        let message = format!(
            "the endpoint of `{name}` has no function key: the app refuses it, or is open to everybody"
        );
        let help = "end it with `?code=` and the key of the function, from `listKeys(…)`";
        told.push(told.found(endpoint.span, message).help(help));
    });
}
