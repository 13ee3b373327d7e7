//! Patterns of files in lists: `./dist/*.whl` becomes an element for each file that it matches.

use std::sync::Arc;

use super::{Pass, is_local};
use crate::diagnostic::{Diagnostic, code, pointer};
use crate::kinds::{LocalPath, Shape};
use crate::model::interpolation;
use crate::source::{Data, Node, ProjectPath, Span, limits, split};

impl Pass<'_> {
    /// Puts the files that patterns match in place of them: where the elements of a list are local files, or maps with
    /// one. A pattern that matches nothing stays as it is, with a finding.
    pub(super) fn expand(&mut self, list: &mut Vec<Node>, shape: &Shape, path: &[Arc<str>]) {
        let elements = std::mem::take(list);
        for (at, element) in elements.into_iter().enumerate() {
            let Some((field, text, span)) = pattern(&element, shape) else {
                list.push(element);
                continue;
            };
            match self.matching(&text, span) {
                Ok(names) => {
                    list.extend(names.iter().map(|name| with_path(&element, field.as_deref(), name)));
                }
                Err(found) => {
                    let index: Arc<str> = at.to_string().into();
                    let place = path.iter().chain([&index]).chain(field.as_ref());
                    self.unmatched.push(span);
                    self.sink.push(found.path(pointer(place.map(|part| &**part))));
                    list.push(element);
                }
            }
        }
    }

    /// The files that a pattern matches, as paths relative to the file that it stands in.
    fn matching(&mut self, text: &str, span: Span) -> Result<Vec<String>, Box<Diagnostic>> {
        let folder = self.context.map.file(span.file).path.parent();
        // Brackets may be part of a name.
        if folder.join(text).is_ok_and(|path| self.context.files.entry(&path).is_some()) {
            return Ok(vec![text.to_owned()]);
        }
        let (fixed, pattern) = split(text);
        // A path that leads out is told as one without a wildcard is.
        let Ok(top) = folder.join(fixed) else {
            return Ok(vec![fixed.to_owned()]);
        };
        let matched = self.globs.matches(&top, pattern, span).map_err(|found| {
            // Said of an `include` at first.
            Box::new(Diagnostic { code: &code::SOURCE_NOT_FOUND, ..*found })
        })?;
        if matched.is_empty() {
            let message = format!("no file matches `{text}`");
            let help = "build what it stands for before the spec is compiled, or mend the pattern";
            return Err(Box::new(Diagnostic::new(&code::SOURCE_NOT_FOUND, span, message).help(help)));
        }
        if matched.len() > limits::MATCHED_FILES {
            let message = format!("`{text}` matches {} files", matched.len());
            let help = format!("narrow the pattern: {} files are the most", limits::MATCHED_FILES);
            return Err(Box::new(Diagnostic::new(&code::SOURCE_NOT_FOUND, span, message).help(help)));
        }
        let below = |file: &ProjectPath| {
            file.as_str().get(top.as_str().len()..).unwrap_or_default().trim_start_matches('/').to_owned()
        };
        Ok(matched.iter().map(|file| format!("{fixed}{}", below(file))).collect())
    }
}

/// The pattern in an element of a list, with the field that holds it.
fn pattern(element: &Node, shape: &Shape) -> Option<(Option<Arc<str>>, String, Span)> {
    match &element.data {
        Data::String(text) if is_pattern(text, shape) => Some((None, text.to_string(), element.span)),
        Data::Map(map) => map.iter().find_map(|entry| {
            let text = entry.value.as_str()?;
            let shape = shape.property(&entry.key.text)?;
            is_pattern(text, shape).then(|| (Some(entry.key.text.clone()), text.to_owned(), entry.value.span))
        }),
        _ => None,
    }
}

fn is_pattern(text: &str, shape: &Shape) -> bool {
    matches!(shape.local_path(), Some(LocalPath::File | LocalPath::Requirement))
        && is_local(text)
        && !interpolation::is_interpolated(text)
        && !split(text).1.is_empty()
}

/// An element with another path in the place of its pattern.
fn with_path(element: &Node, field: Option<&str>, path: &str) -> Node {
    let mut element = element.clone();
    let target = match (field, &mut element.data) {
        (Some(field), Data::Map(map)) => map.get_mut(field),
        _ => Some(&mut element),
    };
    if let Some(node) = target {
        node.data = Data::String(path.into());
    }
    element
}
