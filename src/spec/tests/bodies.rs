use insta::assert_snapshot;

use super::{found, silent};

fn cluster(body: &str) -> String {
    found(&format!("resources: {{ clusters: {{ etl: {body} }} }}"))
}

#[test]
fn the_schema_speaks_of_resources() {
    assert_snapshot!(cluster("{ spark_version: 16.4.x-scala2.12, node_type_id: @node, num_wrkers: 1 }"), @"
    bricep.yaml:3:98: error[BRC2001] unknown-property: unknown property `num_wrkers` of a cluster (did you mean `num_workers`?) [fixable]
        `num_wrkers` /resources/clusters/etl/num_wrkers
    ");
    assert_snapshot!(cluster("{ spark_version: 16.4.x-scala2.12, node_type_id: @node, num_workers: two }"), @"
    bricep.yaml:3:111: error[BRC2002] wrong-type: expected `num_workers` to be a whole number, found text
        `two` /resources/clusters/etl/num_workers
    ");
    assert_snapshot!(cluster("{ spark_version: 16.4.x-scala2.12, num_workers: 1 }"), @"
    bricep.yaml:3:26: error[BRC2010] conflicting-properties: the cluster `etl` has none of `node_type_id` and `instance_pool_id` (add `node_type_id` or `instance_pool_id`, or `policy_id`, which may fix it)
        `etl` /resources/clusters/etl
    ");
    assert_snapshot!(cluster("{ spark_version: 16.4.x-scala2.12, node_type_id: @node, num_workers: 1, data_security_mode: USR_ISOLATION }"), @"
    bricep.yaml:3:134: error[BRC2004] unknown-value: unknown value `USR_ISOLATION` of `data_security_mode` (did you mean `USER_ISOLATION`? the values are `DATA_SECURITY_MODE_AUTO`, `DATA_SECURITY_MODE_DEDICATED`, `DATA_SECURITY_MODE_STANDARD`, `LEGACY_PASSTHROUGH`, `LEGACY_SINGLE_USER`, `LEGACY_SINGLE_USER_STANDARD`, `LEGACY_TABLE_ACL`, `NONE`, `SINGLE_USER` and `USER_ISOLATION`) [fixable]
        `USR_ISOLATION` /resources/clusters/etl/data_security_mode
    ");
    assert_snapshot!(cluster("{ spark_version: 16.4.x-scala2.12, node_type_id: @node, num_workers: -1 }"), @"
    bricep.yaml:3:111: error[BRC2005] out-of-range: `num_workers` is less than 0 (write 0 at least)
        `-1` /resources/clusters/etl/num_workers
    ");
    assert_snapshot!(cluster("{ spark_version: latest, node_type_id: @node, num_workers: 1 }"), @"
    bricep.yaml:3:48: error[BRC2006] pattern-mismatch: `latest` does not fit `spark_version` (write the key of a runtime, such as `16.4.x-scala2.12`)
        `latest` /resources/clusters/etl/spark_version
    ");
    assert_snapshot!(cluster("{ spark_version: 16.4.x-scala2.12, node_type_id: @node, num_workers: 1, cluster_id: abc, state: RUNNING }"), @"
    bricep.yaml:3:114: warning[BRC2009] server-filled-property: only the server fills in `cluster_id` (remove it) [fixable]
        `cluster_id` /resources/clusters/etl/cluster_id
    bricep.yaml:3:131: warning[BRC2009] server-filled-property: only the server fills in `state` (remove it) [fixable]
        `state` /resources/clusters/etl/state
    ");
    assert_snapshot!(cluster("{ spark_version: 16.4.x-scala2.12, node_type_id: @node, num_workers: 1, autoscale: { min_workers: 1, max_workers: 2 } }"), @"
    bricep.yaml:3:114: error[BRC2010] conflicting-properties: `num_workers` and `autoscale` exclude each other (keep one of them)
        `autoscale` /resources/clusters/etl
        bricep.yaml:3:98: `num_workers` stands here: `num_workers`
    ");
    assert_snapshot!(cluster("{ spark_version: 16.4.x-scala2.12, node_type_id: @node, num_workers: 1, init_scripts: [{ dbfs: { destination: 'dbfs:/x' } }] }"), @"
    bricep.yaml:3:131: warning[BRC4034] dbfs-init-script: `dbfs` is deprecated (keep the script in the workspace (`workspace`) or in a volume (`volumes`))
        `dbfs` /resources/clusters/etl/init_scripts/0/dbfs
    ");
    assert_snapshot!(found("resources: { jobs: { j: { name: '' , parameters: [{ name: a, default: x }, { name: a, default: y }] } } }"), @"
    bricep.yaml:3:33: error[BRC2007] wrong-length: `name` is empty (it takes 1 character at least)
        `''` /resources/jobs/j/name
    bricep.yaml:3:84: error[BRC2013] duplicate-element: two elements have the name `a` (give each element its own name)
        `a` /resources/jobs/j/parameters/1/name
        bricep.yaml:3:59: the first one: `a`
    ");
    assert_snapshot!(found("resources: { instance_pools: { p: { node_type_id: @node } } }"), @"
    bricep.yaml:3:32: error[BRC2003] missing-property: the instance pool `p` has no `instance_pool_name` (add `instance_pool_name`: name of the pool, unique in the workspace)
        `p` /resources/instance_pools/p
    ");
}

#[test]
fn a_finding_shows_every_place_that_shaped_the_value() {
    // The overlay replaces what the definition says.
    assert_snapshot!(found("
        environments:
          dev:
          prod: { resources: { clusters: { etl: { num_workers: many } } } }
        resources: { clusters: { etl: @cluster } }
    "), @"
    bricep.yaml:5:56: error[BRC2002] wrong-type: expected `num_workers` to be a whole number, found text in environment `prod`
        `many` /environments/prod/resources/clusters/etl/num_workers
        bricep.yaml:6:111: set here first: `1`
    ");
    // The definition is at fault, and an overlay touches something else.
    assert_snapshot!(found("
        environments:
          dev:
          prod: { resources: { clusters: { etl: { num_workers: 5 } } } }
        resources: { clusters: { etl: { spark_version: latest, node_type_id: @node, num_workers: 1 } } }
    "), @"
    bricep.yaml:6:48: error[BRC2006] pattern-mismatch: `latest` does not fit `spark_version` (write the key of a runtime, such as `16.4.x-scala2.12`)
        `latest` /resources/clusters/etl/spark_version
    ");
}

#[test]
fn a_finding_shows_where_the_value_of_a_variable_stands() {
    assert_snapshot!(found("
        variables: { workers: { default: many } }
        resources: { clusters: { etl: { spark_version: 16.4.x-scala2.12, node_type_id: @node, num_workers: '${var.workers}' } } }
    "), @"
    bricep.yaml:4:111: error[BRC2002] wrong-type: expected `num_workers` to be a whole number, found text (change the value of the variable `workers`, or take another one)
        `'${var.workers}'` /resources/clusters/etl/num_workers
        bricep.yaml:3:34: the value of `workers`: `many`
    ");
    assert_snapshot!(found("
        variables: { workers: { default: 1 } }
        environments: { dev: , test: { variables: { workers: -5 } }, prod: { variables: { workers: -6 } } }
        resources: { clusters: { etl: { spark_version: 16.4.x-scala2.12, node_type_id: @node, num_workers: '${var.workers}' } } }
    "), @"
    bricep.yaml:5:111: error[BRC2005] out-of-range: `num_workers` is less than 0 in environment `test` (write 0 at least)
        `'${var.workers}'` /resources/clusters/etl/num_workers
        bricep.yaml:4:54: the value of `workers`: `-5`
    ");
    assert_snapshot!(found("
        variables: { scale: { default: { min_workers: 1, max_wrkers: 2 } } }
        resources: { clusters: { etl: { spark_version: 16.4.x-scala2.12, node_type_id: @node, autoscale: '${var.scale}' } } }
    "), @"
    bricep.yaml:3:50: error[BRC2001] unknown-property: unknown property `max_wrkers` in `autoscale` (did you mean `max_workers`?) [fixable]
        `max_wrkers` /resources/clusters/etl/autoscale/max_wrkers
    ");
    silent(&["
        variables: { workers: { type: integer }, scale: { type: map, items: integer } }
        resources:
          clusters:
            a: { spark_version: 16.4.x-scala2.12, node_type_id: @node, num_workers: '${var.workers}' }
            b: { spark_version: 16.4.x-scala2.12, node_type_id: @node, autoscale: '${var.scale}' }
    "]);
}

#[test]
fn a_finding_names_the_first_environment_that_shows_it() {
    // All show it.
    assert_snapshot!(found("
        environments: { dev: , prod: }
        resources: { clusters: { etl: { spark_version: latest, node_type_id: @node, num_workers: 1 } } }
    "), @"
    bricep.yaml:4:48: error[BRC2006] pattern-mismatch: `latest` does not fit `spark_version` (write the key of a runtime, such as `16.4.x-scala2.12`)
        `latest` /resources/clusters/etl/spark_version
    ");
    // One environment overlays it away.
    assert_snapshot!(found("
        environments: { dev: { resources: { clusters: { etl: { spark_version: 16.4.x-scala2.12 } } } }, test: , prod: }
        resources: { clusters: { etl: { spark_version: latest, node_type_id: @node, num_workers: 1 } } }
    "), @"
    bricep.yaml:4:48: error[BRC2006] pattern-mismatch: `latest` does not fit `spark_version` in environment `test` (write the key of a runtime, such as `16.4.x-scala2.12`)
        `latest` /resources/clusters/etl/spark_version
    ");
}

#[test]
fn a_definition_that_every_environment_changes_is_checked_too() {
    assert_snapshot!(found("
        environments:
          dev: { resources: { clusters: { etl: { num_workers: 1 } } } }
          prod: { resources: { clusters: { etl: { num_workers: 2 } } } }
        resources: { clusters: { etl: { spark_version: 16.4.x-scala2.12, node_type_id: @node, num_workers: nine } } }
    "), @"
    bricep.yaml:6:111: error[BRC2002] wrong-type: expected `num_workers` to be a whole number, found text
        `nine` /resources/clusters/etl/num_workers
    ");
    // What is missing may come from the environments.
    silent(&["
        environments:
          dev: { resources: { clusters: { etl: { num_workers: 1 } } } }
          prod: { resources: { clusters: { etl: { num_workers: 2 } } } }
        resources: { clusters: { etl: { spark_version: 16.4.x-scala2.12, node_type_id: @node } } }
    "]);
}

#[test]
fn interpolations_are_accepted_wherever_a_value_is() {
    silent(&["
        resources:
          clusters:
            etl:
              spark_version: ${environment}
              node_type_id: ${name}
              num_workers: ${azure.workspace_url}
              data_security_mode: ${user}
    "]);
}
