//! Checks of a scanner that the templates leave out: only where the spec leaves the door open.

use super::{EVERYTHING, HALVES, compile, project, text};
use crate::model::Route;

/// Checks that a spec passes by turning public network access off.
const OF_OPEN_DOORS: &[&str] =
    &["CKV_AZURE_35", "CKV_AZURE_109", "CKV_AZURE_158", "CKV_AZURE_189", "CKV_AZURE_222:"];

fn skips(half: &str, file: &str) -> Vec<String> {
    let (_, half) = HALVES.iter().find(|(name, _)| *name == half).unwrap();
    let project = project(&format!("{EVERYTHING}\nazure: {half}\n"));
    let (_, _, files) = compile(&project, Some(Route::DeploymentScript));
    text(&files, file)
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("// checkov:skip="))
        .map(str::to_owned)
        .collect()
}

fn of_open_doors(skips: &[String]) -> Vec<&str> {
    let named = |check: &&str| skips.iter().any(|skip| skip.contains(*check));
    OF_OPEN_DOORS.iter().copied().filter(named).collect()
}

#[test]
fn an_open_spec_says_why_it_is_open() {
    let mut open = skips("least", "databricks-workspace.bicep");
    open.extend(skips("least", "databricks-provider.bicep"));
    assert_eq!(of_open_doors(&open), OF_OPEN_DOORS);
}

#[test]
fn a_closed_spec_leaves_no_check_of_open_doors_out() {
    let workspace = skips("closed with a key", "databricks-workspace.bicep");
    assert!(!workspace.is_empty());
    assert_eq!(of_open_doors(&workspace), Vec::<&str>::new());
    // The script of `adopted` runs in the network too, so the app is hidden as well.
    let provider: Vec<String> = skips("adopted", "databricks-provider.bicep")
        .into_iter()
        .filter(|skip| !skip.contains("variables of the app's environment"))
        .collect();
    assert!(!provider.is_empty());
    assert_eq!(of_open_doors(&provider), Vec::<&str>::new());
}

#[test]
fn purge_protection_that_is_off_is_told() {
    let told =
        |half| skips(half, "databricks-workspace.bicep").iter().any(|skip| skip.starts_with("CKV_AZURE_42,"));
    assert!(told("most"));
    assert!(!told("least"));
}
