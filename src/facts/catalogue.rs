//! The catalogue of a workspace: the runtimes and VM sizes that it offers, in a file that its users keep beside the spec.

use serde::{Deserialize, Serialize};

use super::NodeType;

/// The version of the file that this bricep writes and reads.
const VERSION: u32 = 1;

/// What a workspace offers.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    version: u32,
    /// The address of the workspace.
    pub workspace: String,
    /// The day on which it was asked.
    pub date: jiff::civil::Date,
    /// The runtimes, by key.
    pub runtimes: Vec<OfferedRuntime>,
    /// The VM sizes, by id.
    pub node_types: Vec<OfferedNodeType>,
}

/// A runtime that a workspace offers.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(deny_unknown_fields)]
pub struct OfferedRuntime {
    /// What `spark_version` takes.
    pub key: String,
    /// What people call it.
    pub name: String,
}

/// A VM size that a workspace knows.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(deny_unknown_fields)]
pub struct OfferedNodeType {
    /// What `node_type_id` takes.
    pub id: String,
    /// Virtual cores.
    pub cores: u32,
    /// Memory in MB.
    pub memory_mb: u64,
    /// Graphics processors.
    pub gpus: u32,
    /// Whether Photon runs on it.
    pub photon: bool,
    /// Why the workspace cannot have it, in the words of the service.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unavailable: Vec<String>,
}

impl Catalogue {
    /// A catalogue of these runtimes and VM sizes, each list sorted and without doubles.
    pub fn new(
        workspace: String,
        date: jiff::civil::Date,
        mut runtimes: Vec<OfferedRuntime>,
        mut node_types: Vec<OfferedNodeType>,
    ) -> Self {
        runtimes.sort();
        runtimes.dedup();
        node_types.sort();
        node_types.dedup();
        Self { version: VERSION, workspace, date, runtimes, node_types }
    }

    /// Reads the text of a file.
    ///
    /// # Errors
    /// What is wrong with it, as the rest of a sentence.
    pub fn parse(text: &str) -> Result<Self, String> {
        let catalogue: Self =
            serde_json::from_str(text).map_err(|error| format!("is no catalogue of a workspace: {error}"))?;
        match catalogue.version {
            VERSION if catalogue.runtimes.is_empty() => Err("lists no runtimes".to_owned()),
            VERSION if catalogue.node_types.is_empty() => Err("lists no VM sizes".to_owned()),
            VERSION => Ok(catalogue),
            other => Err(format!("is of version {other}, and this bricep reads version {VERSION}")),
        }
    }

    /// Whether both say the same of one workspace, on whichever day.
    pub fn says_as(&self, other: &Self) -> bool {
        Self { date: other.date, ..self.clone() } == *other
    }

    /// The text of its file: one line for each runtime and VM size, so that a change shows as that.
    pub fn text(&self) -> String {
        let runtimes = lines(&self.runtimes);
        let node_types = lines(&self.node_types);
        format!(
            "{{\n  \"version\": {VERSION},\n  \"workspace\": {},\n  \"date\": {},\n  \"runtimes\": [\n{runtimes}\n  ],\n  \
             \"node_types\": [\n{node_types}\n  ]\n}}\n",
            serde_json::Value::from(self.workspace.as_str()),
            serde_json::Value::from(self.date.to_string()),
        )
    }
}

/// Each element on a line of its own.
fn lines(elements: &[impl Serialize]) -> String {
    // What has texts, numbers and lists alone is always JSON.
    let line = |element| serde_json::to_string(element).map(|json| format!("    {json}")).unwrap_or_default();
    elements.iter().map(line).collect::<Vec<_>>().join(",\n")
}

