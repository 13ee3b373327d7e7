use insta::assert_snapshot;

use super::{found, run, silent, spec};
use crate::model::{Install, Pool};

const AZURE: &str = "azure: { location: westeurope, resource_group: 'rg-${name}-${environment}' }";

/// A spec with this section `pipelines` in it.
fn with(pipelines: &str) -> String {
    format!("{AZURE}\nenvironments: {{ dev: , prod: }}\npipelines: {pipelines}")
}

#[test]
fn settings_are_filled_in_for_each_environment() {
    let body = format!(
        "{AZURE}
environments:
  dev: {{ variables: {{ pool: small }} }}
  prod:
    variables: {{ pool: large }}
    pipelines: {{ azure_devops: {{ environment: live }}, github: {{ runs_on: [self-hosted, linux] }} }}
variables: {{ pool: {{ type: string }} }}
pipelines:
  azure_devops: {{ service_connection: 'sc-${{name}}-${{environment}}', pool: {{ name: '${{var.pool}} agents' }} }}
  github: {{}}
validate: {{ ignore: [privileged-preview] }}"
    );
    silent(&[&body]);
    let model = run(&[("bricep.yaml", &spec(&body))]).model.unwrap();
    let [dev, prod] = [0, 1].map(|at| (model.azure_devops(at).unwrap(), model.github(at).unwrap()));
    assert_eq!(dev.0.service_connection, "sc-demo-dev");
    assert_eq!(dev.0.preview_service_connection, "sc-demo-dev");
    assert_eq!(dev.0.environment, "demo-dev");
    assert_eq!(dev.0.pool, Pool::Name("small agents".to_owned()));
    assert_eq!(prod.0.environment, "live");
    assert_eq!(prod.0.pool, Pool::Name("large agents".to_owned()));
    assert_eq!((&*dev.1.environment, &*dev.1.preview_environment), ("dev", "dev-preview"));
    assert_eq!(dev.1.runs_on, ["ubuntu-24.04"]);
    assert_eq!(prod.1.runs_on, ["self-hosted", "linux"]);
    let pipelines = model.pipelines.unwrap();
    assert_eq!((pipelines.branch(), pipelines.folder()), ("main".to_owned(), ".".to_owned()));
    assert_eq!(pipelines.install(), Install::Archive { url: None, sha256: None });
}

#[test]
fn an_environment_may_have_no_pipeline() {
    let body = format!(
        "{AZURE}\nenvironments: {{ dev: {{ pipelines: {{ github: null }} }}, prod: }}\npipelines: {{ github: {{}} }}"
    );
    silent(&[&body]);
    let model = run(&[("bricep.yaml", &spec(&body))]).model.unwrap();
    assert!(model.github(0).is_none() && model.github(1).is_some());
}

