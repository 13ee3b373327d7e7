//! Places in storage, as the fields of Unity Catalog name them.

use rustc_hash::FxHashMap;

use super::context::Cx;
use super::value::Value;
use super::views::Resource;

/// A place in storage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Location {
    /// `abfss`, `s3` or another one.
    pub(super) scheme: String,
    /// What stands before `@`; empty where nothing does.
    pub(super) container: String,
    /// The host, or the bucket.
    pub(super) host: String,
    folders: Vec<String>,
}

impl Location {
    /// Reads `scheme://container@host/folder` and `scheme://bucket/folder`.
    pub(super) fn parse(url: &str) -> Option<Self> {
        let (scheme, rest) = url.split_once("://")?;
        let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
        let (container, host) = authority.split_once('@').unwrap_or(("", authority));
        let folders = path.split('/').filter(|folder| !folder.is_empty()).map(str::to_owned).collect();
        Some(Self {
            scheme: scheme.to_ascii_lowercase(),
            container: container.to_owned(),
            host: host.to_ascii_lowercase(),
            folders,
        })
    }

    /// The place and all that hold it, the innermost first.
    fn and_above(&self) -> impl Iterator<Item = String> {
        let base = format!("{}://{}@{}/", self.scheme, self.container, self.host);
        (0..=self.folders.len()).rev().map(move |depth| format!("{base}{}", self.folders[..depth].join("/")))
    }

    /// The storage account, the first label of the host.
    pub(super) fn account(&self) -> &str {
        self.host.split('.').next().unwrap_or_default()
    }
}

/// Where something lies, as a value says it.
pub(super) fn location(value: Value<'_>) -> Option<Location> {
    Location::parse(&value.text()?)
}

/// What lies at each of some places.
pub(super) struct Places<T>(FxHashMap<String, T>);

impl<T: Copy> Places<T> {
    pub(super) fn new() -> Self {
        Self(FxHashMap::default())
    }

    /// Puts something at a place; what is there already stays.
    pub(super) fn put(&mut self, place: &Location, what: T) {
        if let Some(own) = place.and_above().next() {
            self.0.entry(own).or_insert(what);
        }
    }

    /// What lies at the place itself.
    pub(super) fn at(&self, place: &Location) -> Option<T> {
        place.and_above().next().and_then(|own| self.0.get(&own).copied())
    }

    /// What lies at a place around it.
    pub(super) fn around(&self, place: &Location) -> Option<T> {
        place.and_above().skip(1).find_map(|above| self.0.get(&above).copied())
    }
}

/// Where values lie inside each other or at one place: each with the one around it, or the earlier one.
pub(super) fn overlaps<'a>(values: impl Iterator<Item = Value<'a>>) -> Vec<(Value<'a>, Value<'a>)> {
    let values: Vec<_> = values.filter_map(|value| Some((location(value)?, value))).collect();
    let mut places = Places::new();
    let mut found = Vec::new();
    for (place, value) in &values {
        match places.at(place) {
            Some(earlier) => found.push((*value, earlier)),
            None => places.put(place, *value),
        }
    }
    for (place, value) in &values {
        found.extend(places.around(place).map(|around| (*value, around)));
    }
    found
}

/// The external locations of an environment by their places; `None` where one of them is not known yet.
pub(super) fn external_locations<'a>(cx: &Cx<'a>) -> Option<Vec<(Location, Resource<'a>)>> {
    let place = |resource: Resource<'a>| Some((location(resource.get("url"))?, resource));
    cx.resources("external_locations").map(place).collect()
}

/// Where kinds keep data: the kind, and the field that says where.
pub(super) const STORES: [(&str, &str); 4] = [
    ("catalogs", "storage_root"),
    ("schemas", "storage_root"),
    ("volumes", "storage_location"),
    ("registered_models", "storage_location"),
];
