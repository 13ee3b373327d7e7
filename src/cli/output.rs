//! Generated files on disk: what is ours, what changed, and how it is replaced without ever being half there.

use std::path::{Path, PathBuf};

use super::list::{LIST, List, Owner};
use super::stage::{Mode, stage};
use crate::diagnostic::render::inert;
use crate::emit::GeneratedFile;
use crate::model::digest;
use crate::source::ProjectPath;
use anyhow::Context;

/// What stands in the way, or is not as it should be.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Problem {
    /// A file at one of our paths that bricep did not write.
    Foreign(String),
    /// A file of ours that was edited since.
    Edited(String),
    /// A file of ours that the spec would write differently.
    Stale(String),
    /// A file of ours that is not there.
    Missing(String),
    /// A file of ours that the spec no longer asks for.
    Leftover(String),
    /// The list of generated files cannot be read.
    Unlisted(String),
    /// The list names the files of another spec.
    Taken {
        /// The list.
        path: String,
        /// The other spec.
        spec: String,
    },
}

impl Problem {
    pub(super) fn path(&self) -> &str {
        match self {
            Self::Foreign(path)
            | Self::Edited(path)
            | Self::Stale(path)
            | Self::Missing(path)
            | Self::Leftover(path)
            | Self::Unlisted(path)
            | Self::Taken { path, .. } => path,
        }
    }

    /// The finding, with the path as the user would name it.
    pub(super) fn message(&self, path: &str) -> String {
        let whose;
        let (code, text, help) = match self {
            Self::Taken { spec, .. } => {
                whose = format!(
                    "lists the files of another spec, `{}`, and this one would remove them",
                    inert(spec)
                );
                let help =
                    "give each spec a root of its own with `--output`, or replace the files with `--force`";
                (&CONFLICT, &*whose, help)
            }
            Self::Foreign(_) => {
                (&CONFLICT, "is not bricep's", "move it away, or overwrite it with `--force`")
            }
            Self::Edited(_) => (
                &CONFLICT,
                "was edited since bricep wrote it",
                "put the change into the spec, then overwrite the file with `--force`",
            ),
            Self::Unlisted(_) => (&CONFLICT, "is no list of generated files", "write it anew with `--force`"),
            Self::Stale(_) => (&STALE, "is stale", "run `bricep generate`"),
            Self::Missing(_) => (&STALE, "is missing", "run `bricep generate`"),
            Self::Leftover(_) => {
                (&STALE, "is no longer generated", "run `bricep generate`, which removes it")
            }
        };
        format!("error[{}]: {path} {text}\n  = help: {help}", code.id)
    }
}

use crate::diagnostic::code::{OUTPUT_CONFLICT as CONFLICT, STALE_OUTPUT as STALE};

/// What a write did.
pub(super) struct Written {
    pub(super) files: usize,
    pub(super) changed: usize,
    pub(super) removed: usize,
}

/// Generated files and the folder that they go to.
pub(super) struct Output {
    root: PathBuf,
    owner: Owner,
    files: Vec<GeneratedFile>,
}

impl Output {
    pub(super) fn new(root: PathBuf, owner: Owner, files: Vec<GeneratedFile>) -> Self {
        Self { root, owner, files }
    }

    /// That no link inside the output leads the files, or those of an older list, out of it.
    fn stay_inside(&self, list: &List) -> anyhow::Result<()> {
        let Ok(root) = std::fs::canonicalize(&self.root) else { return Ok(()) };
        let files = self.files.iter().map(|file| file.path.as_str());
        for path in files.chain(self.leftovers(list)).chain([LIST]) {
            let path = self.root.join(path);
            let folders = path.ancestors().skip(1).take_while(|folder| *folder != self.root);
            for folder in folders {
                if std::fs::canonicalize(folder).is_ok_and(|place| !place.starts_with(&root)) {
                    let folder = super::project::show(folder);
                    anyhow::bail!("`{folder}` is a link that leads out of the output; remove it");
                }
            }
        }
        Ok(())
    }

    /// What is not as `generate` would leave it.
    pub(super) fn check(&self) -> anyhow::Result<Vec<Problem>> {
        let list = match self.own_list()? {
            Ok(list) => list,
            Err(problem) => return Ok(vec![problem]),
        };
        let mut problems = Vec::new();
        for file in &self.files {
            match self.read(&file.path)? {
                None => problems.push(Problem::Missing(file.path.clone())),
                Some(bytes) if bytes == file.text.as_bytes() => {}
                Some(bytes) => {
                    let listed = list.files.get(&file.path);
                    let edited = listed.is_some_and(|listed| *listed != digest(&bytes));
                    let problem = if edited { Problem::Edited } else { Problem::Stale };
                    problems.push(problem(file.path.clone()));
                }
            }
        }
        for path in self.leftovers(&list) {
            if self.read(path)?.is_some() {
                problems.push(Problem::Leftover(path.to_owned()));
            }
        }
        if problems.is_empty() && self.read(LIST)?.as_deref() != Some(self.new_list().as_bytes()) {
            problems.push(Problem::Stale(LIST.to_owned()));
        }
        Ok(problems)
    }

