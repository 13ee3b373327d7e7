//! Names of the templates, made from names of the spec.

use crate::kinds::Kind;

/// `daily_etl`, `daily-etl` → `dailyEtl`. Leading underscores stay, so that the result is always an identifier.
pub fn camel_case(text: &str) -> String {
    let trimmed = text.trim_start_matches('_');
    let mut result = "_".repeat(text.len() - trimmed.len());
    for (at, word) in trimmed.split(['_', '-']).filter(|word| !word.is_empty()).enumerate() {
        let mut chars = word.chars();
        if let Some(first) = chars.next() {
            result.push(if at == 0 { first.to_ascii_lowercase() } else { first.to_ascii_uppercase() });
        }
        result.push_str(chars.as_str());
    }
    result
}

/// Symbol of a resource: `analytics` of the kind `clusters` → `analyticsCluster`.
pub fn resource_symbol(kind: &Kind, key: &str) -> String {
    camel_case(key) + kind.symbol
}

/// Parameter of a variable: `node_type` → `nodeType`.
pub fn parameter_name(variable: &str) -> String {
    camel_case(variable)
}

/// Type of a variable that allows certain values only: `node_type` → `nodeTypeType`.
pub fn type_name(variable: &str) -> String {
    parameter_name(variable) + "Type"
}

/// Output of a template for an output of the spec: `etl_job_id` → `etlJobId`.
pub fn output_name(output: &str) -> String {
    camel_case(output)
}

/// What a value of `${azure.…}` is in the templates, and the output that hands it on: `key_vault_uri` → `keyVaultUri`.
pub fn azure_symbol(value: &str) -> String {
    match value {
        "workspace_url" => "databricksWorkspaceUrl".to_owned(),
        _ => camel_case(value),
    }
}

/// Key of the configuration set for a top-level field: `analyticsCluster`, `autoscale` → `analyticsClusterAutoscale`.
pub fn configuration_key(symbol: &str, field: &str) -> String {
    let field = camel_case(field);
    let mut chars = field.chars();
    chars
        .next()
        .map_or_else(String::new, |first| format!("{symbol}{}{}", first.to_ascii_uppercase(), chars.as_str()))
}

/// Names that the templates use for themselves, and words that Bicep keeps: no variable may become one of these.
pub const RESERVED: &[&str] = &[
    // Parameters, variables, types, resources and modules of the templates.
    "accessConnector",
    "accessConnectorId",
    "adoptedKeyVault",
    "adoptedLogAnalytics",
    "adoptedVirtualNetwork",
    "adoptedWorkspace",
    "appEndpoint",
    "applicationInsights",
    "apply",
    "applyResources",
    "appSettings",
    "azure",
    "blobService",
    "clusterId",
    "configuration",
    "containers",
    "contributor",
    "controlPlaneRules",
    "customerManagedKey",
    "customProvider",
    "databricksDelegation",
    "databricksProviderName",
    "databricksWorkspaceUrl",
    "deployer",
    "deployerRole",
    "deployerRoles",
    "deployerVaultRoles",
    "diagnostics",
    "diskRole",
    "endpoint",
    "environment",
    "environments",
    "environmentType",
    "functionApp",
    "functionAppName",
    "functionsDelegation",
    "identity",
    "infrastructure",
    "jobId",
    "keyVault",
    "keyVaultCryptoUser",
    "keyVaultId",
    "keyVaultIdParts",
    "keyVaultName",
    "keyVaultProperties",
    "keyVaultSecretsOfficer",
    "keyVaultSecretsUser",
    "keyVaultUri",
    "lakeBlobEndpoint",
    "lakeDfsEndpoint",
    "location",
    "logAnalytics",
    "logAnalyticsId",
    "logAnalyticsIdParts",
    "manifestDigest",
    "metricsRole",
    "monitoringMetricsPublisher",
    "name",
    "natGateway",
    "network",
    "operation",
    "operationType",
    "operator",
    "operatorRole",
    "package",
    "packageContainer",
    "packageContainerName",
    "packageEndpoint",
    "packageRoles",
    "packageUri",
    "plan",
    "planDigest",
    "principal",
    "privateDnsZones",
    "privateDnsZonesGroupId",
    "privateDnsZonesGroupIdParts",
    "privateSecurityGroup",
    "provider",
    "publicAddress",
    "requestedAt",
    "scriptRole",
    "scriptStorageAccountId",
    "scriptStorageAccountIdParts",
    "scriptSubnetId",
    "scriptSubnetIdParts",
    "secretOfficerRoles",
    "securityGroup",
    "signInEndpoint",
    "storageAccount",
    "storageAccountName",
    "storageBlobDataContributor",
    "storageBlobDataOwner",
    "storageFileContributor",
    "storageRole",
    "tags",
    "tagsType",
    "user",
    "variables",
    "vaultDiagnostics",
    "vaultEndpoint",
    "vaultRole",
    "virtualNetwork",
    "virtualNetworkId",
    "virtualNetworkIdParts",
    "workerRules",
    "workspace",
    "workspaceEndpoint",
    "workspaceId",
    "workspaceIdParts",
    "workspaceResourceId",
    "workspaceRole",
    "zone",
    "zones",
    // Functions that the templates call, and Bicep's namespaces.
    "az",
    "concat",
    "contains",
    "deployment",
    "empty",
    "format",
    "guid",
    "json",
    "last",
    "length",
    "listKeys",
    "loadTextContent",
    "resourceGroup",
    "resourceId",
    "split",
    "string",
    "subscription",
    "subscriptionResourceId",
    "sys",
    "take",
    "tenant",
    "toLower",
    "union",
    "uniqueString",
    "utcNow",
    // Types and literals of Bicep.
    "any",
    "array",
    "bool",
    "existing",
    "false",
    "for",
    "if",
    "in",
    "int",
    "null",
    "object",
    "true",
];

/// Outputs that `main.bicep` has by itself, beside those that hand on what `${azure.…}` names.
pub const RESERVED_OUTPUTS: &[&str] =
    &["deployerClientId", "functionAppName", "packageStorageAccountName", "providerClientId"];
