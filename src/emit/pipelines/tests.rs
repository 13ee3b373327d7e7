//! The pipelines as a whole: what they say, and that their parts fit together.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::emit::GeneratedFile;
use crate::emit::tests::{compile, project, text};
use crate::source::{Data, Memory, Node, ProjectPath, load};

/// A spec with both systems, two environments, and a variable that nobody gives a value.
const SPEC: &str = r#"
version: 1
name: contoso
variables:
  team: { type: string }
  workers: { type: integer }
azure:
  location: westeurope
  resource_group: rg-${name}-${environment}
  tags: { team: "${var.team}" }
environments:
  dev: { default: true }
  prod-eu:
    azure: { location: northeurope, subscription_id: 3b1f6a52-7f0e-4a43-8d0c-5a8f3b6c1d01 }
    pipelines:
      azure_devops: { environment: live, pool: { name: Ágents (prod) } }
      github: { runs_on: [self-hosted, linux] }
pipelines:
  azure_devops:
    service_connection: sc-${name}-${environment}
    preview_service_connection: sc-${name}-${environment}-reader
  github: {}
resources:
  clusters:
    main: { cluster_name: c, spark_version: 16.4.x-scala2.12, node_type_id: Standard_D4ds_v5, num_workers: "${var.workers}" }
"#;

const DIRECT: &str = r#"
version: 1
name: lake
azure: { location: westeurope, resource_group: rg-lake, route: direct }
output: { pipelines: ci, templates: out/infra }
pipelines:
  branch: release/1.0
  folder: teams/lake
  install: { url: "https://mirror.contoso.com/bricep.tar.gz", sha256: "0000000000000000000000000000000000000000000000000000000000000000" }
  azure_devops: { service_connection: lake }
"#;

fn files(spec: &str) -> Vec<GeneratedFile> {
    compile(&project(spec), None).2
}

/// The files of the pipelines, by path.
fn pipelines(files: &[GeneratedFile]) -> BTreeMap<&str, Value> {
    let yaml = files.iter().filter(|file| file.path.ends_with(".yml"));
    yaml.map(|file| (&*file.path, document(&file.text))).collect()
}

/// A YAML document as bricep's own reader has it.
fn document(yaml: &str) -> Value {
    let files = Memory::with([("a.yaml", yaml)]).unwrap();
    let mut sink = crate::diagnostic::Sink::default();
    let loaded = load(&files, &ProjectPath::root().join("a.yaml").unwrap(), &mut sink);
    assert_eq!(sink.into_sorted(), [], "{yaml}");
    json(loaded.documents[0].root.as_ref().unwrap())
}

fn json(node: &Node) -> Value {
    match &node.data {
        Data::Null => Value::Null,
        Data::Bool(value) => (*value).into(),
        Data::Number(number) => serde_json::from_str(number.as_str()).unwrap(),
        Data::String(text) => (&**text).into(),
        Data::List(list) => list.iter().map(json).collect(),
        Data::Map(map) => map.iter().map(|entry| (entry.key.text.to_string(), json(&entry.value))).collect(),
    }
}

/// Visits every key with its value.
fn each<'v>(value: &'v Value, visit: &mut impl FnMut(&'v str, &'v Value)) {
    match value {
        Value::Array(list) => list.iter().for_each(|item| each(item, visit)),
        Value::Object(map) => {
            for (key, value) in map {
                visit(key, value);
                each(value, visit);
            }
        }
        _ => {}
    }
}

fn list(value: &Value) -> Vec<&str> {
    match value {
        Value::Array(list) => list.iter().map(|item| item.as_str().unwrap()).collect(),
        Value::String(one) => vec![one],
        _ => Vec::new(),
    }
}

fn keys(value: &Value) -> BTreeSet<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn what_pipelines_say() {
    let files = files(SPEC);
    for file in files.iter().filter(|file| file.path.ends_with(".yml") || file.path.ends_with("install.sh")) {
        insta::assert_snapshot!(format!("both_{}", file.path.replace(['/', '.'], "_")), file.text);
    }
    let direct = self::files(DIRECT);
    for path in ["ci/azure-pipelines.yml", "ci/azure-pipelines/operate.yml", "out/infra/scripts/install.sh"] {
        insta::assert_snapshot!(format!("direct_{}", path.replace(['/', '.'], "_")), text(&direct, path));
    }
}

