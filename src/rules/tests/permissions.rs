use insta::assert_snapshot;

use super::{found, silent};

fn warehouse(permissions: &str) -> String {
    format!(
        "resources:\n  sql_warehouses:\n    a: {{ name: a, cluster_size: Small, auto_stop_mins: 10, permissions: [{permissions}] }}"
    )
}

const GUID: &str = "6f1c2a1e-54b1-4c1d-9a5e-3f1d7f0a2b11";

#[test]
fn foreign_permission_level() {
    let code = "BRC4093";
    assert_snapshot!(found(code, &warehouse("{ level: CAN_RUN, group_name: x }")), @"
    5:83 `CAN_RUN` unknown value `CAN_RUN` of `level`
        /resources/sql_warehouses/a/permissions/0/level: the values are `CAN_MANAGE`, `CAN_MONITOR`, `CAN_USE`, `CAN_VIEW` and `IS_OWNER`
    ");
    silent(code, &[&warehouse("{ level: CAN_USE, group_name: x }")]);
}

#[test]
fn principal_twice() {
    let code = "BRC4110";
    assert_snapshot!(found(code, &warehouse("{ level: CAN_USE, group_name: x }, { level: CAN_MANAGE, group_name: x }")), @"
    5:142 `x` `permissions` of the SQL warehouse `a` names `x` twice
        /resources/sql_warehouses/a/permissions/1/group_name: leave one of them out; of two levels the higher one holds
        5:104 the first one
    ");
    assert_snapshot!(found(code, "resources: { groups: { a: { display_name: a, members: [{ value: '12' }, { value: '12' }] } } }"), @"
    3:82 `'12'` `members` of the group `a` names `12` twice
        /resources/groups/a/members/1/value: leave one of them out; of two levels the higher one holds
        3:65 the first one
    ");
    silent(
        code,
        &[
            &warehouse("{ level: CAN_USE, group_name: x }, { level: CAN_MANAGE, group_name: y }"),
            &warehouse("{ level: CAN_USE, group_name: x }, { level: CAN_MANAGE, user_name: x }"),
        ],
    );
}

#[test]
fn wrong_kind_of_principal() {
    let code = "BRC4114";
    assert_snapshot!(found(code, &warehouse(&format!("{{ level: CAN_USE, user_name: {GUID} }}"))), @"
    5:92 `user_name` `6f1c2a1e-54b1-4c1d-9a5e-3f1d7f0a2b11` is the application id of a service principal, not a user
        /resources/sql_warehouses/a/permissions/0/user_name: call the key `service_principal_name`
    ");
    assert_snapshot!(found(code, &warehouse("{ level: CAN_USE, service_principal_name: ada@contoso.com }")), @"
    5:92 `service_principal_name` `ada@contoso.com` is no application id, by which service principals are named
        /resources/sql_warehouses/a/permissions/0/service_principal_name: call the key `user_name`
    ");
    assert_snapshot!(found(code, &warehouse("{ level: CAN_USE, service_principal_name: deployer }")), @"
    5:92 `service_principal_name` `deployer` is no application id, by which service principals are named
        /resources/sql_warehouses/a/permissions/0/service_principal_name: write the application id, a GUID
    ");
    silent(
        code,
        &[
            &warehouse(&format!("{{ level: CAN_USE, service_principal_name: {GUID} }}")),
            &warehouse("{ level: CAN_USE, user_name: ada@contoso.com }"),
            &format!(
                "variables: {{ p: {{ type: string }} }}\n{}",
                warehouse("{ level: CAN_USE, service_principal_name: '${var.p}' }")
            ),
        ],
    );
}

#[test]
fn manage_for_everyone() {
    let code = "BRC6005";
    assert_snapshot!(found(code, &warehouse("{ level: CAN_MANAGE, group_name: users }")), @"
    5:83 `CAN_MANAGE` everybody in the workspace may manage the SQL warehouse `a`
        /resources/sql_warehouses/a/permissions/0/level: let a group manage it whose members need to
    ");
    assert_snapshot!(found(code, "resources: { secret_scopes: { a: { scope: a, initial_manage_principal: users } } }"), @"
    3:72 `users` everybody in the workspace may manage the secret scope `a`
        /resources/secret_scopes/a/initial_manage_principal: let a group manage it whose members need to
    ");
    silent(
        code,
        &[
            &warehouse("{ level: CAN_USE, group_name: users }"),
            &warehouse("{ level: CAN_MANAGE, group_name: admins }"),
        ],
    );
}

#[test]
fn secrets_for_everyone() {
    let code = "BRC6012";
    let of = |level: &str, group: &str| {
        format!(
            "resources: {{ secret_scopes: {{ a: {{ scope: a, permissions: [{{ level: {level}, group_name: {group} }}] }} }} }}"
        )
    };
    assert_snapshot!(found(code, &of("READ", "users")), @"
    3:69 `READ` everybody in the workspace may read the secrets of the secret scope `a`
        /resources/secret_scopes/a/permissions/0/level: let a group read them whose members need to
    ");
    silent(code, &[&of("READ", "engineers"), &of("MANAGE", "users")]);
}

#[test]
fn personal_run_as() {
    let code = "BRC6008";
    let of = |environment: &str, who: &str| {
        format!(
            "environments: {{ {environment}: {{}} }}\nresources: {{ jobs: {{ a: {{ name: a, run_as: {{ {who} }} }} }} }}"
        )
    };
    assert_snapshot!(found(code, &of("prod", "user_name: ada@contoso.com")), @"
    4:57 `ada@contoso.com` the job `a` runs as a person, and ends when that person leaves
        /resources/jobs/a/run_as/user_name: name a service principal in `service_principal_name`
    ");
    silent(
        code,
        &[&of("dev", "user_name: ada@contoso.com"), &of("prod", &format!("service_principal_name: {GUID}"))],
    );
}

#[test]
fn personal_owner() {
    let code = "BRC6009";
    let of = |environment: &str, owner: &str| {
        format!(
            "environments: {{ {environment}: {{}} }}\nresources: {{ schemas: {{ a: {{ catalog_name: main, name: a, owner: '{owner}' }} }} }}"
        )
    };
    assert_snapshot!(found(code, &of("prod", "ada@contoso.com")), @"
    4:66 `'ada@contoso.com'` the schema `a` belongs to a person
        /resources/schemas/a/owner: let a group own it, or a service principal
    ");
    assert_snapshot!(found(code, "environments: { prod: {} }\nresources: { jobs: { a: { name: a, permissions: [{ level: IS_OWNER, user_name: ada@contoso.com }] } } }"), @"
    4:80 `ada@contoso.com` the job `a` belongs to a person
        /resources/jobs/a/permissions/0/user_name: let a group own it, or a service principal
    ");
    silent(code, &[&of("dev", "ada@contoso.com"), &of("prod", "data-owners"), &of("prod", GUID)]);
}

#[test]
fn builtin_group() {
    let code = "BRC4115";
    let of = |body: &str| format!("resources: {{ groups: {{ a: {{ {body} }} }} }}");
    assert_snapshot!(found(code, &of("display_name: admins")), @"
    3:43 `admins` the group `admins` is there already, and nobody can make another
        /resources/groups/a/display_name: take another name, or write `lifecycle: { adopt: true }`
    ");
    silent(code, &[&of("display_name: users, lifecycle: { adopt: true }"), &of("display_name: analysts")]);
}

#[test]
fn excluding_entitlements() {
    let code = "BRC4116";
    let of = |values: &str| {
        format!("resources: {{ groups: {{ a: {{ display_name: a, entitlements: [{values}] }} }} }}")
    };
    assert_snapshot!(found(code, &of("{ value: workspace-access }, { value: workspace-consume }")), @"
    3:99 `workspace-consume` `workspace-consume` of the group `a` stands beside an entitlement that holds more
        /resources/groups/a/entitlements/1/value: leave one of them out
        3:70 holds more
    ");
    silent(
        code,
        &[
            &of("{ value: workspace-consume }"),
            &of("{ value: workspace-access }, { value: databricks-sql-access }"),
        ],
    );
}
