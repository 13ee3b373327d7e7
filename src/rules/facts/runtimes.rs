//! Versions of Databricks Runtime and the keys that name them.

#![allow(dead_code, reason = "what rules to come will ask")]

use std::sync::OnceLock;

use jiff::civil::Date;
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    runtimes: Vec<Runtime>,
}

/// A version with long-term support.
#[derive(Debug, Deserialize)]
pub(in crate::rules) struct Runtime {
    version: String,
    /// The day on which support ends.
    pub(in crate::rules) end: Date,
    /// The versions of Scala that it comes with.
    pub(in crate::rules) scala: Vec<String>,
}

impl Runtime {
    /// Its version as numbers.
    fn number(&self) -> (u32, u32) {
        number(&self.version).unwrap_or_default()
    }
}

/// The versions that bricep knows, the oldest first.
pub(in crate::rules) fn known() -> &'static [Runtime] {
    static KNOWN: OnceLock<Vec<Runtime>> = OnceLock::new();
    KNOWN.get_or_init(|| {
        // A file that does not parse does not pass the tests.
        let file = serde_json::from_str::<File>(include_str!("../../../schemas/data/runtimes.json"));
        file.map(|file| file.runtimes).unwrap_or_default()
    })
}

/// The key of a runtime, taken apart: `16.4.x-photon-scala2.12`.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::rules) struct Key<'k> {
    /// Major and minor version.
    pub(in crate::rules) version: (u32, u32),
    /// What stands between version and Scala: `cpu-ml`, `gpu-ml`, `photon`; empty for the standard one.
    pub(in crate::rules) variant: &'k str,
    /// Version of Scala.
    pub(in crate::rules) scala: &'k str,
}

impl<'k> Key<'k> {
    /// Takes a key apart; `None` for what is no key of a version (`auto:latest-lts`, `custom:…`).
    pub(in crate::rules) fn parse(key: &'k str) -> Option<Self> {
        let (front, scala) = key.split_once("-scala")?;
        let (version, variant) = front.split_once('-').unwrap_or((front, ""));
        Some(Self { version: number(version.strip_suffix(".x")?)?, variant, scala })
    }

    /// Whether it is one for machine learning.
    pub(in crate::rules) fn is_ml(&self) -> bool {
        self.variant.split('-').any(|part| part == "ml")
    }

    /// Whether it is one for GPUs.
    pub(in crate::rules) fn is_gpu(&self) -> bool {
        self.variant.split('-').any(|part| part == "gpu")
    }

    /// Whether it names the Photon engine, as keys of old did.
    pub(in crate::rules) fn is_photon(&self) -> bool {
        self.variant.split('-').any(|part| part == "photon")
    }

    /// The version that it names, if bricep knows it.
    pub(in crate::rules) fn runtime(&self) -> Option<&'static Runtime> {
        known().iter().find(|runtime| runtime.number() == self.version)
    }

    /// Whether the version is older than all that bricep knows.
    pub(in crate::rules) fn is_ancient(&self) -> bool {
        known().first().is_some_and(|oldest| self.version < oldest.number())
    }

    /// Whether the version is newer than all that bricep knows.
    pub(in crate::rules) fn is_newer(&self) -> bool {
        known().last().is_none_or(|newest| self.version > newest.number())
    }
}

/// The newest version of those that are supported on a day, as part of a sentence.
pub(in crate::rules) fn newest_key() -> String {
    let newest = known().last();
    newest.map_or_else(String::new, |runtime| {
        let scala = runtime.scala.last().map_or("", String::as_str);
        format!("{}.x-scala{scala}", runtime.version)
    })
}

fn number(version: &str) -> Option<(u32, u32)> {
    let (major, minor) = version.split_once('.')?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_in_order_and_have_a_scala() {
        let numbers: Vec<(u32, u32)> = known().iter().map(Runtime::number).collect();
        assert!(numbers.len() >= 6 && numbers.is_sorted() && !numbers.contains(&(0, 0)), "{numbers:?}");
        assert!(known().iter().all(|runtime| !runtime.scala.is_empty()));
        assert_eq!(
            Key::parse(&newest_key()).and_then(|key| key.runtime()).map(|known| known.end),
            known().last().map(|known| known.end)
        );
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