#[test]
fn each_system_has_its_files() {
    let paths = |spec: &str| {
        let files = files(spec);
        files
            .into_iter()
            .map(|file| file.path)
            .filter(|path| !path.starts_with("infra/") || path.contains("scripts/"))
            .collect::<Vec<_>>()
            .join(" ")
    };
    insta::assert_snapshot!(paths(SPEC), @"infra/scripts/apply.sh infra/scripts/operate.sh infra/scripts/install.sh infra/scripts/pack.sh infra/scripts/preview.sh infra/scripts/deploy.sh infra/scripts/operation.sh azure-pipelines.yml azure-pipelines/install.yml azure-pipelines/preview.yml azure-pipelines/deploy.yml azure-pipelines-operate.yml azure-pipelines/operate.yml .github/workflows/databricks.yml .github/workflows/databricks-deploy.yml .github/workflows/databricks-operate.yml .github/actions/install-bricep/action.yml");
    insta::assert_snapshot!(paths(&SPEC.replace("  github: {}\n", "").replace("      github: { runs_on: [self-hosted, linux] }\n", "")), @"infra/scripts/apply.sh infra/scripts/operate.sh infra/scripts/install.sh infra/scripts/pack.sh infra/scripts/preview.sh infra/scripts/deploy.sh infra/scripts/operation.sh azure-pipelines.yml azure-pipelines/install.yml azure-pipelines/preview.yml azure-pipelines/deploy.yml azure-pipelines-operate.yml azure-pipelines/operate.yml");
    insta::assert_snapshot!(paths("version: 1\nname: contoso\nazure: { location: westeurope }"), @"infra/scripts/apply.sh infra/scripts/operate.sh");
}

/// What neither system does as one expects: keys that are expressions, and expressions that become part of a script.
#[test]
fn expressions_stand_in_values_that_are_no_script() {
    for spec in [SPEC, DIRECT] {
        for (path, document) in pipelines(&files(spec)) {
            each(&document, &mut |key, value| {
                assert!(!key.contains("${{") && !key.contains("$("), "{path}: {key}");
                if matches!(key, "bash" | "run" | "inlineScript" | "script") {
                    let script = value.as_str().unwrap();
                    assert!(!script.contains("${{") && !script.contains("$("), "{path}: {script}");
                }
            });
        }
    }
}

#[test]
fn stages_of_azure_devops_fit_together() {
    for (spec, folder) in [(SPEC, ""), (DIRECT, "ci/")] {
        let files = files(spec);
        let documents = pipelines(&files);
        for name in ["azure-pipelines.yml", "azure-pipelines-operate.yml"] {
            let pipeline = &documents[&*format!("{folder}{name}")];
            let mut before = BTreeSet::new();
            for stage in pipeline["stages"].as_array().unwrap() {
                let name = stage["stage"].as_str().unwrap();
                for needed in list(&stage["dependsOn"]) {
                    assert!(before.contains(needed), "{name} depends on {needed}");
                }
                assert!(name == "build" || stage["condition"].is_string(), "{name} has no condition");
                assert!(before.insert(name), "{name} stands twice");
                check_jobs(stage, folder, &documents);
            }
        }
    }
}

/// The steps of a stage: templates exist, and are given what they declare.
fn check_jobs(stage: &Value, folder: &str, documents: &BTreeMap<&str, Value>) {
    for job in stage["jobs"].as_array().unwrap() {
        assert!(job["timeoutInMinutes"].is_string() && job["pool"].is_object(), "{job}");
        let steps = match &job["steps"] {
            Value::Null => &job["strategy"]["runOnce"]["deploy"]["steps"],
            steps => steps,
        };
        let steps = steps.as_array().unwrap();
        let operates = stage["stage"].as_str().unwrap().starts_with("operate_");
        let checkout = if operates || stage["stage"] == "build" { "self" } else { "none" };
        assert_eq!(steps[0]["checkout"], checkout, "{stage}");
        for step in steps.iter().filter(|step| step["template"].is_string()) {
            let template = &documents[&*format!("{folder}{}", step["template"].as_str().unwrap())];
            let declared: BTreeSet<&str> = template["parameters"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|parameter| parameter["name"].as_str().unwrap())
                .collect();
            let given = step.get("parameters").map(keys).unwrap_or_default();
            assert_eq!(given, declared, "{step}");
            let text = template.to_string();
            for used in text.split("${{ parameters.").skip(1) {
                assert!(declared.contains(used.split(" }}").next().unwrap()), "{used}");
            }
        }
    }
}

