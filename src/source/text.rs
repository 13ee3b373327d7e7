//! One file as text, for what is no spec.

use std::sync::Arc;

use super::load::unreadable;
use super::yaml::{self, Context};
use super::{Comment, FileId, Files, Node, ProjectPath, SourceMap, Span, decode};
use crate::diagnostic::Sink;

/// Reads a file into the map. What could not be read of it is a finding; without a text it could not be opened.
pub(crate) fn read_text(
    files: &dyn Files,
    path: &ProjectPath,
    limit: u64,
    map: &mut SourceMap,
    sink: &mut Sink,
) -> (FileId, Option<Arc<str>>) {
    match files.read(path, limit) {
        Ok(bytes) => {
            let (text, fault) = decode::decode(&bytes);
            let text: Arc<str> = Arc::from(text);
            let file = map.add(path.clone(), text.clone());
            if let Some(fault) = fault {
                sink.push(fault.diagnostic(path, file));
                // Half of a text says nothing for certain.
                return (file, Some(Arc::from("")));
            }
            (file, Some(text))
        }
        Err(error) => {
            let file = map.add(path.clone(), Arc::from(""));
            sink.push(unreadable(path, &error, Span::new(file, 0, 0)));
            (file, None)
        }
    }
}

/// Reads JSON that is no spec: its tree, and whether that is all of it.
pub(crate) fn parse_json(file: FileId, text: &str, sink: &mut Sink) -> (Option<Node>, bool) {
    let parsed = yaml::parse_json(file, text, &mut Context::default(), sink);
    (parsed.root, parsed.complete)
}

/// Reads YAML that is no spec: its tree, its comments, and whether that is all of it.
pub(crate) fn parse_yaml(file: FileId, text: &str, sink: &mut Sink) -> (Option<Node>, Vec<Comment>, bool) {
    let parsed = yaml::parse_yaml(file, text, &mut Context::default(), sink);
    (parsed.root, parsed.comments, parsed.complete)
}
