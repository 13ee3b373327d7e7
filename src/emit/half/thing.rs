//! What an environment makes or adopts: workspace, network, vault and logs.
//!
//! Where every environment makes one, templates find it by its name. Where some adopt one, each template finds it by the
//! resource id that the configuration set holds, also in another resource group or subscription.

use super::{Among, Half};
use crate::arm::{Decl, Expr, Object, Resource, Variable, call, interpolate, sym};
use crate::emit::configuration::Configuration;
use crate::emit::lower::Place;

/// A resource that is made or adopted.
#[derive(Debug)]
pub(in crate::emit) struct Thing {
    /// Its symbol in templates.
    pub(in crate::emit) symbol: &'static str,
    /// Its symbol beside one that is made, in the template that makes it.
    pub(in crate::emit) adopted_symbol: &'static str,
    /// Where the spec gives the id of one that exists.
    path: &'static [&'static str],
    /// Key of that id in the configuration set, and the variable that holds the id.
    id: &'static str,
    /// The variable that holds the parts of the id.
    parts: &'static str,
    what: &'static str,
    resource_type: &'static str,
    /// The name of one that is made.
    name: fn() -> Expr,
}

/// The Databricks workspace.
pub(in crate::emit) const WORKSPACE: Thing = Thing {
    symbol: "workspace",
    adopted_symbol: "adoptedWorkspace",
    path: &["workspace", "existing", "resource_id"],
    id: "workspaceId",
    parts: "workspaceIdParts",
    what: "Databricks workspace",
    resource_type: "Microsoft.Databricks/workspaces",
    name: || named("dbw"),
};

/// The virtual network.
pub(in crate::emit) const NETWORK: Thing = Thing {
    symbol: "virtualNetwork",
    adopted_symbol: "adoptedVirtualNetwork",
    path: &["network", "existing", "resource_id"],
    id: "virtualNetworkId",
    parts: "virtualNetworkIdParts",
    what: "virtual network",
    resource_type: "Microsoft.Network/virtualNetworks",
    name: || named("vnet"),
};

/// The vault.
pub(in crate::emit) const VAULT: Thing = Thing {
    symbol: "keyVault",
    adopted_symbol: "adoptedKeyVault",
    path: &["key_vault", "existing", "resource_id"],
    id: "keyVaultId",
    parts: "keyVaultIdParts",
    what: "vault",
    resource_type: "Microsoft.KeyVault/vaults",
    name: || sym("keyVaultName"),
};

/// The Log Analytics workspace.
pub(in crate::emit) const LOGS: Thing = Thing {
    symbol: "logAnalytics",
    adopted_symbol: "adoptedLogAnalytics",
    path: &["log_analytics", "existing", "resource_id"],
    id: "logAnalyticsId",
    parts: "logAnalyticsIdParts",
    what: "Log Analytics workspace",
    resource_type: "Microsoft.OperationalInsights/workspaces",
    name: || named("log"),
};

const THINGS: [&Thing; 4] = [&WORKSPACE, &NETWORK, &VAULT, &LOGS];

/// Ids that the spec gives and that stand in the configuration set, by path and key.
const GIVEN: [(&[&str], &str); 3] = [
    (&["network", "private_dns_zones", "resource_group_id"], "privateDnsZonesGroupId"),
    (&["script", "storage_account"], "scriptStorageAccountId"),
    (&["script", "subnet"], "scriptSubnetId"),
];

fn named(prefix: &str) -> Expr {
    interpolate([format!("{prefix}-").into(), sym("name").into()])
}

