//! An endpoint of a custom provider that is not reached by HTTPS.
//!
//! The pattern of `endpoint` is `^https://.+`: customproviders.json of 2018-09-01-preview in
//! <https://github.com/Azure/azure-rest-api-specs>.

use crate::rules::endpoints::{each_endpoint, parts};
use crate::rules::templates::prelude::*;

rule!("BRC4204", "endpoint-without-https", Correctness, Check::Templates(check));

fn check(_: &Set<'_>, template: &Template, told: &mut Told<'_>) {
    each_endpoint(template, &mut |name, endpoint| {
        let parts = parts(template, endpoint);
        // What begins with an expression may begin with anything.
        let Some(Some(start)) = parts.first() else { return };
        let lower = start.to_ascii_lowercase();
        if lower.starts_with("https://") || (parts.len() > 1 && "https://".starts_with(&*lower)) {
            return;
        }
        let message = format!("the endpoint of `{name}` does not begin with `https://`");
        let help = if lower.starts_with("http://") {
            "write `https://`; a custom provider calls nothing else"
        } else {
            "write the whole address, from `https://` on"
        };
        told.push(told.found(endpoint.span, message).help(help));
    });
}
