//! Versions of Databricks Runtime and the keys that name them.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    runtimes: Vec<Runtime>,
}

/// A version with long-term support.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub(crate) struct Runtime {
    version: String,
    /// The day on which support ends.
    pub(crate) end: Date,
    /// The versions of Scala that it comes with.
    pub(crate) scala: Vec<String>,
}

impl Runtime {
    /// Its version as numbers.
    pub(super) fn number(&self) -> (u32, u32) {
        number(&self.version).unwrap_or_default()
    }

    /// The key of its standard form.
    pub(super) fn key(&self) -> Option<String> {
        Some(format!("{}.x-scala{}", self.version, self.scala.last()?))
    }

    /// Takes over the versions of Scala that a workspace has it with.
    pub(super) fn learn(&mut self, offered: &BTreeSet<String>) {
        let keys = offered.iter().filter_map(|key| Key::parse(key));
        let own = keys.filter(|key| key.version == self.number());
        let scala: BTreeSet<String> = own.map(|key| key.scala.to_owned()).collect();
        if !scala.is_empty() {
            self.scala = scala.into_iter().collect();
        }
    }
}

/// The versions that bricep comes with, the oldest first.
pub(super) fn built_in() -> Vec<Runtime> {
    // A file that does not parse does not pass the tests.
    let file = serde_json::from_str::<File>(include_str!("../../schemas/data/runtimes.json"));
    file.map(|file| file.runtimes).unwrap_or_default()
}

/// The key of a runtime, taken apart: `16.4.x-photon-scala2.12`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Key<'k> {
    /// Major and minor version.
    pub(crate) version: (u32, u32),
    /// What stands between version and Scala: `cpu-ml`, `gpu-ml`, `photon`; empty for the standard one.
    pub(crate) variant: &'k str,
    /// Version of Scala.
    pub(crate) scala: &'k str,
}

impl<'k> Key<'k> {
    /// Takes a key apart; `None` for what is no key of a version (`auto:latest-lts`, `custom:…`).
    pub(crate) fn parse(key: &'k str) -> Option<Self> {
        let (front, scala) = key.split_once("-scala")?;
        let (version, variant) = front.split_once('-').unwrap_or((front, ""));
        Some(Self { version: number(version.strip_suffix(".x")?)?, variant, scala })
    }

    /// Whether it is one for machine learning.
    pub(crate) fn is_ml(&self) -> bool {
        self.variant.split('-').any(|part| part == "ml")
    }

    /// Whether it is one for GPUs.
    pub(crate) fn is_gpu(&self) -> bool {
        self.variant.split('-').any(|part| part == "gpu")
    }

    /// Whether it names the Photon engine, as keys of old did.
    pub(crate) fn is_photon(&self) -> bool {
        self.variant.split('-').any(|part| part == "photon")
    }
}

fn number(version: &str) -> Option<(u32, u32)> {
    let (major, minor) = version.split_once('.')?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Facts;

    #[test]
    fn versions_are_in_order_and_have_a_scala() {
        let known = built_in();
        let numbers: Vec<(u32, u32)> = known.iter().map(Runtime::number).collect();
        assert!(numbers.len() >= 6 && numbers.is_sorted() && !numbers.contains(&(0, 0)), "{numbers:?}");
        assert!(known.iter().all(|runtime| !runtime.scala.is_empty()));
        let newest = Facts::built_in().newest_key();
        let found = Key::parse(&newest).and_then(|key| Facts::built_in().runtime(&key));
        assert_eq!(found, known.last());
    }

    #[test]
    fn keys_are_taken_apart() {
        let key = |text| Key::parse(text).map(|key| (key.version, key.variant, key.scala));
        assert_eq!(key("16.4.x-scala2.12"), Some(((16, 4), "", "2.12")));
        assert_eq!(key("15.4.x-gpu-ml-scala2.12"), Some(((15, 4), "gpu-ml", "2.12")));
        let of = |text| Key::parse(text).map(|key| (key.is_ml(), key.is_gpu(), key.is_photon()));
        assert_eq!(of("15.4.x-gpu-ml-scala2.12"), Some((true, true, false)));
        assert_eq!(of("15.4.x-photon-scala2.12"), Some((false, false, true)));
        assert_eq!(
            (key("auto:latest-lts"), key("16.4-scala2.12"), key("custom:x-scala2.12")),
            (None, None, None)
        );
    }
}
