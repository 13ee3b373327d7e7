//! A project some of whose files read otherwise than they stand on disk.

use std::collections::BTreeMap;

use crate::source::{EntryKind, Files, ProjectPath, ReadError};

/// A project with the texts of files that were edited.
pub(super) struct Edited<'a> {
    pub(super) under: &'a dyn Files,
    pub(super) texts: BTreeMap<ProjectPath, String>,
}

impl Files for Edited<'_> {
    fn read(&self, path: &ProjectPath, limit: u64) -> Result<Vec<u8>, ReadError> {
        match self.texts.get(path) {
            Some(text) if text.len() as u64 > limit => Err(ReadError::TooLarge { limit }),
            Some(text) => Ok(text.clone().into_bytes()),
            None => self.under.read(path, limit),
        }
    }

    fn entry(&self, path: &ProjectPath) -> Option<EntryKind> {
        self.under.entry(path)
    }

    fn walk(&self, folder: &ProjectPath) -> Result<Vec<ProjectPath>, ReadError> {
        self.under.walk(folder)
    }
}
