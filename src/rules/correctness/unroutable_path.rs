//! A script that asks a custom provider for a path which it does not route.
//!
//! A custom provider has types, resources of them, and actions; what lies below a resource goes nowhere:
//! <https://learn.microsoft.com/azure/azure-resource-manager/custom-providers/proxy-resource-endpoint-reference>.

use std::sync::LazyLock;

use regex::Regex;

use crate::kinds::KINDS;
use crate::rules::templates::{named, prelude::*};

rule!("BRC4211", "unroutable-path", Correctness = Warning, Check::Templates(check));

/// A word of a script that may be an address.
static WORD: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r#"[^\s"'<>|;]+"#).ok());

fn check(set: &Set<'_>, template: &Template, told: &mut Told<'_>) {
    let routes = set.routes();
    let Some(word) = WORD.as_ref() else { return };
    for resource in template.resources.iter().filter(|one| one.is("Microsoft.Resources/deploymentScripts")) {
        let Some(script) = set.script(template, resource) else { continue };
        for address in word.find_iter(&script.text).map(|found| found.as_str()) {
            let Some(path) = below_provider(address) else { continue };
            let steps: Vec<&str> = path.split('/').filter(|step| !step.is_empty()).collect();
            let route = steps.first().copied().unwrap_or_default();
            if route.is_empty() || route.contains(['$', '{', '(']) {
                continue;
            }
            let is_type = KINDS.iter().any(|kind| kind.arm_type.eq_ignore_ascii_case(route));
            let span = script.place(set.map(), address);
            if is_type && steps.len() > 2 {
                let below = steps.get(2..).unwrap_or_default().join("/");
                let message = format!(
                    "the script of {} asks for `{below}` below a resource of `{route}`, which no custom provider routes",
                    named(resource)
                );
                told.push(
                    told.found(span, message)
                        .help("ask the REST API of Databricks for it, or have the provider offer an action"),
                );
            } else if routes
                .as_ref()
                .is_some_and(|routes| !routes.has_type(route) && !routes.has_action(&steps.join("/")))
            {
                let message = format!(
                    "the script of {} asks for `{route}`, which the custom provider does not define",
                    named(resource)
                );
                told.push(
                    told.found(span, message)
                        .help("add it to the `resourceTypes` or the `actions` of the custom provider"),
                );
            }
        }
    }
}

/// The path of an address below the id of a custom provider, without the query.
fn below_provider(address: &str) -> Option<&str> {
    const TYPE: &str = "/resourceproviders/";
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let lower = path.to_ascii_lowercase();
    if let Some(at) = lower.find(TYPE) {
        let rest = path.get(at + TYPE.len()..)?;
        return Some(rest.split_once('/')?.1);
    }
    // The id may stand in a variable; then the version of the API tells.
    if !(query.contains("2018-09-01-preview") && path.starts_with('$')) {
        return None;
    }
    let close = if path.starts_with("${") { path.find('}')? + 1 } else { path.find('/')? };
    path.get(close..)?.strip_prefix('/')
}
