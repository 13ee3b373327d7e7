//! Every sample is what its spec gives, on its own route and on the others.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a helper of a test fails by panicking")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Folders of `samples/`, with the codes that validating each one shows.
const SAMPLES: &[(&str, &[&str])] = &[
    ("custom-provider", &[]),
    ("direct", &[]),
    ("existing-workspace", &[]),
    ("lakehouse", &[]),
    ("minimal", &[]),
    ("multi-file", &[]),
    ("private-network", &[]),
];

/// Routes to generate on beside the spec's own.
const ROUTES: &[&str] = &["deployment-script", "custom-provider", "direct"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn bricep(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_bricep")).args(arguments).current_dir(root()).output().unwrap()
}

/// Runs a command that has to succeed; what it printed.
fn succeed(arguments: &[&str]) -> String {
    let output = bricep(arguments);
    let told =
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(0), "bricep {}\n{told}", arguments.join(" "));
    told
}

/// The files of a folder, sorted, with their bytes.
#[expect(clippy::disallowed_methods, reason = "tests compare what is on disk")]
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    entries
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap().to_owned();
            (path, std::fs::read(entry.path()).unwrap())
        })
        .collect()
}

/// Generates a sample into an empty folder; its files.
fn generate(spec: &str, route: Option<&str>) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().to_str().unwrap();
    let mut arguments = vec!["generate", spec, "--output", output];
    arguments.extend(route.iter().flat_map(|route| ["--route", route]));
    succeed(&arguments);
    arguments.push("--check");
    succeed(&arguments);
    files(folder.path())
}

#[test]
fn every_folder_is_tested() {
    let entries = walkdir::WalkDir::new(root().join("samples")).min_depth(1).max_depth(1).sort_by_file_name();
    let folders: Vec<String> = entries
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(folders, SAMPLES.iter().map(|(name, _)| *name).collect::<Vec<_>>());
}

#[test]
fn samples_validate() {
    for (name, expected) in SAMPLES {
        let told = succeed(&["validate", &format!("samples/{name}/bricep.yaml"), "--format", "json"]);
        let report: serde_json::Value = serde_json::from_str(&told).unwrap();
        let codes: Vec<&str> = report["diagnostics"]
            .as_array()
            .unwrap()
            .iter()
            .map(|found| found["code"].as_str().unwrap())
            .collect();
        assert_eq!(codes, *expected, "{told}");
        // What a sample answers away has to be an exception.
        let folder = root().join("samples").join(name);
        let specs =
            files(&folder).into_iter().filter(|(path, _)| path.extension().is_some_and(|end| end == "yaml"));
        let answers: usize =
            specs.map(|(_, text)| String::from_utf8(text).unwrap().matches("bricep: ignore[").count()).sum();
        assert!(answers <= 3, "{name} suppresses {answers} findings");
    }
}

#[test]
fn committed_output_is_what_the_spec_gives() {
    for (name, _) in SAMPLES {
        let spec = format!("samples/{name}/bricep.yaml");
        succeed(&["generate", &spec, "--check"]);
        let folder = root().join("samples").join(name);
        let generated = generate(&spec, None);
        let folders: BTreeSet<&Path> =
            generated.iter().filter_map(|(path, _)| path.iter().next().map(Path::new)).collect();
        for folder_of_output in folders.into_iter().filter(|path| folder.join(path).is_dir()) {
            let committed: Vec<PathBuf> = files(&folder.join(folder_of_output))
                .into_iter()
                .map(|(path, _)| folder_of_output.join(path))
                .collect();
            let fresh: Vec<PathBuf> = generated
                .iter()
                .map(|(path, _)| path.clone())
                .filter(|path| path.starts_with(folder_of_output))
                .collect();
            assert_eq!(committed, fresh, "{name}");
        }
        for (path, bytes) in generated {
            let (fresh, committed) = (String::from_utf8(bytes).unwrap(), read(&folder.join(&path)));
            assert!(
                fresh == committed,
                "samples/{name}/{} is stale:\n{}",
                path.display(),
                difference(&committed, &fresh)
            );
        }
    }
}

#[test]
fn every_route_gives_the_same_bytes_twice() {
    for (name, _) in SAMPLES {
        let spec = format!("samples/{name}/bricep.yaml");
        for route in ROUTES {
            let first = generate(&spec, Some(route));
            assert!(first.iter().any(|(path, _)| path.ends_with("main.bicep")), "{name} on {route}");
            assert!(first == generate(&spec, Some(route)), "{name} on {route} differs from run to run");
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "tests compare what is on disk")]
fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn difference(old: &str, new: &str) -> String {
    similar::TextDiff::from_lines(old, new).unified_diff().context_radius(2).to_string()
}
