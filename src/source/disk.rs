//! The project's folder on disk. It is only read, and nothing outside of it.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::{EntryKind, Files, ProjectPath, ReadError, limits};

/// A project's folder on disk.
#[derive(Clone, Debug)]
pub struct Disk {
    /// The folder, links resolved.
    root: PathBuf,
}

impl Disk {
    /// The project whose root spec stands in `folder`.
    ///
    /// # Errors
    /// [`ReadError`] when there is no such folder, or it cannot be entered.
    pub fn new(folder: &Path) -> Result<Self, ReadError> {
        let root = fs::canonicalize(folder).map_err(system)?;
        Ok(Self { root })
    }

    /// The folder, links resolved.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The place on disk, links resolved, as long as it is inside the project.
    fn resolve(&self, path: &ProjectPath) -> Result<PathBuf, ReadError> {
        let full = fs::canonicalize(self.root.join(path.as_str())).map_err(system)?;
        if full.starts_with(&self.root) { Ok(full) } else { Err(ReadError::Outside) }
    }
}

impl Files for Disk {
    fn read(&self, path: &ProjectPath, limit: u64) -> Result<Vec<u8>, ReadError> {
        let full = self.resolve(path)?;
        // Looked at before it is opened: opening a pipe would wait for its writer.
        let about = fs::metadata(&full).map_err(system)?;
        if about.is_dir() {
            return Err(ReadError::Folder);
        }
        if !about.is_file() {
            return Err(ReadError::NotRegular);
        }
        if about.len() > limit {
            return Err(ReadError::TooLarge { limit });
        }
        let file = fs::File::open(&full).map_err(system)?;
        let mut bytes = Vec::with_capacity(about.len() as usize);
        // It may have grown since, and some files (`/proc`) do not know their size.
        file.take(limit + 1).read_to_end(&mut bytes).map_err(system)?;
        if bytes.len() as u64 > limit { Err(ReadError::TooLarge { limit }) } else { Ok(bytes) }
    }

    fn entry(&self, path: &ProjectPath) -> Option<EntryKind> {
        let about = fs::metadata(self.resolve(path).ok()?).ok()?;
        if about.is_dir() { Some(EntryKind::Folder) } else { about.is_file().then_some(EntryKind::File) }
    }

    fn walk(&self, folder: &ProjectPath) -> Result<Vec<ProjectPath>, ReadError> {
        let top = self.resolve(folder)?;
        let mut found = Vec::new();
        let hidden = |name: &std::ffi::OsStr| name.as_encoded_bytes().starts_with(b".");
        let walk = WalkDir::new(&top).into_iter();
        let seen = walk.filter_entry(|entry| {
            entry.depth() == 0 || !(entry.file_type().is_dir() && hidden(entry.file_name()))
        });
        // What cannot be listed below the folder is as if it were not there; a link to a file counts as one.
        for entry in seen.filter_map(Result::ok) {
            let file = entry.file_type().is_file() || (entry.path_is_symlink() && entry.path().is_file());
            let below = entry.path().strip_prefix(&top).ok().and_then(Path::to_str);
            if let Some(path) = below.filter(|_| file).and_then(|below| folder.join(below).ok()) {
                if found.len() == limits::WALKED_FILES {
                    return Err(ReadError::TooMany { limit: limits::WALKED_FILES });
                }
                found.push(path);
            }
        }
        found.sort();
        Ok(found)
    }
}

fn system(error: io::Error) -> ReadError {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => ReadError::NotFound,
        io::ErrorKind::PermissionDenied => ReadError::Denied,
        io::ErrorKind::IsADirectory => ReadError::Folder,
        _ => ReadError::System(error.to_string()),
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    fn path(text: &str) -> ProjectPath {
        ProjectPath::root().join(text).unwrap()
    }

    fn project() -> (tempfile::TempDir, Disk) {
        let parent = tempfile::tempdir().unwrap();
        let root = parent.path().join("project");
        fs::create_dir_all(root.join("sub/.git")).unwrap();
        for file in ["bricep.yaml", "sub/b.yaml", "sub/a.yaml", "sub/.git/config", ".hidden.yaml"] {
            fs::File::create(root.join(file)).unwrap();
        }
        let secret = parent.path().join("secret");
        io::Write::write_all(&mut fs::File::create(&secret).unwrap(), b"secret").unwrap();
        symlink(&secret, root.join("leak.yaml")).unwrap();
        symlink("sub/a.yaml", root.join("inside.yaml")).unwrap();
        symlink("..", root.join("sub/up")).unwrap();
        let disk = Disk::new(&root).unwrap();
        (parent, disk)
    }

    #[test]
    fn walking_is_sorted_and_leaves_hidden_folders_and_linked_folders_out() {
        let (_parent, disk) = project();
        let files = disk.walk(&ProjectPath::root()).unwrap();
        let files: Vec<&str> = files.iter().map(ProjectPath::as_str).collect();
        assert_eq!(
            files,
            [".hidden.yaml", "bricep.yaml", "inside.yaml", "leak.yaml", "sub/a.yaml", "sub/b.yaml"]
        );
    }

    #[test]
    fn reading_stays_inside_and_says_why_not() {
        let (parent, disk) = project();
        assert!(disk.read(&path("inside.yaml"), 10).unwrap().is_empty());
        assert!(disk.read(&path("sub/up/bricep.yaml"), 10).unwrap().is_empty());
        assert!(matches!(disk.read(&path("leak.yaml"), 10), Err(ReadError::Outside)));
        assert!(matches!(disk.read(&path("none.yaml"), 10), Err(ReadError::NotFound)));
        assert!(matches!(disk.read(&path("bricep.yaml/x"), 10), Err(ReadError::NotFound)));
        assert!(matches!(disk.read(&path("sub"), 10), Err(ReadError::Folder)));
        fs::rename(parent.path().join("secret"), disk.root().join("large.yaml")).unwrap();
        assert!(matches!(disk.read(&path("large.yaml"), 5), Err(ReadError::TooLarge { limit: 5 })));
        assert_eq!(disk.read(&path("large.yaml"), 6).unwrap(), b"secret");
        assert_eq!(disk.entry(&path("sub")), Some(EntryKind::Folder));
        assert_eq!(disk.entry(&path("leak.yaml")), None);
        assert!(matches!(Disk::new(&disk.root().join("none")), Err(ReadError::NotFound)));
    }

    #[test]
    fn a_pipe_is_refused_without_waiting_for_its_writer() {
        let (_parent, disk) = project();
        let pipe = disk.root().join("pipe.yaml");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        if !made.is_ok_and(|status| status.success()) {
            println!("skipped: mkfifo is not at hand");
            return;
        }
        assert!(matches!(disk.read(&path("pipe.yaml"), 10), Err(ReadError::NotRegular)));
    }
}
