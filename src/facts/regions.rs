//! Regions of Azure, and those without zones.

use std::sync::OnceLock;

use serde::Deserialize;

/// The facts of `schemas/data/regions.json`. There are new regions, and regions gain zones.
#[derive(Default, Deserialize)]
struct File {
    /// The names of all regions, sorted.
    regions: Vec<String>,
    /// Regions of the public cloud without zones, sorted.
    without_zones: Vec<String>,
}

fn file() -> &'static File {
    static FILE: OnceLock<File> = OnceLock::new();
    // A file that does not parse does not pass the tests.
    FILE.get_or_init(|| {
        serde_json::from_str(include_str!("../../schemas/data/regions.json")).unwrap_or_default()
    })
}

/// The names of all regions that are known.
pub(crate) fn regions() -> impl Iterator<Item = &'static str> {
    file().regions.iter().map(String::as_str)
}

/// Whether a region is known to have no zones.
pub(crate) fn lacks_zones(region: &str) -> bool {
    file().without_zones.iter().any(|known| known == region)
}

/// Whether a region is known, and not for having no zones.
pub(crate) fn has_zones(region: &str) -> bool {
    regions().any(|known| known == region) && !lacks_zones(region)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted_and_one_is_part_of_the_other() {
        let File { regions, without_zones } = file();
        assert!(without_zones.len() > 10 && without_zones.is_sorted_by(|a, b| a < b));
        assert!(regions.len() > 60 && regions.is_sorted_by(|a, b| a < b));
        assert!(without_zones.iter().all(|region| regions.contains(region)));
        assert!(has_zones("westeurope") && !has_zones("westus") && !has_zones("atlantis"));
    }
}
