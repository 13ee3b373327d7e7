//! Resources that several templates declare.

use super::Half;
use crate::arm::{Expr, Resource, call, object, sym};
use crate::emit::versions::CUSTOM_PROVIDER;
use crate::source::Data;

impl Half<'_> {
    /// The resources' `location` and `tags`.
    pub(in crate::emit) fn resource(
        &self,
        symbol: &str,
        resource_type: &str,
        name: impl Into<Expr>,
    ) -> Resource {
        Resource::new(symbol, &self.versions.of(resource_type), name)
            .with("location", sym("location"))
            .with("tags", sym("tags"))
    }

    /// The custom provider.
    pub(in crate::emit) fn custom_provider(&self, symbol: &str) -> Resource {
        Resource::new(symbol, &self.versions.of(CUSTOM_PROVIDER), sym("databricksProviderName"))
    }

    /// A role of an identity on a resource; `principal` reads the object id.
    pub(in crate::emit) fn role(
        &self,
        symbol: &str,
        on: &str,
        identity: &str,
        role: &str,
        principal: Expr,
    ) -> Resource {
        let definition = call(
            "subscriptionResourceId",
            [Expr::from("Microsoft.Authorization/roleDefinitions"), sym(role)],
        );
        Resource::new(
            symbol,
            &self.versions.of("Microsoft.Authorization/roleAssignments"),
            call("guid", [sym(on).prop("id"), sym(identity).prop("id"), sym(role)]),
        )
        .scope(sym(on))
        .with(
            "properties",
            object([
                ("principalId", principal),
                ("principalType", "ServicePrincipal".into()),
                ("roleDefinitionId", definition),
            ]),
        )
    }

    /// The vault, for secrets that the spec names.
    pub(in crate::emit) fn vault_resource(&self) -> Resource {
        self.resource("keyVault", "Microsoft.KeyVault/vaults", sym("keyVaultName")).with(
            "properties",
            object([
                ("enablePurgeProtection", self.purge_protection()),
                ("enableRbacAuthorization", true.into()),
                ("softDeleteRetentionInDays", 90.into()),
                ("tenantId", call("tenant", Vec::<Expr>::new()).prop("tenantId")),
                ("sku", object([("family", Expr::from("A")), ("name", "standard".into())])),
            ]),
        )
    }

    /// Azure takes `true` or nothing: a vault that has the protection keeps it.
    fn purge_protection(&self) -> Expr {
        self.lowering.by_environment(|at| {
            match self.at(at, &["key_vault", "purge_protection"]).map(|node| &node.data) {
                Some(Data::Bool(false)) => Expr::Null,
                _ => true.into(),
            }
        })
    }

    pub(in crate::emit) fn log_analytics(&self, name: Expr) -> Resource {
        self.resource("logAnalytics", "Microsoft.OperationalInsights/workspaces", name).with(
            "properties",
            object([
                ("retentionInDays", self.setting(&["log_analytics", "retention_in_days"], 30)),
                ("sku", object([("name", Expr::from("PerGB2018"))])),
            ]),
        )
    }

    /// A storage account without public blobs or keys.
    pub(in crate::emit) fn storage_account(&self, name: Expr, lake: bool) -> Resource {
        let mut properties = crate::arm::Object::new()
            .with("allowBlobPublicAccess", false)
            .with("allowSharedKeyAccess", false);
        if lake {
            properties = properties.with("isHnsEnabled", true);
        }
        let properties =
            properties.with("minimumTlsVersion", "TLS1_2").with("supportsHttpsTrafficOnly", true);
        self.resource("storageAccount", "Microsoft.Storage/storageAccounts", name)
            .with("kind", "StorageV2")
            .with("sku", object([("name", Expr::from("Standard_ZRS"))]))
            .with("properties", properties)
    }
}
