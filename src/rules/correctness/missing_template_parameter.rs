//! A template that is deployed without a value for a parameter which needs one.

use crate::rules::deployments::{Deployment, each_deployment};
use crate::rules::templates::prelude::*;

rule!("BRC4212", "missing-template-parameter", Correctness, Check::Templates(check));

fn check(set: &Set<'_>, template: &Template, told: &mut Told<'_>) {
    each_deployment(set, template, &mut |deployment| {
        let Deployment { name, span, target, given, complete } = deployment;
        if !complete {
            return;
        }
        for (parameter, declared) in target.parameters.iter().filter(|(_, declared)| declared.required) {
            if given.iter().any(|(known, _)| known.eq_ignore_ascii_case(parameter)) {
                continue;
            }
            let path = set.map().file(target.file).path.clone();
            let message = format!(
                "{name} gives no value to the parameter `{parameter}` of `{path}`, which has no default"
            );
            let found = told.found(span, message).help(format!("give `{parameter}` a value"));
            told.push(found.related(declared.span, "the parameter"));
        }
    });
}
