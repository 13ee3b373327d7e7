//! The root spec and all that it includes, in the order in which they name each other.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::include::{Globs, Target};
use super::yaml::{self, Context, Parsed};
use super::{Comment, FileId, Files, Node, ProjectPath, ReadError, SourceMap, Span, decode, limits};
use crate::diagnostic::{Diagnostic, Sink, code};

/// What the entries of a document belong to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// All environments.
    Base,
    /// The overlay of one environment.
    Environment(Arc<str>),
}

/// One file as part of a spec. A file that two scopes include makes two documents.
#[derive(Debug)]
pub struct Document {
    /// The file.
    pub file: FileId,
    /// Where it stands.
    pub path: ProjectPath,
    /// What it says; `None` when it says nothing or could not be read.
    pub root: Option<Node>,
    /// Whether `root` is all that the file says; parts that were in error are left out.
    pub complete: bool,
    /// Its comments in order.
    pub comments: Arc<[Comment]>,
    /// The comments at its very beginning, before any value.
    pub header: Option<Span>,
    /// The text of the `include` that brought it; `None` for the root spec.
    pub included_by: Option<Span>,
    /// What its entries belong to.
    pub scope: Scope,
}

/// All files of a spec.
#[derive(Debug)]
pub struct Loaded {
    /// Their texts.
    pub map: SourceMap,
    /// The root spec first, then what each file includes, depth first.
    pub documents: Vec<Document>,
    /// Whether the root spec could be opened; if not, its finding is `BRC1001`.
    pub opened: bool,
    /// Whether the root spec says anything, so that it is worth checking.
    pub usable: bool,
    /// Whether everything was read. If not, errors were reported, and what seems to be missing may be in the parts
    /// that were left out.
    pub complete: bool,
}

/// Reads the root spec and what it includes. Every fault is a finding in `sink`; none of them stops the others.
pub fn load(files: &dyn Files, root: &ProjectPath, sink: &mut Sink) -> Loaded {
    let mut loader = Loader {
        files,
        globs: Globs::new(files),
        sink,
        map: SourceMap::default(),
        read: FxHashMap::default(),
        context: Context::default(),
        bytes: 0,
        documents: Vec::new(),
        parents: Vec::new(),
        complete: true,
    };
    let opened = loader.root(root);
    loader.follow_includes();
    let Loader { map, documents, complete, .. } = loader;
    let usable = documents.first().is_some_and(|document| document.root.is_some());
    let complete = complete && documents.iter().all(|document| document.complete);
    Loaded { map, documents, opened, usable, complete }
}

struct Loader<'a> {
    files: &'a dyn Files,
    globs: Globs<'a>,
    sink: &'a mut Sink,
    map: SourceMap,
    /// Every file that was read, and the first document made of it; `None` for one that could not be read.
    read: FxHashMap<ProjectPath, Option<usize>>,
    context: Context,
    bytes: u64,
    documents: Vec<Document>,
    /// For each document, the one that included it.
    parents: Vec<Option<usize>>,
    complete: bool,
}

/// A file to be included.
struct Edge {
    parent: usize,
    path: ProjectPath,
    span: Span,
    scope: Scope,
}

