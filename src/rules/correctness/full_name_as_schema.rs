//! The full name of a schema where its name alone is expected, which names the catalog twice.

use crate::kinds::Shape;
use crate::model::interpolation::{self, Reference};
use crate::rules::prelude::*;

rule!("BRC4098", "full-name-as-schema", Correctness, Check::Resources(&[], check));

fn check(_: &Cx<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    resource.each_field(&mut |shape: &Shape, value: Value<'_>| {
        if shape.reference() != Some("schemas") {
            return;
        }
        let Some(Reference::Resource { kind, key, attribute }) = value.raw().and_then(interpolation::whole)
        else {
            return;
        };
        if &*kind == "schemas" && ["id", "full_name"].contains(&&*attribute) {
            let name = format!("${{resources.schemas.{key}.name}}");
            findings.push(
                value
                    .wrong(format!(
                        "`{attribute}` of a schema names its catalog too, and the name alone is expected here"
                    ))
                    .help(format!("write `{name}`"))
                    .fix(value.replace(name)),
            );
        }
    });
}
