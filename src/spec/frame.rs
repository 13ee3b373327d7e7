//! The frame of a spec: its version and name, and the schema of all but the bodies of resources.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Sink, code, pointer};
use crate::model::{OutputFolders, interpolation};
use crate::schema;
use crate::source::{Data, Node, PathError, ProjectPath, Span};

/// Versions of the language that this bricep reads.
const VERSIONS: &[&str] = &["1"];

/// Sections that hold maps, but for those whose schema takes no text at all.
const SECTIONS: &[&str] = &["azure", "output", "pipelines", "validate"];

/// Parts of `azure` that hold maps.
const AZURE: &[&str] = &["key_vault", "log_analytics", "network", "provider", "storage", "workspace"];

/// Parts of `pipelines` that hold maps.
const PIPELINES: &[&str] = &["azure_devops", "github", "install"];

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
    let name = tree.get("name");
    if let Some(node) = name {
        check_name(node, sink);
    }
    structure(tree, sink);
    let text = |path: &[&str]| path.iter().try_fold(tree, |node, key| node.get(key)).and_then(Node::as_str);
    Some(Frame {
        name: Arc::from(text(&["name"]).unwrap_or("unnamed")),
        name_span: name.map_or(Span::new(tree.span.file, tree.span.start, tree.span.start), |name| name.span),
        folders: OutputFolders {
            templates: folder(tree, "templates", "infra", sink),
            pipelines: folder(tree, "pipelines", ".", sink),
        },
    })
}

fn check_name(node: &Node, sink: &mut Sink) {
    let Some(name) = node.as_str() else { return };
    if !super::is_lower_word(name) {
        sink.push(
            super::invalid_name(name, "a spec", node.span)
                .help("begin with a lower-case letter; then lower-case letters, digits and `-`, with no `-` at the end")
                .path("/name"),
        );
    }
}

/// Sections and their parts are written out: what they hold may be filled in, not what they are.
fn structure(tree: &Node, sink: &mut Sink) {
    let mut parts = Vec::new();
    add(&mut parts, "", Some(tree), Some(SECTIONS));
    add(&mut parts, "/azure", tree.get("azure"), Some(AZURE));
    add(&mut parts, "/pipelines", tree.get("pipelines"), Some(PIPELINES));
    add(&mut parts, "/variables", tree.get("variables"), None);
    add(&mut parts, "/environments", tree.get("environments"), None);
    for entry in tree.get("environments").and_then(Node::as_map).into_iter().flatten() {
        let path = pointer(["environments", &entry.key.text]);
        add(&mut parts, &path, Some(&entry.value), Some(SECTIONS));
        add(&mut parts, &format!("{path}/azure"), entry.value.get("azure"), Some(AZURE));
        add(&mut parts, &format!("{path}/pipelines"), entry.value.get("pipelines"), Some(PIPELINES));
    }
    for (path, node) in parts {
        if node.as_str().is_some_and(interpolation::is_interpolated) {
            let name = path.rsplit('/').next().unwrap_or_default();
            sink.push(
                Diagnostic::new(
                    &code::MISPLACED_INTERPOLATION,
                    node.span,
                    format!("`{name}` takes a map, and no interpolation"),
                )
                .help("write the map out; its values may hold interpolations")
                .path(path),
            );
        }
    }
}

/// Adds the values that a map holds under these keys, or under all, each with its pointer.
fn add<'n>(
    parts: &mut Vec<(String, &'n Node)>,
    prefix: &str,
    holder: Option<&'n Node>,
    keys: Option<&[&str]>,
) {
    for entry in holder.and_then(Node::as_map).into_iter().flatten() {
        if keys.is_none_or(|keys| keys.contains(&&*entry.key.text)) {
            parts.push((format!("{prefix}{}", pointer([&*entry.key.text])), &entry.value));
        }
    }
}

/// A folder of the output, as a path from the root of the output.
fn folder(tree: &Node, key: &str, default: &str, sink: &mut Sink) -> String {
    let Some(node) = tree.get("output").and_then(|output| output.get(key)) else { return default.to_owned() };
    let Some(text) = node.as_str() else { return default.to_owned() };
    let path = format!("/output/{key}");
    if interpolation::is_interpolated(text) {
        sink.push(
            Diagnostic::new(
                &code::MISPLACED_INTERPOLATION,
                node.span,
                format!("`{text}` is filled in, and all environments share one folder"),
            )
            .help("write the folder out")
            .path(path),
        );
        return default.to_owned();
    }
    match ProjectPath::root().join(text) {
        Ok(folder) if folder.as_str().split('/').any(|part| part.starts_with('.')) => {
            sink.push(
                Diagnostic::new(
                    &code::PATH_OUTSIDE_PROJECT,
                    node.span,
                    format!("`{text}` is a hidden folder, which others keep for themselves"),
                )
                .help("write the name of a folder that is not hidden, such as `infra`")
                .path(path),
            );
            default.to_owned()
        }
        // Pipelines and scripts name the folder.
        Ok(folder) if !folder.as_str().split('/').all(is_plain) => {
            let message = format!("`{text}` does not fit `{key}`");
            sink.push(
                Diagnostic::new(&code::PATTERN_MISMATCH, node.span, message)
                    .help("write the path of a folder with letters, digits, `.`, `_` and `-` alone")
                    .path(path),
            );
            default.to_owned()
        }
        Ok(folder) if folder.as_str().is_empty() => ".".to_owned(),
        Ok(folder) => folder.as_str().to_owned(),
        Err(error) => {
            let message = match error {
                PathError::Outside => format!("`{text}` leads out of the folder of the output"),
                PathError::Absolute => format!("`{text}` is an absolute path"),
            };
            sink.push(
                Diagnostic::new(&code::PATH_OUTSIDE_PROJECT, node.span, message)
                    .help("write it relative to the root of the output, which `--output` sets")
                    .path(path),
            );
            default.to_owned()
        }
    }
}

/// Whether a name means nothing to a shell or a pipeline.
fn is_plain(name: &str) -> bool {
    let plain = |character: char| character.is_ascii_alphanumeric() || matches!(character, '.' | '_' | '-');
    !name.starts_with('-') && name.chars().all(plain)
}
