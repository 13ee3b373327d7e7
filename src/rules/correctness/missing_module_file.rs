//! A module whose file is not there.

use crate::rules::templates::prelude::*;
use crate::template::tree::{Language, Source};

rule!("BRC4214", "missing-module-file", Correctness, Check::Templates(check));

fn check(set: &Set<'_>, template: &Template, told: &mut Told<'_>) {
    if template.language == Language::Pipeline {
        return;
    }
    let folder = template.path.parent();
    for module in &template.modules {
        let Source::File(path) = &module.source else { continue };
        // What lies outside of the folder of the run cannot be looked at.
        let Ok(whole) = folder.join(path) else { continue };
        if path.is_empty() || set.exists(whole.as_str()) {
            continue;
        }
        let message = format!("the module `{}` names `{path}`, which is not there", module.symbol);
        told.push(
            told.found(module.source_span, message).help("write the path from the folder of this file"),
        );
    }
}
