use proptest::prelude::*;

use super::{DIRECT, SPEC, files, list, pipelines};
use crate::emit::tests::{compile, project, text};

/// Commands of the author's are in the script that runs them and nowhere else, byte for byte.
#[test]
fn commands_of_the_author_reach_their_script_alone() {
    let attack = "echo 'a' \"b\" ]; } `c` $(d) ${{ github.token }} ##vso[task.x]y\n::error::z\n\techo \\'";
    let with = |run: &str| {
        let quoted = serde_json::to_string(&run.replace("${", "$${")).unwrap();
        files(&SPEC.replace(
            "  github: {}\nresources",
            &format!("  github: {{}}\n  install: {{ run: {quoted} }}\nresources"),
        ))
    };
    let (attacked, plain) = (with(attack), with("true"));
    assert_eq!(attacked.len(), plain.len());
    for (attacked, plain) in attacked.iter().zip(&plain) {
        if attacked.path == "infra/scripts/install.sh" {
            let (head, commands) = attacked.text.split_once("on the path}\"\n").unwrap();
            assert_eq!(commands.trim_start_matches('\n'), format!("{attack}\n"));
            assert!(plain.text.starts_with(head));
        } else {
            assert!(attacked == plain, "{}", attacked.path);
        }
    }
}

#[test]
fn an_archive_is_held_against_a_digest() {
    let files = files(DIRECT);
    let script = text(&files, "out/infra/scripts/install.sh");
    assert!(script.contains("url='https://mirror.contoso.com/bricep.tar.gz'"), "{script}");
    assert!(script.contains(&format!("sha256='{}'", "0".repeat(64))), "{script}");
    assert!(!script.contains(".sha256\""), "{script}");
}

#[test]
fn commands_name_the_spec_from_the_root_of_the_repository() {
    for (spec, folder, expected) in [
        ("bricep.yaml", ".", "bricep.yaml | bricep.yaml --check | "),
        ("bricep.yaml", "data", "data/bricep.yaml | data/bricep.yaml --check | data"),
        (
            "data/bricep.yaml",
            ".",
            "data/bricep.yaml | data/bricep.yaml --output . --check | data,infra,azure-pipelines.yml,azure-pipelines",
        ),
        ("../bricep.yaml", "out", "bricep.yaml | bricep.yaml --output out --check | "),
        (
            "a/bricep.yaml",
            "b/c",
            "b/c/a/bricep.yaml | b/c/a/bricep.yaml --output b/c --check | b/c/a,b/c/infra,b/c/azure-pipelines.yml,b/c/azure-pipelines",
        ),
    ] {
        let body = SPEC
            .replace("  github: {}\n", &format!("  folder: {folder}\n"))
            .replace("      github: { runs_on: [self-hosted, linux] }\n", "");
        let (model, assets, _) = compile(&project(&body), None);
        let files = crate::emit::generate(&model, &assets, spec).unwrap();
        let documents = pipelines(&files);
        let pipeline = &documents["azure-pipelines.yml"];
        let steps = &pipeline["stages"][0]["jobs"][0]["steps"];
        let command =
            |at: usize, before: &str| steps[at]["bash"].as_str().unwrap().strip_prefix(before).unwrap();
        let told = format!(
            "{} | {} | {}",
            command(2, "bricep validate ").strip_suffix(" --format azure").unwrap(),
            command(3, "bricep generate "),
            list(&pipeline["trigger"]["paths"]["include"]).join(",")
        );
        assert_eq!(told, expected);
    }
}

#[test]
fn a_path_that_pipelines_would_misread_is_refused() {
    let (model, assets, _) = compile(&project(SPEC), None);
    let found = crate::emit::generate(&model, &assets, "it's $(here)/bricep.yaml").unwrap_err();
    assert_eq!(found[0].code.name, "invalid-pipeline-setting");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever a name may hold, YAML gives it back.
    #[test]
    fn names_come_back_from_yaml(name in "[A-Za-z0-9À-ɏ]([A-Za-z0-9À-ɏ _.()-]{0,9}[A-Za-z0-9À-ɏ_)-])?|[0-9]{1,3}|yes|null|0x1F|1e3") {
        let quoted = serde_json::to_string(&name).unwrap();
        let spec = format!(
            "version: 1\nname: x\nazure: {{ location: westeurope, resource_group: rg }}\npipelines:\n  azure_devops: \
             {{ service_connection: {quoted}, environment: {quoted}, pool: {{ name: {quoted} }} }}\n  \
             github: {{ environment: {quoted}, runs_on: {quoted} }}\n"
        );
        let files = files(&spec);
        let documents = pipelines(&files);
        let job = &documents["azure-pipelines.yml"]["stages"][2]["jobs"][0];
        let given = &job["strategy"]["runOnce"]["deploy"]["steps"][2]["parameters"]["serviceConnection"];
        prop_assert_eq!([given, &job["environment"], &job["pool"]["name"]], [&*name; 3]);
        let job = &documents[".github/workflows/databricks-operate.yml"]["jobs"]["operate_dev"];
        prop_assert_eq!([&job["environment"], &job["runs-on"][0]], [&*name; 2]);
    }
}
