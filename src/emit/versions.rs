//! API versions: the table of [`crate::arm`], where the spec names no others.

use std::collections::BTreeMap;

use crate::arm::api_versions::{ApiVersions, canonical};
use crate::model::Azure;

/// The custom provider, whose resources have its version.
pub(super) const CUSTOM_PROVIDER: &str = "Microsoft.CustomProviders/resourceProviders";

/// The API versions of one spec.
#[derive(Debug)]
pub(super) struct Versions {
    table: ApiVersions,
}

impl Versions {
    /// The table, with what the spec names instead in any environment; a template has one version for all.
    pub(super) fn new(azure: &Azure) -> Self {
        let mut chosen = BTreeMap::new();
        for versions in azure.values(&["api_versions"]).into_iter().flatten() {
            for entry in versions.as_map().into_iter().flatten() {
                if let (Some(of), Some(version)) = (canonical(&entry.key.text), entry.value.as_str()) {
                    chosen.insert(of.to_owned(), version.to_owned());
                }
            }
        }
        Self { table: ApiVersions::new(chosen) }
    }

    /// `type@version`.
    pub(super) fn of(&self, resource_type: &str) -> String {
        self.table.qualified(resource_type).unwrap_or_else(|| resource_type.to_owned())
    }

    /// A resource type of the custom provider.
    pub(super) fn child(&self, arm_type: &str) -> String {
        self.of(&format!("{CUSTOM_PROVIDER}/{arm_type}"))
    }
}
