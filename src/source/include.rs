//! The texts of `include`: paths and patterns, relative to the folder of the file that holds them.

use globset::GlobBuilder;
use rustc_hash::FxHashMap;

use super::{EntryKind, Files, PathError, ProjectPath, ReadError, Span};
use crate::diagnostic::{Diagnostic, code, did_you_mean};

/// The files that one text of `include` names.
pub(super) struct Target {
    pub(super) paths: Vec<ProjectPath>,
    pub(super) span: Span,
}

/// Resolves texts of `include`, listing each folder once.
pub(crate) struct Globs<'a> {
    files: &'a dyn Files,
    walked: FxHashMap<ProjectPath, Vec<ProjectPath>>,
}

impl<'a> Globs<'a> {
    pub(crate) fn new(files: &'a dyn Files) -> Self {
        Self { files, walked: FxHashMap::default() }
    }

    /// The files that `text` names, sorted, without the file `by` that holds it.
    ///
    /// # Errors
    /// The finding, when it names none.
    pub(super) fn resolve(
        &mut self,
        text: &str,
        span: Span,
        by: &ProjectPath,
    ) -> Result<Target, Box<Diagnostic>> {
        if text.contains("${") {
            let message = format!("`include` takes no interpolation, and this is `{text}`");
            let help = "write the path out; `environments.<name>.include` includes for one environment";
            return Err(Box::new(Diagnostic::new(&code::MISPLACED_INTERPOLATION, span, message).help(help)));
        }
        let folder = by.parent();
        let plain = folder.join(text);
        if let Ok(path) = &plain
            && self.files.entry(path) == Some(EntryKind::File)
        {
            return Ok(Target { paths: vec![path.clone()], span });
        }
        let (fixed, pattern) = split(text);
        let top = folder.join(fixed).map_err(|error| outside(text, span, error))?;
        if pattern.is_empty() {
            return Err(Box::new(self.missing(text, span, &top)));
        }
        let paths = self.matches(&top, pattern, span)?;
        if paths.is_empty() {
            return Err(Box::new(self.unmatched(text, span, &top, pattern)));
        }
        Ok(Target { paths: paths.into_iter().filter(|path| path != by).collect(), span })
    }

    /// The files below `top` that a pattern matches, sorted.
    ///
    /// # Errors
    /// The finding, when the pattern is none or the folder cannot be listed.
    pub(crate) fn matches(
        &mut self,
        top: &ProjectPath,
        pattern: &str,
        span: Span,
    ) -> Result<Vec<ProjectPath>, Box<Diagnostic>> {
        let glob = GlobBuilder::new(pattern).literal_separator(true).backslash_escape(false).build();
        let glob = glob.map_err(|error| {
            let message = format!("`{pattern}` is not a pattern: {}", error.kind());
            let help = "`*` and `?` match within a name, `**` across folders, `{a,b}` either of two";
            Box::new(Diagnostic::new(&code::INCLUDE_NOT_FOUND, span, message).help(help))
        })?;
        let matcher = glob.compile_matcher();
        let takes_hidden = pattern.split('/').any(|part| part.starts_with('.'));
        let walked = match self.walk(top) {
            Ok(walked) => walked,
            Err(ReadError::NotFound | ReadError::Folder) => return Ok(Vec::new()),
            Err(error) => {
                let message = format!("cannot list the folder `{top}`: {error}");
                let found = Diagnostic::new(&code::UNREADABLE_FILE, span, message);
                return Err(Box::new(found.help("name a narrower folder, one that can be listed")));
            }
        };
        let named = walked.iter().filter(|path| {
            let below = path.as_str().get(top.as_str().len()..).unwrap_or("").trim_start_matches('/');
            (takes_hidden || !below.split('/').any(|part| part.starts_with('.'))) && matcher.is_match(below)
        });
        Ok(named.cloned().collect())
    }

    fn walk(&mut self, folder: &ProjectPath) -> Result<&[ProjectPath], ReadError> {
        if !self.walked.contains_key(folder) {
            let files = self.files.walk(folder)?;
            self.walked.insert(folder.clone(), files);
        }
        Ok(self.walked.get(folder).map_or(&[], Vec::as_slice))
    }

    fn missing(&mut self, text: &str, span: Span, path: &ProjectPath) -> Diagnostic {
        if self.files.entry(path) == Some(EntryKind::Folder) {
            let message = format!("`{text}` is a folder");
            let folder = text.trim_end_matches('/');
            return Diagnostic::new(&code::INCLUDE_NOT_FOUND, span, message).help(format!(
                "name its files: `{folder}/*.yaml`, or `{folder}/**/*.yaml` with those of its folders"
            ));
        }
        let found = Diagnostic::new(&code::INCLUDE_NOT_FOUND, span, format!("there is no file `{text}`"));
        let folder = path.parent();
        let files = self.walk(&folder).unwrap_or(&[]);
        let names: Vec<&str> =
            files.iter().filter(|file| file.parent() == folder).map(ProjectPath::name).collect();
        // Compared without suffix: `a.yaml` and `b.yaml` are not alike.
        let near = did_you_mean(stem(path.name()), names.iter().map(|name| stem(name)));
        let same = names.iter().find(|name| stem(name) == stem(path.name()));
        match same.or(near.and_then(|near| names.iter().find(|name| stem(name) == near))) {
            Some(name) => {
                let written = text.rfind(['/', '\\']).and_then(|at| text.get(..=at)).unwrap_or("");
                found.help(format!("did you mean `{written}{name}`?"))
            }
            None => found.help("paths are relative to the folder of the file that includes"),
        }
    }

    fn unmatched(&mut self, text: &str, span: Span, top: &ProjectPath, pattern: &str) -> Diagnostic {
        let found = Diagnostic::new(&code::INCLUDE_NOT_FOUND, span, format!("no file matches `{text}`"));
        let other = match pattern.strip_suffix(".yaml") {
            Some(stem) => Some((stem, ".yml")),
            None => pattern.strip_suffix(".yml").map(|stem| (stem, ".yaml")),
        };
        if let Some((stem, suffix)) = other
            && self.matches(top, &format!("{stem}{suffix}"), span).is_ok_and(|paths| !paths.is_empty())
        {
            let written = text.rfind('.').and_then(|at| text.get(..at)).unwrap_or("");
            return found.help(format!("did you mean `{written}{suffix}`?"));
        }
        found.help("`*` matches within one folder, `**` across folders, and neither matches hidden files")
    }
}

/// The folders before the first wildcard, and the pattern below them; the pattern is empty without a wildcard.
pub(crate) fn split(text: &str) -> (&str, &str) {
    let Some(wild) = text.find(['*', '?', '[', '{']) else { return (text, "") };
    let at = text.get(..wild).and_then(|before| before.rfind(['/', '\\'])).map_or(0, |at| at + 1);
    text.split_at(at)
}

fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn outside(text: &str, span: Span, error: PathError) -> Box<Diagnostic> {
    let message = match error {
        PathError::Outside => format!("`{text}` leads out of the folder of the spec"),
        PathError::Absolute => format!("`{text}` is an absolute path"),
    };
    let help = "a spec includes files of its own folder only, by relative paths";
    Box::new(Diagnostic::new(&code::PATH_OUTSIDE_PROJECT, span, message).help(help))
}
