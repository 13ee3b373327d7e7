//! `databricks-infrastructure.bicep`: what the workspace holds, as resources of the custom provider or as one script
//! that has the provider apply the manifest.

pub(super) mod custom_provider;
pub(super) mod script;

use crate::arm::{Expr, Output, TypeExpr, null};
use crate::model::{Output as SpecOutput, output_name};

use super::lower::{Lowering, Place};

/// Name of the file.
pub(super) const FILE: &str = "databricks-infrastructure.bicep";

/// Whether some environment lacks an output, or what it reads.
pub(super) fn is_optional(output: &SpecOutput) -> bool {
    output.values.iter().any(Option::is_none)
}

/// An output of the spec: text, and nullable where some environment lacks it.
pub(super) fn output(output: &SpecOutput, value: Expr) -> Output {
    let ty = if is_optional(output) { TypeExpr::String.nullable() } else { TypeExpr::String };
    Output::new(output_name(&output.name), ty, value).describe(describe(output))
}

/// What an output is.
pub(super) fn describe(output: &SpecOutput) -> String {
    format!("Output {} of the spec.", output.name)
}

/// The value of an output in every environment.
pub(super) fn output_value(lowering: &Lowering<'_>, output: &SpecOutput) -> Expr {
    if let Some(value) = lowering.output_of_conditional(&output.values) {
        return value;
    }
    lowering.by_environment(|at| {
        output.values[at].as_ref().map_or_else(null, |node| lowering.output(node, Place::Template))
    })
}
