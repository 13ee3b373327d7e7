use insta::assert_snapshot;

use super::{found, silent};

/// A cluster with this in it.
fn with(body: &str) -> String {
    format!(
        "resources:\n  clusters:\n    etl: {{ spark_version: 17.3.x-scala2.13, node_type_id: Standard_D4ds_v5, num_workers: 2, {body} }}"
    )
}

/// A pool with this in it.
fn pool(body: &str) -> String {
    format!(
        "resources:\n  instance_pools:\n    shared: {{ instance_pool_name: shared, node_type_id: Standard_D4ds_v5, {body} }}"
    )
}

/// The cluster of a job with this in it.
fn job(body: &str) -> String {
    format!(
        "resources:\n  jobs:\n    nightly:\n      name: nightly\n      tasks:\n        - task_key: a\n          notebook_task: {{ notebook_path: /Shared/etl }}\n          new_cluster: {{ spark_version: 17.3.x-scala2.13, node_type_id: Standard_D4ds_v5, num_workers: 2, {body} }}"
    )
}

#[test]
fn reserved_tag() {
    let code = "BRC4044";
    assert_snapshot!(found(code, &with("custom_tags: { team: data, creator: ada }")), @"
    5:120 `creator` the cluster `etl` has a tag `creator`, which Databricks sets itself
        /resources/clusters/etl/custom_tags/creator: give the tag another name; in Azure it would be `x_creator`
    ");
    assert_snapshot!(found(code, &job("custom_tags: { RunName: nightly }")), @"
    10:122 `RunName` the cluster of the task `a` has a tag `RunName`, which Databricks sets itself
        /resources/jobs/nightly/tasks/0/new_cluster/custom_tags/RunName: give the tag another name; in Azure it would be `x_RunName`
    ");
    assert_snapshot!(found(code, &pool("custom_tags: { DatabricksInstancePoolId: shared }")), @"
    5:90 `DatabricksInstancePoolId` the instance pool `shared` has a tag `DatabricksInstancePoolId`, which Databricks sets itself
        /resources/instance_pools/shared/custom_tags/DatabricksInstancePoolId: give the tag another name; in Azure it would be `x_DatabricksInstancePoolId`
    ");
    silent(
        code,
        &[
            &with("custom_tags: { team: data, RunName: nightly }"),
            &pool("custom_tags: { Creator: ada }"),
            &format!(
                "variables: {{ labels: {{ type: map, items: string }} }}\n{}",
                with("custom_tags: '${var.labels}'")
            ),
        ],
    );
}

#[test]
fn wrong_tag_characters() {
    let code = "BRC4045";
    assert_snapshot!(found(code, &with("custom_tags: { team: data, cost/center: '4711' }")), @"
    5:120 `cost/center` the cluster `etl` has a tag `cost/center`, and Azure takes no `/` in the name of a tag
        /resources/clusters/etl/custom_tags/cost~1center: name it with letters, digits, `-`, `_`, `.` and `:`
    ");
    assert_snapshot!(found(code, &pool(&format!("custom_tags: {{ purpose: {} }}", "x".repeat(257)))), @"
    5:99 `xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx` the instance pool `shared` has a tag `purpose` of more than 256 characters
        /resources/instance_pools/shared/custom_tags/purpose: shorten it
    ");
    assert_snapshot!(found(code, &job(&format!("custom_tags: {{ {}: x }}", "n".repeat(513)))).replace(&"n".repeat(513), "n…"), @"
    10:122 `n…` the cluster of the task `a` has a tag whose name has more than 512 characters
        /resources/jobs/nightly/tasks/0/new_cluster/custom_tags/n…: shorten it
    ");
    silent(
        code,
        &[
            &with("custom_tags: { 'cost-center: of.the_team': 'a<b>&c' }"),
            &pool(&format!("custom_tags: {{ purpose: {} }}", "ü".repeat(256))),
        ],
    );
}

#[test]
fn init_script_twice() {
    let code = "BRC4041";
    assert_snapshot!(
        found(code, &with("init_scripts: [{ workspace: { destination: /Shared/a.sh } }, { volumes: { destination: /Volumes/m/o/a.sh } }, { workspace: { destination: /Shared/a.sh } }]")),
        @"
    5:231 `/Shared/a.sh` the cluster `etl` runs the script `/Shared/a.sh` twice
        /resources/clusters/etl/init_scripts/2/workspace/destination: remove one of them
        5:136 the first time
    "
    );
    silent(
        code,
        &[
            &with(
                "init_scripts: [{ workspace: { destination: /Shared/a.sh } }, { workspace: { destination: /Shared/b.sh } }]",
            ),
            &with("init_scripts: []"),
            &format!(
                "variables: {{ scripts: {{ type: list, items: string }} }}\n{}",
                with("init_scripts: '${var.scripts}'")
            ),
        ],
    );
}

#[test]
fn dbfs_init_script() {
    let code = "BRC4034";
    assert_snapshot!(found(code, &with("init_scripts: [{ dbfs: { destination: dbfs:/scripts/a.sh } }]")), @"
    5:110 `dbfs` `dbfs` is deprecated
        /resources/clusters/etl/init_scripts/0/dbfs: keep the script in the workspace (`workspace`) or in a volume (`volumes`)
    ");
    silent(code, &[&with("init_scripts: [{ volumes: { destination: /Volumes/m/o/a.sh } }]")]);
}

#[test]
fn wrong_init_script_path() {
    let code = "BRC4251";
    let script = |place: &str, path: &str| {
        with(&format!("init_scripts: [{{ {place}: {{ destination: '{path}' }} }}]"))
    };
    assert_snapshot!(found(code, &script("workspace", "Shared/a.sh")), @"
    5:136 `'Shared/a.sh'` `Shared/a.sh` is neither a local path nor an absolute one of the workspace
        /resources/clusters/etl/init_scripts/0/workspace/destination: write an absolute path such as `/Shared/setup.sh`, or `./setup.sh` for a file beside this one
    ");
    assert_snapshot!(found(code, &script("workspace", "dbfs:/scripts/a.sh")), @"
    5:136 `'dbfs:/scripts/a.sh'` `dbfs:/scripts/a.sh` is neither a local path nor an absolute one of the workspace
        /resources/clusters/etl/init_scripts/0/workspace/destination: write an absolute path such as `/Shared/setup.sh`, or `./setup.sh` for a file beside this one
    ");
    assert_snapshot!(found(code, &script("workspace", "/Volumes/main/ops/scripts/a.sh")), @"
    5:136 `'/Volumes/main/ops/scripts/a.sh'` `/Volumes/main/ops/scripts/a.sh` is a path in a volume, not in the workspace
        /resources/clusters/etl/init_scripts/0/workspace/destination: write `volumes:` in place of `workspace:`
    ");
    assert_snapshot!(found(code, &script("volumes", "/Volumes/main/a.sh")), @"
    5:134 `'/Volumes/main/a.sh'` `/Volumes/main/a.sh` names no file in a volume
        /resources/clusters/etl/init_scripts/0/volumes/destination: write `/Volumes/<catalog>/<schema>/<volume>/<file>`
    ");
    silent(
        code,
        &[
            &script("workspace", "/Shared/a.sh"),
            &script("workspace", "/Workspace/Users/ada@contoso.com/a.sh"),
            &script("volumes", "/Volumes/main/ops/scripts/a.sh"),
            &script("volumes", "dbfs:/Volumes/main/ops/scripts/nested/a.sh"),
            &script("file", "file:/opt/a.sh"),
            &format!("variables: {{ place: {{ type: string }} }}\n{}", script("workspace", "${var.place}")),
        ],
    );
}

#[test]
fn too_many_tags() {
    let tags = |count: usize| (0..count).map(|at| format!("t{at}: x")).collect::<Vec<_>>().join(", ");
    let job = |count| {
        format!(
            "resources: {{ jobs: {{ a: {{ name: a, tags: {{ {} }}, tasks: [{{ task_key: t, @task }}] }} }} }}",
            tags(count)
        )
    };
    let azure = |count| format!("azure: {{ tags: {{ {} }} }}", tags(count));
    for (spec, path) in [(job(26), "/resources/jobs/a/tags"), (azure(51), "/azure/tags")] {
        let checked = super::check(&spec);
        let found: Vec<_> = checked.diagnostics.iter().map(|one| (one.code.id, &*one.path)).collect();
        assert_eq!(found, [("BRC4255", path)]);
    }
    silent("BRC4255", &[&job(25), &azure(50)]);
}
