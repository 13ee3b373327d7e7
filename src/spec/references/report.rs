//! What is said of a reference that names nothing.

use crate::diagnostic::{Diagnostic, code, did_you_mean};
use crate::kinds::{KINDS, Kind};
use crate::model::interpolation::{FORMS, InterpolationError, Reason};
use crate::model::{AZURE_VALUES, Model, Resource};
use crate::source::{Node, Span};
use crate::spec::enumerate;

/// An interpolation that cannot be read, at its value.
pub(in crate::spec) fn malformed(node: &Node, error: &InterpolationError) -> Diagnostic {
    match &error.reason {
        Reason::Unclosed => {
            Diagnostic::new(&code::MALFORMED_INTERPOLATION, node.span, "a `${` is not closed")
                .help("close it with `}`; for a literal `${` write `$${`")
        }
        Reason::Form(form) => Diagnostic::new(
            &code::MALFORMED_INTERPOLATION,
            node.span,
            "an interpolation has the wrong number of parts, or a part that is no name".to_owned(),
        )
        .help(format!("the form is `{form}`")),
        Reason::Unknown(text) => {
            let root = text.split('.').next().unwrap_or_default().trim();
            let help = match did_you_mean(root, FORMS.iter().map(|(root, _)| *root)) {
                Some(known) => {
                    let form = FORMS.iter().find(|(root, _)| *root == known).map_or("", |(_, form)| form);
                    format!("did you mean `{form}`?")
                }
                None if text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') => {
                    format!("a variable is `${{var.{text}}}`; for a literal `${{` write `$${{`")
                }
                None => format!("the forms are {}", enumerate(FORMS.iter().map(|(_, form)| *form))),
            };
            Diagnostic::new(
                &code::UNKNOWN_INTERPOLATION,
                node.span,
                format!("`${{{text}}}` names nothing that bricep knows"),
            )
            .help(help)
        }
    }
}

pub(super) fn unknown_variable<'k>(
    name: &str,
    span: Span,
    known: impl Iterator<Item = &'k str>,
) -> Diagnostic {
    let help = did_you_mean(name, known).map_or_else(
        || format!("declare it: `variables: {{ {name}: {{ description: … }} }}`"),
        |known| format!("did you mean `${{var.{known}}}`?"),
    );
    Diagnostic::new(&code::UNKNOWN_VARIABLE, span, format!("the variable `{name}` is not declared"))
        .help(help)
}

pub(super) fn unknown_kind(kind: &str, span: Span) -> Diagnostic {
    let names = || KINDS.iter().map(|kind| kind.name);
    let help = did_you_mean(kind, names()).map_or_else(
        || format!("the kinds are {}", enumerate(names())),
        |known| format!("did you mean `{known}`?"),
    );
    Diagnostic::new(&code::UNKNOWN_KIND, span, format!("`{kind}` is no kind of resource")).help(help)
}

pub(super) fn unknown_resource<'k>(
    kind: &Kind,
    key: &str,
    span: Span,
    known: impl Iterator<Item = &'k str>,
) -> Diagnostic {
    let mut known: Vec<&str> = known.collect();
    known.sort_unstable();
    let help = match did_you_mean(key, known.iter().copied()) {
        Some(known) => format!("did you mean `{known}`?"),
        None if known.is_empty() => format!("the spec declares no {}", kind.singular),
        None if known.len() <= 8 => format!("the spec declares {}", enumerate(known)),
        None => format!("declare it under `resources.{}`", kind.name),
    };
    Diagnostic::new(&code::UNKNOWN_RESOURCE, span, format!("the {} `{key}` is not declared", kind.singular))
        .help(help)
}

pub(super) fn unknown_attribute(kind: &Kind, attribute: &str, span: Span) -> Diagnostic {
    let names = || kind.attributes.iter().map(|attribute| attribute.name);
    let help = did_you_mean(attribute, names()).map_or_else(
        || format!("it offers {}", enumerate(names())),
        |known| format!("did you mean `{known}`?"),
    );
    let message = format!("a {} offers no `{attribute}`", kind.singular);
    Diagnostic::new(&code::UNKNOWN_ATTRIBUTE, span, message).help(help)
}

pub(super) fn wrong_kind(kind: &Kind, key: &str, expected: &str, span: Span) -> Diagnostic {
    let wanted = KINDS.iter().find(|kind| kind.name == expected).map_or(expected, |kind| kind.singular);
    let message = format!("`{key}` is a {}, and a {wanted} is expected here", kind.singular);
    Diagnostic::new(&code::WRONG_REFERENCE_KIND, span, message)
        .help(format!("refer to one of `resources.{expected}`"))
}

pub(super) fn absent(target: &Resource, environment: &str, span: Span) -> Diagnostic {
    let message = format!("the environment `{environment}` has no {} `{}`", target.kind.singular, target.key);
    Diagnostic::new(&code::ABSENT_RESOURCE, span, message)
        .help(format!(
            "overlay this value in `{environment}` too, or keep the {} there",
            target.kind.singular
        ))
        .related(target.span, "defined here")
}

/// What is wrong with an `${azure.…}`, if anything.
pub(super) fn azure(model: &Model, name: &str, shown: &[usize], span: Span) -> Option<Diagnostic> {
    let Some(value) = AZURE_VALUES.iter().find(|value| value.name == name) else {
        let names = || AZURE_VALUES.iter().map(|value| value.name);
        let help = did_you_mean(name, names()).map_or_else(
            || format!("the Azure half offers {}", enumerate(names())),
            |known| format!("did you mean `${{azure.{known}}}`?"),
        );
        let message = format!("the Azure half offers no `{name}`");
        return Some(Diagnostic::new(&code::UNKNOWN_INTERPOLATION, span, message).help(help));
    };
    let azure = model.azure.as_ref()?;
    let by_url = shown.iter().any(|at| azure.has(*at, &["workspace", "url"]));
    if by_url && !value.with_url {
        let message = format!("`${{azure.{name}}}` is not known where the workspace is given by `url`");
        return Some(
            Diagnostic::new(&code::UNKNOWN_INTERPOLATION, span, message)
                .help("let bricep create the workspace, or adopt it with `existing: { resource_id: … }`"),
        );
    }
    None
}
