//! A folder to try things in.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// A folder that goes away at the end.
pub(crate) struct Project {
    folder: tempfile::TempDir,
}

/// A spec that has all that `generate` needs.
pub(crate) const SPEC: &str = "\
version: 1
name: demo
azure: { location: westeurope, resource_group: 'rg-${environment}' }
resources:
  clusters:
    etl: { cluster_name: etl, spark_version: 16.4.x-scala2.12, node_type_id: Standard_D4ds_v5, num_workers: 1, autotermination_minutes: 30 }
";

/// No command takes longer, on the slowest machine and in a debug build.
const LIMIT: Duration = Duration::from_secs(60);

impl Project {
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let project = Self { folder: tempfile::tempdir().unwrap() };
        for (path, text) in files {
            project.write(path, text);
        }
        project
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    #[expect(clippy::disallowed_methods, reason = "tests write their own files")]
    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    #[expect(clippy::disallowed_methods, reason = "tests read their own files")]
    pub(crate) fn read(&self, path: &str) -> Option<String> {
        std::fs::read_to_string(self.path().join(path)).ok()
    }

    /// Every file below the folder, sorted.
    pub(crate) fn files(&self) -> Vec<String> {
        let mut files: Vec<String> = walkdir::WalkDir::new(self.path())
            .into_iter()
            .filter_map(Result::ok)
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| entry.path().strip_prefix(self.path()).unwrap().to_string_lossy().into_owned())
            .collect();
        files.sort();
        files
    }

    /// The binary in this folder, with nothing of the machine's settings.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        command(self.path(), arguments)
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        run(&mut self.command(arguments))
    }
}

pub(crate) fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bricep"));
    command.args(arguments).current_dir(folder).env_remove("NO_COLOR").stdin(Stdio::null());
    command
}

/// How a command ended.
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Run {
    /// Exit code, then what was printed where.
    pub(crate) fn shown(&self) -> String {
        format!("exit {}\n--- stdout\n{}--- stderr\n{}", self.code.unwrap_or(-1), self.out, self.err)
    }
}

/// Runs a command to its end; fails when it takes too long or panics.
pub(crate) fn run(command: &mut Command) -> Run {
    let start = Instant::now();
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let id = child.id();
    let (send, receive) = std::sync::mpsc::channel();
    std::thread::spawn(move || send.send(child.wait_with_output()));
    let Ok(output) = receive.recv_timeout(LIMIT) else {
        let _ = Command::new("kill").args(["-9", &id.to_string()]).status();
        panic!("{command:?} takes longer than {:?}", start.elapsed());
    };
    let Output { status, stdout, stderr } = output.unwrap();
    let run = Run {
        code: status.code(),
        out: String::from_utf8(stdout).unwrap(),
        err: String::from_utf8(stderr).unwrap(),
    };
    assert!(!run.err.contains("panicked"), "{command:?}: {}", run.err);
    assert!(matches!(run.code, Some(0..=3)), "{command:?} ends with {status}: {}", run.err);
    run
}
