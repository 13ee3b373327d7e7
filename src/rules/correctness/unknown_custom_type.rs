//! A resource of a custom provider whose type is none that bricep knows, and looks like one.

use crate::kinds::KINDS;
use crate::rules::templates::{custom, named, prelude::*, similar_type};

rule!("BRC4201", "unknown-custom-type", Correctness = Warning, Check::Templates(check));

fn check(set: &Set<'_>, template: &Template, told: &mut Told<'_>) {
    let known = set.templates().any(|template| custom(template).any(|(_, _, kind)| kind.is_some()));
    for (resource, name, kind) in custom(template) {
        if kind.is_some() || name.contains('/') {
            continue;
        }
        let found = told.found(
            resource.kind_span,
            format!("{} has the type `{name}`, which stands for nothing in a workspace", named(resource)),
        );
        let action = KINDS.iter().flat_map(|kind| kind.actions).any(|action| action.name == name);
        if action {
            told.push(found.help(
                "it is an action, which a template does not deploy; run it with `az resource invoke-action`",
            ));
        } else if let Some(meant) = similar_type(name) {
            told.push(found.help(format!("did you mean `{meant}`?")));
        } else if known {
            let all: Vec<String> = KINDS.iter().map(|kind| format!("`{}`", kind.arm_type)).collect();
            told.push(found.help(format!("the types are {}", all.join(", "))));
        }
    }
}
