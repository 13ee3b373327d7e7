use insta::assert_snapshot;

use super::{found, silent};

fn schema(body: &str) -> String {
    format!("resources:\n  schemas:\n    a: {{ {body} }}")
}

#[test]
fn name_refused_by_catalog() {
    let code = "BRC4094";
    assert_snapshot!(found(code, &schema("catalog_name: main, name: main.raw")), @"
    5:36 `main.raw` `main.raw` does not fit `name`
        /resources/schemas/a/name: write a name without spaces, dots and slashes
    ");
    silent(
        code,
        &[
            &schema("catalog_name: main, name: raw-1"),
            &schema("catalog_name: main, name: 'raw_${environment}'"),
        ],
    );
}

#[test]
fn capitals_in_catalog_name() {
    let code = "BRC4095";
    assert_snapshot!(found(code, &schema("catalog_name: main, name: RawData")), @"
    5:36 `RawData` Unity Catalog stores `RawData` as `rawdata`
        /resources/schemas/a/name: write `rawdata`
    ");
    silent(
        code,
        &[
            &schema("catalog_name: main, name: raw_data"),
            "resources: { external_locations: { a: { name: Raw, url: 's3://raw/', credential_name: lake } } }",
        ],
    );
}

#[test]
fn reserved_catalog_name() {
    let code = "BRC4096";
    assert_snapshot!(found(code, "resources: { catalogs: { a: { name: system } } }"), @"
    3:37 `system` Databricks keeps the name `system` for a catalog of its own
        /resources/catalogs/a/name: take another name
    ");
    assert_snapshot!(found(code, &schema("catalog_name: main, name: information_schema")), @"
    5:36 `information_schema` Databricks keeps the name `information_schema` for a schema of its own
        /resources/schemas/a/name: take another name
    ");
    silent(
        code,
        &["resources: { catalogs: { a: { name: main } } }", &schema("catalog_name: main, name: system")],
    );
}

#[test]
fn object_in_system_catalog() {
    let code = "BRC4097";
    assert_snapshot!(found(code, &schema("catalog_name: samples, name: raw")), @"
    5:24 `samples` the schema `a` cannot be made in the catalog `samples`, which belongs to Databricks
        /resources/schemas/a/catalog_name: name a catalog of your own
    ");
    assert_snapshot!(found(code, &schema("catalog_name: hive_metastore, name: raw")), @"
    5:24 `hive_metastore` the schema `a` cannot be made in the catalog `hive_metastore`, which is outside of Unity Catalog
        /resources/schemas/a/catalog_name: name a catalog of your own
    ");
    silent(
        code,
        &[
            &schema("catalog_name: main, name: raw"),
            "variables: { c: { type: string } }\nresources: { schemas: { a: { catalog_name: '${var.c}', name: raw } } }",
        ],
    );
}

#[test]
fn full_name_as_schema() {
    let code = "BRC4098";
    let of = |attribute: &str| {
        format!(
            "resources:\n  schemas: {{ raw: {{ catalog_name: main, name: raw }} }}\n  volumes:\n    a: {{ catalog_name: main, schema_name: '${{resources.schemas.raw.{attribute}}}', name: a, volume_type: MANAGED }}"
        )
    };
    assert_snapshot!(found(code, &of("id")), @"
    6:43 `'${resources.schemas.raw.id}'` `id` of a schema names its catalog too, and the name alone is expected here
        /resources/volumes/a/schema_name: write `${resources.schemas.raw.name}`
    ");
    assert_snapshot!(found(code, &of("full_name")), @"
    6:43 `'${resources.schemas.raw.full_name}'` `full_name` of a schema names its catalog too, and the name alone is expected here
        /resources/volumes/a/schema_name: write `${resources.schemas.raw.name}`
    ");
    silent(code, &[&of("name")]);
}

#[test]
fn name_without_reference() {
    let code = "BRC4106";
    let of = |catalog: &str, field: &str| {
        format!(
            "resources:\n  catalogs: {{ sales: {{ name: sales{catalog} }} }}\n  schemas:\n    a: {{ catalog_name: {field}, name: a }}"
        )
    };
    assert_snapshot!(found(code, &of("", "sales")), @"
    6:24 `sales` the catalog `sales` is written out by name, so nothing says that it has to be there first
        /resources/schemas/a/catalog_name: write `${resources.catalogs.sales.name}`
    ");
    assert_snapshot!(found(code, "
        resources:
          groups: { engineers: { display_name: engineers } }
          schemas:
            a: { catalog_name: main, name: a, owner: engineers, grants: [{ principal: engineers, privileges: [USE_SCHEMA] }] }
    "), @"
    6:46 `engineers` the group `engineers` is written out by name, so nothing says that it has to be there first
        /resources/schemas/a/owner: write `${resources.groups.engineers.name}`
    6:79 `engineers` the group `engineers` is written out by name, so nothing says that it has to be there first
        /resources/schemas/a/grants/0/principal: write `${resources.groups.engineers.name}`
    ");
    silent(
        code,
        &[
            &of("", "'${resources.catalogs.sales.name}'"),
            &of("", "other"),
            "resources:\n  groups: { engineers: { display_name: engineers, lifecycle: { adopt: true } } }\n  schemas: { a: { catalog_name: main, name: a, owner: engineers } }",
        ],
    );
}

#[test]
fn shared_name_of_environments() {
    let code = "BRC7040";
    let of = |azure: &str, name: &str| {
        format!(
            "{azure}\nenvironments: {{ dev: {{}}, prod: {{}} }}\nresources: {{ catalogs: {{ a: {{ name: '{name}' }} }} }}"
        )
    };
    assert_snapshot!(found(code, &of("", "sales")), @"
    4:37 `'sales'` the catalog `a` is `sales` in several environments, which share a metastore
        /resources/catalogs/a/name: let the name hold `${environment}`
    ");
    silent(
        code,
        &[
            &of("", "sales_${environment}"),
            "environments: { dev: {} }\nresources: { catalogs: { a: { name: sales } } }",
            "azure: { resource_group: rg }\nenvironments: { dev: { azure: { location: westeurope } }, prod: { azure: { location: northeurope } } }\nresources: { catalogs: { a: { name: sales } } }",
            "variables: { n: { type: string } }\nenvironments: { dev: { variables: { n: a } }, prod: { variables: { n: b } } }\nresources: { catalogs: { a: { name: '${var.n}' } } }",
        ],
    );
}

fn connection(kind: &str, options: &str) -> String {
    format!(
        "resources:\n  connections:\n    erp: {{ name: erp, connection_type: {kind}, options: {{ {options} }} }}"
    )
}

#[test]
fn missing_connection_option() {
    let code = "BRC4117";
    assert_snapshot!(found(code, &connection("POSTGRESQL", "user: reader")), @"
    5:52 `options` the connection `erp` has no option `host`, which a connection to POSTGRESQL needs
        /resources/connections/erp/options: add `host` to `options`
    ");
    assert_snapshot!(found(code, &connection("DATABRICKS", "host: adb.contoso.com")), @"
    5:52 `options` the connection `erp` has no option `httpPath`, which a connection to DATABRICKS needs
        /resources/connections/erp/options: add `httpPath` to `options`
    ");
    silent(
        code,
        &[
            &connection("POSTGRESQL", "host: psql.contoso.com"),
            &connection("POSTGRESQL", "hostname: psql.contoso.com"),
            &connection("SALESFORCE", "user: reader"),
            "variables: { o: { type: map, items: string } }\nresources: { connections: { erp: { name: erp, connection_type: MYSQL, options: '${var.o}' } } }",
        ],
    );
}

#[test]
fn misnamed_connection_option() {
    let code = "BRC4118";
    assert_snapshot!(found(code, &connection("MYSQL", "host: a, username: reader")), @"
    5:67 `username` the connection `erp` has an option `username`, which is called `user`
        /resources/connections/erp/options/username: call it `user`
    ");
    silent(code, &[&connection("MYSQL", "host: a, user: reader"), &connection("HTTP", "username: reader")]);
}

#[test]
fn unverified_certificate() {
    let code = "BRC6013";
    assert_snapshot!(found(code, &connection("SQLSERVER", "host: a, trustServerCertificate: 'true'")), @r#"
    5:95 `'true'` the connection `erp` takes any certificate, so anybody on the way may answer
        /resources/connections/erp/options/trustServerCertificate: write `"false"`, and let the server have a certificate that is trusted
    "#);
    silent(
        code,
        &[
            &connection("SQLSERVER", "host: a, trustServerCertificate: 'false'"),
            &connection("SQLSERVER", "host: a"),
        ],
    );
}

#[test]
fn placeholder_value() {
    let code = "BRC4119";
    let of = |owner: &str| schema(&format!("catalog_name: main, name: a, owner: '{owner}'"));
    assert_snapshot!(found(code, &of("<your-group>")), @"
    5:46 `'<your-group>'` `<your-group>` stands for a value that is still to be filled in
        /resources/schemas/a/owner: write the value
    ");
    assert_snapshot!(found(code, &of("00000000-0000-0000-0000-000000000000")), @"
    5:46 `'00000000-0000-0000-0000-000000000000'` `00000000-0000-0000-0000-000000000000` stands for a value that is still to be filled in
        /resources/schemas/a/owner: write the value
    ");
    assert_snapshot!(found(code, "azure: { subscription_id: 00000000-0000-0000-0000-000000000000 }"), @"
    3:27 `00000000-0000-0000-0000-000000000000` `00000000-0000-0000-0000-000000000000` stands for a value that is still to be filled in
        /azure/subscription_id: write the value
    ");
    silent(code, &[&of("data-owners"), &of("a <b> c"), &of("todo-group")]);
}
