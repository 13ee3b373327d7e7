//! Files on the DBFS root or on a mount.

use crate::rules::prelude::*;

// <https://learn.microsoft.com/azure/databricks/dbfs/>: the DBFS root and mounts are deprecated, volumes and workspace
// files take their place. Init scripts have a rule of their own.
rule!(
    "BRC9011",
    "dbfs-root",
    Platform,
    Check::Resources(&["clusters", "experiments", "jobs", "pipelines"], check)
);

fn check(_: &Cx<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    let mut look = |value: Value<'_>| {
        let Some(text) = value.text() else { return };
        let Some(path) = text.strip_prefix("dbfs:/") else { return };
        if !path.trim_start_matches('/').starts_with("Volumes/") {
            findings.push(
                value
                    .wrong(format!("`{text}` lies on DBFS, whose root and mounts are deprecated"))
                    .help("use a volume (`/Volumes/…`), or a file of the workspace"),
            );
        }
    };
    match resource.kind() {
        "jobs" => {
            for task in Job(*resource).tasks() {
                libraries(task.get("libraries"), &mut look);
                look(task.get("spark_python_task.python_file"));
            }
        }
        "pipelines" => {
            libraries(resource.get("libraries"), &mut look);
            look(resource.get("storage"));
        }
        "experiments" => look(resource.get("artifact_location")),
        _ => {}
    }
    for machine in resource.machines() {
        look(machine.get("cluster_log_conf.dbfs.destination"));
    }
}

fn libraries<'a>(list: Value<'a>, look: &mut impl FnMut(Value<'a>)) {
    for library in list.list() {
        ["jar", "whl", "requirements"].into_iter().for_each(|kind| look(library.get(kind)));
    }
}
