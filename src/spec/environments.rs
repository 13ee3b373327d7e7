//! Environments: names, modes, the default.

use std::sync::Arc;

use super::frame::Frame;
use crate::diagnostic::{Diagnostic, Sink, code};
use crate::model::{Environment, Mode};
use crate::source::{Data, Key, Node, Span};

/// Most characters of a name with the longest environment behind it, which is what Azure resources are named by.
const LONGEST_NAME: usize = 40;

/// The environments of a spec.
pub(super) struct Environments {
    pub(super) list: Vec<Environment>,
    pub(super) default: usize,
}

/// Reads `environments`; without any there is one, `dev`.
pub(super) fn read(tree: &Node, frame: &Frame, sink: &mut Sink) -> Environments {
    let mut list = Vec::new();
    let mut defaults: Vec<(usize, Span)> = Vec::new();
    for entry in tree.get("environments").and_then(Node::as_map).into_iter().flatten() {
        check_name(&entry.key, sink);
        let mode = match entry.value.get("mode").and_then(Node::as_str) {
            Some("production") => Mode::Production,
            Some("development") => Mode::Development,
            _ if matches!(&*entry.key.text, "prod" | "production" | "live") => Mode::Production,
            _ => Mode::Development,
        };
        if let Some(default) = entry.value.get("default")
            && matches!(default.data, Data::Bool(true))
        {
            defaults.push((list.len(), default.span));
        }
        list.push(Environment { name: entry.key.text.clone(), span: entry.key.span, mode, uses_user: false });
    }
    if let [(_, first), rest @ ..] = defaults.as_slice() {
        for (at, span) in rest {
            let name = list.get(*at).map_or("", |environment| &*environment.name);
            sink.push(
                Diagnostic::new(
                    &code::SEVERAL_DEFAULTS,
                    *span,
                    format!("`{name}` is a second default environment"),
                )
                .help("only one environment is the default")
                .path(format!("/environments/{name}/default"))
                .related(*first, "the first"),
            );
        }
    }
    if list.is_empty() {
        let (name, span) = (Arc::from("dev"), frame.name_span);
        list.push(Environment { name, span, mode: Mode::Development, uses_user: false });
    }
    check_length(frame, &list, sink);
    let default = defaults.first().map_or(0, |(at, _)| *at);
    Environments { list, default }
}

fn check_name(key: &Key, sink: &mut Sink) {
    let name = &*key.text;
    let valid = name.len() <= 16 && super::is_lower_word(name);
    if !valid {
        sink.push(
            super::invalid_name(name, "an environment", key.span)
                .help("begin with a lower-case letter; then lower-case letters, digits and `-`, with no `-` at the end, 16 characters at most")
                .path(crate::diagnostic::pointer(["environments", name])),
        );
    }
}

fn check_length(frame: &Frame, list: &[Environment], sink: &mut Sink) {
    let Some(longest) = list.iter().max_by_key(|environment| environment.name.len()) else { return };
    let length = frame.name.len() + 1 + longest.name.len();
    if length > LONGEST_NAME {
        sink.push(
            Diagnostic::new(
                &code::INVALID_NAME,
                frame.name_span,
                format!(
                    "`{}-{}` has {length} characters, and {LONGEST_NAME} is the most",
                    frame.name, longest.name
                ),
            )
            .help("Azure resources carry both names; shorten `name` or the environment's")
            .path("/name")
            .related(longest.span, "the longest environment"),
        );
    }
}
