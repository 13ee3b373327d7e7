//! Which API version of a resource type the templates name.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

/// The facts of `schemas/data/api_versions.json`.
#[derive(Deserialize)]
struct File {
    /// The newest stable version of each resource type, or a preview.
    versions: BTreeMap<String, String>,
}

/// API versions by resource type.
fn versions() -> &'static BTreeMap<String, String> {
    static VERSIONS: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    VERSIONS.get_or_init(|| {
        // A file that does not parse does not pass the tests.
        let file = serde_json::from_str::<File>(include_str!("../../schemas/data/api_versions.json"));
        file.map(|file| file.versions).unwrap_or_default()
    })
}

/// Types that the templates have too, each with the version of the type that holds it.
const CHILDREN: [&str; 4] = [
    "Microsoft.Network/privateDnsZones/virtualNetworkLinks",
    "Microsoft.Network/privateEndpoints/privateDnsZoneGroups",
    "Microsoft.Web/sites/config",
    "Microsoft.Web/sites/extensions",
];

/// Every resource type of the templates whose version may be another.
pub fn resource_types() -> impl Iterator<Item = &'static str> {
    versions().keys().map(String::as_str).chain(CHILDREN)
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
            if let Some(version) = versions().get(of) {
                return Some(version);
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
    fn a_preview_has_a_reason() {
        #[derive(Deserialize)]
        struct Previews {
            previews: BTreeMap<String, String>,
        }
        let file: Previews =
            serde_json::from_str(include_str!("../../schemas/data/api_versions.json")).unwrap();
        let previews = versions().iter().filter(|(_, version)| version.ends_with("-preview"));
        assert!(previews.map(|(known, _)| known).eq(file.previews.keys()));
        assert!(versions().len() > 20);
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
