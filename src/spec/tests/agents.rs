use insta::assert_snapshot;

use super::{found, silent};

const AZURE: &str = "azure: { location: westeurope, resource_group: 'rg-${name}-${environment}' }";

fn with(pipelines: &str, prod: &str) -> String {
    format!(
        "{AZURE}\nenvironments: {{ dev: , prod: {{ pipelines: {{ {prod} }} }} }}\npipelines: {{ {pipelines} }}"
    )
}

#[test]
fn previews_that_sign_in_to_deploy_are_told() {
    assert_snapshot!(found(&with("azure_devops: { service_connection: 'sc-${environment}' }", "")), @"
    bricep.yaml:5:50: warning[BRC3024] privileged-preview: previews sign in with the service connection that deploys (add one that only reads: `preview_service_connection: sc-${name}-${environment}-reader`)
        `'sc-${environment}'` /pipelines/azure_devops/service_connection
    ");
    assert_snapshot!(found(&with("azure_devops: { service_connection: 'sc-${environment}', preview_service_connection: SC-prod }", "")), @"
    bricep.yaml:5:99: warning[BRC3024] privileged-preview: previews sign in with the service connection that deploys in environment `prod` (add one that only reads: `preview_service_connection: sc-${name}-${environment}-reader`)
        `SC-prod` /pipelines/azure_devops/preview_service_connection
    bricep.yaml:5:99: warning[BRC3024] privileged-preview: previews sign in with the service connection that deploys `prod` in environment `dev` (add one that only reads: `preview_service_connection: sc-${name}-${environment}-reader`)
        `SC-prod` /pipelines/azure_devops/preview_service_connection
    ");
    let reader = "azure_devops: { service_connection: 'sc-${environment}', preview_service_connection: 'sc-${environment}-reader' }";
    silent(&[&with(reader, ""), &with(reader, "azure_devops: null")]);
    assert_snapshot!(found(&with(reader, "azure_devops: { preview_service_connection: null }")), @"
    bricep.yaml:5:50: warning[BRC3024] privileged-preview: previews sign in with the service connection that deploys in environment `prod` (add one that only reads: `preview_service_connection: sc-${name}-${environment}-reader`)
        `'sc-${environment}'` /pipelines/azure_devops/service_connection
    ");
    silent(&[&(with("azure_devops: { service_connection: sc }", "")
        + "\nvalidate: { ignore: [privileged-preview] }")]);
}

#[test]
fn previews_do_not_run_where_github_deploys() {
    assert_snapshot!(found(&with("github: { environment: x, preview_environment: X }", "")), @"
    bricep.yaml:5:61: error[BRC3023] invalid-pipeline-setting: previews run in the GitHub environment that deploys (give previews one of their own: `preview_environment: ${environment}-preview`)
        `X` /pipelines/github/preview_environment
    ");
    assert_snapshot!(found(&with("github: {}", "github: { preview_environment: dev }")), @"
    bricep.yaml:4:76: error[BRC3023] invalid-pipeline-setting: previews run in the GitHub environment that deploys `dev` in environment `prod` (give previews one of their own: `preview_environment: ${environment}-preview`)
        `dev` /pipelines/github/preview_environment
    ");
    assert_snapshot!(found(&with("github: {}", "github: { environment: dev-preview }")), @"
    bricep.yaml:5:22: error[BRC3023] invalid-pipeline-setting: previews run in the GitHub environment that deploys `prod` in environment `dev` (give previews one of their own: `preview_environment: ${environment}-preview`)
        `{}` /pipelines/github
    ");
    silent(&[&with("github: { environment: x, preview_environment: y }", "")]);
}

/// A spec whose production has no public network access.
fn closed(pipelines: &str, prod: &str) -> String {
    let open = "azure_devops: { service_connection: sc, preview_service_connection: reader }";
    let network = "{ address_prefix: 10.1.0.0/16, host_subnet_prefix: 10.1.0.0/24, container_subnet_prefix: 10.1.1.0/24, endpoint_subnet_prefix: 10.1.2.0/24, functions_subnet_prefix: 10.1.3.0/24 }";
    with(&pipelines.replace('@', open), prod).replace(
        "prod: {",
        &format!("prod: {{ azure: {{ workspace: {{ public_network_access: false }}, network: {network} }},"),
    )
}

#[test]
fn a_closed_network_needs_agents_in_it() {
    assert_snapshot!(found(&closed("@, github: {}", "")), @"
    bricep.yaml:5:28: error[BRC3023] invalid-pipeline-setting: machines of Microsoft cannot reach a workspace and a package without public network access in environment `prod` (name a pool whose agents are in the network: `pool: { name: … }`)
        `{ service_connection: sc, preview_servic…` /pipelines/azure_devops
        bricep.yaml:4:77: public network access is off: `false`
    bricep.yaml:5:100: error[BRC3023] invalid-pipeline-setting: machines of GitHub cannot reach a workspace and a package without public network access in environment `prod` (name a runner that is in the network: `runs_on: [self-hosted, linux]`)
        `{}` /pipelines/github
        bricep.yaml:4:77: public network access is off: `false`
    ");
    assert_snapshot!(found(&closed("@", "azure_devops: { pool: { vm_image: ubuntu-latest } }")), @"
    bricep.yaml:4:311: error[BRC3023] invalid-pipeline-setting: machines of Microsoft cannot reach a workspace and a package without public network access in environment `prod` (name a pool whose agents are in the network: `pool: { name: … }`)
        `{ vm_image: ubuntu-latest }` /pipelines/azure_devops/pool
        bricep.yaml:4:77: public network access is off: `false`
    ");
    let own = "azure_devops: { pool: { name: inside } }, github: ";
    for label in ["ubuntu-latest", "ubuntu-slim", "[Ubuntu-22.04-arm]", "windows-2025", "macos-26-xlarge"] {
        let found = found(&closed("@, github: {}", &format!("{own} {{ runs_on: {label} }}")));
        assert!(found.contains("machines of GitHub cannot reach"), "{label}: {found}");
    }
    for label in ["[self-hosted, linux]", "ubuntu-24.04-16core", "inside", "[self-hosted, ubuntu-24.04]"] {
        silent(&[&closed("@, github: {}", &format!("{own} {{ runs_on: {label} }}"))]);
    }
    // Where nothing is closed, any machine will do.
    silent(&[&with("github: {}", "")]);
}
