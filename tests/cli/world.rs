//! A world that refuses: no permission, no room. What was there stays whole.
#![cfg(unix)]

use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use crate::project::{Project, SPEC, run};

/// A user without privileges, whom most systems call `nobody`.
const NOBODY: u32 = 65_534;

/// Whether this process may do anything; permissions do not bind it then, and it can become somebody else.
fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn mode(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

/// The binary, run by somebody whom permissions bind.
fn unprivileged(project: &Project, arguments: &[&str]) -> Command {
    let mut command = project.command(arguments);
    if is_root() {
        // The binary itself may stand where nobody else may look.
        let copy = project.path().join("bricep");
        std::fs::copy(env!("CARGO_BIN_EXE_bricep"), &copy).unwrap();
        mode(&copy, 0o755);
        mode(project.path(), 0o777);
        command = Command::new(copy);
        command.args(arguments).current_dir(project.path()).uid(NOBODY).gid(NOBODY);
    }
    command
}

#[test]
fn a_spec_without_permission_cannot_be_opened() {
    let project = Project::new(&[("bricep.yaml", SPEC)]);
    mode(&project.path().join("bricep.yaml"), 0o000);
    for command in ["validate", "generate"] {
        let run = run(&mut unprivileged(&project, &[command, "--format", "concise"]));
        assert_eq!(run.code, Some(2), "{}{}", run.out, run.err);
        assert!(format!("{}{}", run.out, run.err).contains("permission denied"));
    }
}

#[test]
fn an_include_without_permission_is_a_finding() {
    let project =
        Project::new(&[("bricep.yaml", "{ version: 1, name: demo, include: [a.yaml] }"), ("a.yaml", "")]);
    mode(&project.path().join("a.yaml"), 0o000);
    let run = run(&mut unprivileged(&project, &["validate", "--format", "concise"]));
    assert_eq!(run.code, Some(1), "{}{}", run.out, run.err);
    assert!(run.out.contains("bricep.yaml:1:37: error[BRC1001]"), "{}", run.out);
}

#[test]
fn a_folder_that_takes_no_files_stays_as_it_is() {
    let project = Project::new(&[("bricep.yaml", SPEC), ("out/mine.txt", "mine")]);
    mode(&project.path().join("out"), 0o555);
    let run = run(&mut unprivileged(&project, &["generate", "-o", "out"]));
    assert_eq!(run.code, Some(3), "{}{}", run.out, run.err);
    assert!(run.err.contains("cannot be written, so nothing was"), "{}", run.err);
    let written: Vec<String> = project.files().into_iter().filter(|file| file.starts_with("out/")).collect();
    assert_eq!(written, ["out/mine.txt"]);
    mode(&project.path().join("out"), 0o755);
}

/// A small disk that goes away at the end.
struct Disk<'a>(&'a Path);

impl<'a> Disk<'a> {
    fn mount(folder: &'a Path, size: &str) -> Option<Self> {
        let size = format!("size={size}");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(folder).output();
        mounted.is_ok_and(|output| output.status.success()).then_some(Self(folder))
    }
}

impl Drop for Disk<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0).status();
    }
}

#[test]
fn a_full_disk_leaves_the_output_as_it_was() {
    let project = Project::new(&[("bricep.yaml", SPEC), ("out/.keep", "")]);
    let out = project.path().join("out");
    let Some(_disk) = Disk::mount(&out, "32k") else {
        println!("skipped: no small disk can be mounted here");
        return;
    };
    project.write("out/mine.txt", "mine");
    let first = project.run(&["generate", "-o", "out"]);
    assert_eq!(first.code, Some(3), "{}{}", first.out, first.err);
    assert!(first.err.contains("cannot be written, so nothing was"), "{}", first.err);
    let left = || project.files().into_iter().filter(|file| file.starts_with("out/")).collect::<Vec<_>>();
    assert_eq!(left(), ["out/mine.txt"], "no half of an output");
    assert!(!out.join("infra").exists(), "nor empty folders");
}
