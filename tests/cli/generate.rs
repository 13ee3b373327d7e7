use insta::assert_snapshot;

use crate::project::{Project, SPEC};

const GENERATE: &[&str] = &["generate", "-o", "out"];
const CHECK: &[&str] = &["generate", "-o", "out", "--check"];

/// A project with its output.
fn generated() -> Project {
    let project = Project::new(&[("bricep.yaml", SPEC)]);
    let run = project.run(GENERATE);
    assert_eq!(run.code, Some(0), "{}", run.err);
    project
}

fn output(project: &Project) -> Vec<(String, String)> {
    let files = project.files().into_iter().filter(|file| file.starts_with("out/"));
    files.map(|file| (file.clone(), project.read(&file).unwrap())).collect()
}

#[test]
fn twice_is_the_same() {
    let project = Project::new(&[("bricep.yaml", SPEC)]);
    assert_snapshot!(project.run(GENERATE).shown(), @"
    exit 0
    --- stdout
    --- stderr
    Generated 14 files in out/infra
    ");
    let first = output(&project);
    assert_snapshot!(project.run(GENERATE).shown(), @"
    exit 0
    --- stdout
    --- stderr
    Generated 14 files in out/infra, none changed
    ");
    assert_eq!(output(&project), first);
    assert_eq!(project.run(CHECK).shown(), "exit 0\n--- stdout\n--- stderr\n");
}

#[test]
fn every_route_is_generated() {
    for route in ["deployment-script", "custom-provider", "direct"] {
        let project = Project::new(&[("bricep.yaml", SPEC)]);
        let run = project.run(&["generate", "--route", route]);
        assert_eq!(run.code, Some(0), "{route}: {}", run.err);
        assert!(project.read("infra/main.bicep").is_some(), "{route}");
        assert_eq!(run.err.contains("BRC9001"), route == "custom-provider", "{}", run.err);
    }
}

#[test]
fn a_check_names_the_file_that_changed() {
    let project = generated();
    let main = project.read("out/infra/main.bicep").unwrap();
    project.write("out/infra/main.bicep", format!("{main}\n"));
    assert_snapshot!(project.run(CHECK).shown(), @"
    exit 1
    --- stdout
    --- stderr
    error[BRC1019]: out/infra/main.bicep was edited since bricep wrote it
      = help: put the change into the spec, then overwrite the file with `--force`
    ");
    project.write("out/infra/main.bicep", &main);
    std::fs::remove_file(project.path().join("out/infra/main.json")).unwrap();
    assert_snapshot!(project.run(CHECK).shown(), @"
    exit 1
    --- stdout
    --- stderr
    error[BRC1020]: out/infra/main.json is missing
      = help: run `bricep generate`
    ");
    project.run(GENERATE);
    project.write("bricep.yaml", SPEC.replace("westeurope", "northeurope"));
    let stale = project.run(CHECK);
    assert_eq!(stale.code, Some(1));
    assert!(stale.err.contains(" is stale"), "{}", stale.err);
    assert_eq!(project.run(GENERATE).code, Some(0), "what is only stale is replaced");
    assert_eq!(project.run(CHECK).code, Some(0));
}

#[test]
fn a_check_writes_nothing() {
    let project = Project::new(&[("bricep.yaml", SPEC)]);
    assert_eq!(project.run(CHECK).code, Some(1));
    assert_eq!(project.files(), ["bricep.yaml"]);
}

#[test]
fn files_of_others_are_not_overwritten() {
    let project = Project::new(&[
        ("bricep.yaml", SPEC),
        ("out/infra/main.bicep", "mine"),
        ("out/infra/notes.md", "mine"),
    ]);
    assert_snapshot!(project.run(GENERATE).shown(), @"
    exit 1
    --- stdout
    --- stderr
    error[BRC1019]: out/infra/main.bicep is not bricep's
      = help: move it away, or overwrite it with `--force`
    ");
    assert_eq!(project.read("out/infra/main.bicep").as_deref(), Some("mine"));
    assert_eq!(project.files().len(), 3, "nothing is written");
    assert_eq!(project.run(&[GENERATE, &["--force"]].concat()).code, Some(0));
    assert_ne!(project.read("out/infra/main.bicep").as_deref(), Some("mine"));
    assert_eq!(project.read("out/infra/notes.md").as_deref(), Some("mine"), "a stranger's file stays");
}

#[test]
fn files_that_were_edited_are_not_overwritten() {
    let project = generated();
    project.write("out/infra/main.bicep", "edited");
    project.write("bricep.yaml", SPEC.replace("westeurope", "northeurope"));
    let before = output(&project);
    assert_snapshot!(project.run(GENERATE).shown(), @"
    exit 1
    --- stdout
    --- stderr
    error[BRC1019]: out/infra/main.bicep was edited since bricep wrote it
      = help: put the change into the spec, then overwrite the file with `--force`
    ");
    assert_eq!(output(&project), before);
}

#[test]
fn what_is_no_longer_generated_goes() {
    let two = SPEC.replace("resources:", "environments: { dev: , prod: }\nresources:");
    let project = Project::new(&[("bricep.yaml", &two)]);
    project.run(GENERATE);
    assert!(project.read("out/infra/prod.bicepparam").is_some());
    project.write("out/infra/notes.md", "mine");
    project.write("bricep.yaml", SPEC);
    let check = project.run(CHECK);
    assert!(check.err.contains("out/infra/prod.bicepparam is no longer generated"), "{}", check.err);
    assert_snapshot!(project.run(GENERATE).shown(), @"
    exit 0
    --- stdout
    --- stderr
    Generated 14 files in out/infra, 2 removed
    ");
    assert!(project.read("out/infra/prod.bicepparam").is_none());
    assert_eq!(project.read("out/infra/notes.md").as_deref(), Some("mine"));
    // One that was edited since is the author's by now.
    project.write("bricep.yaml", &two);
    project.run(GENERATE);
    project.write("out/infra/prod.bicepparam", "edited");
    project.write("bricep.yaml", SPEC);
    assert_eq!(project.run(GENERATE).code, Some(1));
    assert_eq!(project.read("out/infra/prod.bicepparam").as_deref(), Some("edited"));
}

#[test]
fn a_list_that_lies_deletes_nothing_outside() {
    let project = generated();
    let victim = project.write("victim.txt", "mine");
    let digest = bricep::model::digest(b"mine");
    let lies = [
        "../victim.txt",
        "infra/../../victim.txt",
        "./../victim.txt",
        "..\\victim.txt",
        victim.to_str().unwrap(),
    ];
    for path in lies {
        let list = serde_json::json!({"version": 1, "files": {path: digest}});
        project.write("out/.bricep/generated.json", list.to_string());
        project.run(&[GENERATE, &["--force"]].concat());
        assert_eq!(project.read("victim.txt").as_deref(), Some("mine"), "{path}");
    }
}

#[test]
fn a_list_that_makes_no_sense_stops_everything() {
    let project = generated();
    for list in ["", "[]", "{\"version\":2,\"files\":{}}", "{\"version\":1,\"files\":{\"a\":1}}"] {
        project.write("out/.bricep/generated.json", list);
        let before = output(&project);
        assert_eq!(project.run(GENERATE).code, Some(1), "{list}");
        assert_eq!(project.run(CHECK).code, Some(1), "{list}");
        assert_eq!(output(&project), before);
    }
    assert_snapshot!(project.run(GENERATE).shown(), @"
    exit 1
    --- stdout
    --- stderr
    error[BRC1019]: out/.bricep/generated.json is no list of generated files
      = help: write it anew with `--force`
    ");
    assert_eq!(project.run(&[GENERATE, &["--force"]].concat()).code, Some(0));
    assert_eq!(project.run(CHECK).code, Some(0));
}

#[test]
fn another_spec_does_not_take_files_over() {
    let project =
        Project::new(&[("data/bricep.yaml", SPEC), ("other/bricep.yaml", &SPEC.replace("demo", "more"))]);
    let generate = |spec: &str, more: &[&str]| project.run(&[&["generate", spec], more].concat());
    assert_eq!(generate("data/bricep.yaml", &["-o", "."]).code, Some(0));
    let before = project.files();
    let refused = generate("other/bricep.yaml", &["-o", "."]).shown();
    assert_snapshot!(refused, @"
    exit 1
    --- stdout
    --- stderr
    error[BRC1019]: .bricep/generated.json lists the files of another spec, `data/bricep.yaml`, and this one would remove them
      = help: give each spec a root of its own with `--output`, or replace the files with `--force`
    ");
    assert_eq!(generate("other/bricep.yaml", &["-o", ".", "--check"]).shown(), refused);
    assert_eq!(project.files(), before);
    assert_eq!(generate("data/bricep.yaml", &["-o", ".", "--check"]).code, Some(0));
    // A spec that was moved keeps its files, and so does one that got another name.
    project.write("moved/bricep.yaml", SPEC.replace("demo", "renamed"));
    std::fs::remove_file(project.path().join("data/bricep.yaml")).unwrap();
    assert_eq!(generate("moved/bricep.yaml", &["-o", "."]).code, Some(0));
    project.write("moved/bricep.yaml", SPEC);
    assert_eq!(generate("moved/bricep.yaml", &["-o", "."]).code, Some(0));
    assert_eq!(generate("other/bricep.yaml", &["-o", "."]).code, Some(1));
    assert_eq!(generate("other/bricep.yaml", &["-o", ".", "--force"]).code, Some(0));
    assert_eq!(generate("other/bricep.yaml", &["-o", ".", "--check"]).code, Some(0));
    // Beside the output, only the name tells them apart.
    assert_eq!(generate("other/bricep.yaml", &["-o", "out"]).code, Some(0));
    assert_eq!(generate("other/bricep.yaml", &["-o", "out"]).code, Some(0));
    assert_eq!(generate("moved/bricep.yaml", &["-o", "out"]).code, Some(1));
}

#[test]
fn two_specs_in_one_folder_are_told_apart() {
    let project = Project::new(&[("bricep.yaml", SPEC), ("other.yaml", SPEC)]);
    assert_eq!(project.run(&["generate"]).code, Some(0));
    assert_eq!(project.run(&["generate", "other.yaml"]).code, Some(1));
    assert_eq!(project.run(&["generate", "other.yaml", "-o", "other"]).code, Some(0));
}

#[test]
fn a_list_without_a_spec_is_anybodys() {
    let project = generated();
    let list = project.read("out/.bricep/generated.json").unwrap();
    let mut old: serde_json::Value = serde_json::from_str(&list).unwrap();
    for key in ["spec", "name"] {
        assert!(old.as_object_mut().unwrap().remove(key).is_some(), "{list}");
    }
    project.write("out/.bricep/generated.json", old.to_string());
    assert_eq!(project.run(GENERATE).code, Some(0));
    assert_eq!(project.read("out/.bricep/generated.json").unwrap(), list);
}

#[test]
fn the_name_of_another_spec_moves_no_cursor() {
    let project = generated();
    project.write("\u{1b}[31m.yaml", SPEC);
    let list = serde_json::json!({"version": 1, "spec": "../\u{1b}[31m.yaml", "files": {}});
    project.write("out/.bricep/generated.json", list.to_string());
    let run = project.run(GENERATE);
    assert_eq!(run.code, Some(1), "{}", run.err);
    assert!(run.err.contains("\\u{1b}[31m.yaml") && !run.err.contains('\u{1b}'), "{}", run.err);
}

#[cfg(unix)]
#[test]
fn links_in_the_output_lead_nowhere() {
    use std::os::unix::fs::symlink;

    // A file that is a link is replaced, not what it leads to.
    let project = generated();
    let victim = project.write("victim.txt", "mine");
    std::fs::remove_file(project.path().join("out/infra/main.bicep")).unwrap();
    symlink(&victim, project.path().join("out/infra/main.bicep")).unwrap();
    let run = project.run(GENERATE);
    assert_eq!(run.code, Some(1), "{}", run.err);
    assert_eq!(project.run(&[GENERATE, &["--force"]].concat()).code, Some(0));
    assert_eq!(project.read("victim.txt").as_deref(), Some("mine"));
    // A folder that is a link out of the output is refused, for writing as for removing.
    let project = Project::new(&[("bricep.yaml", SPEC), ("elsewhere/old.bicep", "mine")]);
    std::fs::create_dir(project.path().join("out")).unwrap();
    symlink("../elsewhere", project.path().join("out/infra")).unwrap();
    let list =
        serde_json::json!({"version": 1, "files": {"infra/old.bicep": bricep::model::digest(b"mine")}});
    project.write("out/.bricep/generated.json", list.to_string());
    for arguments in [GENERATE, &[GENERATE, &["--force"]].concat()] {
        let run = project.run(arguments);
        assert_eq!(run.code, Some(3), "{}", run.err);
        assert_eq!(project.read("elsewhere/old.bicep").as_deref(), Some("mine"));
        assert!(project.read("elsewhere/main.bicep").is_none());
    }
}

#[test]
fn a_spec_without_azure_is_not_generated() {
    let project = Project::new(&[("bricep.yaml", "version: 1\nname: demo\nresources: {}\n")]);
    assert_eq!(project.run(&["validate"]).code, Some(0));
    assert_snapshot!(project.run(&["generate", "--format", "concise"]).shown(), @"
    exit 1
    --- stdout
    --- stderr
    bricep.yaml:2:7: error[BRC2003] missing-property: `generate` needs the section `azure` (add `azure: { location: westeurope, resource_group: rg-${name}-${environment} }`)
    1 error in 1 file
    ");
    assert_eq!(project.files(), ["bricep.yaml"]);
}

#[test]
fn the_machine_does_not_change_the_output() {
    let spec = format!("{SPEC}variables: {{ n: {{ default: 1 }} }}\noutputs: {{ n: '${{var.n}}' }}\n");
    let project = Project::new(&[("bricep.yaml", &spec)]);
    project.run(GENERATE);
    let first = output(&project);
    let run = crate::project::run(project.command(GENERATE).env("BRICEP_VAR_n", "7"));
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert_eq!(output(&project), first);
}
