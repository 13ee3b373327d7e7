//! Which API version of a resource type the templates name.

use std::collections::BTreeMap;

/// API versions by resource type: the newest stable one, or a preview where a comment says why.
///
/// Source: the published resource types of Azure, as of the compiler 0.46.
const VERSIONS: &[(&str, &str)] = &[
    ("Microsoft.Authorization/roleAssignments", "2022-04-01"),
    // It has no stable version.
    ("Microsoft.CustomProviders/resourceProviders", "2018-09-01-preview"),
    ("Microsoft.Databricks/accessConnectors", "2026-01-01"),
    ("Microsoft.Databricks/workspaces", "2026-01-01"),
    ("Microsoft.Insights/components", "2020-02-02"),
    // The stable one is of 2016 and knows no category groups.
    ("Microsoft.Insights/diagnosticSettings", "2021-05-01-preview"),
    ("Microsoft.KeyVault/vaults", "2026-02-01"),
    ("Microsoft.ManagedIdentity/userAssignedIdentities", "2024-11-30"),
    ("Microsoft.Network/natGateways", "2025-09-01"),
    ("Microsoft.Network/networkSecurityGroups", "2025-09-01"),
    ("Microsoft.Network/privateDnsZones", "2024-06-01"),
    ("Microsoft.Network/privateEndpoints", "2025-09-01"),
    ("Microsoft.Network/publicIPAddresses", "2025-09-01"),
    ("Microsoft.Network/virtualNetworks", "2025-09-01"),
    ("Microsoft.OperationalInsights/workspaces", "2026-03-01"),
    ("Microsoft.Resources/deploymentScripts", "2023-08-01"),
    ("Microsoft.Resources/deployments", "2025-04-01"),
    ("Microsoft.Storage/storageAccounts", "2026-04-01"),
    ("Microsoft.Storage/storageAccounts/blobServices", "2026-04-01"),
    ("Microsoft.Storage/storageAccounts/blobServices/containers", "2026-04-01"),
    ("Microsoft.Web/serverfarms", "2025-03-01"),
    ("Microsoft.Web/sites", "2025-03-01"),
];

/// Types that the templates have too, each with the version of the type that holds it.
const CHILDREN: [&str; 4] = [
    "Microsoft.Network/privateDnsZones/virtualNetworkLinks",
    "Microsoft.Network/privateEndpoints/privateDnsZoneGroups",
    "Microsoft.Web/sites/config",
    "Microsoft.Web/sites/extensions",
];

/// Every resource type of the templates whose version may be another.
pub fn resource_types() -> impl Iterator<Item = &'static str> {
    VERSIONS.iter().map(|(known, _)| *known).chain(CHILDREN)
}

/// A resource type as the templates spell it; Azure Resource Manager does not tell types apart by case.
pub fn canonical(resource_type: &str) -> Option<&'static str> {
    resource_types().find(|known| known.eq_ignore_ascii_case(resource_type))
}

/// The API versions to use, with those that the caller wants otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ApiVersions {
    overrides: BTreeMap<String, String>,
}

impl ApiVersions {
    /// The table, but for the types in `overrides`.
    pub fn new(overrides: BTreeMap<String, String>) -> Self {
        Self { overrides }
    }

    /// The version of `resource_type`; a child type without one of its own has that of the type that holds it.
    pub fn version(&self, resource_type: &str) -> Option<&str> {
        let mut of = resource_type;
        loop {
            if let Some(version) = self.overrides.get(of) {
                return Some(version);
            }
            if let Ok(at) = VERSIONS.binary_search_by_key(&of, |(known, _)| known) {
                return VERSIONS.get(at).map(|(_, version)| *version);
            }
            of = of.rsplit_once('/')?.0;
        }
    }

    /// `type@version`, as [`Resource::new`](super::Resource::new) takes it.
    pub fn qualified(&self, resource_type: &str) -> Option<String> {
        self.version(resource_type).map(|version| format!("{resource_type}@{version}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(VERSIONS.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn children_overrides_and_strangers() {
        let overrides = [("Microsoft.Web/sites".to_owned(), "2024-04-01".to_owned())];
        let versions = ApiVersions::new(overrides.into());
        let cases = [
            ("Microsoft.Databricks/workspaces", Some("2026-01-01")),
            ("Microsoft.CustomProviders/resourceProviders/clusters", Some("2018-09-01-preview")),
            ("Microsoft.Web/sites", Some("2024-04-01")),
            ("Microsoft.Web/sites/extensions", Some("2024-04-01")),
            ("Microsoft.Web", None),
            ("Contoso.Web/sites", None),
        ];
        for (resource_type, expected) in cases {
            assert_eq!(versions.version(resource_type), expected, "{resource_type}");
        }
        let plan = versions.qualified("Microsoft.Web/serverfarms");
        assert_eq!(plan.as_deref(), Some("Microsoft.Web/serverfarms@2025-03-01"));
    }
}
