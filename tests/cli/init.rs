use insta::assert_snapshot;

use crate::project::Project;

#[test]
fn a_first_spec_is_clean() {
    let project = Project::new(&[]);
    assert_snapshot!(project.run(&["init", "contoso"]).shown(), @"
    exit 0
    --- stdout
    --- stderr
    Wrote bricep.yaml
    Check it with `bricep validate bricep.yaml`, compile it with `bricep generate bricep.yaml`.
    ");
    assert_eq!(
        project.files(),
        [
            ".vscode/extensions.json",
            ".vscode/settings.json",
            "bricep.schema.json",
            "bricep.yaml",
            "notebooks/hello.py"
        ]
    );
    let spec = project.read("bricep.yaml").unwrap();
    assert!(spec.starts_with("# yaml-language-server: $schema=bricep.schema.json\n"), "{spec}");
    assert_eq!(project.read("bricep.schema.json").unwrap(), project.run(&["schema"]).out);
    for settings in [".vscode/extensions.json", ".vscode/settings.json"] {
        let text = project.read(settings).unwrap();
        assert!(serde_json::from_str::<serde_json::Value>(&text).unwrap().is_object(), "{settings}");
    }
    assert!(project.read("bricep.yaml").unwrap().contains("name: contoso\n"));
    assert_snapshot!(project.run(&["validate", "--deny", "warnings"]).shown(), @"
    exit 0
    --- stdout
    no findings in 1 file with 1 resource
    --- stderr
    ");
}

#[test]
fn a_folder_gives_its_name_where_nobody_can_be_asked() {
    let project = Project::new(&[]);
    for (folder, name) in [("My Project (2)", "my-project-2"), ("2024", "lakehouse"), ("ab", "ab")] {
        let run = project.run(&["init", "--output", folder]);
        assert_eq!(run.code, Some(0), "{}", run.err);
        let spec = project.read(&format!("{folder}/bricep.yaml")).unwrap();
        assert!(spec.contains(&format!("name: {name}\n")), "{folder}: {spec}");
        assert_eq!(project.run(&["validate", &format!("{folder}/bricep.yaml")]).code, Some(0));
    }
}

#[test]
fn what_is_there_is_kept() {
    let project = Project::new(&[("bricep.yaml", "mine")]);
    assert_snapshot!(project.run(&["init", "contoso"]).shown(), @"
    exit 2
    --- stdout
    --- stderr
    error: `bricep.yaml` is there already; overwrite it with `--force`
    ");
    assert_eq!(project.read("bricep.yaml").unwrap(), "mine");
    assert_eq!(project.files(), ["bricep.yaml"]);
    assert_eq!(
        project.run(&["init", "contoso", "--force", "--quiet"]).shown(),
        "exit 0\n--- stdout\n--- stderr\n"
    );
    assert!(project.read("bricep.yaml").unwrap().contains("name: contoso"));
}

/// Settings of the user's own hold more than what is ours.
#[test]
fn settings_of_the_editor_are_kept() {
    let project = Project::new(&[(".vscode/settings.json", "{ \"mine\": 1 }")]);
    assert_eq!(project.run(&["init", "contoso", "--force"]).code, Some(0));
    assert_eq!(project.read(".vscode/settings.json").unwrap(), "{ \"mine\": 1 }");
}

#[test]
fn names_have_a_grammar() {
    let project = Project::new(&[]);
    assert_snapshot!(project.run(&["init", "Contoso"]).shown(), @"
    exit 2
    --- stdout
    --- stderr
    error: `Contoso` is no name for a spec: begin with a lower-case letter
    ");
    assert_snapshot!(project.run(&["init", "a_b"]).err, @"error: `a_b` is no name for a spec: use lower-case letters, digits and `-`");
    assert_snapshot!(project.run(&["init", "a-"]).err, @"error: `a-` is no name for a spec: end with a letter or a digit");
    assert_snapshot!(project.run(&["init", ""]).err, @"error: `` is no name for a spec: it is empty");
    assert_snapshot!(project.run(&["init", &"a".repeat(36)]).err, @"error: `aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa` is no name for a spec: use 35 characters at most");
    assert_eq!(project.files(), Vec::<String>::new());
    assert_eq!(project.run(&["init", &"a".repeat(35)]).code, Some(0));
    assert_eq!(project.run(&["validate"]).code, Some(0));
}