#[test]
fn one_wrong_value_is_one_finding() {
    assert_snapshot!(found("
        variables: { b: { default: 'a b' } }
        azure: { location: [westeurope], resource_group: rg, network: { address_prefix: '::/64', host_subnet_prefix: 5 } }
        environments: { dev: , prod: { azure: { resource_group: 5 } }, live: { azure: { resource_group: 'a b' } } }
        output: { pipelines: /etc }
        pipelines: { branch: '${var.b}', github: {} }
    "), @r#"
    bricep.yaml:4:20: error[BRC2002] wrong-type: expected `location` to be text, found a list (write the short name of an Azure region, such as `westeurope`)
        `[westeurope]` /azure/location
    bricep.yaml:4:63: error[BRC2003] missing-property: the network has no `container_subnet_prefix` (add `container_subnet_prefix`, such as `10.0.0.0/20`)
        `{ address_prefix: '::/64', host_subnet_p…` /azure/network
    bricep.yaml:4:81: error[BRC2006] pattern-mismatch: `::/64` does not fit `address_prefix` (write an address range, such as `10.0.0.0/16`)
        `'::/64'` /azure/network/address_prefix
    bricep.yaml:4:110: error[BRC2002] wrong-type: expected `host_subnet_prefix` to be text, found a number (put it in quotes: `"5"`) [fixable]
        `5` /azure/network/host_subnet_prefix
    bricep.yaml:5:57: error[BRC2002] wrong-type: expected `resource_group` to be text, found a number (put it in quotes: `"5"`) [fixable]
        `5` /environments/prod/azure/resource_group
    bricep.yaml:5:97: error[BRC2006] pattern-mismatch: `a b` does not fit `resource_group` (write letters, digits, `_`, `-`, `.` and round brackets, with no `.` at the end)
        `'a b'` /environments/live/azure/resource_group
    bricep.yaml:6:22: error[BRC1011] path-outside-project: `/etc` is an absolute path (write it relative to the root of the output, which `--output` sets)
        `/etc` /output/pipelines
    bricep.yaml:7:22: error[BRC2006] pattern-mismatch: `${var.b}` does not fit `branch` (write the value out; `branch` is not filled in)
        `'${var.b}'` /pipelines/branch
    "#);
}

#[test]
fn pipelines_need_a_system_a_group_and_a_place() {
    assert_snapshot!(found(&with("{ branch: main }")), @"
    bricep.yaml:5:1: error[BRC2003] missing-property: `pipelines` names no system that runs them (add `azure_devops: { service_connection: … }` or `github: {}`)
        `pipelines` /pipelines
    ");
    assert_snapshot!(found("pipelines: { github: {} }"), @"
    bricep.yaml:3:1: error[BRC2003] missing-property: pipelines need the section `azure` (add `azure: { location: westeurope, resource_group: rg-${name}-${environment} }`)
        `pipelines` /azure
    ");
    assert_snapshot!(found("azure: {}\nenvironments: { dev: , prod: { azure: { location: westeurope } } }\npipelines: { github: {} }"), @"
    bricep.yaml:3:1: error[BRC2003] missing-property: pipelines need `location` in `azure` in environment `dev` (add `location: westeurope`)
        `azure` /azure
    bricep.yaml:3:1: error[BRC2003] missing-property: pipelines need `resource_group` in `azure` (add `resource_group: rg-${name}-${environment}`)
        `azure` /azure
    ");
}

#[test]
fn every_environment_needs_a_service_connection() {
    assert_snapshot!(found(&format!("
{AZURE}
environments: {{ dev: , prod: {{ pipelines: {{ azure_devops: {{ service_connection: sc-prod }} }} }} }}
pipelines: {{ azure_devops: {{ preview_service_connection: reader }} }}")), @"
    bricep.yaml:5:28: error[BRC2003] missing-property: `azure_devops` has no `service_connection` in environment `dev` (add `service_connection: sc-${name}-${environment}`, one for each environment)
        `{ preview_service_connection: reader }` /pipelines/azure_devops
    ");
}

#[test]
fn what_a_system_would_misread_is_refused() {
    for attack in [
        "a'b",
        "a\\\"b",
        "a]b",
        "a`b`",
        "a$(b)",
        "##vso[x]y",
        "a\\nb",
        "a\\eb",
        "a: b",
        "a #b",
        "*a",
        "&a",
        "!a",
        "a, b",
        "{a}",
        "%a",
        "@a",
        " a",
        "a ",
        "",
        "-a",
        "a$$${b}",
        "a$${{ b }}",
    ] {
        for setting in [
            "azure_devops: { service_connection: @ }",
            "azure_devops: { service_connection: sc, preview_service_connection: @ }",
            "azure_devops: { service_connection: sc, environment: @ }",
            "azure_devops: { service_connection: sc, pool: { name: @ } }",
            "azure_devops: { service_connection: sc, pool: { vm_image: @ } }",
            "github: { environment: @ }",
            "github: { preview_environment: @ }",
            "github: { runs_on: @ }",
            "github: { runs_on: [@] }",
            "github: {}, branch: @",
            "github: {}, folder: @",
            "github: {}, install: { url: @ }",
            "github: {}, install: { sha256: @ }",
        ] {
            let setting = setting.replace('@', &format!("\"{attack}\""));
            let found = found(&with(&format!("{{ {setting} }}")));
            assert!(found.contains("error["), "{setting}");
        }
    }
    assert_snapshot!(found(&with("{ azure_devops: { service_connection: 'sc;x', environment: 'a$${b}', preview_service_connection: r } }")), @"
    bricep.yaml:5:50: error[BRC2006] pattern-mismatch: `sc;x` does not fit `service_connection` (write letters, digits, spaces, `_`, `-`, `.` and round brackets, beginning and ending with no space)
        `'sc;x'` /pipelines/azure_devops/service_connection
    bricep.yaml:5:71: error[BRC3023] invalid-pipeline-setting: `${` begins an expression of the pipeline, and no name holds one (leave it out of the name)
        `'a$${b}'` /pipelines/azure_devops/environment
    ");
}

#[test]
fn a_variable_fills_in_nothing_that_is_refused() {
    assert_snapshot!(found(&format!("
{AZURE}
variables: {{ pool: {{ default: 'x; rm' }}, none: {{ type: string }} }}
pipelines: {{ azure_devops: {{ service_connection: '${{var.pool}}', environment: '${{var.none}}', preview_service_connection: r }} }}")), @"
    bricep.yaml:5:50: error[BRC2006] pattern-mismatch: `x; rm` does not fit `service_connection` (write letters, digits, spaces, `_`, `-`, `.` and round brackets, beginning and ending with no space)
        `'${var.pool}'` /pipelines/azure_devops/service_connection
        bricep.yaml:4:31: the value of `pool`: `'x; rm'`
    bricep.yaml:5:78: error[BRC3016] misplaced-interpolation: `${var.none}` has no value when the spec is compiled (give the variable a default or a value in each environment; it is written into the pipelines)
        `'${var.none}'` /pipelines/azure_devops/environment
    ");
}

#[test]
fn all_environments_share_one_pipeline() {
    assert_snapshot!(found(&format!("
{AZURE}
environments: {{ dev: , prod: {{ pipelines: {{ branch: live }} }} }}
pipelines: {{ github: {{}} }}")), @"
    bricep.yaml:4:45: error[BRC2001] unknown-property: unknown property `branch` in `pipelines` (remove it: one pipeline deploys all environments)
        `branch` /environments/prod/pipelines/branch
    ");
    assert_snapshot!(found(&with("{ github: {}, install: { run: 'get ${environment}' } }")), @"
    bricep.yaml:5:42: error[BRC3023] invalid-pipeline-setting: `run` differs between environments, and one pipeline deploys all of them in environment `prod` (write the value out)
        `'get ${environment}'` /pipelines/install/run
    ");
    assert_snapshot!(found(&with("{ github: {}, install: { run: get, url: 'https://x/y.tar.gz', sha256: abc } }")), @"
    bricep.yaml:5:47: error[BRC2010] conflicting-properties: `run` and `url` exclude each other (keep one of them)
        `url` /pipelines/install
        bricep.yaml:5:37: `run` stands here: `run`
    bricep.yaml:5:74: error[BRC2010] conflicting-properties: `run` and `sha256` exclude each other (keep one of them)
        `sha256` /pipelines/install
        bricep.yaml:5:37: `run` stands here: `run`
    bricep.yaml:5:82: error[BRC2006] pattern-mismatch: `abc` does not fit `sha256` (write a SHA-256 digest, 64 lower-case hexadecimal digits)
        `abc` /pipelines/install/sha256
    ");
    assert_snapshot!(found(&with("{ github: {}, install: { run: \"a\\eb\" } }")), @r#"
    bricep.yaml:5:42: error[BRC3023] invalid-pipeline-setting: `run` holds a control character, which a shell script cannot show (write it as an escape of the shell, such as `$'\e'`)
        `"a\eb"` /pipelines/install/run
    "#);
    silent(&[&with("{ github: {}, install: { run: 'curl \"$${URL}\" >a; b $(c) `d`' } }")]);
}

#[test]
fn paths_must_be_plain_and_in_place() {
    let places =
        |output: &str, pipelines: &str| found(&format!("{AZURE}\noutput: {output}\npipelines: {pipelines}"));
    assert_snapshot!(places("{ templates: . }", "{ github: {} }"), @"
    bricep.yaml:5:1: error[BRC3023] invalid-pipeline-setting: pipelines hand the folder of the templates on, which is the whole root of the output here (give the templates a folder of their own: `output: { templates: infra }`)
        `pipelines` /output/templates
    ");
    assert_snapshot!(places("{ templates: 'a b' }", "{ github: {} }"), @"
    bricep.yaml:4:22: error[BRC2006] pattern-mismatch: `a b` does not fit `templates` (write the path of a folder with letters, digits, `.`, `_` and `-` alone)
        `'a b'` /output/templates
    ");
    assert_snapshot!(places("{ pipelines: ci }", "{ github: {} }"), @"
    bricep.yaml:5:1: error[BRC3023] invalid-pipeline-setting: GitHub reads workflows from the root of the repository alone (leave out `folder` and `output.pipelines`, and generate with `--output` at the root of the repository)
        `pipelines` /pipelines/github
    ");
    assert_snapshot!(places("{}", "{ folder: a/../../b, azure_devops: { service_connection: sc, preview_service_connection: r } }"), @"
    bricep.yaml:5:22: error[BRC3023] invalid-pipeline-setting: `folder` leads out of the repository (write it from the root of the repository)
        `a/../../b` /pipelines/folder
    ");
    silent(&[&format!(
        "{AZURE}\noutput: {{ pipelines: ci }}\npipelines: {{ folder: data, azure_devops: {{ service_connection: sc, preview_service_connection: r }} }}"
    )]);
}

#[test]
fn a_variable_is_handed_on_by_name() {
    assert_snapshot!(found(&format!("
{AZURE}
variables: {{ a-b: {{ type: string }} }}
pipelines: {{ github: {{}} }}
resources: {{ jobs: {{ j: {{ name: '${{var.a-b}}' }} }} }}")), @"
    bricep.yaml:4:14: error[BRC3023] invalid-pipeline-setting: `a-b` has no value in any environment, and pipelines cannot hand on a variable with `-` in its name (write `_` in place of `-`, or give it a value)
        `a-b` /variables/a-b
    ");
}

#[test]
fn environments_do_not_share_a_custom_provider() {
    let azure = "
azure: { location: westeurope, resource_group: rg, route: custom-provider }
environments: { dev: , prod: @ }
validate: { ignore: [retired-custom-providers] }
pipelines: { github: {} }";
    assert_snapshot!(found(&azure.replace('@', "")), @"
    bricep.yaml:3:48: error[BRC3023] invalid-pipeline-setting: `dev` and `prod` would share the custom provider in one resource group in environment `prod` (give each environment its own: `resource_group: rg-${name}-${environment}`)
        `rg` /azure/resource_group
    ");
    silent(&[
        &azure.replace('@', "{ azure: { resource_group: rg-prod } }"),
        &azure.replace('@', "{ azure: { provider: { name: prod } } }"),
        &azure.replace("route: custom-provider", "route: direct").replace('@', ""),
    ]);
}
