//! The list of generated files: what bricep wrote below a root, and for which spec.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::emit::GeneratedFile;
use crate::model::digest;

/// Where the list stands, below the root of the output.
pub(super) const LIST: &str = ".bricep/generated.json";

/// The list of generated files with their digests.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct List {
    version: u32,
    /// The path of the spec from the root; its name alone where it stands elsewhere.
    #[serde(default)]
    spec: String,
    /// The `name` of the spec.
    #[serde(default)]
    name: String,
    pub(super) files: BTreeMap<String, String>,
}

/// The spec that files are generated from.
#[derive(Debug)]
pub(super) struct Owner {
    /// Its path from the root of the output; its name alone where it stands elsewhere.
    pub(super) spec: String,
    /// Whether the path leads to it.
    pub(super) is_placed: bool,
    /// Its `name`.
    pub(super) name: String,
}

impl List {
    /// The list of what `owner` has generated.
    pub(super) fn of(owner: &Owner, files: &[GeneratedFile]) -> Self {
        let files = files.iter().map(|file| (file.path.clone(), digest(file.text.as_bytes()))).collect();
        Self { version: 1, spec: owner.spec.clone(), name: owner.name.clone(), files }
    }

    /// The list that a file holds; `None` where it is none.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice::<Self>(bytes).ok().filter(|list| list.version == 1)
    }

    /// The list as a file holds it.
    pub(super) fn text(&self) -> String {
        // Maps of texts always serialise.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// The other spec that the files below `root` belong to. A spec is known by its path, and one that stands elsewhere by
    /// its name; where nothing stands at the path any more, it was moved.
    pub(super) fn other_owner(&self, owner: &Owner, root: &Path) -> Option<&str> {
        let is_other = if owner.is_placed {
            self.spec != owner.spec && root.join(&self.spec).is_file()
        } else {
            self.name != owner.name && !self.name.is_empty()
        };
        is_other.then_some(&*self.spec)
    }
}
