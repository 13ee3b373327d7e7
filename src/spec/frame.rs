//! The frame of a spec: its version and name, and the schema of all but the bodies of resources.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Sink, code};
use crate::model::OutputFolders;
use crate::schema;
use crate::source::{Data, Node, Span};

/// Versions of the language that this bricep reads.
const VERSIONS: &[&str] = &["1"];

/// The scalars of a spec.
pub(super) struct Frame {
    pub(super) name: Arc<str>,
    pub(super) name_span: Span,
    pub(super) folders: OutputFolders,
}

/// Checks the frame; `None` when the version is not ours, so that nothing else can be said.
pub(super) fn check(tree: &Node, sink: &mut Sink) -> Option<Frame> {
    if let Some(version) = tree.get("version")
        && let Data::Number(number) = &version.data
        && !VERSIONS.contains(&number.as_str())
    {
        sink.push(
            Diagnostic::new(
                &code::UNSUPPORTED_VERSION,
                version.span,
                format!("version {} of the spec language is not known", number.as_str()),
            )
            .help("this bricep reads `version: 1`")
            .path("/version"),
        );
        return None;
    }
    schema::check_frame(tree, &mut |diagnostic| sink.push(diagnostic));
    let text = |path: &[&str]| path.iter().try_fold(tree, |node, key| node.get(key)).and_then(Node::as_str);
    let name = tree.get("name");
    Some(Frame {
        name: Arc::from(text(&["name"]).unwrap_or("unnamed")),
        name_span: name.map_or(Span::new(tree.span.file, tree.span.start, tree.span.start), |name| name.span),
        folders: OutputFolders {
            templates: text(&["output", "templates"]).unwrap_or("infra").to_owned(),
            pipelines: text(&["output", "pipelines"]).unwrap_or(".").to_owned(),
        },
    })
}
