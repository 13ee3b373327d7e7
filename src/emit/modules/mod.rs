//! `modules/`: small templates that others deploy several times, or into another resource group.

mod endpoint;
mod role;
mod zone;

use std::sync::Arc;

pub(super) use self::endpoint::Endpoint;
pub(super) use self::role::{Assignee, On, Role};
use super::half::Half;
use crate::arm::{Decl, Template};

/// Builds each template once.
pub(super) struct Library {
    pub(super) zone: Arc<Template>,
    pub(super) endpoint: Arc<Template>,
    roles: [(On, Arc<Template>); 3],
}

impl Library {
    pub(super) fn new(half: &Half<'_>) -> Self {
        Self {
            zone: zone::template(half),
            endpoint: endpoint::template(half),
            roles: [On::Workspace, On::KeyVault, On::StorageAccount].map(|on| (on, role::template(half, on))),
        }
    }

    pub(super) fn role(&self, on: On) -> &Arc<Template> {
        let [(_, workspace), (_, vault), (_, account)] = &self.roles;
        match on {
            On::Workspace => workspace,
            On::KeyVault => vault,
            On::StorageAccount => account,
        }
    }

    /// The templates that some of these templates deploy, in a stable order.
    pub(super) fn used<'t>(&self, by: impl Iterator<Item = &'t Arc<Template>>) -> Vec<Arc<Template>> {
        let mut used: Vec<Arc<Template>> = by
            .flat_map(|template| &template.items)
            .filter_map(|item| match &item.decl {
                Decl::Module(module) if module.template.file.starts_with("modules/") => {
                    Some(Arc::clone(&module.template))
                }
                _ => None,
            })
            .collect();
        used.sort_by(|a, b| a.file.cmp(&b.file));
        used.dedup_by(|a, b| a.file == b.file);
        used
    }
}
