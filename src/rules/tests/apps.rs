use insta::assert_snapshot;

use super::{found, silent};

#[test]
fn app_min_above_max() {
    let code = "BRC4146";
    let spec = "
        resources:
          apps:
            instances:
              name: instances
              compute_min_instances: 4
              compute_max_instances: 2
    ";
    assert_snapshot!(found(code, spec), @"
    7:30 `4` the app `instances` has at least 4 instances and at most 2
        /resources/apps/instances/compute_min_instances: write a `compute_min_instances` that is not above `compute_max_instances`
        8:30 the most
    ");
    silent(code, &[&spec.replace("4", "1")]);
}

#[test]
fn unknown_app_resource() {
    let code = "BRC4147";
    let spec = "
        resources:
          apps:
            variable:
              name: variable
              env_vars:
                - { name: WAREHOUSE_ID, value_from: sql }
              resources:
                - name: warehouse
                  sql_warehouse: { id: 1234567890abcdef, permission: CAN_USE }
    ";
    assert_snapshot!(found(code, spec), @"
    8:45 `sql` the app `variable` has no resource of the name `sql`
        /resources/apps/variable/env_vars/0/value_from: write the `name` of one of its `resources`, or add the resource
    ");
    silent(
        code,
        &[&spec.replace(
            "- { name: WAREHOUSE_ID, value_from: sql }",
            "- { name: WAREHOUSE_ID, value_from: warehouse }",
        )],
    );
}

#[test]
fn wrong_securable_permission() {
    let code = "BRC4148";
    let spec = "
        resources:
          apps:
            securable:
              name: securable
              resources:
                - name: files
                  uc_securable: { securable_full_name: main.sales.files, securable_type: VOLUME, permission: SELECT }
    ";
    assert_snapshot!(found(code, spec), @"
    9:102 `SELECT` the app `securable` cannot have `SELECT` on an object of the type `VOLUME`
        /resources/apps/securable/resources/0/uc_securable/permission: write `READ_VOLUME` or `WRITE_VOLUME`
        9:82 the type
    ");
    silent(code, &[&spec.replace("SELECT", "READ_VOLUME")]);
}
