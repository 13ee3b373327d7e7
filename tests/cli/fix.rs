//! `--fix` and `--diff`: what can be mended is, and all other bytes stay.

use insta::assert_snapshot;
use serde_json::Value;

use crate::project::{Project, Run};

/// CRLF, a byte order mark, letters of several bytes, flow style, comments, a file in JSON, an overlay.
const FILES: [(&str, &str); 4] = [
    (
        "bricep.yaml",
        "\u{feff}version: \"1\"\r\nname: demo # é\r\ninclude: [parts/a.yaml, parts/b.json]\r\n\r\nenvironments:\r\n  dev: {include: [dev.yaml]}\r\n  prod: { mdoe: production }\r\n",
    ),
    (
        "parts/a.yaml",
        "# all of it is pasted
resources:
  clusters:
    etl:
      cluster_name: etl   # three blanks
      spark_version: 17.3.x-scala2.13
      node_type_id: Standard_D4ds_v5
      num_workers: 1
      autotermination_minutes: \"30\" # minütlich
      data_security_mode: user_isolation
      # told by the server
      state: RUNNING # gone
      custom_tags: {owner: 'é', cluster_cores: 4.0}
",
    ),
    (
        "parts/b.json",
        "{\n  \"resources\": {\n    \"job\": {\n      \"nightly\": {\n        \"name\": \"nightly\",\n        \"created_time\": 5\n      }\n    }\n  }\n}\n",
    ),
    ("dev.yaml", "resources:\n  clusters:\n    etl: { num_wrokers: 2 }\n"),
];

/// A run that looks for what the language finds, or for what is selected.
fn fix(project: &Project, arguments: &[&str]) -> Run {
    let language = ["--select", "BRC1,BRC2,BRC3"];
    let select = if arguments.contains(&"--select") { &[][..] } else { &language };
    project.run(&[&["validate", "--as-of", "2026-11-25"][..], select, arguments].concat())
}

fn texts(project: &Project) -> Vec<(String, String)> {
    project.files().into_iter().map(|path| (path.clone(), project.read(&path).unwrap())).collect()
}

