use insta::assert_snapshot;

use super::{findings, found, run, shown, silent, spec, tree};

#[test]
fn interpolations_are_well_formed() {
    assert_snapshot!(found("outputs: { a: 'x ${nam} y', b: '${', c: '${var}', d: '${resources.clusters.x}', e: '${}', f: '${var.a b}', g: '${node_type}', h: '${workspace.host}' }"), @"
    bricep.yaml:3:18: error[BRC3002] unknown-interpolation: `${nam}` names nothing that bricep knows (did you mean `${name}`?)
        `${nam}` /outputs/a
    bricep.yaml:3:33: error[BRC3001] malformed-interpolation: `${` is not closed (close it with `}`; for a literal `${` write `$${`)
        `${` /outputs/b
    bricep.yaml:3:42: error[BRC3001] malformed-interpolation: `${var}` is malformed (the form is `${var.<variable>}`)
        `${var}` /outputs/c
    bricep.yaml:3:55: error[BRC3001] malformed-interpolation: `${resources.clusters.x}` is malformed (the form is `${resources.<kind>.<key>.<attribute>}`)
        `${resources.clusters.x}` /outputs/d
    bricep.yaml:3:85: error[BRC3002] unknown-interpolation: `${}` names nothing that bricep knows (the forms are `${name}`, `${environment}`, `${user}`, `${var.<variable>}`, `${resources.<kind>.<key>.<attribute>}`, `${azure.<value>}` and `${secret.<name>}`)
        `${}` /outputs/e
    bricep.yaml:3:95: error[BRC3001] malformed-interpolation: `${var.a b}` is malformed (the form is `${var.<variable>}`)
        `${var.a b}` /outputs/f
    bricep.yaml:3:112: error[BRC3002] unknown-interpolation: `${node_type}` names nothing that bricep knows (a variable is `${var.node_type}`; for a literal `${` write `$${`)
        `${node_type}` /outputs/g
    bricep.yaml:3:131: error[BRC3002] unknown-interpolation: `${workspace.host}` names nothing that bricep knows (write `${azure.workspace_url}`)
        `${workspace.host}` /outputs/h
    ");
    silent(&[
        "outputs: { a: '$${nam}', b: '{{job.id}}', c: '$', d: '${ name }', e: '${name}${environment}' }",
        "outputs: { a: '${user}' }",
    ]);
}

#[test]
fn places_are_exact_in_any_style_of_text() {
    assert_snapshot!(found(r#"
        outputs:
          plain: é ${var.x} ${var.x}
          single: 'a ''${var.x}'
          double: "\u00e9 ${var.x}"
          escaped: "$\u007bvar.x}"
          block: |
            first
            second ${var.x}
          folded: >
            one
            ${var.x}
    "#), @r#"
    bricep.yaml:4:12: error[BRC3003] unknown-variable: the variable `x` is not declared (declare it: `variables: { x: { description: … } }`)
        `${var.x}` /outputs/plain
    bricep.yaml:4:21: error[BRC3003] unknown-variable: the variable `x` is not declared (declare it: `variables: { x: { description: … } }`)
        `${var.x}` /outputs/plain
    bricep.yaml:5:16: error[BRC3003] unknown-variable: the variable `x` is not declared (declare it: `variables: { x: { description: … } }`)
        `${var.x}` /outputs/single
    bricep.yaml:6:19: error[BRC3003] unknown-variable: the variable `x` is not declared (declare it: `variables: { x: { description: … } }`)
        `${var.x}` /outputs/double
    bricep.yaml:7:12: error[BRC3003] unknown-variable: the variable `x` is not declared (declare it: `variables: { x: { description: … } }`)
        `"$\u007bvar.x}"` /outputs/escaped
    bricep.yaml:10:12: error[BRC3003] unknown-variable: the variable `x` is not declared (declare it: `variables: { x: { description: … } }`)
        `${var.x}` /outputs/block
    bricep.yaml:13:5: error[BRC3003] unknown-variable: the variable `x` is not declared (declare it: `variables: { x: { description: … } }`)
        `${var.x}` /outputs/folded
    "#);
}

#[test]
fn resources_kinds_and_attributes_are_known() {
    assert_snapshot!(found("
        resources: { clusters: { etl: @cluster } }
        outputs:
          a: ${resources.clusters.elt.id}
          b: ${resources.cluster.etl.id}
          c: ${resources.clusters.etl.ids}
          d: ${resources.jobs.etl.id}
          e: ${resources.clusters.far_away.id}
          f: ${resources.clusters.etl.id}
    "), @"
    bricep.yaml:5:6: error[BRC3004] unknown-resource: the cluster `elt` is not declared (did you mean `etl`?)
        `${resources.clusters.elt.id}` /outputs/a
    bricep.yaml:6:6: error[BRC2011] unknown-kind: `cluster` is no kind of resource (did you mean `clusters`?) [fixable]
        `${resources.cluster.etl.id}` /outputs/b
    bricep.yaml:7:6: error[BRC3005] unknown-attribute: a cluster offers no `ids` (did you mean `id`?)
        `${resources.clusters.etl.ids}` /outputs/c
    bricep.yaml:8:6: error[BRC3004] unknown-resource: the job `etl` is not declared (the spec declares no job)
        `${resources.jobs.etl.id}` /outputs/d
    bricep.yaml:9:6: error[BRC3004] unknown-resource: the cluster `far_away` is not declared (the spec declares `etl`)
        `${resources.clusters.far_away.id}` /outputs/e
    ");
}

#[test]
fn a_field_takes_a_reference_of_its_kind() {
    assert_snapshot!(found("
        resources:
          clusters: { etl: @cluster, two: { spark_version: 16.4.x-scala2.12, instance_pool_id: '${resources.clusters.etl.id}', num_workers: 1 } }
    "), @"
    bricep.yaml:4:164: error[BRC3020] wrong-reference-kind: `etl` is a cluster, and an instance pool is expected here (refer to one of `resources.instance_pools`)
        `${resources.clusters.etl.id}` /resources/clusters/two/instance_pool_id
    ");
    silent(&["
        resources:
          instance_pools: { p: @pool }
          clusters: { two: { spark_version: 16.4.x-scala2.12, instance_pool_id: '${resources.instance_pools.p.id}', num_workers: 1 } }
    "]);
}

#[test]
fn references_hold_in_each_environment() {
    assert_snapshot!(found("
        environments: { dev: , test: { resources: { instance_pools: { p: null } } }, prod: { resources: { instance_pools: { p: null } } } }
        resources:
          instance_pools: { p: @pool }
          clusters: { c: { spark_version: 16.4.x-scala2.12, instance_pool_id: '${resources.instance_pools.p.id}', num_workers: 1 } }
        outputs: { o: '${resources.instance_pools.p.id}' }
    "), @"
    bricep.yaml:6:72: error[BRC3006] absent-resource: the instance pool `p` does not exist in environment `test` (overlay this value as well, or keep the instance pool)
        `${resources.instance_pools.p.id}` /resources/clusters/c/instance_pool_id
        bricep.yaml:5:21: defined here: `p`
        bricep.yaml:3:63: removed here: `p: null`
    bricep.yaml:7:16: error[BRC3006] absent-resource: the instance pool `p` does not exist in environment `test` (overlay this value as well, or keep the instance pool)
        `${resources.instance_pools.p.id}` /outputs/o
        bricep.yaml:5:21: defined here: `p`
        bricep.yaml:3:63: removed here: `p: null`
    ");
    silent(&["
        environments:
          dev:
          prod: { outputs: { o: null }, resources: { instance_pools: { p: null }, clusters: { c: { instance_pool_id: null, node_type_id: Standard_D4ds_v5 } } } }
        resources:
          instance_pools: { p: @pool }
          clusters: { c: { spark_version: 16.4.x-scala2.12, instance_pool_id: '${resources.instance_pools.p.id}', num_workers: 1 } }
        outputs: { o: '${resources.instance_pools.p.id}' }
    "]);
}

#[test]
fn resources_form_no_circle() {
    let task = |target: &str| {
        format!(
            "{{ name: j, tasks: [{{ task_key: t, run_job_task: {{ job_id: '${{resources.jobs.{target}.id}}' }} }}] }}"
        )
    };
    assert_snapshot!(found(&format!("resources: {{ jobs: {{ a: {}, b: {}, c: {} }} }}", task("b"), task("c"), task("a"))), @"
    bricep.yaml:3:84: error[BRC3007] reference-cycle: resources refer to each other in a circle: jobs.a → jobs.b → jobs.c → jobs.a (take one of these references out)
        `${resources.jobs.b.id}` /resources/jobs/a
        bricep.yaml:3:178: `jobs.b` refers to `jobs.c`: `${resources.jobs.c.id}`
        bricep.yaml:3:272: `jobs.c` refers to `jobs.a`: `${resources.jobs.a.id}`
    ");
    assert_snapshot!(found(&format!("resources: {{ jobs: {{ a: {} }} }}", task("a"))), @"
    bricep.yaml:3:84: error[BRC3007] reference-cycle: resources refer to each other in a circle: jobs.a → jobs.a (take one of these references out)
        `${resources.jobs.a.id}` /resources/jobs/a
    ");
    let order = |body: String| {
        let model = run(&[("bricep.yaml", &spec(&body))]).model.unwrap();
        model.resources.iter().map(|resource| resource.key.to_string()).collect::<Vec<_>>().join(" ")
    };
    let body = format!(
        "resources: {{ jobs: {{ a: {}, b: {}, c: {{ name: c }}, d: {{ name: d }} }} }}",
        task("b"),
        task("d")
    );
    assert_eq!(order(body), "d b a c");
}

#[test]
fn a_circle_in_one_environment_only_is_one_too() {
    let job = |target: &str| {
        format!(
            "{{ name: j, tasks: [{{ task_key: t, run_job_task: {{ job_id: '${{resources.jobs.{target}.id}}' }} }}] }}"
        )
    };
    assert_snapshot!(found(&format!("
        environments: {{ dev: , prod: {{ resources: {{ jobs: {{ b: {{ tasks: {{ t: {{ run_job_task: {{ job_id: '${{resources.jobs.a.id}}' }} }} }} }} }} }} }} }}
        resources: {{ jobs: {{ a: {}, b: {}, c: {{ name: c }} }} }}
    ", job("b"), job("c"))), @"
    bricep.yaml:3:97: error[BRC3007] reference-cycle: resources refer to each other in a circle: jobs.b → jobs.a → jobs.b (take one of these references out)
        `${resources.jobs.a.id}` /resources/jobs/b
        bricep.yaml:4:84: `jobs.a` refers to `jobs.b`: `${resources.jobs.b.id}`
    ");
}

#[test]
fn production_does_not_depend_on_who_deploys() {
    assert_snapshot!(found("
        environments: { dev: , prod: , live: }
        resources: { jobs: { j: { name: '${user}-j' } } }
        outputs: { o: '${user}' }
    "), @"
    bricep.yaml:4:34: error[BRC3017] user-in-production: `${user}` stands in a value of production in environment `prod` (overlay the value, so that production does not depend on who deploys)
        `${user}` /resources/jobs/j/name
        bricep.yaml:3:24: this environment is production: `prod`
    bricep.yaml:5:16: error[BRC3017] user-in-production: `${user}` stands in a value of production in environment `prod` (overlay the value, so that production does not depend on who deploys)
        `${user}` /outputs/o
        bricep.yaml:3:24: this environment is production: `prod`
    ");
}

#[test]
fn secrets_stand_only_where_nobody_sees_them() {
    assert_snapshot!(found("
        resources:
          jobs: { j: { name: '${secret.a}', tags: { t: 'x ${secret.b}' } } }
        outputs: { o: '${secret.c}' }
        azure: { location: '${secret.d}' }
    "), @"
    bricep.yaml:4:23: error[BRC3015] misplaced-secret: the secret `a` would be seen by everyone who may see this value (let Databricks read it where it is used: `{{secrets/<scope>/<key>}}`)
        `${secret.a}` /resources/jobs/j/name
    bricep.yaml:4:51: error[BRC3015] misplaced-secret: the secret `b` would be seen by everyone who may see this value (let Databricks read it where it is used: `{{secrets/<scope>/<key>}}`)
        `${secret.b}` /resources/jobs/j/tags/t
    bricep.yaml:5:16: error[BRC3015] misplaced-secret: the secret `c` would be seen by everyone who may see this value (let Databricks read it where it is used: `{{secrets/<scope>/<key>}}`)
        `${secret.c}` /outputs/o
    bricep.yaml:6:21: error[BRC3016] misplaced-interpolation: `${secret.d}` is not known where `azure` is read (this section takes `${name}`, `${environment}` and `${var.…}`)
        `${secret.d}` /azure/location
    ");
    silent(&[
        "
        resources:
          clusters:
            etl:
              spark_version: 16.4.x-scala2.12
              node_type_id: Standard_D4ds_v5
              num_workers: 1
              docker_image: { url: x, basic_auth: { username: u, password: '${secret.registry}' } }
    ",
        "
        resources:
          connections:
            erp: { name: erp, connection_type: MYSQL, options: { host: h, password: '${secret.erp}' } }
    ",
    ]);
    assert_snapshot!(found("
        resources:
          connections:
            erp: { name: erp, connection_type: MYSQL, options: {}, properties: { p: '${secret.erp}' } }
    "), @"
    bricep.yaml:5:78: error[BRC3015] misplaced-secret: the secret `erp` would be seen by everyone who may see this value (let Databricks read it where it is used: `{{secrets/<scope>/<key>}}`)
        `${secret.erp}` /resources/connections/erp/properties/p
    ");
}

#[test]
fn what_a_resource_refers_to_can_be_read_from_it() {
    silent(&["
        resources:
          schemas: { s: { catalog_name: main, name: s } }
          volumes:
            v:
              catalog_name: '${resources.schemas.s.catalog_name}'
              schema_name: '${resources.schemas.s.name}'
              name: v
    "]);
    assert_snapshot!(found("
        resources:
          schemas: { s: { catalog_name: main, name: s } }
          volumes: { v: { catalog_name: '${resources.schemas.s.name}', schema_name: s, name: v } }
    "), @"
    bricep.yaml:5:34: error[BRC3020] wrong-reference-kind: `s` is a schema, and a catalog is expected here (refer to one of `resources.catalogs`)
        `${resources.schemas.s.name}` /resources/volumes/v/catalog_name
    ");
}

#[test]
fn azure_values_are_known() {
    assert_snapshot!(found("outputs: { a: '${azure.workspace_ulr}', b: '${azure.nothing}', c: '${azure.key_vault_uri}' }"), @"
    bricep.yaml:3:16: error[BRC3002] unknown-interpolation: the Azure half offers no `workspace_ulr` (did you mean `${azure.workspace_url}`?) [fixable]
        `${azure.workspace_ulr}` /outputs/a
    bricep.yaml:3:45: error[BRC3002] unknown-interpolation: the Azure half offers no `nothing` (the Azure half offers `workspace_url`, `workspace_resource_id`, `key_vault_id`, `key_vault_uri`, `access_connector_id` and `storage_account_name`)
        `${azure.nothing}` /outputs/b
    ");
    assert_snapshot!(found("
        azure: { workspace: { url: 'https://adb-1.2.azuredatabricks.net' } }
        outputs: { a: '${azure.workspace_url}', b: '${azure.workspace_resource_id}' }
    "), @"
    bricep.yaml:4:45: error[BRC3002] unknown-interpolation: `${azure.workspace_resource_id}` is not known where the workspace is given by `url` (let bricep create the workspace)
        `${azure.workspace_resource_id}` /outputs/b
    ");
}

#[test]
fn sections_take_what_is_known_where_they_are_read() {
    assert_snapshot!(found("
        variables: { v: { default: x } }
        resources: { clusters: { c: @cluster } }
        azure: { location: '${resources.clusters.c.id}', resource_group: 'rg-${azure.workspace_url}', tags: { a: '${var.v}', b: '${nope}' } }
        pipelines: { azure_devops: { service_connection: '${var.v}-${name}-${environment}', environment: 'e-${azure.workspace_url}', preview_service_connection: r } }
    "), @"
    bricep.yaml:5:21: error[BRC3016] misplaced-interpolation: `${resources.clusters.c.id}` is not known where `azure` is read (this section takes `${name}`, `${environment}` and `${var.…}`)
        `${resources.clusters.c.id}` /azure/location
    bricep.yaml:5:70: error[BRC3016] misplaced-interpolation: `${azure.workspace_url}` is not known where `azure` is read (this section takes `${name}`, `${environment}` and `${var.…}`)
        `${azure.workspace_url}` /azure/resource_group
    bricep.yaml:5:122: error[BRC3002] unknown-interpolation: `${nope}` names nothing that bricep knows (a variable is `${var.nope}`; for a literal `${` write `$${`)
        `${nope}` /azure/tags/b
    bricep.yaml:6:101: error[BRC3016] misplaced-interpolation: `${azure.workspace_url}` is not known where `pipelines` is read (this section takes `${name}`, `${environment}` and `${var.…}`)
        `${azure.workspace_url}` /pipelines/azure_devops/environment
    ");
}

#[test]
fn keys_are_not_filled_in() {
    assert_snapshot!(found("
        variables: { k: { default: x } }
        resources:
          jobs:
            j:
              name: j
              tags: { '${var.k}': x, '$${literal}': y }
              tasks:
                - { task_key: '${var.k}', spark_jar_task: {} }
                - { task_key: '${environment}', spark_jar_task: {} }
    "), @"
    bricep.yaml:8:15: error[BRC3016] misplaced-interpolation: `${var.k}` is a key, and keys are not filled in (write the key out)
        `'${var.k}'` /resources/jobs/j/tags/${var.k}
    bricep.yaml:8:30: error[BRC3016] misplaced-interpolation: `$${literal}` is a key, and keys are not filled in (write the key out)
        `'$${literal}'` /resources/jobs/j/tags/$${literal}
    bricep.yaml:10:24: error[BRC3016] misplaced-interpolation: `task_key` tells the elements of this list apart, and takes no `${var.k}` (write the key out)
        `${var.k}` /resources/jobs/j/tasks/0
    ");
}

#[test]
fn a_list_does_not_stand_inside_a_text() {
    assert_snapshot!(found("
        variables: { l: { default: [a] } }
        outputs: { a: '${var.l}', b: 'x ${var.l}' }
    "), @"
    bricep.yaml:4:33: error[BRC3016] misplaced-interpolation: `l` is a list or map and cannot stand inside a text (let the value be `${var.l}` alone)
        `${var.l}` /outputs/b
        bricep.yaml:3:14: the variable: `l`
    ");
}

#[test]
fn one_fault_that_two_environments_show_is_one_finding() {
    let checked = run(&[(
        "bricep.yaml",
        &spec(
            "
        environments:
          dev: { resources: { jobs: { j: { name: dev } } } }
          test:
          prod: { resources: { jobs: { j: { name: '${var.x}', tags: { a: '${var.y}' } } } } }
        resources: { jobs: { j: { name: j, description: '${var.z}' } } }
    ",
        ),
    )]);
    assert_snapshot!(shown(&checked), @"
    bricep.yaml:6:44: error[BRC3003] unknown-variable: the variable `x` is not declared in environment `prod` (declare it: `variables: { x: { description: … } }`)
        `${var.x}` /environments/prod/resources/jobs/j/name
        bricep.yaml:7:33: set here first: `j`
    bricep.yaml:6:67: error[BRC3003] unknown-variable: the variable `y` is not declared in environment `prod` (declare it: `variables: { y: { description: … } }`)
        `${var.y}` /environments/prod/resources/jobs/j/tags/a
    bricep.yaml:7:50: error[BRC3003] unknown-variable: the variable `z` is not declared (declare it: `variables: { z: { description: … } }`)
        `${var.z}` /resources/jobs/j/description
    ");
}

#[test]
fn a_finding_in_an_overlaid_text_shows_what_it_replaces() {
    assert_snapshot!(found("
        resources: { jobs: { j: { name: a } } }
        environments: { prod: { resources: { jobs: { j: { name: '${var.x}' } } } } }
    "), @"
    bricep.yaml:4:58: error[BRC3003] unknown-variable: the variable `x` is not declared (declare it: `variables: { x: { description: … } }`)
        `${var.x}` /environments/prod/resources/jobs/j/name
        bricep.yaml:3:33: set here first: `a`
    ");
}

#[test]
fn what_asset_bundles_write_is_told_in_our_words() {
    let written = [
        "bundle.name",
        "bundle.target",
        "bundle.environment",
        "bundle.git.branch",
        "bundle.uuid",
        "variables.size.value",
        "workspace.host",
        "workspace.current_user.userName",
        "workspace.file_path",
        "workspace.profile",
        "artifacts.default.path",
    ];
    let tags: String =
        written.iter().enumerate().map(|(at, text)| format!("t{at}: '${{{text}}}', ")).collect();
    let found = findings(&[(
        "bricep.yaml",
        &spec(&format!("resources: {{ jobs: {{ j: {{ name: j, tags: {{ {tags} }} }} }} }}")),
    )]);
    let told: Vec<&str> = found.lines().filter(|line| line.contains("BRC")).collect();
    assert_snapshot!(told.join("\n"), @"
    bricep.yaml:3:49: error[BRC3002] unknown-interpolation: `${bundle.name}` names nothing that bricep knows (write `${name}`) [fixable]
    bricep.yaml:3:71: error[BRC3002] unknown-interpolation: `${bundle.target}` names nothing that bricep knows (write `${environment}`) [fixable]
    bricep.yaml:3:95: error[BRC3002] unknown-interpolation: `${bundle.environment}` names nothing that bricep knows (write `${environment}`) [fixable]
    bricep.yaml:3:124: error[BRC3002] unknown-interpolation: `${bundle.git.branch}` names nothing that bricep knows (declare a variable for it, and let the pipeline set the variable)
    bricep.yaml:3:152: error[BRC3002] unknown-interpolation: `${bundle.uuid}` names nothing that bricep knows (the forms are `${name}`, `${environment}`, `${user}`, `${var.<variable>}`, `${resources.<kind>.<key>.<attribute>}`, `${azure.<value>}` and `${secret.<name>}`)
    bricep.yaml:3:174: error[BRC3002] unknown-interpolation: `${variables.size.value}` names nothing that bricep knows (write `${var.size}`) [fixable]
    bricep.yaml:3:205: error[BRC3002] unknown-interpolation: `${workspace.host}` names nothing that bricep knows (write `${azure.workspace_url}`)
    bricep.yaml:3:230: error[BRC3002] unknown-interpolation: `${workspace.current_user.userName}` names nothing that bricep knows (write `${user}`; it is known in development environments)
    bricep.yaml:3:272: error[BRC3002] unknown-interpolation: `${workspace.file_path}` names nothing that bricep knows (write `${resources.<kind>.<key>.path}` of the notebook or workspace file, or its local path)
    bricep.yaml:3:302: error[BRC3002] unknown-interpolation: `${workspace.profile}` names nothing that bricep knows (the forms are `${name}`, `${environment}`, `${user}`, `${var.<variable>}`, `${resources.<kind>.<key>.<attribute>}`, `${azure.<value>}` and `${secret.<name>}`)
    bricep.yaml:3:331: error[BRC3002] unknown-interpolation: `${artifacts.default.path}` names nothing that bricep knows (write the local path of what was built, such as `./dist/*.whl`)
    ");
}

#[test]
fn a_grant_may_name_its_principal_later() {
    let body = "
        variables: { group: { default: analysts } }
        environments:
          dev: {}
          prod: { resources: { schemas: { s: { grants: [ { principal: '${var.group}', privileges: [ SELECT ] } ] } } } }
        resources:
          schemas:
            s:
              name: s
              catalog_name: main
              grants:
                - { principal: '${var.group}', privileges: [ USE_SCHEMA ] }
                - { principal: ada@example.com, privileges: [ USE_SCHEMA ] }
    ";
    let checked = run(&[("bricep.yaml", &spec(body))]);
    assert_snapshot!(shown(&checked), @"");
    assert_snapshot!(tree(&checked, "prod", "schemas", "s"), @r#"{"name":"s","catalog_name":"main","grants":[{"principal":"${var.group}","privileges":["SELECT"]}]}"#);
}
