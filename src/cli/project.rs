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
    /// The folder of the spec cannot be opened, or the path names no file.
    pub(super) fn open(spec: &Path) -> Result<Self, ReadError> {
        let odd =
            || ReadError::System("its name has a character that a path of a spec cannot have".to_owned());
        let name = spec.file_name().ok_or(ReadError::Folder)?.to_str().ok_or_else(odd)?;
        let folder = spec.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let files = Disk::new(folder)?;
        let path = ProjectPath::root().join(name).ok();
        let spec = path.filter(|path| path.as_str() == name).ok_or_else(odd)?;
        Ok(Self { files, spec, folder: folder.to_owned() })
    }

    /// The same file, in the working directory where that holds it, so that what stands beside its folder can be read.
    pub(super) fn widened(self) -> Self {
        let wider = std::env::current_dir().ok().and_then(|folder| Disk::new(&folder).ok());
        let widened = wider.and_then(|files| {
            let folder = self.files.root().strip_prefix(files.root()).ok()?.to_str()?.to_owned();
            let spec = ProjectPath::root().join(&folder).ok()?.join(self.spec.as_str()).ok()?;
            Some(Self { files, spec, folder: PathBuf::from(".") })
        });
        widened.unwrap_or(self)
    }

    /// The spec from a root of the output, where its folder holds the root or lies in it.
    pub(super) fn spec_from(&self, root: &Path) -> Option<String> {
        let [folder, root] =
            [&*self.folder, root].map(|path| lexical(&std::path::absolute(path).unwrap_or_default()));
        let mut path = String::new();
        if let Ok(below) = folder.strip_prefix(&root) {
            below.components().for_each(|part| path += &format!("{}/", part.as_os_str().to_string_lossy()));
        } else {
            root.strip_prefix(&folder).ok()?.components().for_each(|_| path += "../");
        }
        Some(path + self.spec.as_str())
    }

    /// A file of the project as the user would name it: relative to the working directory, `/`-separated.
    pub(super) fn show(&self, path: &ProjectPath) -> String {
        show(&self.folder.join(path.as_str()))
    }
}

/// A path without `.` and `..`, whatever links there are.
fn lexical(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            other => plain.push(other),
        }
    }
    plain
}

/// A path for people: relative to the working directory, `/`-separated, without `.`.
pub(super) fn show(path: &Path) -> String {
    let relative = std::env::current_dir().ok().and_then(|cwd| relative(path, &cwd));
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

/// An absolute path from a folder; `None` for one that is relative already, or stands on another drive.
fn relative(path: &Path, from: &Path) -> Option<PathBuf> {
    if !path.is_absolute() || path.components().next() != from.components().next() {
        return None;
    }
    let shared = path.components().zip(from.components()).take_while(|(a, b)| a == b).count();
    let up = from.components().skip(shared).map(|_| Component::ParentDir);
    Some(up.chain(path.components().skip(shared)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_shown_from_the_working_directory() {
        let cases = [
            ("/home/me/project/bricep.yaml", Some("bricep.yaml")),
            ("/home/me/project/a/b.yaml", Some("a/b.yaml")),
            ("/home/me/other/b.yaml", Some("../other/b.yaml")),
            ("/etc/b.yaml", Some("../../../etc/b.yaml")),
            ("a/b.yaml", None),
        ];
        for (path, expected) in cases {
            let shown = relative(Path::new(path), Path::new("/home/me/project"));
            assert_eq!(shown.as_deref(), expected.map(Path::new), "{path}");
        }
    }
}
