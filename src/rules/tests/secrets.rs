use insta::assert_snapshot;

use super::{check, found, silent};
use crate::diagnostic::render::{Format, Summary, View, render};

/// A cluster with this in its environment.
fn cluster(variables: &str) -> String {
    format!("resources:\n  clusters:\n    a: {{ @cluster, spark_env_vars: {{ {variables} }} }}")
}

/// Put together, so that no scanner takes the test for a leak.
fn token() -> String {
    format!("dapi{}", "0123456789abcdef".repeat(2))
}

#[test]
fn secret_scope_backend_mix() {
    let code = "BRC4091";
    let of = |body: &str| format!("resources: {{ secret_scopes: {{ a: {{ scope: a, {body} }} }} }}");
    assert_snapshot!(found(code, &of("scope_backend_type: AZURE_KEYVAULT")), @"
    3:31 `a` the secret scope `a` has no `backend_azure_keyvault`, which `scope_backend_type: AZURE_KEYVAULT` needs
        /resources/secret_scopes/a: add `backend_azure_keyvault`
    ");
    silent(
        code,
        &[&of("scope_backend_type: DATABRICKS"), "resources: { secret_scopes: { a: { scope: a } } }"],
    );
}

#[test]
fn secret_in_plain_field() {
    let code = "BRC6003";
    let of = |value: &str| {
        format!(
            "resources: {{ secret_scopes: {{ a: {{ scope: a, secrets: [{{ key: k, string_value: '{value}' }}] }} }} }}"
        )
    };
    assert_snapshot!(found(code, &of("hunter2")), @"
    3:80 `'hunter2'` `string_value` is a secret, which stands in the spec here
        /resources/secret_scopes/a/secrets/0/string_value: write `${secret.<name>}`, a secret of the environment's Key Vault, never the secret itself
    ");
    silent(
        code,
        &[&of("${secret.k}"), &format!("variables: {{ v: {{ type: string }} }}\n{}", of("${var.v}"))],
    );
}

#[test]
fn literal_secret() {
    let code = "BRC6001";
    let place = |text: &str| {
        let told = found(code, &cluster(&format!("VALUE: '{text}'")));
        told.replace(text, "…")
    };
    assert_snapshot!(place(&token()), @"
    5:210 `'…'` a Databricks token stands in the spec
        /resources/clusters/a/spark_env_vars/VALUE: revoke it, put a new one into a vault, and write `${secret.<name>}` or `{{secrets/<scope>/<key>}}`
    ");
    let random = "Ab1Cd2Ef3Gh4Ij5Kl6Mn7Op8Qr9St0Uv1Wx2Yz3Ab4";
    for secret in [
        format!("DefaultEndpointsProtocol=https;AccountKey={random}=="),
        format!("ghp_{}", &random[..36]),
        format!("https://contoso.blob.core.windows.net/raw?sv=1&sig={random}"),
        format!("https://reader:{}@contoso.com", &random[..8]),
        format!("-----BEGIN {} KEY-----", "RSA PRIVATE"),
        format!("AKIA{}", "ABCDEFGH12345678"),
        format!("abc8Q~{}", &random[..34]),
    ] {
        assert!(
            found(code, &cluster(&format!("VALUE: '{secret}'"))).contains("stands in the spec"),
            "{secret}"
        );
    }
    silent(
        code,
        &[
            &cluster("VALUE: '{{secrets/lake/token}}'"),
            &cluster("VALUE: dapi-is-a-prefix"),
            &cluster("VALUE: https://contoso.com/a:b@c"),
            &cluster("VALUE: 6f1c2a1e-54b1-4c1d-9a5e-3f1d7f0a2b11"),
        ],
    );
}

#[test]
fn plain_password() {
    let code = "BRC6002";
    assert_snapshot!(found(code, &cluster("DB_PASSWORD: hunter2")), @"
    5:216 `hunter2` `DB_PASSWORD` is written out, for all to read who may read the spec
        /resources/clusters/a/spark_env_vars/DB_PASSWORD: keep it in a secret scope, and write `{{secrets/<scope>/<key>}}`; where a secret is expected, `${secret.<name>}`
    ");
    assert_snapshot!(found(code, &cluster("API_TOKEN: Zx81kPq0LmVn72RtYw35")), @"
    5:214 `Zx81kPq0LmVn72RtYw35` `API_TOKEN` is written out, for all to read who may read the spec
        /resources/clusters/a/spark_env_vars/API_TOKEN: keep it in a secret scope, and write `{{secrets/<scope>/<key>}}`; where a secret is expected, `${secret.<name>}`
    ");
    assert_snapshot!(found(code, "resources: { jobs: { a: { name: a, parameters: [{ name: db_password, default: hunter2 }] } } }"), @"
    3:79 `hunter2` `db_password` is written out, for all to read who may read the spec
        /resources/jobs/a/parameters/0/default: keep it in a secret scope, and write `{{secrets/<scope>/<key>}}`; where a secret is expected, `${secret.<name>}`
    ");
    silent(
        code,
        &[
            &cluster("DB_PASSWORD: '{{secrets/lake/db-password}}'"),
            &cluster("DB_PASSWORD: db-password"),
            &cluster("API_TOKEN: 'false'"),
            &cluster("TOKEN: oauth2"),
            &cluster("PASSWORD_POLICY: strict"),
            "variables: { p: { type: string } }\nresources: { jobs: { a: { name: a, parameters: [{ name: password, default: '${var.p}' }] } } }",
        ],
    );
}

/// Wherever a line with a secret is shown, the secret is not: of its own finding, and of another one beside it.
#[test]
fn secrets_are_shown_nowhere() {
    let token = token();
    let checked = check(&format!(
        "variables: {{ token: {{ default: {token} }} }}\nresources: {{ clusters: {{ a: {{ @cluster, single_user_name: x, spark_env_vars: {{ ONE: {token}, TWO: '${{var.token}}', DB_PASSWORD: Tr0ubadour }} }} }} }}\n  "
    ));
    let secrets = checked.diagnostics.iter().filter(|found| ["BRC6001", "BRC6002"].contains(&found.code.id));
    assert_eq!(secrets.count(), 3);
    let summary = Summary::new(&checked.diagnostics, 1, 1);
    let show = |path: &crate::source::ProjectPath| path.to_string();
    for format in Format::ALL {
        let view = View { map: &checked.map, show: &show, color: false, strict: false };
        let text = render(*format, &checked.diagnostics, &summary, view);
        assert!(!text.contains(&token) && !text.contains("Tr0ubadour"), "{format:?}: {text}");
    }
}

#[test]
fn unknown_secret() {
    let code = "BRC4112";
    let of = |secrets: &str, text: &str| {
        format!(
            "resources:\n  secret_scopes: {{ lake: {{ scope: lake{secrets} }} }}\n  clusters:\n    a: {{ @cluster, spark_env_vars: {{ KEY: '{text}' }} }}"
        )
    };
    let secrets = ", secrets: [{ key: api-key, string_value: '${secret.api-key}' }]";
    assert_snapshot!(found(code, &of(secrets, "{{secrets/lake/apikey}}")), @"
    6:208 `'{{secrets/lake/apikey}}'` the secret scope `lake` has no secret `apikey`
        /resources/clusters/a/spark_env_vars/KEY: did you mean `api-key`?
        4:41 the secrets that it has
    ");
    silent(
        code,
        &[
            &of(secrets, "{{secrets/lake/api-key}}"),
            &of(secrets, "{{secrets/other/apikey}}"),
            &of("", "{{secrets/lake/apikey}}"),
        ],
    );
}

#[test]
fn malformed_secret_reference() {
    let code = "BRC4113";
    assert_snapshot!(found(code, &cluster("KEY: '{{secret/lake/key}}'")), @"
    5:208 `'{{secret/lake/key}}'` this is no reference to a secret, so the text itself is handed on
        /resources/clusters/a/spark_env_vars/KEY: write `{{secrets/<scope>/<key>}}`
    ");
    assert_snapshot!(found(code, &cluster("KEY: '{{secrets/lake}}'")), @"
    5:208 `'{{secrets/lake}}'` this is no reference to a secret, so the text itself is handed on
        /resources/clusters/a/spark_env_vars/KEY: write `{{secrets/<scope>/<key>}}`
    ");
    silent(code, &[&cluster("KEY: '{{secrets/lake/key}}'"), &cluster("KEY: '{{job.id}}'")]);
}

#[test]
fn no_isolation() {
    let code = "BRC6004";
    let of = |environment: &str, mode: &str| {
        format!(
            "environments: {{ {environment}: {{}} }}\nresources: {{ clusters: {{ a: {{ spark_version: 17.3.x-scala2.13, node_type_id: Standard_D4ds_v5, num_workers: 1{mode} }} }} }}"
        )
    };
    assert_snapshot!(found(code, &of("dev", ", data_security_mode: NONE")), @"
    4:132 `NONE` the cluster `a` does not keep its users apart, and does not reach Unity Catalog
        /resources/clusters/a/data_security_mode: write `data_security_mode: USER_ISOLATION`, or `SINGLE_USER` for one person or group
    ");
    assert_snapshot!(found(code, &of("prod", "")), @"
    4:26 `a` the cluster `a` has no `data_security_mode`, so nothing keeps its users apart
        /resources/clusters/a: write `data_security_mode: USER_ISOLATION`, or `SINGLE_USER` for one person or group
    ");
    silent(
        code,
        &[
            &of("dev", ""),
            &of("prod", ", policy_id: '0000000000000001'"),
            &of("prod", ", data_security_mode: SINGLE_USER"),
            &of("prod", ", kind: CLASSIC_PREVIEW"),
        ],
    );
}

#[test]
fn settings_of_clusters() {
    let of = |body: &str| format!("resources:\n  clusters:\n    a: {{ @cluster, {body} }}");
    assert_snapshot!(found("BRC6006", &of("enable_local_disk_encryption: false")), @"
    5:215 `false` the cluster `a` does not encrypt what it spills to local disks
        /resources/clusters/a/enable_local_disk_encryption: write `true`
    ");
    assert_snapshot!(found("BRC6007", &of("spark_conf: { spark.databricks.passthrough.enabled: 'true' }")), @"
    5:237 `'true'` the cluster `a` hands credentials of its users on to storage, past Unity Catalog
        /resources/clusters/a/spark_conf/spark.databricks.passthrough.enabled: take the setting away, and grant what they need in Unity Catalog
    ");
    silent("BRC6006", &[&of("enable_local_disk_encryption: true"), &of("enable_elastic_disk: true")]);

    silent("BRC6007", &[&of("spark_conf: { spark.databricks.passthrough.enabled: 'false' }")]);
}

#[test]
fn unencrypted_download() {
    let code = "BRC6011";
    let of = |url: &str| {
        format!(
            "resources:\n  clusters:\n    a: {{ @cluster, libraries: [{{ pypi: {{ package: etl, repo: '{url}' }} }}] }}"
        )
    };
    assert_snapshot!(found(code, &of("http://packages.contoso.com/simple")), @"
    5:227 `'http://packages.contoso.com/simple'` code is fetched over `http://`, where anybody on the way may change it
        /resources/clusters/a/libraries/0/pypi/repo: write `https://`
    ");
    silent(code, &[&of("https://packages.contoso.com/simple"), &of("http://localhost:8080/simple")]);
}

#[test]
fn secrets_in_outputs_and_in_variables_that_no_resource_uses() {
    assert_snapshot!(found("BRC6001", "
        variables:
          given: { default: dapi0123456789abcdef0123456789abcdef }
        outputs:
          token: ghp_0123456789abcdefghijABCDEFGHIJ012345
          list: [a, '${var.given}']
    "), @"
    4:21 `dapi0123456789abcdef0123456789abcdef` a Databricks token stands in the spec
        /variables/given: revoke it, put a new one into a vault, and write `${secret.<name>}` or `{{secrets/<scope>/<key>}}`
    6:10 `ghp_0123456789abcdefghijABCDEFGHIJ012345` a token of GitHub stands in the spec
        /outputs/token: revoke it, put a new one into a vault, and write `${secret.<name>}` or `{{secrets/<scope>/<key>}}`
    ");
}
