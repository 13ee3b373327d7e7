//! A template and the local modules that it deploys, each once.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::tree::{Data, Language, Module, Source, Template, Value};
use super::{bicep, json, pipeline};
use crate::diagnostic::Sink;
use crate::source::{Files, ProjectPath, SourceMap, limits, read_text};

/// All templates of one run.
pub(crate) struct Loaded {
    pub(crate) map: SourceMap,
    /// The root first, then modules in the order in which they are named.
    pub(crate) templates: Vec<Template>,
    /// By path, the position in `templates`; nothing for a file that could not be read.
    pub(crate) known: FxHashMap<ProjectPath, Option<usize>>,
    /// Whether the root could be opened.
    pub(crate) opened: bool,
}

impl Loaded {
    /// The template that a module of another one is.
    pub(crate) fn module(&self, from: &Template, module: &Module) -> Option<&Template> {
        match &module.source {
            Source::File(path) => self.file(from, path),
            Source::Inline(position) => {
                let first = (*self.known.get(&from.path)?)?;
                self.templates.get(first + position)
            }
            Source::Elsewhere => None,
        }
    }

    /// The template that a path leads to from another one.
    pub(crate) fn file(&self, from: &Template, path: &str) -> Option<&Template> {
        let known = |path: ProjectPath| self.templates.get((*self.known.get(&path)?)?);
        places(from, path).into_iter().find_map(known)
    }
}

/// Reads a template and what it deploys from files of the project.
pub(super) fn load(files: &dyn Files, root: &ProjectPath, sink: &mut Sink) -> Loaded {
    let mut loaded = Loaded {
        map: SourceMap::default(),
        templates: Vec::new(),
        known: FxHashMap::default(),
        opened: false,
    };
    let mut left = limits::TOTAL_BYTES;
    loaded.opened = read(files, root, &mut left, &mut loaded, sink);
    // The list grows while it is walked; each file is read once, so a circle ends.
    let mut at = 0;
    while at < loaded.templates.len() && loaded.templates.len() < limits::FILES {
        for path in named(&loaded.templates[at]) {
            if !loaded.known.contains_key(&path) && files.entry(&path).is_some() {
                read(files, &path, &mut left, &mut loaded, sink);
            }
        }
        at += 1;
    }
    loaded
}

/// The files that a template names.
fn named(template: &Template) -> Vec<ProjectPath> {
    let using = template.using.as_ref().and_then(|using| using.text());
    let sources = template.modules.iter().filter_map(|module| match &module.source {
        Source::File(path) => Some(&**path),
        Source::Inline(_) | Source::Elsewhere => None,
    });
    sources.chain(using).flat_map(|source| places(template, source)).collect()
}

/// Where a path of a template leads: from its folder. One that begins with `/` is from the folder of the repository, which
/// is the working directory, or else one of those that the pipeline stands in, the nearest first.
fn places(template: &Template, path: &str) -> Vec<ProjectPath> {
    let folder = template.path.parent();
    let mut folders = vec![folder];
    if path.starts_with('/') {
        while let Some(around) = folders.last().filter(|last| **last != ProjectPath::root()) {
            folders.push(around.parent());
        }
        folders.rotate_right(1);
    }
    folders.iter().filter_map(|folder| folder.join(path.trim_start_matches('/')).ok()).collect()
}

/// Reads one file; whether it could be opened.
fn read(files: &dyn Files, path: &ProjectPath, left: &mut u64, loaded: &mut Loaded, sink: &mut Sink) -> bool {
    loaded.known.insert(path.clone(), None);
    let limit = limits::FILE_BYTES.min(*left);
    let (file, text): (_, Option<Arc<str>>) = read_text(files, path, limit, &mut loaded.map, sink);
    let Some(text) = text else { return false };
    *left = left.saturating_sub(text.len() as u64);
    loaded.known.insert(path.clone(), Some(loaded.templates.len()));
    if path.as_str().ends_with(".yml") || path.as_str().ends_with(".yaml") {
        loaded.templates.push(pipeline::read(file, path.clone(), &text, sink));
    } else if path.as_str().ends_with(".json") {
        let first = loaded.templates.len();
        loaded.templates.extend(json::read(file, path.clone(), &text, sink));
        // Values in JSON are for the template beside them, in whichever language it is written.
        let using = loaded.templates.get_mut(first).and_then(|template| template.using.as_mut());
        if let Some(Value { data: Data::Text(name), .. }) = using {
            let there = path.parent().join(name).is_ok_and(|path| files.entry(&path).is_some());
            if let Some(stem) = name.strip_suffix(".bicep").filter(|_| !there) {
                *name = format!("{stem}.json").into();
            }
        }
    } else {
        let values = path.as_str().ends_with(".bicepparam");
        let language = if values { Language::BicepParam } else { Language::Bicep };
        loaded.templates.push(bicep::read(file, path.clone(), language, &text, sink));
    }
    true
}