#[test]
fn what_a_stage_of_azure_devops_fetches_was_published() {
    let files = files(SPEC);
    let documents = pipelines(&files);
    let tasks = |path: &str, task: &str, key: &str| {
        let mut found = Vec::new();
        let mut step = |step: &Value| {
            if step["task"] == task {
                found.push(step["inputs"][key].as_str().unwrap().to_owned());
            }
        };
        let document = &documents[path];
        document["steps"].as_array().into_iter().flatten().for_each(&mut step);
        let build = &document["stages"][0]["jobs"][0]["steps"];
        build.as_array().into_iter().flatten().for_each(&mut step);
        found
    };
    let published = |path| tasks(path, "PublishPipelineArtifact@1", "artifact");
    let fetched = |path| tasks(path, "DownloadPipelineArtifact@2", "artifactName");
    assert_eq!(published("azure-pipelines.yml"), ["bricep"]);
    assert_eq!(fetched("azure-pipelines/preview.yml"), ["bricep"]);
    assert_eq!(fetched("azure-pipelines/deploy.yml"), ["bricep", "${{ parameters.preview }}"]);

    // The name of the preview goes from its stage to the next: the same as published, by an output of the same name.
    let preview = &documents["azure-pipelines/preview.yml"];
    let hands_on =
        preview["steps"].as_array().unwrap().iter().find(|step| step["name"] == "preview").unwrap();
    assert_eq!(published("azure-pipelines/preview.yml"), [hands_on["env"]["ARTIFACT"].as_str().unwrap()]);
    assert!(hands_on["bash"].as_str().unwrap().contains("variable=artifact;isOutput=true]$ARTIFACT"));
    for (deploy, of) in [(2, "preview_dev"), (4, "preview_prod_eu")] {
        let stages = &documents["azure-pipelines.yml"]["stages"];
        assert_eq!(stages[deploy - 1]["stage"], of);
        assert_eq!(stages[deploy - 1]["jobs"][0]["job"], "preview");
        let job = &stages[deploy]["jobs"][0];
        let expected = format!("$[ stageDependencies.{of}.preview.outputs['preview.artifact'] ]");
        assert_eq!(job["variables"]["previewArtifact"], expected);
        let steps = &job["strategy"]["runOnce"]["deploy"]["steps"];
        assert_eq!(steps[2]["parameters"]["preview"], "$(previewArtifact)");
    }
}

