//! What the README and the guide show of the command line is what it prints: the steps of a page run in order, in one
//! empty folder.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::blocks::{blocks, read};
use crate::steps::{matches, steps};

#[cfg(unix)]
fn run(page: &str) {
    let binary = PathBuf::from(env!("CARGO_BIN_EXE_bricep"));
    let path = format!("{}:/usr/bin:/bin", binary.parent().unwrap().display());
    let folder = tempfile::tempdir().unwrap();
    let steps = steps(&read(page));
    assert!(!steps.is_empty(), "{page} shows no command");
    for step in steps {
        let output = Command::new("/bin/sh")
            .args(["-c", &format!("exec 2>&1\n{}", step.command)])
            .current_dir(&folder)
            .env_clear()
            .env("PATH", &path)
            .output()
            .unwrap();
        let printed = String::from_utf8(output.stdout).unwrap();
        let lines: Vec<&str> = printed.lines().map(str::trim_end).collect();
        let place = format!("{page}, line {}: {}", step.line, step.command);
        assert!(matches(&step.output, &lines), "{place}\nprints:\n{printed}");
        assert_eq!(output.status.code(), Some(step.exit), "{place}\nprints:\n{printed}");
    }
}

#[test]
#[cfg(unix)]
fn the_readme_shows_what_commands_print() {
    run("README.md");
}

#[test]
#[cfg(unix)]
fn the_first_steps_show_what_commands_print() {
    run("docs/guide/first-steps.md");
}

#[test]
#[cfg(unix)]
fn the_page_of_pipelines_shows_what_commands_print() {
    run("docs/guide/pipelines.md");
}

#[test]
#[cfg(unix)]
fn the_page_of_pull_requests_shows_what_commands_print() {
    run("docs/guide/pull-requests.md");
}

#[test]
#[cfg(unix)]
fn the_page_of_fixing_shows_what_commands_print() {
    run("docs/guide/fixing.md");
}

#[test]
fn the_readme_shows_a_spec_that_is_clean() {
    for block in blocks(&read("README.md")) {
        let (codes, told) = block.check();
        assert!(codes.is_empty(), "README.md, line {}:\n{told}", block.line);
    }
}

/// The finding that the README shows is what its own spec gives with that key misspelt.
#[test]
#[expect(clippy::disallowed_methods, reason = "the spec is written for the binary to read")]
fn the_readme_shows_the_finding_of_its_own_spec() {
    let readme = read("README.md");
    let (_, rest) = readme.split_once("```text\n").unwrap();
    let (finding, _) = rest.split_once("```").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let all = blocks(&readme);
    for (path, text) in all[0].files() {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text.replace("on_failure", "on_faliure")).unwrap();
    }
    let output =
        Command::new(env!("CARGO_BIN_EXE_bricep")).arg("validate").current_dir(&folder).output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(printed.starts_with(finding), "README.md shows:\n{finding}\nand the spec gives:\n{printed}");
}

#[test]
fn links_of_pages_lead_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let pages = [
        "README.md",
        "CONTRIBUTING.md",
        "ARCHITECTURE.md",
        "docs/guide/language.md",
        "docs/guide/first-steps.md",
        "docs/guide/pipelines.md",
        "docs/guide/pull-requests.md",
        "docs/guide/fixing.md",
        "docs/guide/first-deployment.md",
    ];
    for page in pages {
        let folder = root.join(page).parent().unwrap().to_owned();
        for target in
            read(page).split("](").skip(1).filter_map(|rest| rest.split(')').next().map(str::to_owned))
        {
            let file = target.split('#').next().unwrap_or_default();
            if !file.is_empty() && !file.starts_with("https://") {
                assert!(folder.join(file).exists(), "{page} links to {target}, which is not there");
            }
        }
    }
}
