//! What the compiler asks of a file system, and paths inside a project.

use std::fmt;
use std::sync::Arc;

/// A path relative to the folder of the root spec, `/`-separated and normalised: no `.`, no `..`, no leading `/`.
/// The folder itself is the empty path.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ProjectPath(Arc<str>);

/// Why a text is no path inside the project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PathError {
    /// It leads out of the folder of the root spec.
    #[error("the path leaves the folder of the spec")]
    Outside,
    /// It is absolute.
    #[error("the path is absolute")]
    Absolute,
}

impl ProjectPath {
    /// The project's own folder.
    pub fn root() -> Self {
        Self(Arc::from(""))
    }

    /// Resolves `text` (either separator) against the folder `self`.
    ///
    /// # Errors
    /// [`PathError`] when the result is not inside the project.
    pub fn join(&self, text: &str) -> Result<Self, PathError> {
        let text = text.replace('\\', "/");
        if text.starts_with('/') || text.as_bytes().get(1) == Some(&b':') {
            return Err(PathError::Absolute);
        }
        let mut parts: Vec<&str> = self.0.split('/').filter(|part| !part.is_empty()).collect();
        for part in text.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop().ok_or(PathError::Outside)?;
                }
                part => parts.push(part),
            }
        }
        Ok(Self(Arc::from(parts.join("/"))))
    }

    /// The folder that holds this path; the root's is the root.
    pub fn parent(&self) -> Self {
        Self(Arc::from(self.0.rsplit_once('/').map_or("", |(folder, _)| folder)))
    }

    /// The last part of the path; empty for the root.
    pub fn name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&*self.0, |(_, name)| name)
    }

    /// The path as text, `/`-separated; empty for the root.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ProjectPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
}

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// Nothing is there.
    #[error("there is no such file")]
    NotFound,
    /// A folder is there.
    #[error("it is a folder")]
    Folder,
    /// It is larger than the limit.
    #[error("it is larger than {} MiB", limit / (1024 * 1024))]
    TooLarge {
        /// The limit, in bytes.
        limit: u64,
    },
    /// It is neither a file nor a folder: a pipe, a device, a socket.
    #[error("it is not a regular file")]
    NotRegular,
    /// More files are below the folder than the limit.
    #[error("more than {limit} files are below it")]
    TooMany {
        /// The limit, in files.
        limit: usize,
    },
    /// The system does not let us.
    #[error("permission denied")]
    Denied,
    /// It is a link that leads out of the project.
    #[error("it is a link that leads out of the folder of the spec")]
    Outside,
    /// The system failed otherwise.
    #[error("{0}")]
    System(String),
}

/// Read access to one project; implemented by the disk and, for tests, by a map in memory.
pub trait Files: Sync {
    /// The bytes of a file of at most `limit` bytes.
    ///
    /// # Errors
    /// [`ReadError`], which says why there are none.
    fn read(&self, path: &ProjectPath, limit: u64) -> Result<Vec<u8>, ReadError>;

    /// What stands at a path, links followed; `None` when nothing does or it cannot be seen.
    fn entry(&self, path: &ProjectPath) -> Option<EntryKind>;

    /// All regular files below a folder, sorted by path; hidden folders (`.git`, `.bricep`) are left out.
    ///
    /// # Errors
    /// [`ReadError`] when the folder cannot be listed.
    fn walk(&self, folder: &ProjectPath) -> Result<Vec<ProjectPath>, ReadError>;
}
