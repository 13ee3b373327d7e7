//! The catalogue that `validate: { catalogue: ./… }` names: what the workspace of an environment offers.

use std::sync::Arc;

use super::Context;
use super::levels::Levels;
use crate::diagnostic::{Diagnostic, Sink, code, did_you_mean, pointer};
use crate::facts::{Catalogue, Facts};
use crate::model::Environment;
use crate::source::{Node, PathError, ProjectPath, Span};

/// The most bytes of a catalogue; that of a workspace with all its sizes has a tenth of it.
const LIMIT: u64 = 1024 * 1024;

/// What the workspace of each environment offers; of one without a catalogue nothing is known.
pub(super) fn read(levels: &Levels, context: &Context<'_>, sink: &mut Sink) -> Vec<Option<Arc<Facts>>> {
    let mut read: Vec<(Span, Option<Arc<Facts>>)> = Vec::new();
    let shared = levels.base().and_then(|section| section.get("catalogue")).map(|node| node.span);
    let mut of = |(environment, section): (&Environment, &Node)| {
        let node = section.get("catalogue")?;
        // Other texts are refused by the schema.
        let text = node.as_str().filter(|text| text.starts_with("./") || text.starts_with("../"))?;
        if let Some((_, facts)) = read.iter().find(|(span, _)| *span == node.span) {
            return facts.clone();
        }
        let facts = one(text, node, context).map(Arc::new).map_err(|found| {
            sink.push(found.path(if shared == Some(node.span) {
                pointer(["validate", "catalogue"])
            } else {
                pointer(["environments", &environment.name, "validate", "catalogue"])
            }));
        });
        let facts = facts.ok();
        read.push((node.span, facts.clone()));
        facts
    };
    context.environments.iter().zip(levels.sections()).map(&mut of).collect()
}

fn one(text: &str, node: &Node, context: &Context<'_>) -> Result<Facts, Box<Diagnostic>> {
    let found =
        |code, message: String, help: String| Box::new(Diagnostic::new(code, node.span, message).help(help));
    let path = context.map.file(node.span.file).path.parent().join(text).map_err(|error| {
        let message = match error {
            PathError::Outside => format!("`{text}` leads out of the folder of the spec"),
            PathError::Absolute => format!("`{text}` is an absolute path"),
        };
        found(&code::PATH_OUTSIDE_PROJECT, message, "keep the catalogue beside the spec".to_owned())
    })?;
    if context.files.entry(&path).is_none() {
        let near = context.files.walk(&path.parent()).unwrap_or_default();
        let help = match did_you_mean(path.as_str(), near.iter().map(ProjectPath::as_str)) {
            Some(known) => format!("did you mean `{known}`?"),
            None => "write it with `bricep catalogue pull`".to_owned(),
        };
        return Err(found(&code::SOURCE_NOT_FOUND, format!("there is no file `{path}`"), help));
    }
    let invalid = |reason: String| {
        let help = "write it anew with `bricep catalogue pull`".to_owned();
        found(&code::INVALID_CATALOGUE, format!("`{path}` {reason}"), help)
    };
    let bytes =
        context.files.read(&path, LIMIT).map_err(|error| invalid(format!("cannot be read: {error}")))?;
    let text = std::str::from_utf8(&bytes).map_err(|_| invalid("is not UTF-8 text".to_owned()))?;
    Catalogue::parse(text.strip_prefix('\u{feff}').unwrap_or(text))
        .map(|catalogue| Facts::of(&catalogue))
        .map_err(invalid)
}
