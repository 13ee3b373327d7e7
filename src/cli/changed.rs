//! What changed since a commit, by asking git, and which specs it touches.

use std::collections::BTreeSet;
use std::io;
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::Exit;
use super::project::Project;
use super::search::Candidate;
use crate::spec::Checked;

/// Why it cannot be told what changed.
#[derive(Debug, thiserror::Error)]
pub(super) enum GitError {
    /// There is no git.
    #[error("`--changed-since` asks git, which cannot be run")]
    Missing(#[source] io::Error),
    /// There is no repository.
    #[error("`--changed-since` needs a git repository, and the working directory is in none: {0}")]
    NoRepository(String),
    /// The name means nothing.
    #[error(
        "git knows no commit `{0}` here; fetch it first, since a shallow clone holds the newest commit alone"
    )]
    UnknownCommit(String),
    /// The two have no history in common.
    #[error(
        "`{0}` and `HEAD` have no commit in common here; fetch more of the history (`git fetch --unshallow`)"
    )]
    NoMergeBase(String),
    /// git failed otherwise.
    #[error("`git {command}` failed: {told}")]
    Failed {
        /// The subcommand.
        command: String,
        /// What it printed.
        told: String,
    },
}

impl GitError {
    /// How a run ends that cannot go on.
    pub(super) fn exit(&self) -> Exit {
        match self {
            Self::Missing(_) | Self::Failed { .. } => Exit::World,
            Self::NoRepository(_) | Self::UnknownCommit(_) | Self::NoMergeBase(_) => Exit::Usage,
        }
    }
}

/// The files that differ between a commit and the working tree.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// The repository, links resolved.
    repository: PathBuf,
    /// Absolute paths; a submodule is one path.
    paths: BTreeSet<PathBuf>,
    /// Those of them that are not there any more.
    gone: BTreeSet<PathBuf>,
}

impl Changes {
    /// What a pull request to `name` would show: committed since the two parted, or not committed yet.
    ///
    /// # Errors
    /// git or the commit is missing.
    pub(super) fn since(name: &str) -> Result<Self, GitError> {
        let top = git(&["rev-parse", "--show-toplevel"])?;
        if !top.status.success() {
            return Err(GitError::NoRepository(told(&top)));
        }
        let top = PathBuf::from(text(&top.stdout).trim_end_matches(['\r', '\n']));
        let repository = std::fs::canonicalize(&top).unwrap_or(top);
        let unknown = || GitError::UnknownCommit(name.to_owned());
        // No name of a commit begins so; git would take it for an option.
        if name.starts_with('-') {
            return Err(unknown());
        }
        let commit = git(&["rev-parse", "--verify", "--quiet", &format!("{name}^{{commit}}")])?;
        if !commit.status.success() {
            return Err(unknown());
        }
        let base = git(&["merge-base", text(&commit.stdout).trim(), "HEAD"])?;
        if !base.status.success() {
            return Err(GitError::NoMergeBase(name.to_owned()));
        }
        let base = text(&base.stdout).trim().to_owned();
        let diff =
            ["diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--no-relative", &base, "--"];
        let others = ["ls-files", "-z", "--others", "--exclude-standard", "--full-name", "--", ":/"];
        let mut changes = Self { repository, ..Self::default() };
        for command in [&diff[..], &others] {
            let listed = git(command)?;
            if !listed.status.success() {
                return Err(GitError::Failed { command: command.join(" "), told: told(&listed) });
            }
            for path in text(&listed.stdout).split('\0').filter(|path| !path.is_empty()) {
                let path = changes.repository.join(path);
                if path.symlink_metadata().is_err() {
                    changes.gone.insert(path.clone());
                }
                changes.paths.insert(path);
            }
        }
        Ok(changes)
    }

    /// A spec that is not in the repository, so that it cannot be told what touches it.
    pub(super) fn outside<'a>(&self, candidates: &'a [Candidate]) -> Option<&'a Project> {
        let projects = candidates.iter().map(|candidate| &candidate.project);
        projects.into_iter().find(|project| !project.files.root().starts_with(&self.repository))
    }

    /// Whether anything in the folder of a spec changed; nothing else can touch it.
    pub(super) fn reach(&self, project: &Project) -> bool {
        touches(&self.paths, project.files.root())
    }

    /// Whether a change touches a spec: one of its files, included ones among them, or a local file or folder that it
    /// names. What is gone is named nowhere any more, so it touches each spec in whose folder it was; so does any
    /// change where errors leave open what the spec names.
    pub(super) fn touch(&self, project: &Project, checked: &Checked, template: bool) -> bool {
        let root = project.files.root();
        let model = checked.model.as_ref();
        if model.is_none() && !template {
            return self.reach(project);
        }
        if touches(&self.gone, root) {
            return true;
        }
        let resources = model.iter().flat_map(|model| &model.resources);
        let sources = resources.flat_map(|resource| resource.sources.iter().flatten());
        let files = checked.map.files().map(|file| &file.path).chain(sources.map(|source| source.path()));
        files.map(|path| root.join(path.as_str())).any(|path| {
            touches(&self.paths, &path)
                || std::fs::canonicalize(&path).is_ok_and(|path| touches(&self.paths, &path))
        })
    }
}

/// Whether a file or folder, anything in it, or a folder that holds it is among some paths.
fn touches(paths: &BTreeSet<PathBuf>, path: &Path) -> bool {
    let behind = paths.range::<Path, _>((Bound::Included(path), Bound::Unbounded)).next();
    behind.is_some_and(|other| other.starts_with(path)) || path.ancestors().any(|above| paths.contains(above))
}

fn git(arguments: &[&str]) -> Result<Output, GitError> {
    Command::new("git").args(arguments).output().map_err(GitError::Missing)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The last line that git said.
fn told(output: &Output) -> String {
    text(&output.stderr).lines().last().unwrap_or("it says nothing").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_touched_from_above_and_from_below() {
        let paths: BTreeSet<PathBuf> = ["/r/a/b.yaml", "/r/a-c", "/r/sub"].map(PathBuf::from).into();
        for (path, expected) in [
            ("/r/a/b.yaml", true),
            ("/r/a", true),
            ("/r", true),
            ("/r/sub/deep/x.yaml", true),
            ("/r/a/b", false),
            ("/r/a-", false),
            ("/r/b", false),
        ] {
            assert_eq!(touches(&paths, Path::new(path)), expected, "{path}");
        }
    }
}
