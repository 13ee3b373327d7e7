//! A value for a parameter that the deployed template does not have.

use crate::diagnostic::did_you_mean;
use crate::rules::deployments::{Deployment, each_deployment};
use crate::rules::templates::prelude::*;

rule!("BRC4213", "unknown-template-parameter", Correctness, Check::Templates(check));

fn check(set: &Set<'_>, template: &Template, told: &mut Told<'_>) {
    each_deployment(set, template, &mut |deployment| {
        let Deployment { name, target, given, .. } = deployment;
        if !target.complete {
            return;
        }
        for (parameter, span) in &given {
            if target.parameters.keys().any(|known| known.eq_ignore_ascii_case(parameter)) {
                continue;
            }
            let path = set.map().file(target.file).path.clone();
            let found = told.found(
                *span,
                format!("{name} gives a value to `{parameter}`, which is no parameter of `{path}`"),
            );
            let free = |known: &&str| !given.iter().any(|(given, _)| given == known);
            let known = target.parameters.keys().map(|known| &**known).filter(free);
            told.push(match did_you_mean(parameter, known) {
                Some(meant) => found.help(format!("did you mean `{meant}`?")),
                None => found.help("remove it, or declare the parameter"),
            });
        }
    });
}