    /// Files that a write would destroy though they are not ours, or not as we wrote them.
    pub(super) fn conflicts(&self) -> anyhow::Result<Vec<Problem>> {
        let list = match self.own_list()? {
            Ok(list) => list,
            Err(problem) => return Ok(vec![problem]),
        };
        let mut problems = Vec::new();
        for file in &self.files {
            let Some(bytes) = self.read(&file.path)? else { continue };
            if bytes == file.text.as_bytes() {
                continue;
            }
            match list.files.get(&file.path) {
                None => problems.push(Problem::Foreign(file.path.clone())),
                Some(listed) if *listed != digest(&bytes) => {
                    problems.push(Problem::Edited(file.path.clone()))
                }
                Some(_) => {}
            }
        }
        for path in self.leftovers(&list) {
            if self.read(path)?.is_some_and(|bytes| list.files.get(path) != Some(&digest(&bytes))) {
                problems.push(Problem::Edited(path.to_owned()));
            }
        }
        Ok(problems)
    }

    /// Writes every file. All are written beside their places first and then renamed, so that a full disk leaves the
    /// output as it was.
    pub(super) fn write(&self) -> anyhow::Result<Written> {
        let old = self.list()?.unwrap_or_default();
        self.stay_inside(&old)?;
        let mut folders = Folders::default();
        let mut staged = Vec::new();
        let list = GeneratedFile { path: LIST.to_owned(), text: self.new_list() };
        for file in self.files.iter().chain([&list]) {
            if self.read(&file.path)?.as_deref() == Some(file.text.as_bytes()) {
                continue;
            }
            let target = self.root.join(&file.path);
            let mode = if file.path.ends_with(".sh") { Mode::Executable } else { Mode::Plain };
            let folder = target.parent().unwrap_or(Path::new("."));
            let temporary = folders.create(folder).and_then(|()| stage(&target, &file.text, mode));
            let temporary = temporary.with_context(|| {
                format!("`{}` cannot be written, so nothing was", super::project::show(&target))
            })?;
            staged.push((temporary, target));
        }
        let changed = staged.iter().filter(|(_, target)| !target.ends_with(LIST)).count();
        for (temporary, target) in staged {
            temporary
                .persist(&target)
                .with_context(|| format!("`{}` cannot be replaced", super::project::show(&target)))?;
        }
        folders.keep();
        let mut removed = 0;
        for path in self.leftovers(&old) {
            let path = self.root.join(path);
            if path.is_file() {
                std::fs::remove_file(&path)
                    .with_context(|| format!("`{}` cannot be removed", super::project::show(&path)))?;
                removed += 1;
                self.remove_empty_folders(&path);
            }
        }
        Ok(Written { files: self.files.len(), changed, removed })
    }

    /// Files of an older list that are not generated any more; only paths that stay below the root.
    fn leftovers<'a>(&self, list: &'a List) -> Vec<&'a str> {
        let inside = |path: &str| ProjectPath::root().join(path).is_ok_and(|joined| joined.as_str() == path);
        list.files
            .keys()
            .map(String::as_str)
            .filter(|path| inside(path) && !self.files.iter().any(|file| file.path == *path))
            .collect()
    }

    fn remove_empty_folders(&self, path: &Path) {
        for folder in path.ancestors().skip(1).take_while(|folder| *folder != self.root) {
            // Fails where something else is left in it, which is as it should be.
            if std::fs::remove_dir(folder).is_err() {
                return;
            }
        }
    }

    /// The list as it stands; empty where there is none, `None` where it cannot be understood.
    fn list(&self) -> anyhow::Result<Option<List>> {
        Ok(self.read(LIST)?.map_or_else(|| Some(List::default()), |bytes| List::read(&bytes)))
    }

    /// The list, where it is that of this spec.
    fn own_list(&self) -> anyhow::Result<Result<List, Problem>> {
        let path = LIST.to_owned();
        let Some(list) = self.list()? else { return Ok(Err(Problem::Unlisted(path))) };
        Ok(match list.other_owner(&self.owner, &self.root) {
            Some(spec) => Err(Problem::Taken { path, spec: spec.to_owned() }),
            None => Ok(list),
        })
    }

    fn new_list(&self) -> String {
        List::of(&self.owner, &self.files).text()
    }

    /// The bytes of a file of the output, `None` where there is none.
    #[expect(clippy::disallowed_methods, reason = "this is where the output is read and written")]
    fn read(&self, path: &str) -> anyhow::Result<Option<Vec<u8>>> {
        let path = self.root.join(path);
        match std::fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => {
                Err(error).with_context(|| format!("`{}` cannot be read", super::project::show(&path)))
            }
        }
    }
}

/// Folders made for a write, taken away again unless it succeeds.
#[derive(Default)]
struct Folders {
    created: Vec<PathBuf>,
}

impl Folders {
    fn create(&mut self, folder: &Path) -> std::io::Result<()> {
        let missing: Vec<&Path> = folder
            .ancestors()
            .take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists())
            .collect();
        for folder in missing.into_iter().rev() {
            match std::fs::create_dir(folder) {
                Ok(()) => self.created.push(folder.to_owned()),
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn keep(&mut self) {
        self.created.clear();
    }
}

impl Drop for Folders {
    fn drop(&mut self) {
        for folder in self.created.iter().rev() {
            // Only what is empty goes.
            let _ = std::fs::remove_dir(folder);
        }
    }
}
