//! Templates that people wrote.

use std::path::Path;

use insta::assert_snapshot;

use crate::project::Project;

/// A copy of the templates with the faults that people make, in a git repository.
fn defects() -> Project {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/templates/defects");
    let project = Project::new(&[(".git/HEAD", "ref: refs/heads/main\n")]);
    for file in walkdir::WalkDir::new(&folder).into_iter().map(Result::unwrap) {
        if file.file_type().is_file() {
            project.write(file.path().strip_prefix(&folder).unwrap().to_str().unwrap(), read(file.path()));
        }
    }
    project
}

#[expect(clippy::disallowed_methods, reason = "tests read their own files")]
fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

/// The numbers of the README are those of the faults; each has a finding at least.
#[test]
fn every_fault_that_people_make_is_found() {
    let run =
        defects().run(&["validate", ".", "--templates", "--as-of", "2026-11-25", "--format", "concise"]);
    assert_eq!(run.code, Some(1));
    assert_snapshot!(run.out, @"
    azure-pipelines.yml:7:9: warning[BRC4216] missing-trigger-path: the pipeline starts for changes in `bicep/databricks`, which is not there (write the path from the folder of the repository)
    azure-pipelines.yml:25:35: error[BRC4212] missing-template-parameter: the deployment of `main.bicep` gives no value to the parameter `clusterId` of `main.bicep`, which has no default (give `clusterId` a value)
    azure-pipelines.yml:44:41: error[BRC4212] missing-template-parameter: the deployment of `main.bicep` gives no value to the parameter `clusterId` of `main.bicep`, which has no default (give `clusterId` a value)
    azure-pipelines.yml:44:63: warning[BRC4215] unpublished-artifact: the pipeline reads the artifact `drop` and never publishes it (publish it in an earlier stage (`publish: <folder>`, `artifact: drop`), or read the files of the repository)
    azure-pipelines.yml:45:58: error[BRC4213] unknown-template-parameter: the deployment of `main.bicep` gives a value to `clusterID2`, which is no parameter of `main.bicep` (did you mean `clusterId`?)
    main.bicep:20:5: warning[BRC4220] unnecessary-depends-on: `infrastructure` refers to `provider`, so it depends on it anyway (remove `provider` from `dependsOn`)
    main.bicep:24:8: error[BRC4212] missing-template-parameter: the module `operations` gives no value to the parameter `jobId` of `databricks-operations.bicep`, which has no default (give `jobId` a value)
    databricks-provider.bicep:8:13: warning[BRC4218] hardcoded-location: `plan` is always in `westeurope` (take a parameter `location` whose default is `resourceGroup().location`)
    databricks-provider.bicep:11:11: warning[BRC9030] linux-consumption: the plan `plan` is Consumption for Linux, which ends on 2028-09-30 (take Flex Consumption: `FC1`, `FlexConsumption`)
    databricks-provider.bicep:20:9: warning[BRC4222] fixed-global-name: the app `app` is called `databricks-provider-app` wherever it is deployed, and only one in Azure can be (make the name of `uniqueString(resourceGroup().id)`, or leave it to a parameter without default)
    databricks-provider.bicep:33:18: warning[BRC4223] hardcoded-vault-host: the template names the key vault `your-vault`, which only stands in for a name (declare the vault as `existing` and take `properties.vaultUri` of it; nothing here gives access to it either)
    databricks-provider.bicep:40:19: warning[BRC9001] retired-custom-providers: Azure blocked writes to custom resource providers on 2026-07-31 and retired them on 2026-10-31 (the template compiles and then fails at deployment; a deployment script, or a pipeline, can ask the app instead)
    databricks-provider.bicep:48:19: warning[BRC6040] endpoint-without-key: the endpoint of `startCluster` has no function key: the app refuses it, or is open to everybody (end it with `?code=` and the key of the function, from `listKeys(…)`)
    databricks-provider.bicep:52:22: warning[BRC4203] unknown-routing-type: `Proxy,Cache` is no routing type of `actions` (write `Proxy`, the only one)
    databricks-provider.bicep:53:19: warning[BRC6040] endpoint-without-key: the endpoint of `runJob` has no function key: the app refuses it, or is open to everybody (end it with `?code=` and the key of the function, from `listKeys(…)`)
    databricks-provider.bicep:59:22: warning[BRC4203] unknown-routing-type: `Proxy, Cache` is no routing type of `resourceTypes` (write `Proxy,Cache`, without a space)
    databricks-provider.bicep:60:19: warning[BRC6040] endpoint-without-key: the endpoint of `clusters` has no function key: the app refuses it, or is open to everybody (end it with `?code=` and the key of the function, from `listKeys(…)`)
    databricks-provider.bicep:65:19: error[BRC4204] endpoint-without-https: the endpoint of `jobs` does not begin with `https://` (write `https://`; a custom provider calls nothing else)
    databricks-provider.bicep:65:19: warning[BRC6040] endpoint-without-key: the endpoint of `jobs` has no function key: the app refuses it, or is open to everybody (end it with `?code=` and the key of the function, from `listKeys(…)`)
    databricks-infrastructure.bicep:8:10: warning[BRC4221] unused-existing-resource: nothing reads the existing resource `workspace` (remove it)
    databricks-infrastructure.bicep:12:15: error[BRC4202] undefined-custom-type: `pool` has the type `instancePools`, which the custom provider does not define (add `instancePools` to the `resourceTypes` of the custom provider)
    databricks-infrastructure.bicep:12:15: warning[BRC9001] retired-custom-providers: Azure blocked writes to custom resource providers on 2026-07-31 and retired them on 2026-10-31 (the template compiles and then fails at deployment; a deployment script, or a pipeline, can ask the app instead)
    databricks-infrastructure.bicep:20:7: error[BRC2001] unknown-property: unknown property `spotBidPricePercent` in `azureAttributes` (it takes `availability`, `capacityReservationGroup` and `spotBidMaxPrice`)
    databricks-infrastructure.bicep:26:9: warning[BRC4219] parent-in-name: the name of `shared` repeats that of its parent `provider` (write `parent: provider`, and the rest of the name alone)
    databricks-infrastructure.bicep:33:19: error[BRC4001] autoscale-min-above-max: the cluster `shared` has at least 8 workers and at most 2 (write a `minWorkers` that is not above `maxWorkers`)
    databricks-infrastructure.bicep:38:43: warning[BRC4042] high-concurrency-profile: the cluster `shared` is a high-concurrency cluster, which access modes have replaced (remove the profile)
    databricks-infrastructure.bicep:42:9: warning[BRC4034] dbfs-init-script: `dbfs` is deprecated (keep the script in the workspace (`workspace`) or in a volume (`volumes`))
    databricks-infrastructure.bicep:49:5: warning[BRC4220] unnecessary-depends-on: `shared` refers to `pool`, so it depends on it anyway (remove `pool` from `dependsOn`)
    databricks-infrastructure.bicep:58:5: warning[BRC2009] server-filled-property: only the server fills in `format` (remove it)
    databricks-infrastructure.bicep:66:19: warning[BRC4224] airflow-macro: `ds` is a macro of Airflow, which Databricks does not fill in (write `{{job.start_time.iso_date}}` for the day of the run, or compute the date in the task)
    databricks-infrastructure.bicep:74:22: error[BRC4009] unknown-dependency: the job `job` has no task `extrct` (did you mean `extract`?)
    databricks-infrastructure.bicep:87:32: error[BRC4206] uncallable-action: a template cannot call the action `getClusterStatus`: only those that begin with `list` (call `listClusterStatus`, which tells the same)
    databricks-operations.bicep:16:3: warning[BRC4208] script-without-role: nothing gives a role to the identity of the deployment script `start` (add a `Microsoft.Authorization/roleAssignments` for what the script asks of Azure)
    databricks-operations.bicep:17:11: error[BRC4207] script-identity-type: the deployment script `start` has an identity of the type `SystemAssigned` (write `UserAssigned` and name the identity in `userAssignedIdentities`; deployment scripts take no other)
    databricks-operations.bicep:48:7: warning[BRC4209] script-without-identity: the deployment script `run` runs `az rest` and has no `identity` to sign in as (give it an `identity` of the type `UserAssigned`)
    databricks-operations.bicep:50:39: warning[BRC4211] unroutable-path: the script of `run` asks for `runs/$run` below a resource of `jobs`, which no custom provider routes (ask the REST API of Databricks for it, or have the provider offer an action)
    databricks-operations.bicep:68:51: error[BRC4210] unwritten-script-output: the deployment script `start` writes no output, so `result` is never there (let the script write its outputs as JSON to the file that `$AZ_SCRIPTS_OUTPUT_PATH` names)
    databricks-operations.bicep:68:85: error[BRC4210] unwritten-script-output: the deployment script `run` writes no output, so `result` is never there (let the script write its outputs as JSON to the file that `$AZ_SCRIPTS_OUTPUT_PATH` names)
    13 errors, 25 warnings in 5 files
    ");
}

/// What is generated is told by its spec, and a module by the template that deploys it.
#[test]
fn a_search_leaves_out_what_is_generated() {
    let job = "param jobId string\noutput id string = jobId\n";
    let files = [
        ("main.bicep", "module job 'job.bicep' = {}\n"),
        ("job.bicep", job),
        (
            "generated.bicep",
            "// Generated by bricep from bricep.yaml. Change the spec, not this file.\nvar open = {\n",
        ),
        (
            "main.json",
            "{ \"$schema\": \"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#\" }",
        ),
        ("other.json", "[1, 2"),
    ];
    let project = Project::new(&files);
    let found = |arguments: &[&str]| {
        let run = project.run(&[&["validate", "--format", "concise"][..], arguments].concat());
        run.out + &run.err
    };
    assert_snapshot!(found(&[".", "--templates"]), @"
    main.bicep:1:8: error[BRC4212] missing-template-parameter: the module `job` gives no value to the parameter `jobId` of `job.bicep`, which has no default (give `jobId` a value)
    1 error in 2 files
    ");
    assert_snapshot!(found(&["job.bicep", "main.bicep"]), @"
    main.bicep:1:8: error[BRC4212] missing-template-parameter: the module `job` gives no value to the parameter `jobId` of `job.bicep`, which has no default (give `jobId` a value)
    1 error in 2 files
    ");
    assert_snapshot!(found(&["generated.bicep"]), @"
    generated.bicep:2:13: warning[BRC4200] unread-part: the grammar of Bicep gives up here, so a part of this declaration is not checked (if `bicep build` takes the file, nothing is wrong with it; the rest of it is checked)
    1 warning in 1 file
    ");
    assert_snapshot!(found(&["."]), @"
    error: there is no spec in `.`: looked for `bricep.yaml`, `bricep.yml`, `bricep.json` and `*.bricep.yaml` that no `.gitignore` names; name the spec, or begin one with `bricep init`
    ");
}

#[test]
fn comments_of_each_language_suppress() {
    let bicep = "// bricep: ignore[BRC4221] read by hand\nresource a 'Microsoft.Web/sites@2025-03-01' existing = {\n  name: 'a'\n}\nresource b 'Microsoft.Web/sites@2025-03-01' existing = { // bricep: ignore[unused-existing-resource]\n  name: 'b'\n}\n// bricep: ignore[BRC4222] there is none\nvar c = 1\n";
    let json = "{\n  \"$schema\": \"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#\",\n  \"resources\": [\n    { /* an app */ \"type\": \"Microsoft.Web/sites\", \"apiVersion\": \"2025-03-01\",\n      // bricep: ignore[BRC4222] ours\n      \"name\": \"a\", \"location\": \"[resourceGroup().location]\" },\n    { \"type\": \"Microsoft.Web/sites\", \"apiVersion\": \"2025-03-01\", \"name\": \"b\" }\n  ]\n}\n";
    let pipeline =
        "trigger: none\nsteps:\n  - script: ls $(Pipeline.Workspace)/drop # bricep: ignore[BRC4215]\n";
    let project = Project::new(&[("a.bicep", bicep), ("b.json", json), ("c.yml", pipeline)]);
    let run = project.run(&["validate", "a.bicep", "b.json", "c.yml", "--format", "concise"]);
    assert_snapshot!(run.out, @"
    a.bicep:8:19: warning[BRC1022] unused-suppression: there is no finding BRC4222 `fixed-global-name` here to suppress (remove it)
    b.json:7:74: warning[BRC4222] fixed-global-name: the app `b` is called `b` wherever it is deployed, and only one in Azure can be (make the name of `uniqueString(resourceGroup().id)`, or leave it to a parameter without default)
    2 warnings in 3 files
    ");
}

#[test]
fn every_format_tells_of_templates() {
    let project =
        Project::new(&[("main.bicep", "var open = {\noutput a string = 'x'\nmodule m 'm.bicep' = {}\n")]);
    for format in ["full", "concise", "json", "sarif", "github", "azure", "junit", "gitlab"] {
        let run = project.run(&["validate", "main.bicep", "--format", format]);
        assert_eq!(run.code, Some(1), "{format}");
        assert!(run.out.contains("main.bicep") && run.out.contains("BRC4214"), "{format}: {}", run.out);
    }
    let run = project.run(&["validate", "main.bicep", "--ignore", "missing-module-file,BRC4200"]);
    assert_eq!((run.code, &*run.out), (Some(0), "no findings in 1 file with 0 resources\n"));
}

#[test]
fn modules_beside_the_folder_are_read() {
    let module = "param jobId string\noutput id string = jobId\n";
    let project =
        Project::new(&[("a/main.bicep", "module job '../b/job.bicep' = {}\n"), ("b/job.bicep", module)]);
    let run = project.run(&["validate", "a/main.bicep", "--format", "concise"]);
    assert_snapshot!(run.out, @"
    a/main.bicep:1:8: error[BRC4212] missing-template-parameter: the module `job` gives no value to the parameter `jobId` of `b/job.bicep`, which has no default (give `jobId` a value)
    1 error in 2 files
    ");
}

#[test]
fn a_pipeline_means_the_files_of_its_repository() {
    let template = "param env string\nparam clusterId string\noutput id string = '${env}${clusterId}'\n";
    let command = "az deployment group create -g rg -f infra/m.bicep --parameters env=dev";
    let pipeline = |command: &str| format!("trigger: none\nsteps:\n  - script: {command}\n");
    let quoted = pipeline(&format!("\"{command}\""));
    let joined = pipeline(&command.replace("-f ", "--template-file="));
    let files = [
        ("infra/m.bicep", template),
        ("plain.yml", &pipeline(command)),
        ("quoted.yml", &quoted),
        ("pipelines/joined.yml", &joined),
        ("below/infra/m.bicep", template),
        ("below/pipelines/deploy.yml", &quoted),
    ];
    let project = Project::new(&files);
    let found = |path: &str| project.run(&["validate", path, "--format", "concise"]).out;
    for (path, place) in [("plain.yml", "3:49"), ("quoted.yml", "3:50"), ("pipelines/joined.yml", "3:62")] {
        let told = found(path);
        assert!(told.contains(&format!("{path}:{place}: error[BRC4212]")), "{told}");
        assert!(told.ends_with("1 error in 2 files\n"), "{told}");
    }
    // The working directory comes first; a repository may stand below it.
    std::fs::remove_file(project.path().join("infra/m.bicep")).unwrap();
    let told = found("below/pipelines/deploy.yml");
    assert!(told.contains("`clusterId` of `below/infra/m.bicep`"), "{told}");
}

#[test]
fn values_in_json_are_those_of_the_template_beside_them() {
    let values = |more: &str| {
        format!(
            "{{\n  \"$schema\": \"https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#\",\n  \"parameters\": {{\n    \"env\": {{ \"value\": \"dev\" }}{more}\n  }}\n}}\n"
        )
    };
    let template = "param env string\nparam jobId string\noutput id string = '${env}${jobId}'\n";
    let json = "{ \"$schema\": \"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#\", \"parameters\": { \"env\": { \"type\": \"string\" } }, \"resources\": [] }";
    let id = ",\n    \"jobID\": { \"reference\": { \"secretName\": \"id\" } }";
    let project = Project::new(&[
        ("main.bicep", template),
        ("main.parameters.json", &values("")),
        ("main.parameters.prod.json", &values(id)),
        ("other.json", json),
        ("other.parameters.json", &values(",\n    \"envv\": { \"value\": 1 }")),
        ("dev.parameters.json", &values("")),
    ]);
    let found = |path: &str| {
        let run = project.run(&["validate", path, "--format", "concise"]);
        run.out + &run.err
    };
    // A command may give what is missing.
    for path in ["main.parameters.json", "main.parameters.prod.json"] {
        assert_eq!(found(path), "no findings in 2 files with 0 resources\n", "{path}");
    }
    assert_eq!(found("dev.parameters.json"), "no findings in 1 file with 0 resources\n");
    assert_snapshot!(found("other.parameters.json"), @"
    other.parameters.json:5:5: error[BRC4213] unknown-template-parameter: `other.parameters.json` gives a value to `envv`, which is no parameter of `other.json` (remove it, or declare the parameter)
    1 error in 2 files
    ");
}

#[test]
fn a_broken_file_is_denied_with_other_warnings() {
    let project = Project::new(&[("main.bicep", "var open = {\n")]);
    assert_eq!(project.run(&["validate", "main.bicep"]).code, Some(0));
    assert_eq!(project.run(&["validate", "main.bicep", "--deny", "warnings"]).code, Some(1));
}