#[test]
fn what_can_be_mended_is_and_all_else_stays() {
    let project = Project::new(&FILES);
    let run = fix(&project, &["--fix", "--format", "concise"]);
    assert_snapshot!(run.shown(), @"
    exit 0
    --- stdout
    no findings in 4 files with 2 resources
    --- stderr
    Fixed 9 findings:
      bricep.yaml: 2
      dev.yaml: 1
      parts/a.yaml: 4
      parts/b.json: 2
    ");
    let by_hand = [
        ("bricep.yaml", vec![("\"1\"", "1"), ("mdoe", "mode")]),
        (
            "parts/a.yaml",
            vec![
                ("\"30\"", "30"),
                ("user_isolation", "USER_ISOLATION"),
                ("      state: RUNNING # gone\n", ""),
                ("4.0", "\"4.0\""),
            ],
        ),
        ("parts/b.json", vec![("\"job\"", "\"jobs\""), (",\n        \"created_time\": 5", "")]),
        ("dev.yaml", vec![("num_wrokers", "num_workers")]),
    ];
    for (path, edits) in by_hand {
        let mut expected = FILES.iter().find(|(known, _)| *known == path).unwrap().1.to_owned();
        for (old, new) in edits {
            assert_eq!(expected.matches(old).count(), 1, "{old}");
            expected = expected.replace(old, new);
        }
        assert_eq!(project.read(path).unwrap(), expected, "{path}");
    }
    let mended = texts(&project);
    let again = fix(&project, &["--fix", "--format", "concise"]);
    assert_eq!((again.out, again.err), (run.out, String::new()));
    assert_eq!(texts(&project), mended);
}

#[test]
fn a_spec_that_does_not_load_is_left_alone() {
    let [(path, text), rest @ ..] = FILES;
    let text = format!("{text}---\r\nname: other\r\n");
    let project = Project::new(&[(path, &*text)]);
    for (path, text) in rest {
        project.write(path, text);
    }
    let before = texts(&project);
    let run = fix(&project, &["--fix", "--format", "concise"]);
    assert!(run.out.contains("error[BRC1002]") && run.out.contains("mdoe"), "{}", run.shown());
    assert!(!run.shown().contains("Fixed") && !run.out.contains("can be fixed"), "{}", run.shown());
    assert_eq!(texts(&project), before);
    assert_eq!(fix(&project, &["--diff"]).out, "");
}

#[test]
fn a_diff_shows_what_would_change() {
    let project = Project::new(&FILES);
    let run = fix(&project, &["--diff"]);
    assert_snapshot!(run.shown().replace('\r', "␍").replace('\u{feff}', "<BOM>"), @r#"
    exit 1
    --- stdout
    --- bricep.yaml
    +++ bricep.yaml
    @@ -1,7 +1,7 @@
    -<BOM>version: "1"␍
    +<BOM>version: 1␍
     name: demo # é␍
     include: [parts/a.yaml, parts/b.json]␍
     ␍
     environments:␍
       dev: {include: [dev.yaml]}␍
    -  prod: { mdoe: production }␍
    +  prod: { mode: production }␍
    --- dev.yaml
    +++ dev.yaml
    @@ -1,3 +1,3 @@
     resources:
       clusters:
    -    etl: { num_wrokers: 2 }
    +    etl: { num_workers: 2 }
    --- parts/a.yaml
    +++ parts/a.yaml
    @@ -6,8 +6,7 @@
           spark_version: 17.3.x-scala2.13
           node_type_id: Standard_D4ds_v5
           num_workers: 1
    -      autotermination_minutes: "30" # minütlich
    -      data_security_mode: user_isolation
    +      autotermination_minutes: 30 # minütlich
    +      data_security_mode: USER_ISOLATION
           # told by the server
    -      state: RUNNING # gone
    -      custom_tags: {owner: 'é', cluster_cores: 4.0}
    +      custom_tags: {owner: 'é', cluster_cores: "4.0"}
    --- parts/b.json
    +++ parts/b.json
    @@ -1,9 +1,8 @@
     {
       "resources": {
    -    "job": {
    +    "jobs": {
           "nightly": {
    -        "name": "nightly",
    -        "created_time": 5
    +        "name": "nightly"
           }
         }
       }
    --- stderr
    Would fix 9 findings:
      bricep.yaml: 2
      dev.yaml: 1
      parts/a.yaml: 4
      parts/b.json: 2
    "#);
    assert_eq!(texts(&project), texts(&Project::new(&FILES)), "nothing is written");
    fix(&project, &["--fix"]);
    let after = fix(&project, &["--diff"]);
    assert_eq!(after.shown(), "exit 0\n--- stdout\n--- stderr\n");
}

#[test]
fn git_applies_the_diff() {
    let project = Project::new(&FILES);
    project.write("diff", fix(&project, &["--diff"]).out);
    let mut git = std::process::Command::new("git");
    let applied = git.args(["apply", "-p0", "diff"]).current_dir(project.path()).output();
    if !applied.is_ok_and(|output| output.status.success()) {
        println!("skipped: git is not at hand");
        return;
    }
    std::fs::remove_file(project.path().join("diff")).unwrap();
    let other = Project::new(&FILES);
    fix(&other, &["--fix"]);
    assert_eq!(texts(&project), texts(&other));
}

/// Other tools can do what `--fix` does.
#[test]
fn json_carries_the_edits() {
    let project = Project::new(&FILES);
    let report: Value = serde_json::from_str(&fix(&project, &["--format", "json"]).out).unwrap();
    let mut edits: Vec<(&str, usize, usize, &str)> = Vec::new();
    let found = report["diagnostics"].as_array().unwrap();
    for edit in found.iter().flat_map(|found| found["fix"]["edits"].as_array().into_iter().flatten()) {
        let offset = |end: &str| usize::try_from(edit[end]["offset"].as_u64().unwrap()).unwrap();
        let text = edit["text"].as_str().unwrap();
        edits.push((edit["file"].as_str().unwrap(), offset("start"), offset("end"), text));
    }
    let fixable = found.iter().filter(|found| !found["fix"].is_null()).count();
    assert_eq!(report["summary"]["fixable"], fixable);
    edits.sort_unstable();
    for (file, start, end, text) in edits.into_iter().rev() {
        let mut content = project.read(file).unwrap();
        content.replace_range(start..end, text);
        project.write(file, content);
    }
    let other = Project::new(&FILES);
    fix(&other, &["--fix"]);
    // What comes to light by these fixes is for the next run.
    fix(&project, &["--fix"]);
    assert_eq!(texts(&project), texts(&other));
}

#[test]
fn sarif_carries_the_edits() {
    let project = Project::new(&FILES);
    let log: Value = serde_json::from_str(&fix(&project, &["--format", "sarif"]).out).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let state = results.iter().find(|one| one["ruleId"] == "BRC2009").unwrap();
    insta::assert_json_snapshot!(state["fixes"], @r#"
    [
      {
        "description": {
          "text": "remove `state`"
        },
        "artifactChanges": [
          {
            "artifactLocation": {
              "uri": "parts/a.yaml",
              "uriBaseId": "%SRCROOT%"
            },
            "replacements": [
              {
                "deletedRegion": {
                  "startLine": 12,
                  "startColumn": 1,
                  "endLine": 13,
                  "endColumn": 1
                },
                "insertedContent": {
                  "text": ""
                }
              }
            ]
          }
        ]
      }
    ]
    "#);
}

#[test]
fn a_file_that_several_specs_include_is_edited_once_and_breaks_none() {
    let shared = "resources:\n  jobs:\n    a: { name: a, creator_user_name: me, tags: { n: 1 } }\n";
    let spec = |name: &str| format!("version: 1\nname: {name}\ninclude: [shared.yaml]\n");
    let (one, two) = (spec("one"), spec("two"));
    let files = [("one.bricep.yaml", &*one), ("two.bricep.yaml", &*two), ("shared.yaml", shared)];
    let project = Project::new(&files);
    let run = fix(&project, &["--fix", "--format", "concise", "."]);
    assert_snapshot!(run.err, @"
    Fixed 2 findings:
      shared.yaml: 2
    ");
    assert_eq!(
        project.read("shared.yaml").unwrap(),
        "resources:\n  jobs:\n    a: { name: a, tags: { n: \"1\" } }\n"
    );
}

/// What is of no use to one spec is of use to the other.
#[test]
fn a_fix_that_another_spec_suffers_from_is_left_out() {
    let shared = "resources:\n  jobs:\n    # bricep: ignore[BRC7001] people look at it\n    a: { name: a }\n";
    let spec = |name: &str, environment: &str| {
        format!("version: 1\nname: {name}\ninclude: [shared.yaml]\nenvironments: {{ {environment}: {{}} }}\n")
    };
    let (one, two) = (spec("one", "dev"), spec("two", "prod"));
    let project =
        Project::new(&[("one.bricep.yaml", &*one), ("two.bricep.yaml", &two), ("shared.yaml", shared)]);
    let run = fix(&project, &["--fix", "--select", "BRC1022,BRC7001", "--format", "concise", "."]);
    assert_snapshot!(run.shown(), @"
    exit 0
    --- stdout
    shared.yaml:3:22: warning[BRC1022] unused-suppression: there is no finding BRC7001 `no-failure-notification` here to suppress (remove it) [fixable]
    1 warning in 3 files
    1 of them can be fixed with `bricep validate --fix`
    --- stderr
    Left out 1 fix that would bring new faults.
    ");
    assert_eq!(project.read("shared.yaml").unwrap(), shared);
}

/// The comment would become a part of the text; what else there is to mend is mended.
#[test]
fn a_fix_that_changes_something_else_is_left_out() {
    let spec = "version: 1
name: demo
resources:
  jobs:
    a:
      name: a
      job_id: 1
      max_concurrent_runs: \"2\"
      description: |
        text
      creator_user_name: me
        # deeper
    b: { name: b, job_id: 2, tags: { n: 1 } }
";
    let project = Project::new(&[("bricep.yaml", spec)]);
    let run = fix(&project, &["--fix", "--format", "concise"]);
    assert_snapshot!(run.shown(), @"
    exit 0
    --- stdout
    bricep.yaml:10:7: warning[BRC2009] server-filled-property: only the server fills in `creator_user_name` (remove it) [fixable]
    1 warning in 1 file
    1 of them can be fixed with `bricep validate --fix`
    --- stderr
    Fixed 4 findings:
      bricep.yaml: 4
    Left out 1 fix that would bring new faults.
    ");
    let expected = spec
        .replace("      job_id: 1\n", "")
        .replace("\"2\"", "2")
        .replace("job_id: 2, ", "")
        .replace("n: 1 ", "n: \"1\" ");
    assert_eq!(project.read("bricep.yaml").unwrap(), expected);
}

#[test]
fn what_an_alias_stands_for_is_mended_where_it_stands() {
    let spec = "version: 1\nname: demo\nresources:\n  jobs:\n    a: { name: a, tags: &tags { n: 1, m: x } }\n    b: { name: b, tags: *tags }\n";
    let project = Project::new(&[("bricep.yaml", spec)]);
    let run = fix(&project, &["--fix", "--format", "concise"]);
    assert_eq!(project.read("bricep.yaml").unwrap(), spec.replace("{ n: 1", "{ n: \"1\""), "{}", run.shown());
}

/// What the other environments have is not at fault, and stays.
#[test]
fn what_one_environment_shows_is_mended_in_its_overlay_alone() {
    let job = |cluster: &str| {
        format!(
            "resources:\n  jobs:\n    a:\n      name: a\n      job_clusters:\n        - job_cluster_key: main\n          new_cluster: {{ {cluster} }}\n"
        )
    };
    let base = job("spark_version: 17.3.x-scala2.13, node_type_id: Standard_D4ds_v5, num_workers: 1");
    let overlay = job("autotermination_minutes: 30");
    let spec = format!(
        "version: 1\nname: demo\nenvironments: {{ dev: {{ include: [dev.yaml] }}, prod: {{}} }}\n{base}"
    );
    let project = Project::new(&[("bricep.yaml", &spec), ("dev.yaml", &overlay)]);
    let run = fix(&project, &["--fix", "--select", "BRC4048", "--format", "concise"]);
    assert_eq!(project.read("bricep.yaml").unwrap(), spec);
    assert_eq!(project.read("dev.yaml").unwrap(), job("").replace("{  }", "{}"), "{}", run.shown());
}

#[test]
fn the_two_options_exclude_each_other() {
    let project = Project::new(&FILES);
    assert_eq!(fix(&project, &["--fix", "--diff"]).code, Some(2));
    assert_eq!(fix(&project, &["--diff", "--format", "json"]).code, Some(2));
    assert_eq!(fix(&project, &["--diff", "none.yaml"]).code, Some(2));
}

#[cfg(unix)]
mod on_disk {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    const SPEC: &str = "version: \"1\"\nname: demo\ninclude: [link.yaml]\n";
    const PART: &str = "resource: {}\n";

    fn project() -> Project {
        let project = Project::new(&[("bricep.yaml", SPEC), ("real/part.yaml", PART)]);
        symlink("real/part.yaml", project.path().join("link.yaml")).unwrap();
        project
    }

    #[test]
    fn permissions_stay_and_links_are_followed() {
        let project = project();
        let spec = project.path().join("bricep.yaml");
        fs::set_permissions(&spec, Permissions::from_mode(0o640)).unwrap();
        let run = fix(&project, &["--fix"]);
        assert_eq!(project.read("bricep.yaml").unwrap(), SPEC.replace("\"1\"", "1"), "{}", run.shown());
        assert_eq!(project.read("real/part.yaml").unwrap(), "resources: {}\n");
        assert_eq!(fs::metadata(&spec).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(project.path().join("link.yaml").is_symlink());
        assert_eq!(project.files(), ["bricep.yaml", "real/part.yaml"], "nothing is left over");
    }

    #[test]
    fn a_file_that_cannot_be_written_leaves_all_as_they_were() {
        let project = project();
        let part = project.path().join("real/part.yaml");
        fs::set_permissions(&part, Permissions::from_mode(0o444)).unwrap();
        let run = fix(&project, &["--fix"]);
        assert_eq!(run.code, Some(3));
        assert_snapshot!(run.err, @"
        error: `link.yaml` cannot be written, so nothing was: it is read-only
        ");
        assert_eq!(project.read("bricep.yaml").unwrap(), SPEC);
        assert_eq!(project.read("real/part.yaml").unwrap(), PART);
        assert_eq!(project.files(), ["bricep.yaml", "real/part.yaml"]);
    }

    #[test]
    fn what_lies_outside_the_project_is_not_touched() {
        let outside = Project::new(&[("part.yaml", PART)]);
        let project = Project::new(&[("bricep.yaml", SPEC)]);
        symlink(outside.path().join("part.yaml"), project.path().join("link.yaml")).unwrap();
        fix(&project, &["--fix"]);
        assert_eq!(outside.read("part.yaml").unwrap(), PART);
    }
}
