//! What generated pipelines run: their commands at the root of a repository, and the scripts that they call.
#![cfg(unix)]

use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use crate::project::{Project, Run, run};

const AZURE: &str = "azure: { location: westeurope, resource_group: 'rg-${environment}' }";

/// A spec that is deployed from Azure DevOps.
fn spec(more: &str, pipelines: &str) -> String {
    format!(
        "version: 1\nname: demo\n{AZURE}\n{more}\npipelines:\n  azure_devops: {{ service_connection: sc }}\n  {pipelines}\n"
    )
}

/// Puts a program for scripts to call into the project.
fn stub(project: &Project, name: &str, script: &str) {
    let path =
        project.write(&format!("bin/{name}"), format!("#!/usr/bin/env bash\nset -euo pipefail\n{script}\n"));
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
}

/// Runs a script in the project, with the programs of the project first on the path.
#[expect(clippy::disallowed_methods, reason = "scripts call programs of the machine")]
fn bash(project: &Project, arguments: &[&str], variables: &[(&str, &str)]) -> Run {
    let path = format!("{}:{}", project.path().join("bin").display(), std::env::var("PATH").unwrap());
    let mut command = Command::new("bash");
    command.args(arguments).current_dir(project.path()).env("PATH", path).envs(variables.iter().copied());
    run(&mut command)
}

/// The commands that a pipeline runs at the root of the repository.
fn commands(pipeline: &str) -> Vec<Vec<String>> {
    let lines = pipeline.lines().filter_map(|line| line.trim().strip_prefix("- bash: bricep "));
    lines.map(|line| line.split(' ').map(str::to_owned).collect()).collect()
}

#[test]
fn commands_of_pipelines_work_at_the_root_of_the_repository() {
    let layouts = [
        ("bricep.yaml", "", spec("", ""), "azure-pipelines.yml"),
        ("data/bricep.yaml", "", spec("", "folder: data"), "data/azure-pipelines.yml"),
        ("data/bricep.yaml", ".", spec("output: { templates: data/infra }", ""), "azure-pipelines.yml"),
        ("bricep.yaml", "out", spec("", "folder: out"), "out/azure-pipelines.yml"),
    ];
    for (path, output, spec, pipeline) in layouts {
        let project = Project::new(&[(path, &spec)]);
        let mut generate = vec!["generate", path];
        if !output.is_empty() {
            generate.extend(["--output", output]);
        }
        let generated = project.run(&generate);
        assert_eq!(generated.code, Some(0), "{}", generated.err);
        let commands = commands(&project.read(pipeline).unwrap());
        let verbs: Vec<&str> = commands.iter().map(|command| &*command[0]).collect();
        assert_eq!(verbs, ["validate", "generate"], "{path} to `{output}`");
        for command in commands {
            let command: Vec<&str> = command.iter().map(String::as_str).collect();
            let run = project.run(&command);
            assert_eq!(run.code, Some(0), "{command:?}: {}{}", run.out, run.err);
        }
    }
}

#[test]
fn an_output_elsewhere_is_written_as_if_it_stood_beside_the_spec() {
    let project = Project::new(&[("a/bricep.yaml", &spec("", ""))]);
    for output in ["a", "b"] {
        assert_eq!(project.run(&["generate", "a/bricep.yaml", "--output", output]).code, Some(0));
    }
    assert_eq!(project.read("a/azure-pipelines.yml"), project.read("b/azure-pipelines.yml"));
}

#[test]
fn a_path_that_pipelines_would_misread_is_a_finding() {
    let project = Project::new(&[("it's $(x)/bricep.yaml", &spec("", ""))]);
    let run = project.run(&["generate", "it's $(x)/bricep.yaml", "--output", ".", "--format", "concise"]);
    assert_eq!(run.code, Some(1), "{}", run.err);
    assert!(run.err.contains("error[BRC3023]"), "{}", run.err);
    assert!(project.read("azure-pipelines.yml").is_none());
}

#[test]
fn what_later_stages_use_is_packed() {
    let project = Project::new(&[("bricep.yaml", &spec("", ""))]);
    assert_eq!(project.run(&["generate"]).code, Some(0));
    stub(
        &project,
        "bricep",
        "[[ $1 == package && $2 == bricep.yaml && $3 == --output ]] && echo zip >\"$4\"",
    );
    let packed = bash(&project, &["infra/scripts/pack.sh", "bricep.yaml", "infra", "to/artifact"], &[]);
    assert_eq!(packed.code, Some(0), "{}", packed.err);
    let of = |folder: &str| -> Vec<String> {
        project.files().into_iter().filter_map(|file| Some(file.strip_prefix(folder)?.to_owned())).collect()
    };
    assert_eq!(of("to/artifact/infra/"), of("infra/"));
    assert_eq!(project.read("to/artifact/package.zip").as_deref(), Some("zip\n"));
    assert_eq!(project.read("to/artifact/bricep"), project.read("bin/bricep"));
}

