//! The route `custom-provider`, on which whoever may read the custom provider reads the key of its function.
//!
//! Source: <https://learn.microsoft.com/azure/azure-resource-manager/custom-providers/overview>; an endpoint is a property
//! like any other, and the key is part of it.

use crate::model::Route;
use crate::rules::prelude::*;

rule!("BRC6020", "function-key-shown-to-readers", Security, Check::Environment(check));

fn check(cx: &Cx<'_>, findings: &mut Findings<'_>) {
    let Some(azure) = cx.azure().filter(|_| cx.route() == Some(Route::CustomProvider)) else { return };
    findings.push(
        azure
            .get("route")
            .wrong("whoever may read the custom provider reads the key of the function that stands behind it")
            .help("take `route: deployment-script`, where the key is a secure value, or `direct`, which has none"),
    );
}
