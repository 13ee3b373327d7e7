use insta::assert_snapshot;

use super::{found, silent};

/// A policy with this definition, and a cluster with this in it that has the policy.
fn with(definition: &str, body: &str) -> String {
    format!(
        "resources:\n  cluster_policies:\n    small: {{ name: small, definition: '{definition}' }}\n  clusters:\n    etl: {{ spark_version: 17.3.x-scala2.13, num_workers: 2, policy_id: '${{resources.cluster_policies.small.id}}', {body} }}"
    )
}

/// The same of a job's cluster, in a job with this in it.
fn job(definition: &str, body: &str, of_job: &str) -> String {
    format!(
        "resources:\n  cluster_policies:\n    small: {{ name: small, definition: '{definition}' }}\n  jobs:\n    nightly:\n      name: nightly\n      {of_job}\n      tasks:\n        - task_key: a\n          notebook_task: {{ notebook_path: /Shared/etl }}\n          new_cluster: {{ spark_version: 17.3.x-scala2.13, num_workers: 2, policy_id: '${{resources.cluster_policies.small.id}}', {body} }}"
    )
}

const SIZE: &str = "node_type_id: Standard_D4ds_v5";

#[test]
fn violates_policy() {
    let code = "BRC4035";
    let told = |definition: &str, body: &str| found(code, &with(definition, body));
    assert_snapshot!(told(r#"{ "autotermination_minutes": { "type": "range", "minValue": 10, "maxValue": 120 } }"#, "autotermination_minutes: 600"), @"
    7:139 `600` the cluster policy `small` takes 10 to 120 for `autotermination_minutes`, and the cluster `etl` has `600`
        /resources/clusters/etl/autotermination_minutes: write a value that the policy takes, or extend the policy
        5:27 the policy says so
    ");
    assert_snapshot!(told(r#"{ "node_type_id": { "type": "allowlist", "values": ["Standard_D4ds_v5", "Standard_D8ds_v5"] } }"#, "node_type_id: Standard_D4ds_v4"), @"
    7:128 `Standard_D4ds_v4` the cluster policy `small` takes only `Standard_D4ds_v5`, `Standard_D8ds_v5` for `node_type_id`, and the cluster `etl` has `Standard_D4ds_v4`
        /resources/clusters/etl/node_type_id: did you mean `Standard_D4ds_v5`?
        5:27 the policy says so
    ");
    assert_snapshot!(told(r#"{ "instance_pool_id": { "type": "forbidden" }, "num_workers": { "type": "fixed", "value": 1 } }"#, "instance_pool_id: 0923-164208-pool-meows279"), @"
    7:58 `2` the cluster policy `small` fixes `num_workers` to `1`, and the cluster `etl` has `2`
        /resources/clusters/etl/num_workers: write `1`, or leave it out, and the policy fills it in
        5:27 the policy says so
    7:132 `0923-164208-pool-meows279` the cluster policy `small` forbids `instance_pool_id`, and the cluster `etl` sets it
        /resources/clusters/etl/instance_pool_id: remove it
        5:27 the policy says so
    ");
    assert_snapshot!(told(r#"{ "spark_conf.spark.databricks.cluster.profile": { "type": "forbidden" } }"#, "spark_conf: { spark.databricks.cluster.profile: singleNode }"), @"
    7:162 `singleNode` the cluster policy `small` forbids `spark_conf.spark.databricks.cluster.profile`, and the cluster `etl` sets it
        /resources/clusters/etl/spark_conf/spark.databricks.cluster.profile: remove it
        5:27 the policy says so
    ");
    assert_snapshot!(told(r#"{ "azure_attributes": { "type": "forbidden" } }"#, "azure_attributes: { availability: SPOT_AZURE }"), @"
    7:132 `{ availability: SPOT_AZURE }` the cluster policy `small` forbids `azure_attributes`, and the cluster `etl` sets it
        /resources/clusters/etl/azure_attributes: remove it
        5:27 the policy says so
    ");
    assert_snapshot!(told(r#"{ "custom_tags.team": { "type": "regex", "pattern": "data-.*" } }"#, "custom_tags: { team: sales }"), @"
    7:135 `sales` the cluster policy `small` takes only what matches `data-.*` for `custom_tags.team`, and the cluster `etl` has `sales`
        /resources/clusters/etl/custom_tags/team: write a value that the policy takes, or extend the policy
        5:27 the policy says so
    ");
    assert_snapshot!(told(r#"{ "cluster_type": { "type": "fixed", "value": "job" } }"#, SIZE), @"
    7:72 `'${resources.cluster_policies.small.id}'` the cluster `etl` is of the type `all-purpose`, and the cluster policy `small` fixes `cluster_type` to `job`
        /resources/clusters/etl/policy_id: take a policy for clusters of this type
        5:27 the policy says so
    ");
    assert_snapshot!(told(r#"{ "cluster_log_conf.type": { "type": "fixed", "value": "VOLUMES" } }"#, "cluster_log_conf: { dbfs: { destination: dbfs:/logs } }"), @"
    7:140 `{ destination: dbfs:/logs }` the cluster policy `small` fixes `cluster_log_conf.type` to `VOLUMES`, and the cluster `etl` has `DBFS`
        /resources/clusters/etl/cluster_log_conf/dbfs: write `VOLUMES`, or leave it out, and the policy fills it in
        5:27 the policy says so
    ");
    assert_snapshot!(
        told(
            r#"{ "init_scripts.0.workspace.destination": { "type": "unlimited" }, "init_scripts.*.workspace.destination": { "type": "forbidden" } }"#,
            "init_scripts: [{ workspace: { destination: /Shared/a.sh } }, { workspace: { destination: /Shared/b.sh } }]",
        ),
        @"
    7:203 `/Shared/b.sh` the cluster policy `small` forbids `init_scripts.1.workspace.destination`, and the cluster `etl` sets it
        /resources/clusters/etl/init_scripts/1/workspace/destination: remove it
        5:27 the policy says so
    "
    );
    assert_snapshot!(
        found(
            code,
            "
            resources:
              instance_pools: { shared: { instance_pool_name: shared, node_type_id: Standard_D4ds_v5 } }
              cluster_policies:
                personal:
                  name: personal
                  policy_family_id: personal-vm
                  policy_family_definition_overrides: '{ \"instance_pool_id\": { \"type\": \"forbidden\" } }'
              clusters:
                etl:
                  policy_id: ${resources.cluster_policies.personal.id}
                  instance_pool_id: ${resources.instance_pools.shared.id}
            "
        ),
        @"
    13:25 `${resources.instance_pools.shared.id}` the cluster policy `personal` forbids `instance_pool_id`, and the cluster `etl` sets it
        /resources/clusters/etl/instance_pool_id: remove it
        9:7 the policy says so
    "
    );
    let tags = r#"{ "custom_tags.team": { "type": "fixed", "value": "data" } }"#;
    silent(
        code,
        &[
            &with(tags, "custom_tags: { team: data }"),
            &with(tags, SIZE),
            &with(r#"{ "cluster_type": { "type": "allowlist", "values": ["all-purpose"] } }"#, SIZE),
            &job(
                r#"{ "cluster_type": { "type": "fixed", "value": "job" } }"#,
                SIZE,
                "max_concurrent_runs: 1",
            ),
            &with(r#"{ "dbus_per_hour": { "type": "range", "maxValue": 1 } }"#, SIZE),
            &with(r#"{ "spark_version": { "type": "fixed", "value": "auto:latest-lts" } }"#, SIZE),
            &format!(
                "variables: {{ team: {{ type: string }} }}\n{}",
                with(tags, "custom_tags: { team: '${var.team}' }")
            ),
            &format!(
                "variables: {{ team: {{ type: string }} }}\n{}",
                with(
                    r#"{ "custom_tags.team": { "type": "fixed", "value": "${var.team}" } }"#,
                    "custom_tags: { team: data }"
                )
            ),
        ],
    );
}

#[test]
fn lacks_what_policy_requires() {
    let code = "BRC4036";
    let team = r#"{ "custom_tags.team": { "type": "unlimited" } }"#;
    let default = r#"{ "custom_tags.team": { "type": "regex", "pattern": ".*", "defaultValue": "data" } }"#;
    assert_snapshot!(found(code, &with(team, SIZE)), @r#"
    7:5 `etl` the cluster policy `small` wants `custom_tags.team`, and the cluster `etl` has none
        /resources/clusters/etl: add it, or make it optional by `"isOptional": true` in the policy
        5:27 the policy says so
    "#);
    assert_snapshot!(found(code, &with(default, &format!("{SIZE}, custom_tags: {{ owner: ada }}"))), @"
    7:146 `custom_tags` the cluster policy `small` wants `custom_tags.team`, and the cluster `etl` has none
        /resources/clusters/etl/custom_tags: add it, or `apply_policy_default_values: true`, which takes the default of the policy
        5:27 the policy says so
    ");
    assert_snapshot!(found(code, &job(team, SIZE, "max_concurrent_runs: 1")), @r#"
    13:11 `new_cluster` the cluster policy `small` wants `custom_tags.team`, and the cluster of the task `a` has none
        /resources/jobs/nightly/tasks/0/new_cluster: add it, or make it optional by `"isOptional": true` in the policy
        5:27 the policy says so
    "#);
    assert_snapshot!(found(code, &with(r#"{ "init_scripts.0.volumes.destination": { "type": "allowlist", "values": ["/Volumes/m/o/a.sh"] } }"#, SIZE)), @r#"
    7:5 `etl` the cluster policy `small` wants `init_scripts.0.volumes.destination`, and the cluster `etl` has none
        /resources/clusters/etl: add it, or make it optional by `"isOptional": true` in the policy
        5:27 the policy says so
    "#);
    silent(
        code,
        &[
            &with(team, &format!("{SIZE}, custom_tags: {{ team: data }}")),
            &with(default, &format!("{SIZE}, apply_policy_default_values: true")),
            &with(r#"{ "custom_tags.team": { "type": "unlimited", "isOptional": true } }"#, SIZE),
            &with(r#"{ "custom_tags.team": { "type": "fixed", "value": "data" } }"#, SIZE),
            &with(r#"{ "init_scripts.*.volumes.destination": { "type": "unlimited" } }"#, SIZE),
            // The service has values of its own for these.
            &with(
                r#"{ "autotermination_minutes": { "type": "range", "minValue": 10 }, "driver_node_type_id": { "type": "unlimited" } }"#,
                SIZE,
            ),
            &with(
                r#"{ "node_type_id": { "type": "unlimited" } }"#,
                "instance_pool_id: 0923-164208-pool-meows279",
            ),
            // The tags of a job are tags of its clusters.
            &job(team, SIZE, "tags: { team: data }"),
            &format!(
                "variables: {{ labels: {{ type: map, items: string }} }}\n{}",
                with(team, &format!("{SIZE}, custom_tags: '${{var.labels}}'"))
            ),
        ],
    );
}

/// A policy with this definition.
fn policy(definition: &str) -> String {
    format!("resources:\n  cluster_policies:\n    small: {{ name: small, definition: '{definition}' }}")
}

#[test]
fn malformed_policy() {
    let code = "BRC4037";
    assert_snapshot!(found(code, &policy(r#"{ "num_workers": { "type": "fixed", "value": 1 }, }"#)), @r#"
    5:39 `'{ "num_workers": { "type": "fixed", "value": 1 }, }'` the definition of the cluster policy `small` is not JSON at its line 1, column 51: trailing comma
        /resources/cluster_policies/small/definition: write one JSON object with a rule for each attribute
    "#);
    assert_snapshot!(found(code, "
        resources:
          cluster_policies:
            small:
              name: small
              definition: |
                {
                  \"num_workers\": { type: fixed }
                }
    "), @"
    7:19 `|` the definition of the cluster policy `small` is not JSON at its line 2, column 20: key must be a string
        /resources/cluster_policies/small/definition: write one JSON object with a rule for each attribute
    ");
    silent(
        code,
        &[
            &policy("{}"),
            &policy(r#"{ "num_workers": { "type": "fixed", "value": 1 } }"#),
            &format!(
                "variables: {{ most: {{ type: integer }} }}\n{}",
                policy(r#"{ "num_workers": { "type": "range", "maxValue": ${var.most} } }"#)
            ),
        ],
    );
}

#[test]
fn wrong_policy_rule() {
    let code = "BRC4038";
    assert_snapshot!(found(code, &policy(r#"{ "num_workers": { "type": "rnge", "maxValue": 4 }, "custom_tags.team": { "type": "fixed" } }"#)), @r#"
    5:39 `'{ "num_workers": { "type": "rnge", "maxValue": 4 }, "custom_tags.team": { "type": "fixed" } }'` the rule for `custom_tags.team` of the cluster policy `small` is of type `fixed` and has no `value`
        /resources/cluster_policies/small/definition: add `value`
    5:39 `'{ "num_workers": { "type": "rnge", "maxValue": 4 }, "custom_tags.team": { "type": "fixed" } }'` the rule for `num_workers` of the cluster policy `small` has the type `rnge`, which there is not
        /resources/cluster_policies/small/definition: did you mean `range`?
    "#);
    silent(code, &[&policy(r#"{ "num_workers": { "type": "range", "maxValue": 4 } }"#), &policy("{")]);
}

#[test]
fn unknown_in_policy() {
    let code = "BRC4039";
    assert_snapshot!(found(code, &policy(r#"{ "num_worker": { "type": "fixed", "value": 1 }, "autoscale.max_workers": { "type": "range", "maxvalue": 4 } }"#)), @r#"
    5:39 `'{ "num_worker": { "type": "fixed", "value": 1 }, "autoscale.max_workers": { "type": "range", "maxvalue": 4 } }'` the cluster policy `small` has a rule for `num_worker`, which no cluster has
        /resources/cluster_policies/small/definition: did you mean `num_workers`?
    5:39 `'{ "num_worker": { "type": "fixed", "value": 1 }, "autoscale.max_workers": { "type": "range", "maxvalue": 4 } }'` the rule for `autoscale.max_workers` of the cluster policy `small` has an unknown `maxvalue`
        /resources/cluster_policies/small/definition: did you mean `maxValue`?
    "#);
    silent(
        code,
        &[&policy(
            r#"{ "custom_tags.cost.center": { "type": "unlimited" }, "dbus_per_hour": { "type": "range", "maxValue": 4 } }"#,
        )],
    );
}

/// What a policy does not fill in is missing.
#[test]
fn policies_of_the_spec_are_read() {
    let code = "BRC5001";
    assert_snapshot!(found(code, &with("{}", SIZE)), @"
    7:5 `etl` the cluster `etl` never terminates itself
        /resources/clusters/etl: write `autotermination_minutes: 30`
    ");
    assert_snapshot!(
        found(code, &with(r#"{ "autotermination_minutes": { "type": "range", "maxValue": 60, "defaultValue": 30 } }"#, SIZE)),
        @"
    7:5 `etl` the cluster `etl` never terminates itself
        /resources/clusters/etl: write `autotermination_minutes: 30`
    "
    );
    silent(
        code,
        &[
            &with(r#"{ "autotermination_minutes": { "type": "fixed", "value": 30 } }"#, SIZE),
            &with(
                r#"{ "autotermination_minutes": { "type": "range", "maxValue": 60, "defaultValue": 30 } }"#,
                &format!("{SIZE}, apply_policy_default_values: true"),
            ),
            &with("{", SIZE),
            &with("{}", SIZE).replace("definition: '{}'", "policy_family_id: shared-compute"),
        ],
    );
}

#[test]
fn default_outside_policy() {
    let code = "BRC4252";
    assert_snapshot!(found(code, &policy(r#"{ "node_type_id": { "type": "allowlist", "values": ["Standard_D4ds_v5"], "defaultValue": "Standard_D8ds_v5" } }"#)), @r#"
    5:39 `'{ "node_type_id": { "type": "allowlist", "values": ["Standard_D4ds_v5"], "defaultValue": "Standard_D8ds_v5" } }'` the cluster policy `small` takes only `Standard_D4ds_v5` for `node_type_id`, and its default is `Standard_D8ds_v5`
        /resources/cluster_policies/small/definition: write a default that the rule takes, or leave it out
    "#);
    silent(
        code,
        &[
            &policy(r#"{ "num_workers": { "type": "range", "maxValue": 4, "defaultValue": 4 } }"#),
            &policy(
                r#"{ "spark_version": { "type": "regex", "pattern": "17.*", "defaultValue": "auto:latest-lts" } }"#,
            ),
            &policy(r#"{ "num_workers": { "type": "unlimited", "defaultValue": 4 } }"#),
            &policy(r#"{ "num_workers": { "type": "range", "maxValue": 4 } }"#),
        ],
    );
}

/// Pipelines have clusters of a type of their own.
#[test]
fn policies_of_pipelines() {
    let pipeline = |definition: &str, body: &str| {
        format!(
            "resources:\n  cluster_policies:\n    small: {{ name: small, definition: '{definition}' }}\n  pipelines:\n    etl:\n      name: etl\n      catalog: main\n      schema: etl\n      libraries: [{{ notebook: {{ path: /Shared/etl }} }}]\n      clusters: [{{ label: default, policy_id: '${{resources.cluster_policies.small.id}}', {body} }}]"
        )
    };
    let workers = r#"{ "num_workers": { "type": "range", "maxValue": 4 }, "custom_tags.team": { "type": "unlimited" } }"#;
    assert_snapshot!(found("BRC4035", &pipeline(workers, "num_workers: 8")), @"
    12:102 `8` the cluster policy `small` takes 4 at most for `num_workers`, and the cluster `default` of the pipeline `etl` has `8`
        /resources/pipelines/etl/clusters/0/num_workers: write a value that the policy takes, or extend the policy
        5:27 the policy says so
    ");
    assert_snapshot!(found("BRC4036", &pipeline(workers, "num_workers: 2")), @r#"
    12:20 `label` the cluster policy `small` wants `custom_tags.team`, and the cluster `default` of the pipeline `etl` has none
        /resources/pipelines/etl/clusters/0: add it, or make it optional by `"isOptional": true` in the policy
        5:27 the policy says so
    "#);
    let jobs = r#"{ "cluster_type": { "type": "allowlist", "values": ["job", "all-purpose"] } }"#;
    assert_snapshot!(found("BRC4035", &pipeline(jobs, "num_workers: 2")), @"
    12:47 `'${resources.cluster_policies.small.id}'` the cluster `default` of the pipeline `etl` is of the type `dlt`, and the cluster policy `small` takes only `job`, `all-purpose` for `cluster_type`
        /resources/pipelines/etl/clusters/0/policy_id: take a policy for clusters of this type
        5:27 the policy says so
    ");
    silent(
        "BRC4035",
        &[
            &pipeline(workers, "num_workers: 4"),
            &pipeline(r#"{ "cluster_type": { "type": "fixed", "value": "dlt" } }"#, "num_workers: 8"),
        ],
    );
    // A pipeline chooses size and runtime itself, and hands on its tags.
    let wanted = r#"{ "node_type_id": { "type": "unlimited" }, "spark_version": { "type": "unlimited" } }"#;
    let team = r#"{ "custom_tags.team": { "type": "unlimited" } }"#;
    silent(
        "BRC4036",
        &[
            &pipeline(wanted, "num_workers: 4"),
            &pipeline(team, "num_workers: 4, custom_tags: { team: data }"),
            &pipeline(team, "num_workers: 4")
                .replace("      catalog:", "      tags: { team: data }\n      catalog:"),
        ],
    );
    assert_snapshot!(found("BRC4044", &pipeline("{}", "custom_tags: { Vendor: contoso }")), @"
    12:104 `Vendor` the cluster `default` of the pipeline `etl` has a tag `Vendor`, which Databricks sets itself
        /resources/pipelines/etl/clusters/0/custom_tags/Vendor: give the tag another name; in Azure it would be `x_Vendor`
    ");
}