#[test]
fn each_stage_has_what_its_environment_says() {
    let files = files(SPEC);
    let documents = pipelines(&files);
    let stages = documents["azure-pipelines.yml"]["stages"].as_array().unwrap();
    let told: Vec<String> = stages[1..]
        .iter()
        .map(|stage| {
            let job = &stage["jobs"][0];
            let steps = if job["steps"].is_array() {
                &job["steps"]
            } else {
                &job["strategy"]["runOnce"]["deploy"]["steps"]
            };
            let given = &steps.as_array().unwrap().last().unwrap()["parameters"];
            format!(
                "{} {} {} {} {given}",
                stage["stage"], stage["lockBehavior"], job["environment"], job["pool"]
            )
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"), @r#"
    "preview_dev" null null {"vmImage":"ubuntu-24.04"} {"environment":"dev","serviceConnection":"sc-contoso-dev-reader","resourceGroup":"rg-contoso-dev","subscriptionId":"","deployment":"contoso-dev"}
    "deploy_dev" "sequential" "contoso-dev" {"vmImage":"ubuntu-24.04"} {"environment":"dev","serviceConnection":"sc-contoso-dev","resourceGroup":"rg-contoso-dev","location":"westeurope","subscriptionId":"","deployment":"contoso-dev","preview":"$(previewArtifact)"}
    "preview_prod_eu" null null {"name":"Ágents (prod)"} {"environment":"prod-eu","serviceConnection":"sc-contoso-prod-eu-reader","resourceGroup":"rg-contoso-prod-eu","subscriptionId":"3b1f6a52-7f0e-4a43-8d0c-5a8f3b6c1d01","deployment":"contoso-prod-eu"}
    "deploy_prod_eu" "sequential" "live" {"name":"Ágents (prod)"} {"environment":"prod-eu","serviceConnection":"sc-contoso-prod-eu","resourceGroup":"rg-contoso-prod-eu","location":"northeurope","subscriptionId":"3b1f6a52-7f0e-4a43-8d0c-5a8f3b6c1d01","deployment":"contoso-prod-eu","preview":"$(previewArtifact)"}
    "#);
    let jobs = documents[".github/workflows/databricks.yml"]["jobs"].as_object().unwrap();
    let told: Vec<String> = jobs
        .iter()
        .skip(1)
        .map(|(name, job)| format!("{name} {} {} {}", job["needs"], job["concurrency"], job["with"]))
        .collect();
    insta::assert_snapshot!(told.join("\n"), @r#"
    preview_dev "build" null {"environment":"dev","preview_environment":"dev-preview","deployment_environment":"dev","runs_on":"\"ubuntu-24.04\"","resource_group":"rg-contoso-dev","location":"westeurope","subscription_id":"","deployment":"contoso-dev","deploy":false}
    deploy_dev ["build"] {"group":"deploy-contoso-dev","cancel-in-progress":false} {"environment":"dev","preview_environment":"dev-preview","deployment_environment":"dev","runs_on":"\"ubuntu-24.04\"","resource_group":"rg-contoso-dev","location":"westeurope","subscription_id":"","deployment":"contoso-dev","deploy":true}
    preview_prod_eu "build" null {"environment":"prod-eu","preview_environment":"prod-eu-preview","deployment_environment":"prod-eu","runs_on":"[\"self-hosted\",\"linux\"]","resource_group":"rg-contoso-prod-eu","location":"northeurope","subscription_id":"3b1f6a52-7f0e-4a43-8d0c-5a8f3b6c1d01","deployment":"contoso-prod-eu","deploy":false}
    deploy_prod_eu ["build","deploy_dev"] {"group":"deploy-contoso-prod-eu","cancel-in-progress":false} {"environment":"prod-eu","preview_environment":"prod-eu-preview","deployment_environment":"prod-eu","runs_on":"[\"self-hosted\",\"linux\"]","resource_group":"rg-contoso-prod-eu","location":"northeurope","subscription_id":"3b1f6a52-7f0e-4a43-8d0c-5a8f3b6c1d01","deployment":"contoso-prod-eu","deploy":true}
    "#);
}

#[test]
fn jobs_of_github_fit_together() {
    let files = files(SPEC);
    let documents = pipelines(&files);
    let mut artifacts = BTreeMap::from([("upload", BTreeSet::new()), ("download", BTreeSet::new())]);
    for (path, document) in documents.iter().filter(|(path, _)| path.starts_with(".github/workflows/")) {
        assert_eq!(document["permissions"], serde_json::json!({}), "{path}");
        let jobs = document["jobs"].as_object().unwrap();
        for (name, job) in jobs {
            for needed in list(&job["needs"]) {
                assert!(jobs.contains_key(needed), "{path}: {name} needs {needed}");
            }
            let rights = keys(&job["permissions"]);
            assert!(rights.is_subset(&BTreeSet::from(["contents", "id-token"])), "{path}: {name}");
            if let Some(workflow) = job["uses"].as_str() {
                let called = &documents[workflow.strip_prefix("./").unwrap()];
                assert_eq!(
                    keys(&job["with"]),
                    keys(&called["on"]["workflow_call"]["inputs"]),
                    "{path}: {name}"
                );
            } else {
                assert!(job["timeout-minutes"].is_number(), "{path}: {name}");
            }
            for step in job["steps"].as_array().into_iter().flatten() {
                check_action(step, &documents);
                for (way, names) in &mut artifacts {
                    if step["uses"].as_str().is_some_and(|uses| uses.contains(&format!("/{way}-artifact@"))) {
                        names.insert(step["with"]["name"].as_str().unwrap().to_owned());
                    }
                }
            }
        }
    }
    assert_eq!(artifacts["upload"], artifacts["download"]);
}

/// An action is one of ours, or pinned to a commit.
fn check_action(step: &Value, documents: &BTreeMap<&str, Value>) {
    let Some(uses) = step["uses"].as_str() else { return };
    if let Some(ours) = uses.strip_prefix("./") {
        assert!(documents.contains_key(&*format!("{ours}/action.yml")), "{uses}");
    } else {
        let commit = uses.split_once('@').unwrap().1;
        assert!(commit.len() == 40 && commit.chars().all(|c| c.is_ascii_hexdigit()), "{uses}");
    }
}

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
