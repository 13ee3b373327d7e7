//! Local paths: the sources of notebooks and files, and the notebooks and files that a path declares.

use std::collections::BTreeMap;
use std::sync::Arc;

mod patterns;

use super::resources::Declared;
use super::{Context, fold};
use crate::diagnostic::{Diagnostic, Sink, code, did_you_mean, pointer};
use crate::kinds::{self, Kind, LocalPath, Shape};
use crate::model::interpolation::{self, Reference};
use crate::model::{Environment, Resource, Source};
use crate::source::{Data, Entry, EntryKind, Globs, Key, Map, Node, PathError, ProjectPath, Span};

/// The field that says where in the workspace the content of a resource goes.
const PATH: &str = "path";

/// Resources that local paths declare, by kind and key.
pub(super) type Implied = BTreeMap<(&'static str, Arc<str>), (ProjectPath, Span)>;

/// Resolves every local path of the declared resources in place: a resource's own content becomes a path of the project,
/// a path where a notebook or file is expected becomes a reference to the resource that it declares.
pub(super) fn declare(declared: &mut [Declared], context: &Context<'_>, sink: &mut Sink) -> Implied {
    let explicit: BTreeMap<(&'static str, Arc<str>), Span> =
        declared.iter().map(|resource| ((resource.kind.name, resource.key.clone()), resource.span)).collect();
    let mut pass = Pass {
        context,
        globs: Globs::new(context.files),
        unmatched: Vec::new(),
        sink,
        implied: Implied::new(),
        explicit,
    };
    for resource in declared {
        let path = vec!["resources".into(), resource.kind.name.into(), resource.key.clone()];
        let shape = resource.kind.shape();
        if let Some(base) = &mut resource.base {
            pass.body(base, shape, path.clone());
        }
        for (overlay, environment) in resource.overlays.iter_mut().zip(&context.environments) {
            if let Some(overlay) = overlay {
                let prefix: [Arc<str>; 2] = ["environments".into(), environment.name.clone()];
                pass.body(overlay, shape, prefix.into_iter().chain(path.iter().cloned()).collect());
            }
        }
    }
    pass.implied
}

struct Pass<'a> {
    context: &'a Context<'a>,
    globs: Globs<'a>,
    /// Patterns that match nothing, which a finding has told.
    unmatched: Vec<Span>,
    sink: &'a mut Sink,
    implied: Implied,
    explicit: BTreeMap<(&'static str, Arc<str>), Span>,
}

impl Pass<'_> {
    fn body(&mut self, body: &mut Node, shape: &Shape, mut path: Vec<Arc<str>>) {
        let Data::Map(map) = &mut body.data else { return };
        for (key, value) in map.iter_mut() {
            let Some(shape) = shape.property(&key.text) else { continue };
            path.push(key.text.clone());
            if let Some(LocalPath::Content { folder }) = shape.local_path() {
                self.content(value, folder, &path);
            } else {
                self.walk(value, shape, &mut path);
            }
            path.pop();
        }
    }

    fn walk(&mut self, node: &mut Node, shape: &Shape, path: &mut Vec<Arc<str>>) {
        let span = node.span;
        match &mut node.data {
            Data::Map(map) => {
                for (key, value) in map.iter_mut() {
                    if let Some(shape) = shape.property(&key.text) {
                        path.push(key.text.clone());
                        self.walk(value, shape, path);
                        path.pop();
                    }
                }
            }
            Data::List(list) => {
                let Some(shape) = shape.items() else { return };
                self.expand(list, shape, path);
                for (at, item) in list.iter_mut().enumerate() {
                    path.push(at.to_string().into());
                    self.walk(item, shape, path);
                    path.pop();
                }
            }
            Data::String(text) => {
                let Some(local) = shape.local_path() else { return };
                let (before, named, behind) = parts(text, local);
                if is_local(named)
                    && !self.unmatched.contains(&span)
                    && let Some(reference) = self.imply(named, span, local, !behind.is_empty(), path)
                {
                    *text = format!("{before}{reference}{behind}").into();
                }
            }
            Data::Null | Data::Bool(_) | Data::Number(_) => {}
        }
    }

    /// The content of a resource, relative to the file it stands in, as a path of the project.
    fn content(&mut self, node: &mut Node, folder: bool, path: &[Arc<str>]) {
        let span = node.span;
        let Data::String(text) = &mut node.data else { return };
        if interpolation::is_interpolated(text) {
            let message =
                format!("`{text}` is filled in, and a source has to be known when the spec is compiled");
            self.sink.push(
                Diagnostic::new(&code::MISPLACED_INTERPOLATION, span, message)
                    .help("write the path; an environment may overlay it")
                    .path(pointer(path.iter().map(|part| &**part))),
            );
        } else if !text.is_empty()
            && let Some((resolved, entry)) = self.resolve(text, span, path)
        {
            if entry == EntryKind::Folder && !folder {
                self.misfit(&resolved, entry, span, path);
            }
            // The project's own folder is written as people write it.
            *text = if resolved.as_str().is_empty() { ".".into() } else { resolved.as_str().into() };
        }
    }

    fn resolve(&mut self, text: &str, span: Span, path: &[Arc<str>]) -> Option<(ProjectPath, EntryKind)> {
        let folder = self.context.map.file(span.file).path.parent();
        let pointer = || pointer(path.iter().map(|part| &**part));
        let resolved = match folder.join(text) {
            Ok(resolved) => resolved,
            Err(error) => {
                let (message, help) = match error {
                    PathError::Outside => (
                        format!("`{text}` leads out of the folder of the spec"),
                        "keep the file beside the spec, or below its folder",
                    ),
                    PathError::Absolute => (
                        format!("`{text}` is an absolute path"),
                        "write it relative to this file, as `./notebooks/etl.py`",
                    ),
                };
                self.sink.push(
                    Diagnostic::new(&code::PATH_OUTSIDE_PROJECT, span, message).help(help).path(pointer()),
                );
                return None;
            }
        };
        if let Some(entry) = self.context.files.entry(&resolved) {
            return Some((resolved, entry));
        }
        let mut diagnostic = Diagnostic::new(
            &code::SOURCE_NOT_FOUND,
            span,
            format!("there is no file or folder `{resolved}`"),
        )
        .path(pointer());
        let near = self.context.files.walk(&resolved.parent()).unwrap_or_default();
        diagnostic.help = Some(match did_you_mean(resolved.as_str(), near.iter().map(ProjectPath::as_str)) {
            Some(known) => format!("did you mean `{known}`?"),
            None => "paths are relative to the file they stand in".to_owned(),
        });
        self.sink.push(diagnostic);
        None
    }

    /// Reports a file where a folder is expected, or a folder where a file is.
    fn misfit(&mut self, found: &ProjectPath, entry: EntryKind, span: Span, path: &[Arc<str>]) {
        let (message, help) = match entry {
            EntryKind::Folder => (format!("`{found}` is a folder, not a file"), "name a file in it"),
            EntryKind::File => (format!("`{found}` is a file, not a folder"), "name the folder it stands in"),
        };
        self.sink.push(
            Diagnostic::new(&code::SOURCE_NOT_FOUND, span, message)
                .help(help)
                .path(pointer(path.iter().map(|part| &**part))),
        );
    }

    /// Declares the resource of a local path; the reference to it.
    fn imply(
        &mut self,
        text: &str,
        span: Span,
        local: LocalPath,
        tree: bool,
        path: &[Arc<str>],
    ) -> Option<String> {
        let (source, entry) = self.resolve(text, span, path)?;
        if source.as_str().is_empty() {
            let message = format!("`{text}` is the folder of the spec, which holds what is generated");
            self.sink.push(
                Diagnostic::new(&code::SOURCE_NOT_FOUND, span, message)
                    .help("keep what is uploaded in a folder of its own, and name that")
                    .path(pointer(path.iter().map(|part| &**part))),
            );
            return None;
        }
        let folder = tree || local == LocalPath::Folder;
        let wanted = if folder { EntryKind::Folder } else { EntryKind::File };
        if entry != wanted {
            self.misfit(&source, entry, span, path);
            return None;
        }
        let kind = if local == LocalPath::Notebook { "notebooks" } else { "workspace_files" };
        let key: Arc<str> = implied_key(&source).into();
        let name = (kind, key.clone());
        let taken = match self.implied.get(&name) {
            Some((known, _)) if *known == source => None,
            Some((_, place)) => Some(*place),
            None => self.explicit.get(&name).copied(),
        };
        if let Some(place) = taken {
            let message = format!("`{source}` declares `{kind}.{key}`, which is another one already");
            self.sink.push(
                Diagnostic::new(&code::NAME_COLLISION, span, message)
                    .help("rename one of the files, or declare it under `resources` with a key of its own")
                    .path(pointer(path.iter().map(|part| &**part)))
                    .related(place, "the other one"),
            );
            return None;
        }
        self.implied.entry(name).or_insert((source, span));
        Some(format!("${{resources.{kind}.{key}.path}}"))
    }
}

/// Whether a text is a local path where a path of the workspace may stand too.
fn is_local(text: &str) -> bool {
    text.starts_with("./") || text.starts_with("../")
}

/// The path in a text, with what stands before and behind it.
fn parts(text: &str, local: LocalPath) -> (&str, &str, &str) {
    let (before, behind) = match local {
        LocalPath::Requirement if text.starts_with("-r ") => ("-r ", ""),
        LocalPath::Tree if text.ends_with("/**") => ("", "/**"),
        _ => ("", ""),
    };
    let named = text.strip_prefix(before).and_then(|rest| rest.strip_suffix(behind)).unwrap_or(text);
    (before, named, behind)
}

/// The key of a file that a path declares: the path without suffix, all but letters and digits as `_`.
fn implied_key(path: &ProjectPath) -> String {
    let key: String =
        stem(path.as_str()).chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    if key.starts_with(|c: char| c.is_ascii_digit()) { format!("_{key}") } else { key }
}

fn stem(path: &str) -> &str {
    let name = path.rfind('/').map_or(0, |slash| slash + 1);
    match path[name..].rfind('.') {
        Some(dot) if dot > 0 => &path[..name + dot],
        _ => path,
    }
}

/// Notes which environments use `${user}`, and so have a folder for each user.
pub(super) fn mark_user(resources: &[Resource], environments: &mut [Environment]) {
    for resource in resources {
        for (tree, shown) in fold::distinct(&resource.trees) {
            let mut uses_user = false;
            texts(tree, &mut |text| uses_user |= text.contains("${user}"));
            for at in shown.into_iter().filter(|_| uses_user) {
                environments[at].uses_user = true;
            }
        }
    }
}

/// Adds the resources that paths declare, each where something refers to it, and gives every source its place in the
/// workspace.
pub(super) fn place(resources: &mut Vec<Resource>, implied: Implied, context: &Context<'_>) {
    let mut used: BTreeMap<(&str, Arc<str>), Vec<bool>> = BTreeMap::new();
    let count = context.environments.len();
    if !implied.is_empty() {
        for resource in resources.iter() {
            for (tree, shown) in fold::distinct(&resource.trees) {
                texts(tree, &mut |text| {
                    for (reference, _) in interpolation::references(text) {
                        let Reference::Resource { kind, key, .. } = reference else { continue };
                        let Some(kind) = kinds::kind(&kind) else { continue };
                        let environments = used.entry((kind.name, key)).or_insert_with(|| vec![false; count]);
                        shown.iter().for_each(|at| environments[*at] = true);
                    }
                });
            }
        }
    }
    for ((kind, key), (source, span)) in implied {
        let Some(kind) = kinds::kind(kind) else { continue };
        let shown = used.remove(&(kind.name, key.clone())).unwrap_or_else(|| vec![false; count]);
        let tree = |at: usize| {
            let path = format!("{}/files/{}", folder(context, at), in_workspace(kind, &source));
            let mut map = Map::with_capacity(2);
            let content = kind.shape().content_field().unwrap_or_default();
            for (name, text) in [(PATH, path.as_str()), (content, source.as_str())] {
                let key = Key { text: name.into(), span };
                let _ = map.insert(Entry { key, value: Node::new(span, Data::String(text.into())) });
            }
            Arc::new(Node::new(span, Data::Map(map)))
        };
        let shared = (0..count).map(tree).collect::<Vec<_>>();
        let trees = shown.iter().enumerate().map(|(at, shown)| shown.then(|| share(&shared, at))).collect();
        resources.push(Resource::new(kind, key, span, trees, true));
    }
    for resource in resources.iter_mut() {
        if let Some(field) = resource.kind.shape().content_field() {
            locate(resource, field, context);
        }
    }
}

/// The tree of an environment, or that of an earlier one that says the same.
fn share(trees: &[Arc<Node>], at: usize) -> Arc<Node> {
    trees[..at].iter().find(|tree| tree.same(&trees[at])).unwrap_or(&trees[at]).clone()
}

/// Sets the sources of a resource, and its path where the spec gives none.
fn locate(resource: &mut Resource, field: &str, context: &Context<'_>) {
    // A path that only the server fills in is not where the content goes.
    let path = resource.kind.shape().property(PATH);
    let goes_to_path = path.is_some_and(|path| !path.is_server_filled());
    let mut placed: Vec<Arc<Node>> = Vec::new();
    for at in 0..resource.trees.len() {
        let Some(tree) = resource.trees[at].clone() else { continue };
        let Some(text) = tree.get(field).and_then(Node::as_str) else { continue };
        let Ok(path) = ProjectPath::root().join(text) else { continue };
        resource.sources[at] = context.files.entry(&path).map(|entry| match entry {
            EntryKind::File => Source::File(path.clone()),
            EntryKind::Folder => Source::Folder(path.clone()),
        });
        if goes_to_path && tree.get(PATH).is_none() {
            let mut tree = (*tree).clone();
            let text = format!("{}/files/{}", folder(context, at), in_workspace(resource.kind, &path));
            let span = tree.span;
            if let Data::Map(map) = &mut tree.data {
                let key = Key { text: PATH.into(), span };
                let _ = map.insert(Entry { key, value: Node::new(span, Data::String(text.into())) });
            }
            placed.push(Arc::new(tree));
            resource.trees[at] = Some(share(&placed, placed.len() - 1));
        }
    }
}

fn folder(context: &Context<'_>, environment: usize) -> String {
    let user = if context.environments[environment].uses_user { "/${user}" } else { "" };
    format!("/.bricep/{}/${{environment}}{user}", context.frame.name)
}

/// A local path as it reads in the workspace: notebooks lose their suffix there.
fn in_workspace<'p>(kind: &Kind, path: &'p ProjectPath) -> &'p str {
    if kind.name == "notebooks" { stem(path.as_str()) } else { path.as_str() }
}

/// Every text below a node that holds an interpolation.
fn texts(node: &Node, each: &mut dyn FnMut(&str)) {
    match &node.data {
        Data::String(text) if interpolation::is_interpolated(text) => each(text),
        Data::List(list) => list.iter().for_each(|item| texts(item, each)),
        Data::Map(map) => map.iter().for_each(|entry| texts(&entry.value, each)),
        _ => {}
    }
}
