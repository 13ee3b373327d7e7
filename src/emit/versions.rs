//! API versions, pinned in one table; the spec may name others.

use rustc_hash::FxHashMap;

use crate::model::Azure;

/// Every resource type that the templates declare, with its API version: the newest stable one, and a preview only
/// where nothing stable is newer.
const VERSIONS: &[(&str, &str)] = &[
    ("Microsoft.Authorization/roleAssignments", "2022-04-01"),
    ("Microsoft.CustomProviders/resourceProviders", "2018-09-01-preview"),
    ("Microsoft.Databricks/accessConnectors", "2026-01-01"),
    ("Microsoft.Databricks/workspaces", "2026-01-01"),
    ("Microsoft.Insights/components", "2020-02-02"),
    ("Microsoft.Insights/diagnosticSettings", "2021-05-01-preview"),
    ("Microsoft.KeyVault/vaults", "2026-02-01"),
    ("Microsoft.ManagedIdentity/userAssignedIdentities", "2024-11-30"),
    ("Microsoft.Network/networkSecurityGroups", "2025-09-01"),
    ("Microsoft.Network/virtualNetworks", "2025-09-01"),
    ("Microsoft.OperationalInsights/workspaces", "2026-03-01"),
    ("Microsoft.Resources/deploymentScripts", "2023-08-01"),
    ("Microsoft.Storage/storageAccounts", "2026-04-01"),
    ("Microsoft.Web/serverfarms", "2025-03-01"),
    ("Microsoft.Web/sites", "2025-03-01"),
];

/// The custom provider, whose resources have its version.
pub(super) const CUSTOM_PROVIDER: &str = "Microsoft.CustomProviders/resourceProviders";

/// The API versions of one spec.
#[derive(Debug)]
pub(super) struct Versions {
    chosen: FxHashMap<String, String>,
}

impl Versions {
    /// The table, with what the spec names instead in any environment; a template has one version for all.
    pub(super) fn new(azure: &Azure) -> Self {
        let mut chosen = FxHashMap::default();
        for versions in azure.values(&["api_versions"]).into_iter().flatten() {
            for entry in versions.as_map().into_iter().flatten() {
                if let Some(version) = entry.value.as_str() {
                    chosen.insert(entry.key.text.to_ascii_lowercase(), version.to_owned());
                }
            }
        }
        Self { chosen }
    }

    /// `type@version`. A type below another has the version of the nearest one in the table.
    pub(super) fn of(&self, resource_type: &str) -> String {
        let mut name = resource_type;
        loop {
            if let Some(version) = self.chosen.get(&name.to_ascii_lowercase()) {
                return format!("{resource_type}@{version}");
            }
            if let Some((_, version)) = VERSIONS.iter().find(|(known, _)| *known == name) {
                return format!("{resource_type}@{version}");
            }
            match name.rsplit_once('/') {
                Some((above, _)) => name = above,
                None => return resource_type.to_owned(),
            }
        }
    }

    /// A resource type of the custom provider.
    pub(super) fn child(&self, arm_type: &str) -> String {
        self.of(&format!("{CUSTOM_PROVIDER}/{arm_type}"))
    }
}
