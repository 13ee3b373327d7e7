//! A location that is written into a template, where it follows no resource group.
//!
//! The linter of Bicep has the same rule: `no-hardcoded-location`.

use crate::rules::templates::prelude::*;
use crate::source::Span;
use crate::template::tree::Language;

rule!("BRC4218", "hardcoded-location", Correctness = Warning, Check::Templates(check));

fn check(set: &Set<'_>, template: &Template, told: &mut Told<'_>) {
    let resources = template.resources.iter().filter(|one| !one.existing);
    let own = resources.filter_map(|one| Some((format!("`{}`", one.symbol), one.body.entry("location")?)));
    let params =
        template.modules.iter().filter(|_| template.language == Language::Bicep).filter_map(|module| {
            let params = module.body.get("params")?;
            Some((format!("the module `{}`", module.symbol), params.entry("location")?))
        });
    for (name, entry) in own.chain(params) {
        let value = template.resolve(&entry.value);
        let Some(text) = value.text().filter(|text| !text.is_empty() && !text.eq_ignore_ascii_case("global"))
        else {
            continue;
        };
        let found = told.found(entry.value.span, format!("{name} is always in `{text}`"));
        let found = found.help("take a parameter `location` whose default is `resourceGroup().location`");
        let elsewhere = |span: Span| span != entry.value.span;
        let found = if elsewhere(value.span) { found.related(value.span, "the location") } else { found };
        told.push_unless(Some("no-hardcoded-location"), set.map(), found);
    }
}