impl Loader<'_> {
    fn root(&mut self, path: &ProjectPath) -> bool {
        match self.files.read(path, limits::FILE_BYTES) {
            Ok(bytes) => {
                self.parse(path, &bytes, None, None, Scope::Base);
                if let Some(Document { root: None, complete: true, file, .. }) = self.documents.first() {
                    let message = format!("`{path}` is empty");
                    let found = Diagnostic::new(&code::EMPTY_SPEC, Span::new(*file, 0, 0), message);
                    self.sink.push(found.help("a spec begins with `version: 1` and `name: …`"));
                }
                true
            }
            Err(error) => {
                let file = self.map.add(path.clone(), Arc::from(""));
                self.sink.push(unreadable(path, &error, Span::new(file, 0, 0)));
                self.add(None, path, file, Parsed::default(), None, Scope::Base);
                matches!(error, ReadError::TooLarge { .. })
            }
        }
    }

    /// Follows every `include`, depth first.
    fn follow_includes(&mut self) {
        let mut edges = self.includes(0);
        edges.reverse();
        let mut followed = 0;
        let mut visited: FxHashSet<(ProjectPath, Scope)> = FxHashSet::default();
        while let Some(edge) = edges.pop() {
            followed += 1;
            if followed > limits::INCLUDES || self.read.len() > limits::FILES {
                let (count, what) = match followed > limits::INCLUDES {
                    true => (limits::INCLUDES, "includes"),
                    false => (limits::FILES, "files"),
                };
                let message = format!("the spec has more than {count} {what}");
                let found = Diagnostic::new(&code::TOO_MANY_FILES, edge.span, message);
                self.sink.push(found.help("narrow the patterns of `include`"));
                self.complete = false;
                return;
            }
            if self.is_cycle(&edge) || !visited.insert((edge.path.clone(), edge.scope.clone())) {
                continue;
            }
            match self.read.get(&edge.path).copied() {
                Some(None) => continue,
                Some(Some(document)) => self.add_again(document, &edge),
                None if !self.read_new(&edge) => continue,
                None => {}
            }
            let mut more = self.includes(self.documents.len() - 1);
            more.reverse();
            edges.append(&mut more);
        }
    }

    /// Reads a file for the first time; `false` when it could not be.
    fn read_new(&mut self, edge: &Edge) -> bool {
        let Edge { path, span, .. } = edge;
        let left = limits::TOTAL_BYTES.saturating_sub(self.bytes);
        match self.files.read(path, limits::FILE_BYTES.min(left)) {
            Ok(bytes) => {
                self.parse(path, &bytes, Some(edge.parent), Some(edge.span), edge.scope.clone());
                return true;
            }
            Err(ReadError::TooLarge { limit }) if limit < limits::FILE_BYTES => {
                let total = limits::TOTAL_BYTES;
                let message = format!("with `{path}` the files of the spec have more than {total} bytes");
                let found = Diagnostic::new(&code::FILE_TOO_LARGE, *span, message);
                self.sink.push(found.help("narrow the patterns of `include`"));
            }
            Err(error) => self.sink.push(unreadable(path, &error, *span)),
        }
        self.complete = false;
        self.read.insert(path.clone(), None);
        false
    }

    fn parse(
        &mut self,
        path: &ProjectPath,
        bytes: &[u8],
        parent: Option<usize>,
        included_by: Option<Span>,
        scope: Scope,
    ) {
        self.bytes += bytes.len() as u64;
        let (text, fault) = decode::decode(bytes);
        let file = self.map.add(path.clone(), Arc::from(text));
        let parsed = match fault {
            Some(fault) => {
                self.sink.push(fault.diagnostic(path, file));
                Parsed::default()
            }
            None if path.as_str().ends_with(".json") => {
                yaml::parse_json(file, text, &mut self.context, self.sink)
            }
            None => yaml::parse_yaml(file, text, &mut self.context, self.sink),
        };
        self.read.insert(path.clone(), Some(self.documents.len()));
        self.add(parent, path, file, parsed, included_by, scope);
    }

    fn add(
        &mut self,
        parent: Option<usize>,
        path: &ProjectPath,
        file: FileId,
        parsed: Parsed,
        included_by: Option<Span>,
        scope: Scope,
    ) {
        let Parsed { root, comments, header, complete } = parsed;
        let (path, comments) = (path.clone(), comments.into());
        self.parents.push(parent);
        self.documents.push(Document { file, path, root, complete, comments, header, included_by, scope });
    }

    /// A file that was read for another scope.
    fn add_again(&mut self, document: usize, edge: &Edge) {
        let Some(first) = self.documents.get(document) else { return };
        let again = Document {
            file: first.file,
            path: first.path.clone(),
            root: first.root.clone(),
            complete: first.complete,
            comments: first.comments.clone(),
            header: first.header,
            included_by: Some(edge.span),
            scope: edge.scope.clone(),
        };
        self.parents.push(Some(edge.parent));
        self.documents.push(again);
    }

    /// What a document includes. Only the root spec includes for single environments.
    fn includes(&mut self, document: usize) -> Vec<Edge> {
        let Some(Document { root: Some(root), path, scope, .. }) = self.documents.get(document) else {
            return Vec::new();
        };
        let mut named: Vec<(Scope, &Node)> =
            root.get("include").map(|list| (scope.clone(), list)).into_iter().collect();
        if document == 0
            && let Some(environments) = root.get("environments").and_then(Node::as_map)
        {
            named.extend(environments.iter().filter_map(|entry| {
                Some((Scope::Environment(entry.key.text.clone()), entry.value.get("include")?))
            }));
        }
        let mut edges = Vec::new();
        for (scope, list) in named {
            // Anything but a list of texts is the schema's to report.
            for item in list.as_list().unwrap_or(&[]) {
                let Some(text) = item.as_str() else { continue };
                match self.globs.resolve(text, item.span, path) {
                    Ok(Target { paths, span }) => {
                        edges.extend(paths.into_iter().map(|path| Edge {
                            parent: document,
                            path,
                            span,
                            scope: scope.clone(),
                        }));
                    }
                    Err(found) => {
                        self.complete = false;
                        self.sink.push(*found);
                    }
                }
            }
        }
        edges
    }

    /// Reports a file that includes one of those that led to it.
    fn is_cycle(&mut self, edge: &Edge) -> bool {
        // A file that was not read yet led to none; this keeps long chains cheap.
        if !self.read.contains_key(&edge.path) {
            return false;
        }
        let mut chain = vec![edge.parent];
        while let Some(document) = chain.last().and_then(|last| self.documents.get(*last)) {
            if document.path == edge.path {
                break;
            }
            match chain.last().and_then(|last| self.parents.get(*last)) {
                Some(Some(parent)) => chain.push(*parent),
                _ => return false,
            }
        }
        let message = match chain.len() {
            1 => format!("`{}` includes itself", edge.path),
            _ => format!("`{}` is included by a file that it includes itself", edge.path),
        };
        let mut found = Diagnostic::new(&code::INCLUDE_CYCLE, edge.span, message)
            .help("remove one of these includes; a file that is included once is seen by all");
        let steps = chain.iter().rev().skip(1).filter_map(|at| self.documents.get(*at));
        for step in steps.take(10) {
            if let Some(span) = step.included_by {
                found = found.related(span, format!("`{}` is included here", step.path));
            }
        }
        self.sink.push(found);
        true
    }
}

pub(super) fn unreadable(path: &ProjectPath, error: &ReadError, span: Span) -> Diagnostic {
    let (code, help) = match error {
        ReadError::TooLarge { .. } => (&code::FILE_TOO_LARGE, "split it, and `include` the parts"),
        ReadError::Outside => (&code::PATH_OUTSIDE_PROJECT, "copy the file into the folder of the spec"),
        ReadError::Folder => (&code::UNREADABLE_FILE, "name a file, such as `bricep.yaml` in it"),
        ReadError::NotFound => (&code::UNREADABLE_FILE, "check the path; `bricep init` writes a first spec"),
        ReadError::Denied => (&code::UNREADABLE_FILE, "allow the user who runs bricep to read it"),
        _ => (&code::UNREADABLE_FILE, "make it a regular file that can be read"),
    };
    Diagnostic::new(code, span, format!("cannot read `{path}`: {error}")).help(help)
}

#[cfg(test)]
#[path = "load_tests.rs"]
mod tests;