impl From<&OfferedNodeType> for NodeType {
    fn from(offered: &OfferedNodeType) -> Self {
        Self {
            cores: offered.cores,
            memory_gb: u32::try_from(offered.memory_mb / 1024).ok(),
            gpu: Some(offered.gpus > 0),
            photon: Some(offered.photon),
            unavailable: (!offered.unavailable.is_empty()).then(|| offered.unavailable.join(", ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Facts, Key};

    fn catalogue() -> Catalogue {
        let runtime = |key: &str| OfferedRuntime { key: key.to_owned(), name: key.to_owned() };
        let node_type = |id: &str, gpus: u32, unavailable: &[&str]| OfferedNodeType {
            id: id.to_owned(),
            cores: 4,
            memory_mb: 16_384,
            gpus,
            photon: gpus == 0,
            unavailable: unavailable.iter().map(|reason| (*reason).to_owned()).collect(),
        };
        Catalogue::new(
            "https://adb-1.1.azuredatabricks.net".to_owned(),
            jiff::civil::date(2026, 11, 25),
            vec![runtime("18.0.x-scala2.13"), runtime("16.4.x-scala2.12"), runtime("16.4.x-scala2.12")],
            vec![
                node_type("Standard_NC4as_T4_v3", 1, &[]),
                node_type("Standard_D4ds_v5", 0, &["NotAvailableInRegion"]),
            ],
        )
    }

    #[test]
    fn a_file_is_sorted_and_read_as_it_was_written() {
        insta::assert_snapshot!(catalogue().text(), @r#"
        {
          "version": 1,
          "workspace": "https://adb-1.1.azuredatabricks.net",
          "date": "2026-11-25",
          "runtimes": [
            {"key":"16.4.x-scala2.12","name":"16.4.x-scala2.12"},
            {"key":"18.0.x-scala2.13","name":"18.0.x-scala2.13"}
          ],
          "node_types": [
            {"id":"Standard_D4ds_v5","cores":4,"memory_mb":16384,"gpus":0,"photon":true,"unavailable":["NotAvailableInRegion"]},
            {"id":"Standard_NC4as_T4_v3","cores":4,"memory_mb":16384,"gpus":1,"photon":false}
          ]
        }
        "#);
        assert_eq!(Catalogue::parse(&catalogue().text()), Ok(catalogue()));
    }

    #[test]
    fn a_workspace_knows_better() {
        let facts = Facts::of(&catalogue());
        let (gpu, small) = (facts.node_type("Standard_NC4as_T4_v3"), facts.node_type("Standard_D4ds_v5"));
        assert_eq!(gpu.map(|size| (size.gpu, size.photon)), Some((Some(true), Some(false))));
        assert_eq!(small.and_then(|size| size.unavailable.as_deref()), Some("NotAvailableInRegion"));
        assert!(facts.covers("Standard_NC6s_v3") && facts.node_type("Standard_NC6s_v3").is_none());
        // One with long-term support before a newer one without.
        assert_eq!(facts.newest_key(), "16.4.x-scala2.12");
        let scala = |key| facts.runtime(&Key::parse(key).unwrap()).map(|runtime| runtime.scala.clone());
        assert_eq!(scala("16.4.x-scala2.12"), Some(vec!["2.12".to_owned()]));
        assert_eq!(scala("17.3.x-scala2.13"), Some(vec!["2.13".to_owned()]));
    }

    #[test]
    fn what_is_no_catalogue_is_refused() {
        let reason = |text: &str| Catalogue::parse(text).unwrap_err();
        assert!(reason("[]").starts_with("is no catalogue of a workspace: "));
        assert!(reason(&"[".repeat(100_000)).starts_with("is no catalogue of a workspace: "));
        let text = catalogue().text();
        assert!(reason(&text[..text.len() / 2]).starts_with("is no catalogue of a workspace: "));
        assert_eq!(
            reason(&text.replace("\"version\": 1", "\"version\": 2")),
            "is of version 2, and this bricep reads version 1"
        );
        let none = Catalogue { runtimes: Vec::new(), ..catalogue() };
        assert_eq!(reason(&none.text()), "lists no runtimes");
    }
}
