use insta::assert_snapshot;

use super::{found, silent};

fn location(name: &str, url: &str, more: &str) -> String {
    format!("\n    {name}: {{ name: {name}, url: '{url}', credential_name: lake{more} }}")
}

fn locations(all: &[String]) -> String {
    format!("resources:\n  external_locations:{}", all.concat())
}

const LAKE: &str = "abfss://lake@contoso.dfs.core.windows.net";

#[test]
fn overlapping_locations() {
    let code = "BRC4099";
    let pair = |first: &str, second: &str| locations(&[location("a", first, ""), location("b", second, "")]);
    assert_snapshot!(found(code, &pair(&format!("{LAKE}/raw"), &format!("{LAKE}/"))), @"
    5:24 `'abfss://lake@contoso.dfs.core.windows.net/raw'` this location lies inside of another one, or is the same
        /resources/external_locations/a/url: let one location cover both, or give each a folder of its own
        6:24 the other one
    ");
    assert_snapshot!(found(code, &pair(&format!("{LAKE}/raw"), &format!("{LAKE}/raw/"))), @"
    6:24 `'abfss://lake@contoso.dfs.core.windows.net/raw/'` this location lies inside of another one, or is the same
        /resources/external_locations/b/url: let one location cover both, or give each a folder of its own
        5:24 the other one
    ");
    silent(
        code,
        &[
            &pair(&format!("{LAKE}/raw"), &format!("{LAKE}/rawer")),
            &pair(&format!("{LAKE}/raw"), "abfss://other@contoso.dfs.core.windows.net/raw"),
            &format!("variables: {{ url: {{ type: string }} }}\n{}", pair(LAKE, "${var.url}")),
        ],
    );
}

fn volume(name: &str, url: &str) -> String {
    format!(
        "\n    {name}: {{ catalog_name: main, schema_name: raw, name: {name}, volume_type: EXTERNAL, storage_location: '{url}' }}"
    )
}

#[test]
fn overlapping_volumes() {
    let code = "BRC4100";
    let pair = |first: &str, second: &str| {
        format!("resources:\n  volumes:{}{}", volume("a", first), volume("b", second))
    };
    assert_snapshot!(found(code, &pair(&format!("{LAKE}/files"), &format!("{LAKE}/files/images"))), @"
    6:98 `'abfss://lake@contoso.dfs.core.windows.net/files/images'` the folder of this volume lies inside of another volume's, or is the same
        /resources/volumes/b/storage_location: give each volume a folder of its own
        5:98 the other one
    ");
    silent(code, &[&pair(&format!("{LAKE}/files"), &format!("{LAKE}/images"))]);
}

#[test]
fn volume_type_against_location() {
    let code = "BRC4090";
    let of = |body: &str| {
        format!("resources:\n  volumes:\n    a: {{ catalog_name: main, schema_name: raw, name: a{body} }}")
    };
    assert_snapshot!(found(code, &of(", volume_type: EXTERNAL")), @"
    5:5 `a` the volume `a` has no `storage_location`, which `volume_type: EXTERNAL` needs
        /resources/volumes/a: add `storage_location`
    ");
    assert_snapshot!(found(code, &of(&format!(", volume_type: MANAGED, storage_location: '{LAKE}/a'"))), @"
    5:79 `storage_location` `storage_location` does not go with `volume_type: MANAGED`
        /resources/volumes/a: remove `storage_location`, or change `volume_type`
        5:57 `volume_type` stands here
    ");
    silent(
        code,
        &[
            &of(", volume_type: MANAGED"),
            &of(&format!(", volume_type: EXTERNAL, storage_location: '{LAKE}/a'")),
        ],
    );
}

#[test]
fn storage_outside_locations() {
    let code = "BRC4101";
    let with = |url: &str, root: &str| {
        format!(
            "{}\n  catalogs:\n    sales: {{ name: sales, storage_root: '{root}' }}",
            locations(&[location("a", url, "")])
        )
    };
    assert_snapshot!(found(code, &with(&format!("{LAKE}/raw"), &format!("{LAKE}/sales"))), @"
    7:41 `'abfss://lake@contoso.dfs.core.windows.net/sales'` no external location of the spec covers the storage of the catalog `sales`
        /resources/catalogs/sales/storage_root: declare an external location that covers it, or choose a folder inside of one
        5:24 covers another part of the account
    ");
    silent(
        code,
        &[
            &with(&format!("{LAKE}/raw"), &format!("{LAKE}/raw/sales")),
            &with(&format!("{LAKE}/raw"), &format!("{LAKE}/raw")),
            &with(&format!("{LAKE}/raw"), "abfss://lake@fabrikam.dfs.core.windows.net/sales"),
            &with(&format!("{LAKE}/raw"), "${resources.external_locations.a.url}"),
            &format!("resources:\n  catalogs:\n    sales: {{ name: sales, storage_root: '{LAKE}/sales' }}"),
        ],
    );
}

#[test]
fn write_to_read_only_location() {
    let code = "BRC4102";
    let with = |more: &str, rest: &str| format!("{}\n  {rest}", locations(&[location("a", LAKE, more)]));
    let catalog = format!("catalogs: {{ sales: {{ name: sales, storage_root: '{LAKE}/sales' }} }}");
    let files = |privilege: &str| {
        format!(
            "volumes: {{ a: {{ catalog_name: main, schema_name: raw, name: a, volume_type: EXTERNAL, storage_location: '{LAKE}/a', grants: [{{ principal: x, privileges: [{privilege}] }}] }} }}"
        )
    };
    assert_snapshot!(found(code, &with(", read_only: true", &catalog)), @"
    6:51 `'abfss://lake@contoso.dfs.core.windows.net/sales'` nothing can be written to the storage of the catalog `sales`
        /resources/catalogs/sales/storage_root: let the location and its credential be written, or choose another place
        5:103 only to be read by this
    ");
    assert_snapshot!(found(code, &with(", read_only: true", &files("WRITE_VOLUME"))), @"
    6:192 `WRITE_VOLUME` nothing can be written to the storage of the volume `a`
        /resources/volumes/a/grants/0/privileges/0: let the location and its credential be written, or choose another place
        5:103 only to be read by this
    ");
    assert_snapshot!(found(code, &with(", read_only: true, grants: [{ principal: x, privileges: [READ_FILES, WRITE_FILES] }]", "groups: {}")), @"
    5:159 `WRITE_FILES` the external location `a` can only be read, whatever is granted
        /resources/external_locations/a/grants/0/privileges/1: leave the privilege out, or let the location be written
        5:103 only to be read by this
    ");
    silent(
        code,
        &[
            &with("", &catalog),
            &with(", read_only: false", &catalog),
            &with(", read_only: true", &files("READ_VOLUME")),
        ],
    );
}

#[test]
fn location_against_credential() {
    let code = "BRC4103";
    let with = |url: &str, identity: &str| {
        format!(
            "resources:\n  storage_credentials: {{ c: {{ name: c, {identity} }} }}\n  external_locations: {{ a: {{ name: a, url: '{url}', credential_name: '${{resources.storage_credentials.c.name}}' }} }}"
        )
    };
    let role = "aws_iam_role: { role_arn: 'arn:aws:iam::123456789012:role/reader' }";
    let token =
        "cloudflare_api_token: { access_key_id: a, secret_access_key: '${secret.key}', account_id: b }";
    assert_snapshot!(found(code, &with(LAKE, role)), @"
    5:44 `'abfss://lake@contoso.dfs.core.windows.net'` the storage credential `c` reaches `s3://` and not `abfss://`
        /resources/external_locations/a/url: name a credential for `abfss://`
        4:40 the identity of the credential
    ");
    assert_snapshot!(found(code, &with("s3://bucket/", token)), @"
    5:44 `'s3://bucket/'` the storage credential `c` reaches `r2://` and not `s3://`
        /resources/external_locations/a/url: name a credential for `s3://`
        4:40 the identity of the credential
    ");
    silent(
        code,
        &[&with("s3://bucket/", role), &with("r2://bucket@account.r2.cloudflarestorage.com", token)],
    );
}

#[test]
fn unreachable_storage_url() {
    let code = "BRC4104";
    let of = |url: &str| locations(&[location("a", url, "")]);
    assert_snapshot!(found(code, &of("abfss://raw@contoso.blob.core.windows.net/x")), @"
    5:24 `'abfss://raw@contoso.blob.core.windows.net/x'` `abfss://` goes with the endpoint `dfs`, and this is the one of blobs
        /resources/external_locations/a/url: write `abfss://raw@contoso.dfs.core.windows.net/x`
    ");
    assert_snapshot!(found(code, &of("abfss://raw@contoso-lake.dfs.core.windows.net/")), @"
    5:24 `'abfss://raw@contoso-lake.dfs.core.windows.net/'` no storage account can be called `contoso-lake`
        /resources/external_locations/a/url: write the account's name: 3 to 24 lower-case letters and digits
    ");
    assert_snapshot!(found(code, &of("abfss://Raw@contoso.dfs.core.windows.net/")), @"
    5:24 `'abfss://Raw@contoso.dfs.core.windows.net/'` no container can be called `Raw`
        /resources/external_locations/a/url: write the container's name: 3 to 63 lower-case letters, digits and single `-`
    ");
    silent(
        code,
        &[
            &of("abfss://raw@contoso.dfs.core.windows.net/"),
            &of("abfss://$web@contoso-secondary.dfs.core.windows.net/"),
            &of("abfss://Sales@onelake.dfs.fabric.microsoft.com/lake"),
            &of("abfss://raw@${environment}lake.dfs.core.windows.net/"),
            &of("s3://Raw_Bucket/"),
        ],
    );
}

#[test]
fn legacy_storage_url() {
    let code = "BRC4105";
    let of = |url: &str| {
        format!(
            "resources: {{ jobs: {{ a: {{ name: a, parameters: [{{ name: from, default: '{url}' }}] }} }} }}"
        )
    };
    assert_snapshot!(found(code, &of("wasbs://raw@contoso.blob.core.windows.net/")), @"
    3:72 `'wasbs://raw@contoso.blob.core.windows.net/'` the driver of `wasbs://` is deprecated, and Unity Catalog does not take it
        /resources/jobs/a/parameters/0/default: write `abfss://<container>@<account>.dfs.core.windows.net/<folder>`
    ");
    assert_snapshot!(found(code, &of("adl://contoso.azuredatalakestore.net/")), @"
    3:72 `'adl://contoso.azuredatalakestore.net/'` Azure Data Lake Storage Gen1 was retired on 2024-02-29
        /resources/jobs/a/parameters/0/default: write `abfss://<container>@<account>.dfs.core.windows.net/<folder>`
    ");
    silent(code, &[&of("abfss://raw@contoso.dfs.core.windows.net/"), &of("no longer wasbs://")]);
}

#[test]
fn credential_fallback() {
    let code = "BRC6014";
    let of = |environments: &str, more: &str| {
        format!("environments: {environments}\n{}", locations(&[location("a", LAKE, more)]))
    };
    assert_snapshot!(found(code, &of("{ prod: {} }", ", fallback: true")), @"
    6:102 `true` where Unity Catalog refuses the external location `a`, a cluster's own credentials are tried
        /resources/external_locations/a/fallback: leave it out once everything goes through Unity Catalog
    ");
    silent(
        code,
        &[
            &of("{ dev: {} }", ", fallback: true"),
            &of("{ prod: {} }", ", fallback: false"),
            &of("{ prod: {} }", ""),
        ],
    );
}

#[test]
fn unchecked_storage() {
    let code = "BRC7041";
    let of = |environments: &str, more: &str| {
        format!("environments: {environments}\n{}", locations(&[location("a", LAKE, more)]))
    };
    assert_snapshot!(found(code, &of("{ prod: {} }", ", skip_validation: true")), @"
    6:109 `true` nobody tries whether the external location `a` can be reached, until the first job fails
        /resources/external_locations/a/skip_validation: leave it out, so that a deployment fails instead
    ");
    silent(code, &[&of("{ dev: {} }", ", skip_validation: true"), &of("{ prod: {} }", "")]);
}
