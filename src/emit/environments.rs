//! `environments.bicep`: types, and what each environment sets.

use std::sync::Arc;

use super::configuration::Configuration;
use super::{header, variables};
use crate::arm::{Decorator, Object, ObjectType, Template, TypeDecl, TypeExpr, TypeProperty, Variable};
use crate::model::{Model, type_name};

/// The file that other templates import from.
pub(super) fn template(model: &Model, configuration: Configuration) -> Arc<Template> {
    let name = &model.name;
    let mut template = Template::new("environments.bicep")
        .header(header(model))
        .description(format!("Types of {name}, and what its environments set."))
        .with(
            TypeDecl::new("environmentType", literals(&model.environments))
                .decorate(Decorator::Export)
                .decorate(Decorator::Description(format!("Environments of {name}."))),
        );
    for variable in model.variables.values() {
        if let Some(ty) = variables::allowed_type(variable) {
            template.push(
                TypeDecl::new(type_name(&variable.name), ty)
                    .decorate(Decorator::Export)
                    .decorate(Decorator::Description(variables::description(variable))),
            );
        }
    }
    template.push(
        TypeDecl::new(
            "tagsType",
            ObjectType::new()
                .additional(TypeProperty::new("*", TypeExpr::String).describe("A tag of any name.")),
        )
        .decorate(Decorator::Export)
        .decorate(Decorator::Description("Tags of an Azure resource.".to_owned())),
    );
    let rows = configuration.into_rows();
    let set = model
        .environments
        .iter()
        .zip(rows)
        .fold(Object::new(), |set, (environment, row)| set.with(&*environment.name, row));
    template.push(
        Variable::new("environments", set)
            .decorate(Decorator::Export)
            .describe("What each environment sets."),
    );
    Arc::new(template)
}

fn literals(environments: &[crate::model::Environment]) -> TypeExpr {
    match environments {
        [one] => TypeExpr::text(&*one.name),
        all => TypeExpr::one_of(all.iter().map(|environment| &*environment.name)),
    }
}