/// A project whose pipelines install bricep as `install` says, and a server of archives that `curl` stands for.
fn installation(install: &str) -> (Project, String) {
    let project = Project::new(&[("bricep.yaml", &spec("", install))]);
    let run = project.run(&["generate"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    project.write("release/bricep-0/bricep", "the binary");
    stub(&project, "curl", "cp \"served/$(basename \"${@: -1}\")\" \"${@: -2:1}\"");
    let pack = "mkdir served && tar -czf served/a.tar.gz -C release . && sha256sum served/a.tar.gz | cut -d ' ' -f 1";
    let digest = bash(&project, &["-c", pack], &[]).out.trim().to_owned();
    (project, digest)
}

#[test]
fn an_archive_with_another_digest_is_not_installed() {
    let url = "url: 'https://mirror.contoso.com/a.tar.gz'";
    let install = |project: &Project| bash(project, &["infra/scripts/install.sh"], &[("BRICEP_BIN", "to")]);

    // The digest that is published beside the archive.
    let (project, digest) = installation(&format!("install: {{ {url} }}"));
    assert_eq!(install(&project).code, Some(1), "without a digest");
    project.write("served/a.tar.gz.sha256", format!("{}  a.tar.gz\n", "0".repeat(64)));
    assert_eq!(install(&project).code, Some(1));
    assert_eq!(project.read("to/bricep"), None);
    project.write("served/a.tar.gz.sha256", format!("{digest}  a.tar.gz\n"));
    let run = install(&project);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert_eq!(project.read("to/bricep").as_deref(), Some("the binary"));

    // The digest in the spec; what is published does not count.
    let (project, digest) = installation(&format!("install: {{ {url}, sha256: '{}' }}", "0".repeat(64)));
    project.write("served/a.tar.gz.sha256", format!("{digest}  a.tar.gz\n"));
    assert_eq!(install(&project).code, Some(1));
    assert_eq!(project.read("to/bricep"), None);
    project.write("bricep.yaml", spec("", &format!("install: {{ {url}, sha256: '{digest}' }}")));
    assert_eq!(project.run(&["generate"]).code, Some(0));
    assert_eq!(install(&project).code, Some(0));
    assert_eq!(project.read("to/bricep").as_deref(), Some("the binary"));
}

#[test]
fn commands_of_the_author_install_bricep() {
    let (project, _) =
        installation("install: { run: 'printf \"%s\" \"$${BRICEP_BIN}\" >\"$(echo there)\"' }");
    let run = bash(&project, &["infra/scripts/install.sh"], &[("BRICEP_BIN", "to")]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert_eq!(project.read("there").as_deref(), Some("to"));
}

/// Asks for an operation; `az` and `bricep` write down what they were called with, and answer with commands of
/// pipelines.
fn operate(route: &str, operation: &str, target: &str) -> (Run, Option<String>) {
    let project = Project::new(&[(
        "bricep.yaml",
        &spec("", "").replace("rg-${environment}' }", &format!("rg' , route: {route} }}")),
    )]);
    let generated = project.run(&["generate"]);
    assert_eq!(generated.code, Some(0), "{}", generated.err);
    let record = "printf '%s\\n' \"$@\" >>called";
    stub(
        &project,
        "az",
        &format!(
            "{record}\nif [[ $3 == list ]]; then echo '{{\"a\": {{\"value\": 1}}}}'; else printf '##vso[x]y\\n::error::z\\n'; fi"
        ),
    );
    stub(&project, "bricep", &format!("{record}\nprintf '##vso[x]y\\n::error::z\\n'"));
    let variables = [
        ("RESOURCE_GROUP", "rg"),
        ("DEPLOYMENT", "demo-dev"),
        ("SUBSCRIPTION_ID", "s"),
        ("SPEC", "bricep.yaml"),
    ];
    let run = bash(&project, &["infra/scripts/operation.sh", "dev", operation, target], &variables);
    (run, project.read("called"))
}

#[test]
fn an_operation_is_asked_for_by_key() {
    let (run, called) = operate("deployment-script", "run", "jobs.daily_etl");
    assert_eq!(run.code, Some(0), "{}", run.err);
    let called = called.unwrap();
    for part in [
        "--subscription\ns\n",
        "operationType=run-job\n",
        "jobId=daily_etl\n",
        "environment=dev\n",
        "infra/scripts/../databricks-operations.json\n",
    ] {
        assert!(called.contains(part), "{called}");
    }
    assert_eq!(run.out, "# #vso[x]y\n ::error::z\n");

    let (run, called) = operate("direct", "restart", "clusters.main");
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(
        called
            .unwrap()
            .contains("restart\nclusters.main\n--spec\nbricep.yaml\n--environment\ndev\n--azure-outputs\n")
    );
    assert_eq!(run.out, "# #vso[x]y\n ::error::z\n");
}

#[test]
fn what_an_operator_types_is_a_key_or_nothing_is_done() {
    for route in ["deployment-script", "direct"] {
        for (operation, target) in [
            ("start", "clusters.$(touch x)"),
            ("start", "clusters.a b"),
            ("start", "clusters.a\nb"),
            ("start", "clusters."),
            ("start", "main"),
            ("start", "--help"),
            ("start", "jobs.etl"),
            ("run", "clusters.main"),
            ("delete", "clusters.main"),
            ("status", "notebooks.a"),
        ] {
            let (run, called) = operate(route, operation, target);
            assert_eq!(run.code, Some(2), "{operation} {target}: {}", run.err);
            assert!(run.err.starts_with("bricep: ") && run.err.lines().count() == 1, "{}", run.err);
            assert_eq!(called, None, "{operation} {target}");
        }
    }
}