impl Half<'_> {
    /// The environments that adopt one.
    pub(in crate::emit) fn adopts(&self, thing: &Thing) -> Among {
        self.having(thing.path)
    }

    /// Whether templates find it by its id rather than by its name.
    pub(in crate::emit) fn by_id(&self, thing: &Thing) -> bool {
        !self.adopts(thing).none()
    }

    /// It as a resource that is there, whoever made it.
    pub(in crate::emit) fn there(&self, thing: &Thing) -> Resource {
        let version = self.versions().of(thing.resource_type);
        if !self.by_id(thing) {
            return Resource::new(thing.symbol, &version, (thing.name)()).existing();
        }
        Resource::new(thing.symbol, &version, call("last", [sym(thing.parts)]))
            .existing()
            .scope(group_of(thing.parts))
    }

    /// One that is adopted, for the template that makes it elsewhere; conditional where only some adopt it.
    pub(in crate::emit) fn adopted(&self, thing: &Thing) -> Option<Resource> {
        let resource = Resource { symbol: thing.adopted_symbol.to_owned(), ..self.there(thing) };
        self.only(&self.adopts(thing), resource)
    }

    /// What is made, and what is adopted instead, each where it is.
    pub(in crate::emit) fn made_or_adopted(&self, thing: &Thing, made: Resource) -> Vec<Decl> {
        let made = self.only(&self.makes(thing), made);
        made.into_iter().chain(self.adopted(thing)).map(Decl::from).collect()
    }

    /// The environments that make one.
    pub(in crate::emit) fn makes(&self, thing: &Thing) -> Among {
        if thing.symbol == NETWORK.symbol { self.makes_network() } else { self.adopts(thing).not() }
    }

    /// The symbol that stands for it in one environment, in the template that makes it where it is not adopted.
    fn symbol(&self, thing: &Thing, environment: usize) -> Expr {
        let adopted = self.adopts(thing).contains(environment) || self.makes(thing).none();
        sym(if adopted { thing.adopted_symbol } else { thing.symbol })
    }

    /// What a property of it is, in the template that makes it where it is not adopted.
    pub(in crate::emit) fn property(&self, thing: &Thing, read: impl Fn(Expr) -> Expr) -> Expr {
        let sure = self.makes(thing).all() || self.adopts(thing).all();
        self.lowering().by_environment(|at| {
            let symbol = self.symbol(thing, at);
            read(if sure { symbol } else { symbol.non_null() })
        })
    }

    /// Its id, in the template that makes it where it is not adopted.
    pub(in crate::emit) fn id(&self, thing: &Thing) -> Expr {
        self.lowering().by_environment(|at| self.id_at(thing, at))
    }

    /// Its id there, for what only some environments have.
    pub(in crate::emit) fn id_among(&self, thing: &Thing, among: &Among) -> Expr {
        self.each(among, |at| self.id_at(thing, at))
    }

    /// Its id there, in one environment.
    pub(in crate::emit) fn id_at(&self, thing: &Thing, environment: usize) -> Expr {
        self.symbol(thing, environment).prop("id")
    }

    /// Where modules that extend it are deployed, if that may be another resource group, and its name there.
    pub(in crate::emit) fn elsewhere(&self, thing: &Thing) -> Option<(Expr, Expr)> {
        self.by_id(thing).then(|| (group_of(thing.parts), call("last", [sym(thing.parts)])))
    }

    /// Variables that read ids from the configuration set.
    pub(in crate::emit) fn id_variables(&self) -> Vec<Decl> {
        let environment = || sym("environments").index(sym("environment"));
        let mut variables = Vec::new();
        for thing in THINGS {
            let adopted = self.adopts(thing);
            let made = call("resourceId", [Expr::from(thing.resource_type), (thing.name)()]);
            let value = if adopted.all() {
                environment().prop(thing.id)
            } else {
                environment().safe_prop(thing.id).or_else(made)
            };
            let what = format!("Resource id of the {}.", thing.what);
            variables.push(Variable::new(thing.id, value).describe(what).into());
            variables.push(parts(thing.parts, thing.id, &format!("the id of the {}", thing.what)));
        }
        for (path, key) in GIVEN {
            let what = match key {
                "privateDnsZonesGroupId" => "resource group of the private DNS zones",
                "scriptStorageAccountId" => "storage account of the scripts",
                _ => "subnet of the scripts",
            };
            // Where there is none, nothing reads it; the group's own id keeps its parts readable.
            let otherwise = call("resourceGroup", Vec::<Expr>::new()).prop("id");
            let value = if self.having(path).all() {
                environment().prop(key)
            } else {
                environment().safe_prop(key).or_else(otherwise)
            };
            let what = format!("the {what}");
            variables.push(Variable::new(key, value).describe(format!("Resource id of {what}.")).into());
            variables.push(parts(&format!("{key}Parts"), key, &format!("the id of {what}")));
        }
        variables
    }

    /// Puts the ids that the spec gives into the configuration set, by key.
    pub(in crate::emit) fn configure_ids(&self, configuration: &mut Configuration) {
        let things = THINGS.map(|thing| (thing.path, thing.id));
        let mut all: Vec<_> = things.into_iter().chain(GIVEN).collect();
        all.sort_by_key(|(_, key)| *key);
        for (path, key) in all {
            let value = |at| Some(self.lowering().value(self.at(at, path)?, None, Place::Row(at)));
            let values: Vec<Option<Expr>> = self.lowering().everywhere().into_iter().map(value).collect();
            if values.iter().any(Option::is_some) {
                configuration.add(key, values);
            }
        }
    }
}

fn parts(name: &str, of: &str, what: &str) -> Decl {
    Variable::new(name, call("split", [sym(of), "/".into()])).describe(format!("Parts of {what}.")).into()
}

/// `resourceGroup(parts[2], parts[4])`
pub(in crate::emit) fn group_of(parts: &str) -> Expr {
    call("resourceGroup", [sym(parts).index(2), sym(parts).index(4)])
}

/// `resourceId(parts[2], parts[4], type, names …)`, a resource in the group that an id lies in.
pub(in crate::emit) fn id_in_group_of(parts: &str, resource_type: &str, names: Vec<Expr>) -> Expr {
    let group = [sym(parts).index(2), sym(parts).index(4), resource_type.into()];
    call("resourceId", group.into_iter().chain(names))
}

/// An object of the configuration set, field by field as the spec and as templates name them.
pub(in crate::emit) fn row(
    half: &Half<'_>,
    at: usize,
    path: &[&str],
    fields: &[(&str, &str)],
) -> Option<Object> {
    let node = half.at(at, path)?;
    let values = fields.iter().filter_map(|(field, name)| {
        let value = node.get(field).filter(|value| !value.is_null())?;
        Some((*name, half.lowering().value(value, None, Place::Row(at))))
    });
    Some(values.fold(Object::new(), |object, (name, value)| object.with(name, value)))
}
