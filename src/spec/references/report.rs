//! What is said of a reference that names nothing.

use super::bundles;
use crate::diagnostic::{Diagnostic, Fix, code, did_you_mean, surely_means};
use crate::kinds::{KINDS, Kind};
use crate::model::interpolation::{FORMS, InterpolationError, Reason};
use crate::model::{AZURE_VALUES, Model, Resource};
use crate::source::Span;
use crate::spec::{enumerate, one};

/// An interpolation of a text that cannot be read.
pub(in crate::spec) fn malformed(text: &str, error: &InterpolationError, span: Span) -> Diagnostic {
    match &error.reason {
        Reason::Unclosed => Diagnostic::new(&code::MALFORMED_INTERPOLATION, span, "`${` is not closed")
            .help("close it with `}`; for a literal `${` write `$${`"),
        Reason::Form(form) => {
            let written = text.get(error.range.clone()).unwrap_or_default();
            let message = format!("`{written}` is malformed");
            Diagnostic::new(&code::MALFORMED_INTERPOLATION, span, message)
                .help(format!("the form is `{form}`"))
        }
        Reason::Unknown(text) => {
            let root = text.split('.').next().unwrap_or_default().trim();
            let help = if let Some(instead) = bundles::instead(text) {
                instead
            } else if let Some(known) = did_you_mean(root, FORMS.iter().map(|(root, _)| *root)) {
                let form = FORMS.iter().find(|(root, _)| *root == known).map_or("", |(_, form)| form);
                format!("did you mean `{form}`?")
            } else if !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
                format!("a variable is `${{var.{text}}}`; for a literal `${{` write `$${{`")
            } else {
                format!("the forms are {}", enumerate(FORMS.iter().map(|(_, form)| *form)))
            };
            let mut found = Diagnostic::new(
                &code::UNKNOWN_INTERPOLATION,
                span,
                format!("`${{{text}}}` names nothing that bricep knows"),
            )
            .help(help);
            // The rest is of the same form.
            let respelt = || {
                let known = surely_means(root, FORMS.iter().map(|(root, _)| *root))?;
                Some(format!("${{{known}{}}}", text.trim().strip_prefix(root)?))
            };
            found.fix = bundles::same(text).or_else(respelt).map(|by| Fix::interpolate(span, &by));
            found
        }
    }
}

pub(super) fn unknown_variable(name: &str, span: Span, meant: Option<&str>) -> Diagnostic {
    let help = meant.map_or_else(
        || format!("declare it: `variables: {{ {name}: {{ description: … }} }}`"),
        |known| format!("did you mean `${{var.{known}}}`?"),
    );
    Diagnostic::new(&code::UNKNOWN_VARIABLE, span, format!("the variable `{name}` is not declared"))
        .help(help)
}

pub(super) fn unknown_kind(kind: &str, key: &str, attribute: &str, span: Span) -> Diagnostic {
    let names = || KINDS.iter().map(|kind| kind.name);
    let help = did_you_mean(kind, names()).map_or_else(
        || "`bricep schema --list` prints the kinds".to_owned(),
        |known| format!("did you mean `{known}`?"),
    );
    let mut found =
        Diagnostic::new(&code::UNKNOWN_KIND, span, format!("`{kind}` is no kind of resource")).help(help);
    found.fix = surely_means(kind, names())
        .map(|known| Fix::interpolate(span, &format!("${{resources.{known}.{key}.{attribute}}}")));
    found
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

pub(super) fn unknown_attribute(kind: &Kind, key: &str, attribute: &str, span: Span) -> Diagnostic {
    let names = || kind.attributes.iter().map(|attribute| attribute.name);
    let help = did_you_mean(attribute, names()).map_or_else(
        || format!("it offers {}", enumerate(names())),
        |known| format!("did you mean `{known}`?"),
    );
    let message = format!("{} offers no `{attribute}`", one(kind.singular));
    let mut found = Diagnostic::new(&code::UNKNOWN_ATTRIBUTE, span, message).help(help);
    found.fix = surely_means(attribute, names())
        .map(|known| Fix::interpolate(span, &format!("${{resources.{}.{key}.{known}}}", kind.name)));
    found
}

pub(super) fn wrong_kind(kind: &Kind, key: &str, expected: &str, span: Span) -> Diagnostic {
    let wanted = KINDS.iter().find(|kind| kind.name == expected).map_or(expected, |kind| kind.singular);
    let message = format!("`{key}` is {}, and {} is expected here", one(kind.singular), one(wanted));
    Diagnostic::new(&code::WRONG_REFERENCE_KIND, span, message)
        .help(format!("refer to one of `resources.{expected}`"))
}

/// A reference to a resource that the environment at a position lacks.
pub(super) fn absent(target: &Resource, environment: usize, span: Span) -> Diagnostic {
    let message = format!("the {} `{}` does not exist", target.kind.singular, target.key);
    let diagnostic = Diagnostic::new(&code::ABSENT_RESOURCE, span, message)
        .help(format!("overlay this value as well, or keep the {}", target.kind.singular))
        .related(target.span, "defined here");
    match target.overlay_spans.get(environment) {
        Some(Some(removed)) => diagnostic.related(*removed, "removed here"),
        _ => diagnostic,
    }
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
        let mut found = Diagnostic::new(&code::UNKNOWN_INTERPOLATION, span, message).help(help);
        found.fix =
            surely_means(name, names()).map(|known| Fix::interpolate(span, &format!("${{azure.{known}}}")));
        return Some(found);
    };
    let azure = model.azure.as_ref()?;
    let by_url = shown.iter().any(|at| azure.has(*at, &["workspace", "url"]));
    if by_url && !value.with_url {
        let message = format!("`${{azure.{name}}}` is not known where the workspace is given by `url`");
        return Some(
            Diagnostic::new(&code::UNKNOWN_INTERPOLATION, span, message)
                .help("let bricep create the workspace"),
        );
    }
    None
}
