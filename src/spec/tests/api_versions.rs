use insta::assert_snapshot;

use super::{found, silent};

#[test]
fn api_versions_are_of_types_that_the_templates_have() {
    assert_snapshot!(found("
        azure:
          api_versions:
            Microsoft.Databrick/workspaces: 2026-01-01
            Microsoft.Sql/servers: 2030-01-01
            microsoft.keyvault/vaults: 2030-01-01
            Microsoft.KeyVault/vaults: 2030-01-01
    "), @"
    bricep.yaml:5:5: error[BRC2001] unknown-property: the templates have no resource of the type `Microsoft.Databrick/workspaces` (did you mean `Microsoft.Databricks/workspaces`?)
        `Microsoft.Databrick/workspaces` /azure/api_versions/Microsoft.Databrick~1workspaces
    bricep.yaml:6:5: error[BRC2001] unknown-property: the templates have no resource of the type `Microsoft.Sql/servers` (leave it out; it has no effect)
        `Microsoft.Sql/servers` /azure/api_versions/Microsoft.Sql~1servers
    bricep.yaml:8:5: error[BRC3021] invalid-azure-setting: `Microsoft.KeyVault/vaults` stands twice (keep one of them; Azure does not tell types apart by case)
        `Microsoft.KeyVault/vaults` /azure/api_versions/Microsoft.KeyVault~1vaults
        bricep.yaml:7:5: the first one: `microsoft.keyvault/vaults`
    ");
    silent(&[
        "azure: { api_versions: { microsoft.databricks/Workspaces: 2030-01-01, Microsoft.Web/sites/config: 2030-02-28-preview } }",
    ]);
}

#[test]
fn api_versions_are_dates_and_no_older_than_the_templates() {
    assert_snapshot!(found("
        azure:
          api_versions:
            Microsoft.Databricks/workspaces: 2018-04-01
            Microsoft.Web/sites: 2024-13-01
            Microsoft.Web/serverfarms: 2024-11-32
            Microsoft.Web/sites/extensions: 2020-06-01
            Microsoft.Storage/storageAccounts: latest
    "), @"
    bricep.yaml:5:38: warning[BRC9004] older-api-version: `2018-04-01` is older than `2026-01-01`, which the templates are written for (leave it out, or see that this version knows every property that `databricks-*.bicep` sets)
        `2018-04-01` /azure/api_versions/Microsoft.Databricks~1workspaces
    bricep.yaml:6:26: error[BRC2006] pattern-mismatch: `2024-13-01` does not fit `Microsoft.Web/sites` (write an API version, such as `2024-05-01`)
        `2024-13-01` /azure/api_versions/Microsoft.Web~1sites
    bricep.yaml:7:32: error[BRC2006] pattern-mismatch: `2024-11-32` does not fit `Microsoft.Web/serverfarms` (write an API version, such as `2024-05-01`)
        `2024-11-32` /azure/api_versions/Microsoft.Web~1serverfarms
    bricep.yaml:8:37: warning[BRC9004] older-api-version: `2020-06-01` is older than `2025-03-01`, which the templates are written for (leave it out, or see that this version knows every property that `databricks-*.bicep` sets)
        `2020-06-01` /azure/api_versions/Microsoft.Web~1sites~1extensions
    bricep.yaml:9:40: error[BRC2006] pattern-mismatch: `latest` does not fit `Microsoft.Storage/storageAccounts` (write an API version, such as `2024-05-01`)
        `latest` /azure/api_versions/Microsoft.Storage~1storageAccounts
    ");
}
