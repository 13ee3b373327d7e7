//! Resources that several templates declare.

use super::{Among, Assignee, Half, LOGS, VAULT};
use crate::arm::{Expr, Object, Resource, array, call, object, sym};
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

    /// A role on a resource of the template; `role` is the variable that holds the id of its definition.
    pub(in crate::emit) fn role(&self, symbol: &str, on: &str, role: &str, assignee: Assignee) -> Resource {
        let definition = call(
            "subscriptionResourceId",
            [Expr::from("Microsoft.Authorization/roleDefinitions"), sym(role)],
        );
        Resource::new(
            symbol,
            &self.versions.of("Microsoft.Authorization/roleAssignments"),
            call("guid", [sym(on).prop("id"), assignee.known, sym(role)]),
        )
        .scope(sym(on))
        .with(
            "properties",
            object([
                ("principalId", assignee.principal),
                ("principalType", assignee.principal_type.unwrap_or_else(|| "ServicePrincipal".into())),
                ("roleDefinitionId", definition),
            ]),
        )
    }

    /// The vault, for secrets that the spec names.
    pub(in crate::emit) fn vault_resource(&self) -> Resource {
        let made = self.makes(&VAULT);
        let unprotected = self.unprotected(&made);
        let mut properties = Object::new();
        if unprotected != made {
            // Azure takes `true` or nothing: a vault that has the protection keeps it.
            let protection = |at| if unprotected.contains(at) { Expr::Null } else { true.into() };
            properties = properties.with("enablePurgeProtection", self.each(&made, protection));
        }
        properties = properties.with("enableRbacAuthorization", true).with("enableSoftDelete", true);
        if !self.closed().and(&made).none() {
            properties = properties
                .with("networkAcls", self.closed_or(&made, deny([]), Expr::Null))
                .with("publicNetworkAccess", self.closed_or(&made, "Disabled".into(), "Enabled".into()));
        }
        let properties = properties
            .with("softDeleteRetentionInDays", 90)
            .with("tenantId", call("tenant", Vec::<Expr>::new()).prop("tenantId"))
            .with("sku", object([("family", Expr::from("A")), ("name", "standard".into())]));
        let mut vault = self.resource("keyVault", "Microsoft.KeyVault/vaults", sym("keyVaultName"));
        if !unprotected.none() {
            vault = vault.skip(
                "CKV_AZURE_42,CKV_AZURE_110",
                "The spec turns purge protection off; deleted secrets stay for 90 days.",
            );
        }
        if !self.shuts(&made) {
            vault = vault.skip(
                "CKV_AZURE_109,CKV_AZURE_189",
                "Pipelines and the provider come from changing addresses, unless `public_network_access` is false; \
                 roles alone let them in.",
            );
        }
        vault.with("properties", properties)
    }

    /// Those of some environments whose vault can be purged.
    fn unprotected(&self, among: &Among) -> Among {
        let off = |at| {
            let protection = self.at(at, &["key_vault", "purge_protection"]);
            protection.is_some_and(|node| matches!(node.data, Data::Bool(false)))
        };
        among.and(&self.among(off))
    }

    pub(in crate::emit) fn log_analytics(&self, name: Expr) -> Resource {
        let retention = self.setting(&self.makes(&LOGS), &["log_analytics", "retention_in_days"], 30);
        self.resource("logAnalytics", "Microsoft.OperationalInsights/workspaces", name).with(
            "properties",
            object([("retentionInDays", retention), ("sku", object([("name", Expr::from("PerGB2018"))]))]),
        )
    }

    /// Whether every copy of an account has one in another region.
    fn in_two_regions(&self, account: &Account<'_>) -> bool {
        let one_region = self.among(|at| {
            let sku = self.at(at, account.sku).and_then(|node| node.as_str());
            !sku.is_some_and(|sku| sku.contains("GRS") || sku.contains("GZRS"))
        });
        account.among.and(&one_region).none()
    }

    /// A storage account without public blobs or keys.
    pub(in crate::emit) fn storage_account(&self, account: Account<'_>) -> Resource {
        let in_two_regions = self.in_two_regions(&account);
        let mut properties =
            Object::new().with("allowBlobPublicAccess", false).with("allowSharedKeyAccess", false);
        if account.lake {
            properties = properties.with("isHnsEnabled", true);
        }
        properties = properties.with("minimumTlsVersion", "TLS1_2");
        if !self.closed().and(&account.among).none() {
            let rules = deny(account.rule.map(|rule| ("resourceAccessRules", array([rule]))));
            properties = properties.with("networkAcls", self.closed_or(&account.among, rules, Expr::Null));
            if !account.lake {
                let access = self.closed_or(&account.among, "Disabled".into(), "Enabled".into());
                properties = properties.with("publicNetworkAccess", access);
            }
        }
        let sku = self.setting(&account.among, account.sku, "Standard_ZRS");
        let mut resource = self
            .resource("storageAccount", "Microsoft.Storage/storageAccounts", account.name)
            .skip("CKV_AZURE_43", "The name is an expression, whose text is no name; its value is one.");
        if !in_two_regions {
            resource = resource.skip("CKV_AZURE_206", account.one_region);
        }
        if self.shuts(&account.among) {
            let reason = "No service of Azure is let in by being one: stricter than the check asks for.";
            resource = resource.skip("CKV_AZURE_36", reason);
        } else {
            resource = resource.skip("CKV_AZURE_35,CKV_AZURE_36", account.open);
        }
        resource
            .with("kind", "StorageV2")
            .with("sku", object([("name", sku)]))
            .with("properties", properties.with("supportsHttpsTrafficOnly", true))
    }
}

/// A storage account that is to be made.
pub(in crate::emit) struct Account<'a> {
    /// Its name.
    pub(in crate::emit) name: Expr,
    /// The setting of its redundancy.
    pub(in crate::emit) sku: &'a [&'a str],
    /// Whether it has a hierarchical namespace.
    pub(in crate::emit) lake: bool,
    /// Which resource may come in from the outside where nothing else may.
    pub(in crate::emit) rule: Option<Expr>,
    /// The environments that have it.
    pub(in crate::emit) among: Among,
    /// Why its copies lie in one region, unless the spec wants them in two.
    pub(in crate::emit) one_region: &'a str,
    /// Why it takes requests from the internet, where public network access is not off.
    pub(in crate::emit) open: &'a str,
}

/// Rules of a network that let nobody in but by private endpoints, and whom `further` rules name.
fn deny(further: impl IntoIterator<Item = (&'static str, Expr)>) -> Expr {
    let rules = [("bypass", Expr::from("None")), ("defaultAction", "Deny".into())];
    object(rules.into_iter().chain(further))
}
