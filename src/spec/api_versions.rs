//! API versions that the spec names in place of the pinned ones: of types that the templates have, and new enough.

use crate::arm::api_versions::{ApiVersions, canonical, resource_types};
use crate::diagnostic::{Diagnostic, code, did_you_mean, pointer};
use crate::source::{Node, Span};

/// Checks `azure.api_versions`; `refused` are values that the schema does not take.
pub(super) fn check(versions: &Node, refused: &[Span], report: &mut dyn FnMut(Diagnostic)) {
    let pinned = ApiVersions::default();
    let mut seen: Vec<(&str, Span)> = Vec::new();
    for entry in versions.as_map().into_iter().flatten() {
        let (key, span) = (&*entry.key.text, entry.key.span);
        let path = format!("/azure/api_versions{}", pointer([key]));
        let Some(known) = canonical(key) else {
            let help = match did_you_mean(key, resource_types()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "leave it out; it has no effect".to_owned(),
            };
            let message = format!("the templates have no resource of the type `{key}`");
            report(Diagnostic::new(&code::UNKNOWN_PROPERTY, span, message).help(help).path(path));
            continue;
        };
        if let Some((_, first)) = seen.iter().find(|(other, _)| *other == known) {
            report(
                Diagnostic::new(&code::INVALID_AZURE_SETTING, span, format!("`{known}` stands twice"))
                    .help("keep one of them; Azure does not tell types apart by case")
                    .path(path)
                    .related(*first, "the first one"),
            );
            continue;
        }
        seen.push((known, span));
        let (Some(version), Some(pinned)) = (entry.value.as_str(), pinned.version(known)) else { continue };
        if date(version) < date(pinned) && !refused.contains(&entry.value.span) {
            report(
                Diagnostic::new(
                    &code::OLDER_API_VERSION,
                    entry.value.span,
                    format!("`{version}` is older than `{pinned}`, which the templates are written for"),
                )
                .help("leave it out, or see that this version knows every property that `databricks-*.bicep` sets")
                .path(path),
            );
        }
    }
}

/// The date of a version; dates of this form sort as texts.
fn date(version: &str) -> &str {
    version.get(..10).unwrap_or(version)
}
