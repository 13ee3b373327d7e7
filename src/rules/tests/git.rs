use insta::assert_snapshot;

use super::{found, silent};

#[test]
fn wrong_depth_in_repos() {
    let code = "BRC4149";
    let spec = "
        resources:
          repos:
            depth:
              url: https://github.com/contoso/depth
              provider: gitHub
              path: /Repos/teams/data/depth
    ";
    assert_snapshot!(found(code, spec), @"
    8:13 `/Repos/teams/data/depth` the Git folder `depth` does not lie in a folder of `/Repos`
        /resources/repos/depth/path: write `/Repos/<folder>/<name>`, or a path outside of `/Repos`
    ");
    silent(
        code,
        &[
            &spec.replace("/Repos/teams/data/depth", "/Repos/data/depth"),
            "
                resources:
                  repos:
                    depth: { url: 'https://github.com/contoso/depth', provider: gitHub, path: /Shared/teams/data/depth }
            ",
        ],
    );
}

#[test]
fn several_default_credentials() {
    let code = "BRC4150";
    assert_snapshot!(found(code, "
        resources:
          git_credentials:
            first:
              git_provider: azureDevOpsServicesAad
              is_default_for_provider: true
            second:
              git_provider: azureDevOpsServicesAad
              is_default_for_provider: true
    "), @"
    10:32 `true` two Git credentials are the default for `azureDevOpsServicesAad`
        /resources/git_credentials/second/is_default_for_provider: keep it with one of them
        7:32 the first one
    ");
    silent(
        code,
        &["
                resources:
                  git_credentials:
                    first:
                      git_provider: azureDevOpsServicesAad
                      is_default_for_provider: true
                    second:
                      git_provider: azureDevOpsServicesAad
            "],
    );
}

#[test]
fn same_workspace_path() {
    let code = "BRC4151";
    assert_snapshot!(found(code, r#"
        resources:
          repos:
            one: { url: "https://github.com/contoso/one", provider: gitHub, path: /Shared/same }
            other: { url: "https://github.com/contoso/other", provider: gitHub, path: /Shared/same }
    "#), @"
    6:79 `/Shared/same` the Git folder `other` has the path of another resource, `/Shared/same`
        /resources/repos/other/path: give each its own path
        5:75 the first one
    ");
    silent(
        code,
        &[r#"
                resources:
                  repos:
                    one: { url: "https://github.com/contoso/one", provider: gitHub, path: /Shared/one }
                    other: { url: "https://github.com/contoso/other", provider: gitHub, path: /Shared/other }
            "#],
    );
}
