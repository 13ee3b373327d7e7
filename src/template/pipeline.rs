//! Pipelines, as far as they deploy templates: `az deployment … create` in scripts, and the task of Azure Pipelines.

use std::ops::Range;
use std::sync::Arc;

use super::tree::{Data, Entry, Language, Module, Open, Source, Template, Value};
use crate::diagnostic::Sink;
use crate::source::{self, FileId, Node, ProjectPath, Span, parse_yaml};

/// Keys whose texts are scripts.
const SCRIPTS: [&str; 6] = ["bash", "inlineScript", "powershell", "pwsh", "run", "script"];

/// Where pipelines have the files of the repository, or what they publish.
const FOLDERS: [&str; 6] = [
    "$(System.DefaultWorkingDirectory)/",
    "$(Build.SourcesDirectory)/",
    "$(Build.Repository.LocalPath)/",
    "${{ github.workspace }}/",
    "$GITHUB_WORKSPACE/",
    "./",
];

/// Where stages find what earlier ones published.
pub(crate) const ARTIFACTS: &str = "$(Pipeline.Workspace)/";

/// Reads a pipeline. Each deployment in it is a module.
pub(super) fn read(file: FileId, path: ProjectPath, text: &str, sink: &mut Sink) -> Template {
    let (root, comments, complete) = parse_yaml(file, text, sink);
    let mut template = Template::new(file, path, Language::Pipeline);
    template.complete = complete;
    template.comments = comments;
    if let Some(root) = root {
        let root = value(&root);
        deployments(&root, text, &mut template);
        template.root = Some(root);
    }
    template
}

/// A value of the file; texts are what they are.
fn value(node: &Node) -> Value {
    let data = match &node.data {
        source::Data::Null => Data::Null,
        source::Data::Bool(value) => Data::Bool(*value),
        source::Data::Number(number) => Data::Number(number.clone()),
        source::Data::String(text) => Data::Text(text.clone()),
        source::Data::List(list) => Data::List(list.iter().map(value).collect()),
        source::Data::Map(map) => {
            let entry = |entry: &source::Entry| Entry {
                key: entry.key.text.clone(),
                key_span: entry.key.span,
                value: value(&entry.value),
            };
            Data::Map(map.iter().map(entry).collect(), Open::No)
        }
    };
    Value::new(node.span, data)
}

fn deployments(root: &Value, text: &str, template: &mut Template) {
    root.each(&mut |value| {
        for entry in value.entries() {
            if SCRIPTS.contains(&&*entry.key) && entry.value.text().is_some() {
                commands(entry.value.span, text, template);
            }
        }
        if let Some(module) = value.entry("inputs").and_then(|inputs| task(&inputs.value, text)) {
            template.add_module(module);
        }
    });
}

/// A word of a script and where it stands.
struct Word<'t> {
    text: &'t str,
    at: Range<usize>,
}

/// The deployments of a script.
fn commands(script: Span, text: &str, template: &mut Template) {
    let (start, mut end) = (script.start as usize, script.end as usize);
    let quoted = text.get(start..end).is_some_and(|text| text.starts_with(['"', '\'']));
    // The quote at the end is of YAML, and begins no word.
    end -= usize::from(quoted);
    let mut at = start;
    while let Some(found) = text.get(at..end).and_then(|rest| rest.find("az ")) {
        let words = words(text, at + found, end);
        at = words.last().map_or(at + found + 3, |last| last.at.end.max(at + found + 3));
        let is = |position: usize, known: &[&str]| {
            words.get(position).is_some_and(|word| known.contains(&word.text))
        };
        let deploys = is(1, &["deployment", "stack"]) && is(3, &["create", "validate", "what-if"]);
        if let Some(module) = command(script, &words).filter(|_| deploys) {
            template.add_module(module);
        }
    }
}

/// The words of one command, which goes on behind `\` and the backquote of PowerShell at the end of a line.
fn words(text: &str, from: usize, end: usize) -> Vec<Word<'_>> {
    let bytes = text.as_bytes();
    let mut words = Vec::new();
    let mut at = from;
    while at < end {
        match bytes[at] {
            b' ' | b'\t' | b'\r' => at += 1,
            b'\\' | b'`'
                if text
                    .get(at + 1..end)
                    .is_some_and(|rest| rest.trim_start_matches([' ', '\r']).starts_with('\n')) =>
            {
                at += 1 + text.get(at + 1..end).and_then(|rest| rest.find('\n')).unwrap_or(0) + 1;
            }
            b'\n' | b';' | b'|' | b'&' | b'>' => break,
            quote @ (b'"' | b'\'') => {
                let length = text.get(at + 1..end).and_then(|rest| rest.find(quote as char));
                let close = at + 1 + length.unwrap_or(end - at - 1);
                words.push(Word { text: text.get(at + 1..close).unwrap_or_default(), at: at + 1..close });
                at = close + 1;
            }
            _ => {
                let rest = text.get(at..end).unwrap_or_default();
                let length = rest.find([' ', '\t', '\r', '\n', ';', '|', '"', '\'']);
                // A value in quotes belongs to the name before it.
                let length = length.unwrap_or(rest.len()).max(1);
                words.push(Word { text: rest.get(..length).unwrap_or_default(), at: at..at + length });
                at += length;
                if rest.get(..length).is_some_and(|word| word.ends_with('=')) && at < end {
                    at = behind_quotes(text, at, end);
                }
            }
        }
    }
    words
}

