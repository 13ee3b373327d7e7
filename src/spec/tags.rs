//! Tags of Azure resources: names that Azure takes, each once.

use super::invalid_name;
use crate::diagnostic::{Diagnostic, code, pointer};
use crate::source::{Node, Span};

/// Characters that no name of a tag has.
///
/// Source, here and below: limitations of tags in the documentation of Azure Resource Manager, 2026-11.
const FORBIDDEN: [char; 7] = ['<', '>', '%', '&', '\\', '?', '/'];

/// What no name of a tag begins with, in any case.
const PREFIXES: [&str; 3] = ["azure", "microsoft", "windows"];

/// Most characters of a name, and of one on a storage account.
const LONGEST: usize = 512;
const LONGEST_ON_STORAGE: usize = 128;

/// Checks the names of tags; `storage` tells whether a storage account gets them. The schema looks at values.
pub(super) fn check(tags: &Node, storage: bool, report: &mut dyn FnMut(Diagnostic)) {
    let longest = if storage { LONGEST_ON_STORAGE } else { LONGEST };
    let mut seen: Vec<(String, Span)> = Vec::new();
    for entry in tags.as_map().into_iter().flatten() {
        let (name, span) = (&*entry.key.text, entry.key.span);
        let path = format!("/azure/tags{}", pointer([name]));
        let folded = name.to_lowercase();
        if let Some(help) = fault(name, &folded) {
            report(invalid_name(name, "a tag", span).help(help).path(path));
        } else if name.chars().count() > longest {
            let message = format!("the name of a tag is longer than {longest} characters");
            report(Diagnostic::new(&code::INVALID_NAME, span, message).help("shorten it").path(path));
        } else if let Some((_, first)) = seen.iter().find(|(other, _)| *other == folded) {
            report(
                Diagnostic::new(&code::INVALID_AZURE_SETTING, span, format!("the tag `{name}` stands twice"))
                    .help("keep one of them; Azure does not tell names of tags apart by case")
                    .path(path)
                    .related(*first, "the first one"),
            );
        } else {
            seen.push((folded, span));
        }
    }
}

/// What a name has to be otherwise.
fn fault(name: &str, folded: &str) -> Option<String> {
    if name.trim().is_empty() {
        return Some("write a name".to_owned());
    }
    if name.contains(FORBIDDEN) {
        return Some(format!("Azure takes none of `{}` in it", FORBIDDEN.iter().collect::<String>()));
    }
    let prefix = PREFIXES.iter().find(|prefix| folded.starts_with(**prefix))?;
    Some(format!("names that begin with `{prefix}` are Azure's own"))
}
