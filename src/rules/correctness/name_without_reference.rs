//! The name of something that the spec declares, written out where a reference belongs.

use rustc_hash::FxHashMap;

use super::builtin_group::GROUPS;
use crate::kinds::{KINDS, Shape};
use crate::rules::prelude::*;

rule!("BRC4106", "name-without-reference", Correctness = Warning, Check::Environment(check));

/// The kinds to which fields refer by name.
const NAMED: [&str; 4] = ["catalogs", "connections", "groups", "storage_credentials"];

fn check(cx: &Cx<'_>, findings: &mut Findings<'_>) {
    let mut names: FxHashMap<(&str, String), Resource<'_>> = FxHashMap::default();
    for kind in NAMED {
        for resource in cx.resources(kind) {
            // What is there already may be named in any order.
            let adopts = resource.get("lifecycle.adopt").bool() == Some(true);
            let name = resource.model.kind.name_field.and_then(|field| resource.get(field).text());
            if let Some(name) = name.filter(|name| !adopts && !GROUPS.contains(&&**name)) {
                names.entry((kind, name.into_owned())).or_insert(resource);
            }
        }
    }
    if names.is_empty() {
        return;
    }
    for resource in KINDS.iter().flat_map(|kind| cx.resources(kind.name)) {
        let mut look = |kind: &'static str, value: Value<'_>| {
            let Some(target) = value.text().and_then(|text| names.get(&(kind, text.into_owned()))) else {
                return;
            };
            if target.model.key == resource.model.key && target.kind() == resource.kind() {
                return;
            }
            let reference = format!("${{resources.{kind}.{}.name}}", target.model.key);
            findings.push(
                value
                    .wrong(format!(
                        "{} is written out by name, so nothing says that it has to be there first",
                        target.name()
                    ))
                    .help(format!("write `{reference}`"))
                    .fix(value.replace(reference)),
            );
        };
        resource.each_field(&mut |shape: &Shape, value: Value<'_>| {
            if let Some(kind) =
                shape.reference().and_then(|kind| NAMED.into_iter().find(|named| *named == kind))
            {
                look(kind, value);
            }
        });
        resource.get("permissions").list().for_each(|entry| look("groups", entry.get("group_name")));
        resource.get("grants").list().for_each(|entry| look("groups", entry.get("principal")));
        look("groups", resource.get("owner"));
        look("groups", resource.get("run_as.group_name"));
    }
}
