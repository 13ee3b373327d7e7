//! A project in memory, for tests and for callers that have no disk.

use std::collections::BTreeMap;

use super::{EntryKind, Files, PathError, ProjectPath, ReadError};

/// A project in memory: paths and bytes.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    files: BTreeMap<ProjectPath, Vec<u8>>,
}

impl Memory {
    /// A project without files.
    pub fn new() -> Self {
        Self::default()
    }

    /// A project of these files: paths below the project's folder, and what they hold.
    ///
    /// # Errors
    /// [`PathError`] when one of the paths is not inside the project.
    pub fn with<P, B>(files: impl IntoIterator<Item = (P, B)>) -> Result<Self, PathError>
    where
        P: AsRef<str>,
        B: Into<Vec<u8>>,
    {
        let root = ProjectPath::root();
        let files = files.into_iter().map(|(path, bytes)| Ok((root.join(path.as_ref())?, bytes.into())));
        Ok(Self { files: files.collect::<Result<_, _>>()? })
    }

    /// Adds a file, or replaces it.
    pub fn insert(&mut self, path: ProjectPath, bytes: impl Into<Vec<u8>>) {
        self.files.insert(path, bytes.into());
    }

    fn is_folder(&self, path: &ProjectPath) -> bool {
        path.as_str().is_empty() || self.files.keys().any(|file| below(file, path))
    }
}

fn below(file: &ProjectPath, folder: &ProjectPath) -> bool {
    let rest = file.as_str().strip_prefix(folder.as_str());
    rest.is_some_and(|rest| folder.as_str().is_empty() || rest.starts_with('/'))
}

impl Files for Memory {
    fn read(&self, path: &ProjectPath, limit: u64) -> Result<Vec<u8>, ReadError> {
        match self.files.get(path) {
            Some(bytes) if bytes.len() as u64 > limit => Err(ReadError::TooLarge { limit }),
            Some(bytes) => Ok(bytes.clone()),
            None if self.is_folder(path) => Err(ReadError::Folder),
            None => Err(ReadError::NotFound),
        }
    }

    fn entry(&self, path: &ProjectPath) -> Option<EntryKind> {
        if self.files.contains_key(path) {
            return Some(EntryKind::File);
        }
        self.is_folder(path).then_some(EntryKind::Folder)
    }

    fn walk(&self, folder: &ProjectPath) -> Result<Vec<ProjectPath>, ReadError> {
        if !self.is_folder(folder) {
            return Err(ReadError::NotFound);
        }
        let seen = |file: &&ProjectPath| {
            let rest = file.as_str().get(folder.as_str().len()..).unwrap_or("").trim_start_matches('/');
            let folders = rest.rsplit_once('/').map_or("", |(folders, _)| folders);
            below(file, folder) && !folders.split('/').any(|part| part.starts_with('.'))
        };
        Ok(self.files.keys().filter(seen).cloned().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_behaves_as_a_disk_does() {
        let files = Memory::with([("a/b.yaml", "1"), ("a/.git/c", "2"), ("ab.yaml", "3")]).unwrap();
        let path = |text: &str| ProjectPath::root().join(text).unwrap();
        assert_eq!(files.entry(&path("a")), Some(EntryKind::Folder));
        assert_eq!(files.entry(&path("a/b.yaml")), Some(EntryKind::File));
        assert_eq!(files.entry(&path("b")), None);
        assert!(matches!(files.read(&path("a"), 9), Err(ReadError::Folder)));
        assert!(matches!(files.read(&path("ab.yaml"), 0), Err(ReadError::TooLarge { .. })));
        assert_eq!(files.walk(&path("a")).unwrap(), [path("a/b.yaml")]);
        assert_eq!(files.walk(&path("")).unwrap(), [path("a/b.yaml"), path("ab.yaml")]);
    }
}
