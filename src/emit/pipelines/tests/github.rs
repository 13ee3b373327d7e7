use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{SPEC, files, keys, list, pipelines};

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

#[test]
fn each_job_has_what_its_environment_says() {
    let files = files(SPEC);
    let documents = pipelines(&files);
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
