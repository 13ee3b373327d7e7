//! Sets of environments: where something is made, adopted, or holds.

use super::Half;
use crate::arm::{Expr, Resource};
use crate::emit::lower::condition_on;
use crate::model::Route;

/// Some of the environments, by position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::emit) struct Among(Vec<bool>);

impl Among {
    pub(in crate::emit) fn none(&self) -> bool {
        !self.0.contains(&true)
    }

    pub(in crate::emit) fn all(&self) -> bool {
        !self.0.contains(&false)
    }

    pub(in crate::emit) fn contains(&self, environment: usize) -> bool {
        self.0.get(environment) == Some(&true)
    }

    pub(in crate::emit) fn and(&self, other: &Self) -> Self {
        Self(self.0.iter().zip(&other.0).map(|(a, b)| *a && *b).collect())
    }

    pub(in crate::emit) fn not(&self) -> Self {
        Self(self.0.iter().map(|member| !member).collect())
    }

    fn positions(&self) -> Vec<usize> {
        self.0.iter().enumerate().filter_map(|(at, member)| member.then_some(at)).collect()
    }
}

impl Half<'_> {
    /// The environments for which something holds.
    pub(in crate::emit) fn among(&self, holds: impl Fn(usize) -> bool) -> Among {
        Among(self.lowering().everywhere().into_iter().map(holds).collect())
    }

    /// The environments that set what is at a path.
    pub(in crate::emit) fn having(&self, path: &[&str]) -> Among {
        self.among(|at| self.at(at, path).is_some())
    }

    /// A declaration that only some environments have, with its condition; `None` where none has it.
    pub(in crate::emit) fn only<D: Conditional>(&self, among: &Among, declaration: D) -> Option<D> {
        if among.none() {
            return None;
        }
        match condition_on(self.model(), &among.positions()) {
            Some(condition) => Some(declaration.when(condition)),
            None => Some(declaration),
        }
    }

    /// One expression for what is so in some environments, of which there has to be one.
    pub(in crate::emit) fn each(&self, among: &Among, value: impl Fn(usize) -> Expr) -> Expr {
        self.lowering().by_environments(&among.positions(), value)
    }

    /// One value in environments without public network access, another in the others, for what only some have.
    pub(in crate::emit) fn closed_or(&self, among: &Among, closed: Expr, open: Expr) -> Expr {
        let shut = self.closed();
        self.each(among, |at| if shut.contains(at) { closed.clone() } else { open.clone() })
    }

    /// The environments whose workspace, vault, lake and provider cannot be reached from the internet.
    pub(in crate::emit) fn closed(&self) -> Among {
        self.among(|at| self.azure.closed(at).is_some())
    }

    /// Whether public network access is off in all of some environments.
    pub(in crate::emit) fn shuts(&self, among: &Among) -> bool {
        among.and(&self.closed().not()).none()
    }

    /// The environments whose network is made.
    pub(in crate::emit) fn makes_network(&self) -> Among {
        self.having(&["network"]).and(&self.having(&["network", "existing"]).not())
    }

    /// The environments that have access connector and storage of a lake.
    pub(in crate::emit) fn lake(&self) -> Among {
        let names = ["access_connector_id", "storage_account_name"];
        let everywhere = self.used().iter().any(|value| names.contains(&value.name));
        self.among(|at| everywhere || self.at(at, &["storage"]).is_some())
    }

    /// The environments whose deployment scripts run in a network of their own.
    pub(in crate::emit) fn script_in_network(&self) -> Among {
        self.having(&["script"])
    }

    /// The environments whose Functions app answers by its private endpoint alone. Scripts have to run in a network for
    /// that; Azure Resource Manager, which calls a custom provider, never does.
    pub(in crate::emit) fn hides_app(&self) -> Among {
        let by_script = self.route() == Route::DeploymentScript;
        self.closed().and(&self.script_in_network()).and(&self.among(|_| by_script))
    }
}

/// What can be deployed under a condition.
pub(in crate::emit) trait Conditional {
    fn when(self, condition: Expr) -> Self;
}

impl Conditional for Resource {
    fn when(self, condition: Expr) -> Self {
        self.condition(condition)
    }
}

impl Conditional for crate::arm::Module {
    fn when(self, condition: Expr) -> Self {
        self.condition(condition)
    }
}
