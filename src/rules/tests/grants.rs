use insta::assert_snapshot;

use super::{found, silent};

/// A catalog and a schema in it, with these grants.
fn granted(catalog: &str, schema: &str) -> String {
    format!(
        "resources:\n  catalogs:\n    sales: {{ name: sales, grants: [{catalog}] }}\n  schemas:\n    orders: {{ catalog_name: '${{resources.catalogs.sales.name}}', name: orders, grants: [{schema}] }}"
    )
}

fn to(principal: &str, privileges: &str) -> String {
    format!("{{ principal: '{principal}', privileges: [{privileges}] }}")
}

#[test]
fn foreign_privilege() {
    let code = "BRC4092";
    assert_snapshot!(found(code, &granted("", &to("analysts", "READ_FILES"))), @"
    7:126 `READ_FILES` unknown value `READ_FILES` of element 1 of `privileges`
        /resources/schemas/orders/grants/0/privileges/0: it belongs to external locations and storage credentials; the values are `ALL_PRIVILEGES`, `APPLY_TAG`, `CREATE_FEATURE`, `CREATE_FUNCTION`, `CREATE_MATERIALIZED_VIEW`, `CREATE_MODEL`, `CREATE_TABLE`, `CREATE_VOLUME`, `EXECUTE`, `EXTERNAL_USE_SCHEMA`, `MANAGE`, `MODIFY`, `READ_FEATURE`, `READ_METADATA`, `READ_VOLUME`, `REFRESH`, `SELECT`, `USE_SCHEMA` and `WRITE_VOLUME`
    ");
    assert_snapshot!(found(code, &granted("", &to("analysts", "SELECTS"))), @"
    7:126 `SELECTS` unknown value `SELECTS` of element 1 of `privileges`
        /resources/schemas/orders/grants/0/privileges/0: did you mean `SELECT`? the values are `ALL_PRIVILEGES`, `APPLY_TAG`, `CREATE_FEATURE`, `CREATE_FUNCTION`, `CREATE_MATERIALIZED_VIEW`, `CREATE_MODEL`, `CREATE_TABLE`, `CREATE_VOLUME`, `EXECUTE`, `EXTERNAL_USE_SCHEMA`, `MANAGE`, `MODIFY`, `READ_FEATURE`, `READ_METADATA`, `READ_VOLUME`, `REFRESH`, `SELECT`, `USE_SCHEMA` and `WRITE_VOLUME`
    ");
    silent(code, &[&granted("", &to("analysts", "SELECT"))]);
}

#[test]
fn modify_without_select() {
    let code = "BRC4107";
    assert_snapshot!(found(code, &granted("", &to("loaders", "USE_SCHEMA, MODIFY"))), @"
    7:137 `MODIFY` `loaders` is granted `MODIFY` and not `SELECT`, without which it changes nothing
        /resources/schemas/orders/grants/0/privileges/1: grant `SELECT` too
    ");
    silent(
        code,
        &[
            &granted("", &to("loaders", "MODIFY, SELECT")),
            &granted(&to("loaders", "SELECT"), &to("loaders", "MODIFY")),
            &granted(&to("account users", "SELECT"), &to("loaders", "MODIFY")),
            &granted(&to("${resources.groups.g.name}", "SELECT"), &to("loaders", "MODIFY"))
                .replace("resources:\n", "resources:\n  groups: { g: { display_name: g } }\n"),
        ],
    );
}

#[test]
fn privilege_without_use() {
    let code = "BRC4108";
    assert_snapshot!(found(code, &granted(&to("engineers", "USE_CATALOG"), &to("analysts", "USE_SCHEMA, SELECT"))), @"
    7:101 `'analysts'` `analysts` is not granted `USE_CATALOG` on the catalog `sales`, which the schema `orders` is in
        /resources/schemas/orders/grants/0/principal: grant it `USE_CATALOG` there, unless another group does
        5:27 the grants there
    ");
    silent(
        code,
        &[
            &granted(&to("analysts", "USE_CATALOG"), &to("analysts", "USE_SCHEMA, SELECT")),
            &granted(&to("analysts", "ALL_PRIVILEGES"), &to("analysts", "SELECT")),
            &granted(&to("account users", "USE_CATALOG"), &to("analysts", "USE_SCHEMA, SELECT")),
            &granted(&to("engineers", "USE_CATALOG"), &to("analysts", "MANAGE")),
            &granted("", &to("analysts", "USE_SCHEMA, SELECT")),
        ],
    );
}

#[test]
fn a_schema_that_may_not_be_used() {
    let code = "BRC4108";
    let of = |schema: &str| {
        format!(
            "resources:\n  schemas: {{ raw: {{ catalog_name: main, name: raw, grants: [{schema}] }} }}\n  volumes:\n    files: {{ catalog_name: main, schema_name: '${{resources.schemas.raw.name}}', name: files, volume_type: MANAGED, grants: [{}] }}",
            to("analysts", "READ_VOLUME")
        )
    };
    assert_snapshot!(found(code, &of(&to("engineers", "USE_SCHEMA"))), @"
    6:137 `'analysts'` `analysts` is not granted `USE_SCHEMA` on the schema `raw`, which the volume `files` is in
        /resources/volumes/files/grants/0/principal: grant it `USE_SCHEMA` there, unless another group does
        4:52 the grants there
    ");
    silent(code, &[&of(&to("analysts", "USE_SCHEMA")), &of("")]);
}

#[test]
fn implied_privilege() {
    let code = "BRC4109";
    assert_snapshot!(found(code, &granted("", &to("loaders", "SELECT, ALL_PRIVILEGES"))), @"
    7:125 `SELECT` `ALL_PRIVILEGES` holds `SELECT`
        /resources/schemas/orders/grants/0/privileges/0: leave one of them out
        7:133 holds it
    ");
    silent(
        code,
        &[
            &granted("", &to("loaders", "ALL_PRIVILEGES, MANAGE, EXTERNAL_USE_SCHEMA")),
            &granted("", &to("loaders", "SELECT")),
        ],
    );
}

#[test]
fn workspace_group_in_grant() {
    let code = "BRC4111";
    assert_snapshot!(found(code, &granted("", &to("users", "USE_SCHEMA"))), @"
    7:101 `'users'` `users` is a group of the workspace, and Unity Catalog knows those of the account
        /resources/schemas/orders/grants/0/principal: write `account users`
    ");
    assert_snapshot!(found(code, "resources: { schemas: { a: { catalog_name: main, name: a, owner: admins } } }"), @"
    3:66 `admins` `admins` is a group of the workspace, and Unity Catalog knows those of the account
        /resources/schemas/a/owner: name a group of the account
    ");
    silent(
        code,
        &[
            &granted("", &to("account users", "USE_SCHEMA")),
            &granted("", &to("administrators", "USE_SCHEMA")),
        ],
    );
}

#[test]
fn grant_to_everyone() {
    let code = "BRC6010";
    assert_snapshot!(found(code, &granted("", &to("account users", "USE_SCHEMA, MANAGE"))), @"
    7:143 `MANAGE` everybody in the account has `MANAGE` on the schema `orders`
        /resources/schemas/orders/grants/0/privileges/1: grant the privileges that are needed to groups that need them
    ");
    silent(
        code,
        &[&granted("", &to("account users", "SELECT")), &granted("", &to("engineers", "ALL_PRIVILEGES"))],
    );
}
