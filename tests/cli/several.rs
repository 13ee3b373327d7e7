//! Several specs in one run: paths, folders, and only what a change touches.

use std::path::Path;
use std::process::Command;

use insta::assert_snapshot;

use crate::project::{Project, SPEC, command, run};

const WRONG: &str = "version: 1\nname: demo\nresources: { clusters: { etl: { num_wrkers: 1 } } }\n";

#[test]
fn folders_are_searched_and_results_come_in_the_order_of_paths() {
    let project = Project::new(&[
        (".gitignore", "/build/\n"),
        ("b/bricep.yaml", WRONG),
        ("a/sub/bricep.yml", SPEC),
        ("a/two.bricep.yaml", WRONG),
        ("a/bricep.json", "{ \"version\": 1, \"name\": \"demo\", \"x\": 1 }\n"),
        ("build/bricep.yaml", WRONG),
        (".hidden/bricep.yaml", WRONG),
        ("a/bricep.yaml.orig", WRONG),
        ("a/other.yaml", WRONG),
    ]);
    let all = project.run(&["validate", ".", "--format", "concise"]);
    assert_snapshot!(all.shown(), @"
    exit 1
    --- stdout
    a/bricep.json:1:33: error[BRC2001] unknown-property: unknown property `x` of the spec
    a/two.bricep.yaml:3:26: error[BRC2003] missing-property: the cluster `etl` has no `spark_version` (add `spark_version`, or `policy_id`, which may fix it)
    a/two.bricep.yaml:3:26: error[BRC2010] conflicting-properties: the cluster `etl` has none of `node_type_id` and `instance_pool_id` (add `node_type_id` or `instance_pool_id`, or `policy_id`, which may fix it)
    a/two.bricep.yaml:3:33: error[BRC2001] unknown-property: unknown property `num_wrkers` of a cluster (did you mean `num_workers`?) [fixable]
    b/bricep.yaml:3:26: error[BRC2003] missing-property: the cluster `etl` has no `spark_version` (add `spark_version`, or `policy_id`, which may fix it)
    b/bricep.yaml:3:26: error[BRC2010] conflicting-properties: the cluster `etl` has none of `node_type_id` and `instance_pool_id` (add `node_type_id` or `instance_pool_id`, or `policy_id`, which may fix it)
    b/bricep.yaml:3:33: error[BRC2001] unknown-property: unknown property `num_wrkers` of a cluster (did you mean `num_workers`?) [fixable]
    7 errors in 4 files
    2 of them can be fixed with `bricep validate --fix`
    --- stderr
    ");
    // A spec that two paths name is checked once, whatever the order.
    let twice = project.run(&["validate", "b", "a", "b/bricep.yaml", "./b/../b", "--format", "concise"]);
    assert_eq!(twice.shown(), all.shown());
    // What is named is checked, ignored or not.
    assert_eq!(project.run(&["validate", "build/bricep.yaml"]).code, Some(1));
    let quiet = project.run(&["validate", "a/sub", "b", "--format", "json", "--quiet"]);
    let report: serde_json::Value = serde_json::from_str(&quiet.out).unwrap();
    let files: Vec<&str> =
        report["diagnostics"].as_array().unwrap().iter().map(|one| one["file"].as_str().unwrap()).collect();
    assert_eq!(files, ["b/bricep.yaml"; 3]);
    assert_eq!(
        (report["summary"]["errors"].as_u64(), report["summary"]["files"].as_u64()),
        (Some(3), Some(2))
    );
}

#[test]
fn a_folder_without_a_spec_and_a_missing_file_are_said() {
    let project = Project::new(&[("a/bricep.yaml", SPEC), ("empty/x.yaml", SPEC)]);
    assert_snapshot!(project.run(&["validate", "empty", "a", "none/bricep.yaml"]).shown(), @"
    exit 2
    --- stdout
    no findings in 1 file with 1 resource
    --- stderr
    error: there is no spec in `empty`: looked for `bricep.yaml`, `bricep.yml`, `bricep.json` and `*.bricep.yaml` that no `.gitignore` names; name the spec, or begin one with `bricep init`
    error: `none/bricep.yaml` cannot be opened: there is no such file; name the spec, or begin one with `bricep init`
    ");
}

#[test]
fn what_two_specs_include_is_told_once_and_a_part_is_no_spec() {
    let project = Project::new(&[
        ("bricep.yaml", "version: 1\nname: one\ninclude: [parts/*.yaml, jobs.bricep.yaml]\n"),
        ("two.bricep.yaml", "version: 1\nname: two\ninclude: [parts/*.yaml]\n"),
        ("jobs.bricep.yaml", "resources: { jobs: { a: { name: a, num_wrkers: 1 } } }\n"),
        ("parts/clusters.yaml", "resources: { clusters: { etl: { num_wrkers: 1 } } }\n"),
    ]);
    assert_snapshot!(project.run(&["validate", ".", "--format", "concise"]).shown(), @"
    exit 1
    --- stdout
    parts/clusters.yaml:1:26: error[BRC2003] missing-property: the cluster `etl` has no `spark_version` (add `spark_version`, or `policy_id`, which may fix it)
    parts/clusters.yaml:1:26: error[BRC2010] conflicting-properties: the cluster `etl` has none of `node_type_id` and `instance_pool_id` (add `node_type_id` or `instance_pool_id`, or `policy_id`, which may fix it)
    parts/clusters.yaml:1:33: error[BRC2001] unknown-property: unknown property `num_wrkers` of a cluster (did you mean `num_workers`?) [fixable]
    jobs.bricep.yaml:1:36: error[BRC2001] unknown-property: unknown property `num_wrkers` of a job
    4 errors in 4 files
    1 of them can be fixed with `bricep validate --fix`
    --- stderr
    ");
    // Named, it is what it is said to be.
    let named = project.run(&["validate", ".", "jobs.bricep.yaml", "--format", "concise"]);
    assert!(named.out.contains("jobs.bricep.yaml:1:1: error[BRC2003]"), "{}", named.out);
}

#[test]
fn an_environment_that_one_spec_lacks_is_said_with_the_spec() {
    let with = format!("{SPEC}environments: {{ dev: , prod: }}\n");
    let project = Project::new(&[("a/bricep.yaml", &with), ("b/bricep.yaml", SPEC)]);
    assert_snapshot!(project.run(&["validate", ".", "-e", "prod"]).shown(), @"
    exit 2
    --- stdout
    --- stderr
    error[BRC3018]: `b/bricep.yaml` declares no environment `prod`
      = help: it declares `dev`
    ");
}

#[test]
fn rules_the_choice_of_findings_and_the_day_hold_for_each_spec() {
    let project = Project::new(&[
        ("a/bricep.yaml", &SPEC.replace("16.4", "14.3")),
        ("b/bricep.yaml", &SPEC.replace("minutes: 30", "minutes: 0")),
        ("c/bricep.yaml", &SPEC.replace("num_workers: 1", "autoscale: { min_workers: 2, max_workers: 1 }")),
    ]);
    let found = |arguments: &[&str]| {
        let run = project.run(&[&["validate", ".", "--format", "sarif"][..], arguments].concat());
        let log: serde_json::Value = serde_json::from_str(&run.out).unwrap();
        let told = log["runs"][0]["results"].as_array().unwrap().iter().map(|one| {
            let uri = &one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
            format!("{} {}", &uri.as_str().unwrap()[..1], one["ruleId"].as_str().unwrap())
        });
        (told.collect::<Vec<_>>().join(", "), run.code)
    };
    let (before, after) = (["--as-of", "2026-11-02"], ["--as-of", "2027-02-02"]);
    assert_eq!(found(&before), ("b BRC5001, c BRC4001".to_owned(), Some(1)));
    assert_eq!(found(&after), ("a BRC4005, b BRC5001, c BRC4001".to_owned(), Some(1)));
    let chosen = |more: &[&str]| found(&[&after[..], more].concat());
    assert_eq!(chosen(&["--select", "BRC4005,BRC5"]), ("a BRC4005, b BRC5001".to_owned(), Some(0)));
    assert_eq!(chosen(&["--ignore", "BRC4"]), ("b BRC5001".to_owned(), Some(0)));
    assert_eq!(chosen(&["--ignore", "BRC4", "--deny", "warnings"]).1, Some(1));

    git(project.path(), &["init", "--quiet"]);
    git(project.path(), &["add", "."]);
    git(project.path(), &["commit", "--quiet", "--message", "first"]);
    let changed = ["--changed-since", "HEAD"];
    assert_eq!(found(&[&after[..], &changed].concat()), (String::new(), Some(0)));
    project.write("a/bricep.yaml", SPEC.replace("16.4", "14.3") + "# more\n");
    assert_eq!(found(&[&after[..], &changed].concat()), ("a BRC4005".to_owned(), Some(0)));
}

#[test]
fn many_specs_give_the_same_bytes_each_time() {
    let project = Project::new(&[]);
    for at in 0..60 {
        let spec = if at % 3 == 0 { WRONG.to_owned() } else { SPEC.replace("demo", &format!("demo-{at}")) };
        project.write(&format!("team-{at:02}/bricep.yaml"), spec);
    }
    let first = project.run(&["validate", ".", "--format", "sarif"]);
    assert_eq!(first.code, Some(1));
    for _ in 0..3 {
        assert_eq!(project.run(&["validate", ".", "--format", "sarif"]).out, first.out);
    }
    let log: serde_json::Value = serde_json::from_str(&first.out).unwrap();
    let uris: Vec<&str> = log["runs"][0]["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap())
        .collect();
    let expected: std::collections::BTreeSet<String> =
        (0..60).step_by(3).map(|at| format!("team-{at:02}/bricep.yaml")).collect();
    assert!(uris.is_sorted());
    assert_eq!(uris.iter().map(|uri| (*uri).to_owned()).collect::<std::collections::BTreeSet<_>>(), expected);
}

fn git(folder: &Path, arguments: &[&str]) {
    let done = Command::new("git")
        .args(["-c", "user.name=a", "-c", "user.email=a@example.test", "-c", "init.defaultBranch=main"])
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(done.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
}

const WITH_NOTEBOOK: &str = "\
version: 1
name: demo
resources:
  jobs:
    etl:
      name: etl
      tasks: [{ task_key: a, notebook_task: { notebook_path: ./notebooks/a.py }, existing_cluster_id: '1' }]
";

/// Three specs in a repository, on a branch of its own.
fn repository() -> Project {
    let project = Project::new(&[
        ("a/bricep.yaml", WITH_NOTEBOOK),
        ("a/notebooks/a.py", "print(1)\n"),
        ("a/README.md", "a\n"),
        ("b/bricep.yaml", "version: 1\nname: demo\ninclude: [parts/*.yaml]\n"),
        ("b/parts/one.yaml", "resources: { jobs: { one: { name: one } } }\n"),
        ("b/parts/two.yaml", "resources: { jobs: { two: { name: two } } }\n"),
        ("c/bricep.yaml", WRONG),
    ]);
    git(project.path(), &["init", "--quiet"]);
    git(project.path(), &["add", "."]);
    git(project.path(), &["commit", "--quiet", "--message", "first"]);
    git(project.path(), &["checkout", "--quiet", "-b", "work"]);
    project
}

/// The specs that are checked: JUnit has a suite for each file.
fn checked(project: &Project, folder: &str) -> Vec<String> {
    let arguments = ["validate", ".", "--changed-since", "main", "--format", "junit"];
    let run = run(&mut command(&project.path().join(folder), &arguments));
    let suites = run.out.lines().filter_map(|line| line.trim().strip_prefix("<testsuite name=\""));
    let names = suites.map(|rest| rest.split('"').next().unwrap().to_owned());
    names.filter(|name| name.ends_with("bricep.yaml")).collect()
}

#[test]
fn only_what_a_change_touches_is_checked() {
    let project = repository();
    assert_eq!(checked(&project, "."), [""; 0]);
    let nothing = project.run(&["validate", ".", "--changed-since", "main"]);
    assert_snapshot!(nothing.shown(), @"
    exit 0
    --- stdout
    no findings in 0 files with 0 resources
    --- stderr
    No spec is touched by what changed since `main`.
    ");

    // A file that no spec names.
    project.write("a/README.md", "b\n");
    assert_eq!(checked(&project, "."), [""; 0]);
    // A notebook, not committed; a file of its own that is new.
    project.write("a/notebooks/a.py", "print(2)\n");
    assert_eq!(checked(&project, "."), ["a/bricep.yaml"]);
    git(project.path(), &["commit", "--quiet", "--all", "--message", "second"]);
    assert_eq!(checked(&project, "."), ["a/bricep.yaml"]);
    assert_eq!(checked(&project, "a"), ["bricep.yaml"], "from a folder of the repository");
    assert_eq!(checked(&project, "c"), [""; 0]);
    // An included file that is new, and one that is gone.
    project.write("b/parts/three.yaml", "resources: { jobs: { three: { name: three } } }\n");
    assert_eq!(checked(&project, "."), ["a/bricep.yaml", "b/bricep.yaml"]);
    std::fs::remove_file(project.path().join("b/parts/three.yaml")).unwrap();
    assert_eq!(checked(&project, "."), ["a/bricep.yaml"]);
    std::fs::remove_file(project.path().join("b/parts/two.yaml")).unwrap();
    assert_eq!(checked(&project, "."), ["a/bricep.yaml", "b/bricep.yaml"]);
    // What changed on the other side only is no change of this one.
    git(project.path(), &["stash", "--quiet"]);
    git(project.path(), &["checkout", "--quiet", "main"]);
    project.write("c/bricep.yaml", "version: 1\nname: other\n");
    git(project.path(), &["commit", "--quiet", "--all", "--message", "third"]);
    git(project.path(), &["checkout", "--quiet", "work"]);
    assert_eq!(checked(&project, "."), ["a/bricep.yaml"]);
}

#[test]
fn without_git_or_its_commit_the_run_ends() {
    let project = repository();
    let validate = |commit: &str| {
        let run = project.run(&["validate", "c", &format!("--changed-since={commit}")]);
        assert_eq!(run.out, "", "{commit}");
        (run.code, run.err)
    };
    assert_snapshot!(validate("mian").1, @"
    error: git knows no commit `mian` here; fetch it first, since a shallow clone holds the newest commit alone
    ");
    for odd in ["--output=x", "-h", "", "a b", "main..work", "main:a"] {
        assert_eq!(validate(odd).0, Some(2), "{odd}");
    }
    git(project.path(), &["checkout", "--quiet", "--orphan", "other"]);
    git(project.path(), &["commit", "--quiet", "--message", "alone"]);
    assert_snapshot!(validate("main").1, @"
    error: `main` and `HEAD` have no commit in common here; fetch more of the history (`git fetch --unshallow`)
    ");

    let missing = run(project.command(&["validate", "c", "--changed-since", "main"]).env("PATH", "/nowhere"));
    assert_eq!((missing.code, missing.out.as_str()), (Some(3), ""));
    assert!(
        missing.err.starts_with("error: `--changed-since` asks git, which cannot be run: "),
        "{}",
        missing.err
    );

    let elsewhere = Project::new(&[("bricep.yaml", SPEC)]);
    let outside = elsewhere.run(&["validate", "--changed-since", "main"]);
    assert_eq!(outside.code, Some(2));
    assert!(outside.err.contains("the working directory is in none"), "{}", outside.err);
    let path = elsewhere.path().join("bricep.yaml");
    let of_another = project.run(&["validate", path.to_str().unwrap(), "--changed-since", "main"]);
    assert_eq!(of_another.code, Some(2));
}