fn behind_quotes(text: &str, at: usize, end: usize) -> usize {
    let Some(quote) = text.as_bytes().get(at).filter(|byte| matches!(byte, b'"' | b'\'')) else { return at };
    let close = text.get(at + 1..end).and_then(|rest| rest.find(*quote as char));
    close.map_or(end, |close| at + close + 2)
}

/// One `az deployment … create` with its values.
fn command(script: Span, words: &[Word<'_>]) -> Option<Module> {
    let span = |range: &Range<usize>| Span::new(script.file, range.start as u32, range.end as u32);
    let (mut file, mut entries, mut open) = (None, Vec::new(), Open::No);
    let mut words = words.iter().skip(4).peekable();
    while let Some(word) = words.next() {
        match word.text {
            "--template-file" | "-f" => file = words.next().map(|word| (word.text, word.at.clone())),
            "--parameters" | "-p" => {
                while let Some(value) = words.next_if(|word| !word.text.starts_with('-')) {
                    match value.text.split_once('=').filter(|(name, _)| is_name(name)) {
                        Some((name, _)) => {
                            let at = value.at.start..value.at.start + name.len();
                            let value = Value::new(span(&value.at), Data::Other(Vec::new()));
                            entries.push(Entry { key: name.into(), key_span: span(&at), value });
                        }
                        // A file, or what a variable holds.
                        None => open = Open::Yes,
                    }
                }
            }
            option if option.starts_with("--parameters=") => open = Open::Yes,
            option => {
                if let Some(path) = option.strip_prefix("--template-file=") {
                    file = Some((path, word.at.end - path.len()..word.at.end));
                }
            }
        }
    }
    let (file, at) = file?;
    Some(module(file, span(&at), script, Data::Map(entries, open)))
}

/// The task `AzureResourceManagerTemplateDeployment`.
fn task(inputs: &Value, text: &str) -> Option<Module> {
    let file = inputs.get("csmFile")?;
    let own = inputs.get("overrideParameters");
    let mut entries = Vec::new();
    let elsewhere =
        inputs.entry("csmParametersFile").is_some() || inputs.entry("csmParametersFileLink").is_some();
    if let Some(own) = own {
        let (start, end) = (own.span.start as usize, own.span.end as usize);
        let mut at = start;
        while let Some(found) = text.get(at..end).and_then(|rest| rest.find('-')) {
            let begin = at + found + 1;
            let rest = text.get(begin..end).unwrap_or_default();
            let length = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(rest.len());
            let before = text.get(..begin - 1).and_then(|text| text.chars().next_back());
            if length > 0
                && before.is_none_or(|before| before.is_whitespace() || matches!(before, '"' | '\''))
            {
                let key_span = Span::new(own.span.file, begin as u32, (begin + length) as u32);
                let value = Value::new(key_span, Data::Other(Vec::new()));
                entries.push(Entry { key: rest.get(..length)?.into(), key_span, value });
            }
            at = begin + length;
        }
    }
    let open = if elsewhere { Open::Yes } else { Open::No };
    Some(module(file.text()?, file.span, file.span, Data::Map(entries, open)))
}

fn module(file: &str, span: Span, body: Span, params: Data) -> Module {
    let params = Entry { key: "params".into(), key_span: span, value: Value::new(span, params) };
    Module {
        symbol: file.rsplit('/').next().unwrap_or(file).into(),
        span,
        source: source_of(file),
        source_span: span,
        around: Vec::new(),
        body: Value::new(body, Data::Map(vec![params], Open::No)),
    }
}

/// The file of the repository that a pipeline means by a path.
fn source_of(path: &str) -> Source {
    let inside = FOLDERS.iter().find_map(|folder| path.strip_prefix(folder));
    // An artifact most often holds the files of the repository as they are.
    let artifact = path.strip_prefix(ARTIFACTS).and_then(|rest| rest.split_once('/')).map(|(_, path)| path);
    let path = inside.or(artifact).unwrap_or(path);
    if path.contains(['$', '*', '{']) || path.starts_with('/') {
        return Source::Elsewhere;
    }
    // From the folder of the repository, wherever the pipeline stands.
    Source::File(Arc::from(format!("/{path}")))
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// Whether a text is a pipeline: it has a section of one, and is no spec.
pub(super) fn is_pipeline(text: &str) -> bool {
    let begins = |words: &[&str]| {
        text.lines().any(|line| {
            let key = line.split_once(':').map(|(key, _)| key.trim_matches(['"', '\'']));
            key.is_some_and(|key| words.contains(&key))
        })
    };
    begins(&["extends", "jobs", "on", "stages", "steps", "trigger"]) && !begins(&["version", "environments"])
}
