use insta::assert_snapshot;

use crate::project::{Project, SPEC, command, run};

/// Ten mistakes in three files.
const TEN: &[(&str, &str)] = &[
    (
        "bricep.yaml",
        "\
version: 1
name: demo
include: [resources/*.yaml]
variables:
  node_type: { default: Standard_D4ds_v5 }
  workers: { type: integer, default: two }
environments:
  dev:
  prod: { variables: { node_typ: Standard_D8ds_v5 } }
outputs:
  job: ${resources.jobs.nightly.ids}
",
    ),
    (
        "resources/clusters.yaml",
        "\
resources:
  clusters:
    étl:
      spark_version: 16.4.x-scala2.12
      node_type_id: ${var.node_type}
      num_workers: 1
    analytics:
      spark_version: latest
      node_type_id: ${var.node_type}
      num_wrkers: 1
      data_security_mode: USER_ISOLATON
",
    ),
    (
        "resources/jobs.yaml",
        "\
resources:
  jobs:
    nightly:
      name: nightly
      max_concurrent_runs: ${var.workers}
      timeout_seconds: an hour
      tasks:
        - task_key: load
          existing_cluster_id: ${resources.clusters.analytic.id}
          notebook_task: { notebook_path: ./load.py }
",
    ),
];

#[test]
fn ten_mistakes_in_three_files_are_ten_findings() {
    let project = Project::new(TEN);
    assert_snapshot!(project.run(&["validate", "--format", "concise"]).shown(), @"
    exit 1
    --- stdout
    bricep.yaml:6:38: error[BRC3008] invalid-variable-value: `workers` is a whole number, and this is text
    bricep.yaml:9:24: error[BRC3003] unknown-variable: the environment `prod` sets the variable `node_typ`, which is not declared (did you mean `node_type`?)
    bricep.yaml:11:8: error[BRC3005] unknown-attribute: a job offers no `ids` (did you mean `id`?)
    resources/clusters.yaml:3:5: error[BRC3012] invalid-name: `étl` is no name for a cluster (begin with a letter or `_`; then letters, digits, `_` and `-`)
    resources/clusters.yaml:8:22: error[BRC2006] pattern-mismatch: `latest` does not fit `spark_version` (write the key of a runtime, such as `16.4.x-scala2.12`)
    resources/clusters.yaml:10:7: error[BRC2001] unknown-property: unknown property `num_wrkers` of a cluster (did you mean `num_workers`?) [fixable]
    resources/clusters.yaml:11:27: error[BRC2004] unknown-value: unknown value `USER_ISOLATON` of `data_security_mode` (did you mean `USER_ISOLATION`? the values are `DATA_SECURITY_MODE_AUTO`, `DATA_SECURITY_MODE_DEDICATED`, `DATA_SECURITY_MODE_STANDARD`, `LEGACY_PASSTHROUGH`, `LEGACY_SINGLE_USER`, `LEGACY_SINGLE_USER_STANDARD`, `LEGACY_TABLE_ACL`, `NONE`, `SINGLE_USER` and `USER_ISOLATION`) [fixable]
    resources/jobs.yaml:6:24: error[BRC2002] wrong-type: expected `timeout_seconds` to be a whole number, found text
    resources/jobs.yaml:9:32: error[BRC3004] unknown-resource: the cluster `analytic` is not declared (did you mean `analytics`?)
    resources/jobs.yaml:10:43: error[BRC1015] source-not-found: there is no file or folder `resources/load.py` (paths are relative to the file they stand in)
    10 errors in 3 files
    2 of them can be fixed with `bricep validate --fix`
    --- stderr
    ");
    assert_eq!(project.files().len(), 3, "nothing is written");
}

#[test]
fn the_source_is_shown() {
    let project = Project::new(&[(
        "bricep.yaml",
        "\
version: 1
name: demo
variables: { workers: { default: 1 } }
environments:
  dev: { default: true }
  prod:
    variables: { workers: -2 }
    resources: { clusters: { etl: { data_security_mode: NOBODY } } }
resources:
  clusters:
    etl:
      spark_version: 16.4.x-scala2.12
      node_type_id: Standard_D4ds_v5
      num_workers: ${var.workers}
      data_security_mode: USER_ISOLATION
",
    )]);
    assert_snapshot!(project.run(&["validate"]).shown(), @"
    exit 1
    --- stdout
    error[BRC2004]: unknown value `NOBODY` of `data_security_mode`
      --> bricep.yaml:8:57
       |
     8 |     resources: { clusters: { etl: { data_security_mode: NOBODY } } }
       |                                                         ^^^^^^
    ...
    15 |       data_security_mode: USER_ISOLATION
       |                           -------------- set here first
       |
       = note: in environment `prod`
       = help: the values are `DATA_SECURITY_MODE_AUTO`, `DATA_SECURITY_MODE_DEDICATED`, `DATA_SECURITY_MODE_STANDARD`, `LEGACY_PASSTHROUGH`, `LEGACY_SINGLE_USER`, `LEGACY_SINGLE_USER_STANDARD`, `LEGACY_TABLE_ACL`, `NONE`, `SINGLE_USER` and `USER_ISOLATION`

    error[BRC2005]: `num_workers` is less than 0
      --> bricep.yaml:14:20
       |
     7 |     variables: { workers: -2 }
       |                           -- the value of `workers`
    ...
    14 |       num_workers: ${var.workers}
       |                    ^^^^^^^^^^^^^^
       |
       = note: in environment `prod`
       = help: write 0 at least

    2 errors in 1 file
    --- stderr
    ");
}

#[test]
fn scripts_read_json() {
    let text = "version: 1\nname: demo\nenvironments: { dev: {}, prod: { resources: { clusters: { etl: { num_workers: \"é\" } } } } }\nresources: { clusters: { etl: { cluster_name: é, num_wrkers: 1, spark_version: 16.4.x-scala2.12, node_type_id: Standard_D4ds_v5, num_workers: 1 } } }\n";
    let project = Project::new(&[("team/bricep.yaml", text)]);
    let relative = project.run(&["validate", "team/bricep.yaml", "--format", "json"]);
    assert_eq!((relative.code, relative.err.as_str(), relative.out.lines().count()), (Some(1), "", 1));
    let report: serde_json::Value = serde_json::from_str(&relative.out).unwrap();
    assert_snapshot!(serde_json::to_string_pretty(&report).unwrap(), @r#"
    {
      "version": 1,
      "diagnostics": [
        {
          "code": "BRC2002",
          "name": "wrong-type",
          "severity": "error",
          "message": "expected `num_workers` to be a whole number, found text",
          "help": null,
          "file": "team/bricep.yaml",
          "start": {
            "line": 3,
            "column": 79,
            "offset": 100
          },
          "end": {
            "line": 3,
            "column": 82,
            "offset": 104
          },
          "path": "/environments/prod/resources/clusters/etl/num_workers",
          "environment": "prod",
          "related": [
            {
              "message": "set here first",
              "file": "team/bricep.yaml",
              "start": {
                "line": 4,
                "column": 143,
                "offset": 258
              },
              "end": {
                "line": 4,
                "column": 144,
                "offset": 259
              }
            }
          ],
          "url": null,
          "fix": null
        },
        {
          "code": "BRC2001",
          "name": "unknown-property",
          "severity": "error",
          "message": "unknown property `num_wrkers` of a cluster",
          "help": null,
          "file": "team/bricep.yaml",
          "start": {
            "line": 4,
            "column": 50,
            "offset": 165
          },
          "end": {
            "line": 4,
            "column": 60,
            "offset": 175
          },
          "path": "/resources/clusters/etl/num_wrkers",
          "environment": null,
          "related": [],
          "url": null,
          "fix": null
        }
      ],
      "summary": {
        "errors": 2,
        "warnings": 0,
        "infos": 0,
        "files": 1,
        "resources": 1,
        "fixable": 0
      }
    }
    "#);
    // Offsets are bytes, columns are characters, ends are exclusive.
    for found in report["diagnostics"].as_array().unwrap() {
        let at = |end: &str| found[end]["offset"].as_u64().unwrap() as usize;
        assert!(["num_wrkers", "\"é\""].contains(&&text[at("start")..at("end")]));
    }
    // By its absolute path, from the folder itself, and from a folder beside it.
    let absolute = project.path().canonicalize().unwrap().join("team/bricep.yaml");
    assert_eq!(
        run(&mut command(
            &project.path().canonicalize().unwrap(),
            &["validate", absolute.to_str().unwrap(), "--format", "json"]
        ))
        .out,
        relative.out
    );
    let inside = run(&mut command(&project.path().join("team"), &["validate", "--format", "json"])).out;
    assert_eq!(inside, relative.out.replace("\"team/bricep.yaml\"", "\"bricep.yaml\""));
    project.write("beside/x", "");
    let beside = run(&mut command(
        &project.path().canonicalize().unwrap().join("beside"),
        &["validate", absolute.to_str().unwrap(), "--format", "json"],
    ))
    .out;
    assert_eq!(beside, relative.out.replace("\"team/bricep.yaml\"", "\"../team/bricep.yaml\""));
}

#[test]
fn a_clean_spec_is_said_to_be_clean() {
    let project = Project::new(&[("bricep.yaml", SPEC)]);
    assert_snapshot!(project.run(&["validate"]).shown(), @"
    exit 0
    --- stdout
    no findings in 1 file with 1 resource
    --- stderr
    ");
    assert_snapshot!(project.run(&["validate", "--format", "json"]).shown(), @r#"
    exit 0
    --- stdout
    {"version":1,"diagnostics":[],"summary":{"errors":0,"warnings":0,"infos":0,"files":1,"resources":1,"fixable":0}}
    --- stderr
    "#);
}

#[test]
fn exit_codes_tell_what_happened() {
    let warning = format!("{SPEC}variables: {{ a: {{ default: x }} }}\n");
    let project = Project::new(&[
        ("fine.yaml", SPEC),
        ("warning.yaml", &warning),
        ("error.yaml", "version: 1\n"),
        ("syntax.yaml", "a: [\n"),
        ("empty.yaml", ""),
        ("folder/x.yaml", ""),
    ]);
    for (arguments, code) in [
        (&["fine.yaml"][..], 0),
        (&["fine.yaml", "--deny", "warnings"], 0),
        (&["warning.yaml"], 0),
        (&["warning.yaml", "--deny", "warnings"], 1),
        (&["error.yaml"], 1),
        (&["syntax.yaml"], 1),
        (&["empty.yaml"], 1),
        (&["none.yaml"], 2),
        (&["none/bricep.yaml"], 2),
        (&["folder"], 2),
        (&["."], 2),
        (&["fine.yaml", "-e", "dev"], 0),
        (&["fine.yaml", "-e", "prod"], 2),
        (&["warning.yaml", "--var", "a=y"], 0),
        (&["warning.yaml", "--var", "b=y"], 1),
    ] {
        let arguments = [&["validate"][..], arguments].concat();
        assert_eq!(project.run(&arguments).code, Some(code), "{arguments:?}");
    }
}

#[test]
fn what_cannot_be_opened_is_named() {
    let project = Project::new(&[("folder/x.yaml", "")]);
    assert_snapshot!(project.run(&["validate"]).shown(), @"
    exit 2
    --- stdout
    error[BRC1001]: cannot read `bricep.yaml`: there is no such file
    --> bricep.yaml
     = help: check the path; `bricep init` writes a first spec

    1 error in 1 file
    --- stderr
    ");
    assert_snapshot!(project.run(&["validate", "none/bricep.yaml"]).shown(), @"
    exit 2
    --- stdout
    --- stderr
    error: `none/bricep.yaml` cannot be opened: there is no such file; name the spec, or begin one with `bricep init`
    ");
    assert_snapshot!(project.run(&["validate", "folder"]).shown(), @"
    exit 2
    --- stdout
    --- stderr
    error: there is no spec in `folder`: looked for `bricep.yaml`, `bricep.yml`, `bricep.json` and `*.bricep.yaml` that no `.gitignore` names; name the spec, or begin one with `bricep init`
    ");
    assert_snapshot!(project.run(&["validate", "."]).shown(), @"
    exit 2
    --- stdout
    --- stderr
    error: there is no spec in `.`: looked for `bricep.yaml`, `bricep.yml`, `bricep.json` and `*.bricep.yaml` that no `.gitignore` names; name the spec, or begin one with `bricep init`
    ");
}

#[test]
fn one_environment_is_chosen() {
    let project =
        Project::new(&[("bricep.yaml", &SPEC.replace("azure:", "environments: { dev: , prod: }\nazure:"))]);
    assert_snapshot!(project.run(&["validate", "-e", "prd"]).shown(), @"
    exit 2
    --- stdout
    --- stderr
    error[BRC3018]: the spec declares no environment `prd`
      = help: did you mean `prod`?
    ");
    assert_snapshot!(project.run(&["validate", "-e", "elsewhere"]).shown(), @"
    exit 2
    --- stdout
    --- stderr
    error[BRC3018]: the spec declares no environment `elsewhere`
      = help: it declares `dev`, `prod`
    ");
}

#[test]
fn variables_come_from_outside() {
    let text = format!(
        "{SPEC}variables: {{ n: {{ type: integer, maximum: 5 }} }}\noutputs: {{ n: '${{var.n}}' }}\n"
    );
    let project = Project::new(&[("bricep.yaml", &text)]);
    let with = |arguments: &[&str], set: &[(&str, &str)]| {
        let arguments = [&["validate", "--format", "concise"][..], arguments].concat();
        run(project.command(&arguments).envs(set.iter().copied())).shown()
    };
    assert_snapshot!(with(&["--var", "n=5"], &[]), @"
    exit 0
    --- stdout
    no findings in 1 file with 1 resource
    --- stderr
    ");
    assert_snapshot!(with(&["--var", "n=six"], &[]), @"
    exit 1
    --- stdout
    bricep.yaml:7:14: error[BRC3008] invalid-variable-value: `n` is a whole number, and `--var` gives `six`
    1 error in 1 file
    --- stderr
    ");
    assert_snapshot!(with(&[], &[("BRICEP_VAR_n", "6")]), @"
    exit 1
    --- stdout
    bricep.yaml:7:14: error[BRC3008] invalid-variable-value: `6` is more than `5`, the maximum of `n`; `BRICEP_VAR_n` gives it
    1 error in 1 file
    --- stderr
    ");
    // The command line wins.
    assert_snapshot!(with(&["--var", "n=1"], &[("BRICEP_VAR_n", "6")]), @"
    exit 0
    --- stdout
    no findings in 1 file with 1 resource
    --- stderr
    ");
    // It may be meant for another spec.
    assert_eq!(with(&["--var", "n=1"], &[("BRICEP_VAR_other", "6")]), with(&["--var", "n=1"], &[]));
    assert_snapshot!(with(&["--var", "m=1"], &[]), @"
    exit 1
    --- stdout
    bricep.yaml:2:7: error[BRC3003] unknown-variable: `--var` sets `m`, which the spec does not declare
    1 error in 1 file
    --- stderr
    ");
    assert_snapshot!(with(&["--var", "n=a=b"], &[]), @"
    exit 1
    --- stdout
    bricep.yaml:7:14: error[BRC3008] invalid-variable-value: `n` is a whole number, and `--var` gives `a=b`
    1 error in 1 file
    --- stderr
    ");
}
