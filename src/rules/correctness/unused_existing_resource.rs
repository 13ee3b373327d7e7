//! A resource that is declared as existing, and that nothing reads.
//!
//! The linter of Bicep has the same rule: `no-unused-existing-resources`.

use rustc_hash::FxHashSet;

use crate::rules::templates::{is_bicep, named, prelude::*};

rule!("BRC4221", "unused-existing-resource", Correctness = Warning, Check::Templates(check));

fn check(set: &Set<'_>, template: &Template, told: &mut Told<'_>) {
    if !is_bicep(template) || !template.complete {
        return;
    }
    let mut read = FxHashSet::default();
    template.each_value(&mut |value| read.extend(value.path().and_then(<[_]>::first).cloned()));
    let holders: FxHashSet<usize> = template.resources.iter().filter_map(|one| one.holder).collect();
    for (at, resource) in template.resources.iter().enumerate().filter(|(_, one)| one.existing) {
        if !holders.contains(&at) && !read.contains(&resource.symbol) {
            let found =
                told.found(resource.span, format!("nothing reads the existing resource {}", named(resource)));
            told.push_unless(Some("no-unused-existing-resources"), set.map(), found.help("remove it"));
        }
    }
}
