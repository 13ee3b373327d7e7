use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{DIRECT, SPEC, files, keys, list, pipelines};

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
}

/// Approvals, branch control and lock belong to the environment.
#[test]
fn whatever_signs_in_to_deploy_stands_behind_the_environment() {
    let files = files(SPEC);
    let documents = pipelines(&files);
    let mut behind = Vec::new();
    for name in ["azure-pipelines.yml", "azure-pipelines-operate.yml"] {
        for stage in documents[name]["stages"].as_array().unwrap() {
            let job = &stage["jobs"][0];
            let steps = job["strategy"]["runOnce"]["deploy"]["steps"].as_array();
            let steps = steps.or_else(|| job["steps"].as_array()).unwrap();
            let connection =
                |step: &Value| Some(step["parameters"]["serviceConnection"].as_str()?.to_owned());
            let Some(connection) = steps.iter().find_map(connection) else { continue };
            if !connection.ends_with("-reader") {
                assert_eq!(stage["lockBehavior"], "sequential", "{stage}");
                assert!(job["deployment"].is_string() && steps[1]["download"] == "none", "{stage}");
                behind.push(format!("{} {}", stage["stage"], job["environment"]));
            }
        }
    }
    insta::assert_snapshot!(behind.join("\n"), @r#"
    "deploy_dev" "contoso-dev"
    "deploy_prod_eu" "live"
    "operate_dev" "contoso-dev"
    "operate_prod_eu" "live"
    "#);
}

/// What the system vouches with expires within minutes.
#[test]
fn every_task_with_a_sign_in_renews_it() {
    let files = files(SPEC);
    let documents = pipelines(&files);
    let steps = documents.values().filter_map(|document| document["steps"].as_array()).flatten();
    let tasks: Vec<&Value> = steps.filter(|step| step["task"] == "AzureCLI@2").collect();
    assert_eq!(tasks.len(), 3);
    assert!(tasks.iter().all(|task| task["inputs"]["keepAzSessionActive"] == true), "{tasks:#?}");
}
