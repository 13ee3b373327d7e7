//! Regions without zones, in which no storage account has copies in three.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::diagnostic::{Diagnostic, code};
use crate::source::Node;

/// The facts of `schemas/data/regions.json`. Regions gain zones, which is why the finding is a warning.
#[derive(Deserialize)]
struct File {
    /// Regions of the public cloud without zones.
    without_zones: Vec<String>,
}

fn without_zones() -> &'static [String] {
    static REGIONS: OnceLock<Vec<String>> = OnceLock::new();
    REGIONS.get_or_init(|| {
        // A file that does not parse does not pass the tests.
        let file = serde_json::from_str::<File>(include_str!("../../schemas/data/regions.json"));
        file.map(|file| file.without_zones).unwrap_or_default()
    })
}

/// Reports the account of `what`, whose redundancy `setting` decides, where it would have copies in zones that the
/// region lacks.
pub(super) fn check(
    location: &Node,
    sku: Option<&Node>,
    (what, setting): (&str, &str),
    report: &mut dyn FnMut(Diagnostic),
) {
    let Some(region) = location.as_str().filter(|region| without_zones().iter().any(|known| known == region))
    else {
        return;
    };
    let word = match sku {
        None => "Standard_ZRS",
        Some(sku) => sku.as_str().unwrap_or_default(),
    };
    if !word.ends_with("ZRS") {
        return;
    }
    let message = format!("`{region}` lacks the zones that `{word}` needs for the account of {what}");
    let place = sku.map_or(location.span, |sku| sku.span);
    let mut found = Diagnostic::new(&code::REGION_WITHOUT_ZONES, place, message)
        .help(format!("set `{setting}: Standard_LRS` under `azure`, or take a region with zones"))
        .path(if sku.is_some() {
            format!("/azure/{}", setting.replace('.', "/"))
        } else {
            "/azure/location".to_owned()
        });
    if sku.is_some() {
        found = found.related(location.span, "the region");
    }
    report(found);
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_list_is_sorted() {
        let regions = super::without_zones();
        assert!(regions.len() > 10 && regions.is_sorted_by(|a, b| a < b));
    }
}
