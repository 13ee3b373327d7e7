//! Regions without zones, in which no storage account has copies in three.

use crate::diagnostic::{Diagnostic, code};
use crate::facts::lacks_zones;
use crate::source::Node;

/// Reports the account of `what`, whose redundancy `setting` decides, where it would have copies in zones that the
/// region lacks.
pub(super) fn check(
    location: &Node,
    sku: Option<&Node>,
    (what, setting): (&str, &str),
    report: &mut dyn FnMut(Diagnostic),
) {
    let Some(region) = location.as_str().filter(|region| lacks_zones(region)) else { return };
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
