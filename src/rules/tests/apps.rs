use insta::assert_snapshot;

use super::{found, silent};

#[test]
fn app_min_above_max() {
    let code = "BRC4146";
    assert_snapshot!(found(code, "
        resources:
          apps:
            instances:
              name: instances
              compute_min_instances: 4
              compute_max_instances: 2
    "), @"
    7:30 `4` the app `instances` has at least 4 instances and at most 2
        /resources/apps/instances/compute_min_instances: write a `compute_min_instances` that is not above `compute_max_instances`
        8:30 the most
    ");
    silent(
        code,
        &["
                resources:
                  apps:
                    instances:
                      name: instances
                      compute_min_instances: 1
                      compute_max_instances: 2
            "],
    );
}

#[test]
fn unknown_app_resource() {
    let code = "BRC4147";
    assert_snapshot!(found(code, "
        resources:
          apps:
            variable:
              name: variable
              env_vars:
                - { name: WAREHOUSE_ID, value_from: sql }
              resources:
                - name: warehouse
                  sql_warehouse: { id: 1234567890abcdef, permission: CAN_USE }
    "), @"
    8:45 `sql` the app `variable` has no resource of the name `sql`
        /resources/apps/variable/env_vars/0/value_from: write the `name` of one of its `resources`, or add the resource
    ");
    silent(
        code,
        &["
                resources:
                  apps:
                    variable:
                      name: variable
                      env_vars:
                        - { name: WAREHOUSE_ID, value_from: warehouse }
                      resources:
                        - name: warehouse
                          sql_warehouse: { id: 1234567890abcdef, permission: CAN_USE }
            "],
    );
}

#[test]
fn wrong_securable_permission() {
    let code = "BRC4148";
    assert_snapshot!(found(code, "
        resources:
          apps:
            securable:
              name: securable
              resources:
                - name: files
                  uc_securable: { securable_full_name: main.sales.files, securable_type: VOLUME, permission: SELECT }
    "), @"
    9:102 `SELECT` the app `securable` cannot have `SELECT` on an object of the type `VOLUME`
        /resources/apps/securable/resources/0/uc_securable/permission: write `READ_VOLUME` or `WRITE_VOLUME`
        9:82 the type
    ");
    silent(
        code,
        &[
            "
                resources:
                  apps:
                    securable:
                      name: securable
                      resources:
                        - name: files
                          uc_securable: { securable_full_name: main.sales.files, securable_type: VOLUME, permission: READ_VOLUME }
            ",
        ],
    );
}
