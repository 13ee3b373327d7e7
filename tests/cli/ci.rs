//! What other repositories call: the scripts of `ci/`, and the files that hand values to them.
#![cfg(unix)]

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use crate::project::{Project, Run, SPEC, run};

#[expect(clippy::disallowed_methods, reason = "the files of the repository are what is tested")]
fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// A script of `ci/` under bash, with nothing of the machine's settings but the path.
fn script(project: &Project, name: &str, set: &[(&str, &str)]) -> Run {
    let bin = Path::new(env!("CARGO_BIN_EXE_bricep")).parent().unwrap();
    let path = format!("{}/bin:{}:/usr/bin:/bin", project.path().display(), bin.display());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("ci").join(name);
    let mut command = Command::new("bash");
    command.arg(script).current_dir(project.path()).env_clear().env("PATH", path).envs(set.iter().copied());
    run(&mut command)
}

#[test]
fn the_template_holds_the_scripts_as_they_are() {
    let template = read("ci/azure-pipelines-validate.yml");
    for (name, times) in [("ci/install.sh", 1), ("ci/validate.sh", 2)] {
        let script = read(name);
        let (_, body) = script.split_once('\n').unwrap();
        let lines =
            body.lines().map(|line| if line.is_empty() { line.to_owned() } else { format!("      {line}") });
        let block = lines.collect::<Vec<_>>().join("\n");
        assert_eq!(template.matches(&block).count(), times, "{name}");
    }
}

#[test]
fn the_default_is_the_release_of_this_version() {
    let version = env!("CARGO_PKG_VERSION");
    assert!(read("action.yml").contains(&format!("    default: {version}\n")));
    assert!(read("ci/azure-pipelines-validate.yml").contains(&format!("    default: {version}\n")));
    assert!(
        read("ci/install.sh")
            .contains(concat!(env!("CARGO_PKG_REPOSITORY"), "/releases/download/v$VERSION/"))
    );
}

#[test]
fn values_reach_the_validator_as_they_are() {
    let warning = format!("{SPEC}variables: {{ a: {{ default: x }} }}\n");
    let project =
        Project::new(&[("$(touch pasted) `x` 'y'/bricep.yaml", &warning), ("-dash/bricep.yaml", SPEC)]);
    let both = "$(touch pasted) `x` 'y'\n\n-dash";
    let checked = script(&project, "validate.sh", &[("FORMAT", "github"), ("PATHS", both)]);
    assert_eq!((checked.code, checked.err.as_str()), (Some(0), "1 warning in 2 files\n"), "{}", checked.out);
    assert!(
        checked.out.starts_with("::warning file=$(touch pasted) `x` 'y'/bricep.yaml,"),
        "{}",
        checked.out
    );
    assert_eq!(checked.out.lines().count(), 1, "{}", checked.out);
    let denied = [("FORMAT", "azure"), ("PATHS", both), ("DENY_WARNINGS", "True")];
    assert_eq!(script(&project, "validate.sh", &denied).code, Some(1));
    let lacking = [("FORMAT", "azure"), ("PATHS", "."), ("ENVIRONMENT", "prod; touch pasted")];
    assert_eq!(script(&project, "validate.sh", &lacking).code, Some(2));
    let report = [("FORMAT", "sarif"), ("PATHS", "."), ("REPORT", "out.sarif")];
    let reported = script(&project, "validate.sh", &report);
    assert_eq!((reported.code, reported.out.as_str()), (Some(0), ""));
    assert!(project.read("out.sarif").unwrap().contains("BRC3022"));
    let since = [("FORMAT", "concise"), ("PATHS", "."), ("CHANGED_SINCE", "main")];
    assert_eq!(script(&project, "validate.sh", &since).code, Some(2), "there is no repository");
    assert!(!project.path().join("pasted").exists());
    assert!(!script(&project, "validate.sh", &[("FORMAT", "azure")]).err.is_empty());
}

/// `curl` that writes down how it is called, and serves `archive.tar.gz` and its digest.
const CURL: &str = r#"#!/bin/bash
printf '%s\n' "$*" >>calls
while (($# > 1)); do
  [[ $1 != --output ]] || out=$2
  shift
done
case $1 in
  *.sha256) cp archive.sha256 "$out" ;;
  *) cp archive.tar.gz "$out" ;;
esac
"#;

#[test]
fn the_release_is_installed_if_its_digest_is_right() {
    let project =
        Project::new(&[("bin/curl", CURL), ("in/bricep-0.1.0/bricep", "#!/bin/sh\necho installed\n")]);
    std::fs::set_permissions(project.path().join("bin/curl"), std::fs::Permissions::from_mode(0o755))
        .unwrap();
    let pack = "tar -czf archive.tar.gz -C in . && sha256sum archive.tar.gz >archive.sha256";
    assert!(Command::new("bash").args(["-c", pack]).current_dir(project.path()).status().unwrap().success());
    let digest = project.read("archive.sha256").unwrap()[..64].to_owned();
    let install = |set: &[(&str, &str)]| {
        let _ = std::fs::remove_dir_all(project.path().join("to"));
        let _ = std::fs::remove_file(project.path().join("calls"));
        let set = [&[("BRICEP_BIN", "to")], set].concat();
        let run = script(&project, "install.sh", &set);
        (run.code, project.read("to/bricep").is_some(), project.read("calls").unwrap_or_default())
    };
    let (code, there, calls) = install(&[("VERSION", "0.1.0")]);
    assert_eq!((code, there, calls.lines().count()), (Some(0), true, 2), "{calls}");
    assert!(
        calls.contains("/releases/download/v0.1.0/bricep-0.1.0-x86_64-unknown-linux-musl.tar.gz"),
        "{calls}"
    );
    let (code, there, calls) = install(&[("URL", "https://example.test/b.tar.gz"), ("SHA256", &digest)]);
    assert_eq!((code, there, calls.lines().count()), (Some(0), true, 1), "{calls}");
    let (code, there, _) = install(&[("VERSION", "0.1.0"), ("SHA256", &"0".repeat(64))]);
    assert_eq!((code, there), (Some(1), false));
    for odd in ["", "latest", "0.1.0/../x", "0.1.0 --output x"] {
        assert_eq!(install(&[("VERSION", odd)]), (Some(2), false, String::new()), "{odd}");
    }
}
