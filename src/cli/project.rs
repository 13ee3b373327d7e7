//! The spec on disk: its folder is the project, and messages show its files as the user would name them.

use std::path::{Component, Path, PathBuf};

use crate::source::{Disk, ProjectPath, ReadError};

/// A spec and the folder it stands in.
pub(super) struct Project {
    /// Access to the folder.
    pub(super) files: Disk,
    /// The spec in it.
    pub(super) spec: ProjectPath,
    /// The folder, as the user would write it.
    pub(super) folder: PathBuf,
}

impl Project {
    /// The project of a spec; a spec that cannot be opened is found out when it is read.
    ///
    /// # Errors
    /// The folder of the spec cannot be opened, or the path has no file name.
    pub(super) fn open(spec: &Path) -> Result<Self, ReadError> {
        let name = spec.file_name().and_then(|name| name.to_str()).ok_or(ReadError::NotFound)?;
        let folder = spec.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let files = Disk::new(folder)?;
        let spec = ProjectPath::root().join(name).map_err(|_| ReadError::Outside)?;
        Ok(Self { files, spec, folder: folder.to_owned() })
    }

    /// A file of the project as the user would name it: relative to the working directory where that is above it,
    /// `/`-separated.
    pub(super) fn show(&self, path: &ProjectPath) -> String {
        show(&self.folder.join(path.as_str()))
    }
}

/// A path for people: relative to the working directory where possible, `/`-separated, without `.`.
pub(super) fn show(path: &Path) -> String {
    let relative =
        std::env::current_dir().ok().and_then(|cwd| path.strip_prefix(cwd).ok().map(Path::to_owned));
    let path = relative.as_deref().unwrap_or(path);
    let mut shown = String::new();
    for component in path.components() {
        let part = match component {
            Component::CurDir => continue,
            Component::RootDir => {
                shown.push('/');
                continue;
            }
            other => other.as_os_str().to_string_lossy(),
        };
        if !shown.is_empty() && !shown.ends_with('/') {
            shown.push('/');
        }
        shown.push_str(&part);
    }
    if shown.is_empty() { ".".to_owned() } else { shown }
}
