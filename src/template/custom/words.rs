//! Findings in the words of a template: fields are spelt as there.

use rustc_hash::FxHashMap;

use super::nodes::Body;
use crate::diagnostic::{Diagnostic, pointer};
use crate::kinds::case::camel_case;
use crate::kinds::{KINDS, Kind, Shape};
use crate::template::tree::Resource;

/// The spelling of a template for each name of a field.
pub(super) struct Words(FxHashMap<String, String>);

impl Words {
    pub(super) fn new(kind: &Kind, body: &Body) -> Self {
        let mut words = FxHashMap::default();
        collect(kind.shape(), 0, &mut words);
        words.extend(KINDS.iter().map(|kind| (kind.name.to_owned(), kind.arm_type.to_owned())));
        words.extend(body.renamed.iter().map(|(snake, own)| (snake.to_string(), own.to_string())));
        Self(words)
    }

    /// Tells a finding about a resource as one about the template.
    pub(super) fn translate(&self, found: &mut Diagnostic, resource: &Resource) {
        found.message = self.text(&found.message);
        found.help = found.help.as_deref().map(|text| self.text(text));
        found.label = found.label.as_deref().map(|text| self.text(text));
        for related in &mut found.related {
            related.message = self.text(&related.message);
        }
        let steps: Vec<String> =
            found.path.split('/').skip(4).map(|step| self.word(step).unwrap_or(step).to_owned()).collect();
        let root = ["resources", &*resource.symbol, "properties"];
        found.path = pointer(root.into_iter().chain(steps.iter().map(String::as_str)));
        found.environment = None;
        // Edits are written for YAML.
        found.fix = None;
    }

    fn word(&self, snake: &str) -> Option<&str> {
        self.0.get(snake).map(String::as_str)
    }

    /// A text with the names of fields in it, which stand in backquotes, spelt as in a template.
    fn text(&self, text: &str) -> String {
        let mut spelt = String::with_capacity(text.len());
        for (at, part) in text.split('`').enumerate() {
            if at > 0 {
                spelt.push('`');
            }
            match at % 2 {
                0 => spelt.push_str(part),
                _ => self.quoted(part, &mut spelt),
            }
        }
        spelt
    }

    fn quoted(&self, text: &str, spelt: &mut String) {
        let mut rest = text;
        while !rest.is_empty() {
            let length = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(rest.len());
            let (word, behind) = rest.split_at(length);
            spelt.push_str(self.word(word).unwrap_or(word));
            let next = behind.chars().next();
            spelt.extend(next);
            rest = behind.get(next.map_or(0, char::len_utf8)..).unwrap_or_default();
        }
    }
}

/// Every field of a shape. Types that hold themselves are read a few times over.
fn collect(shape: &Shape, depth: usize, words: &mut FxHashMap<String, String>) {
    const DEPTH: usize = 8;
    if depth > DEPTH {
        return;
    }
    for (name, inner) in shape.properties() {
        if name.contains('_') {
            words.insert(name.to_owned(), camel_case(name));
        }
        collect(inner, depth + 1, words);
    }
    for inner in [shape.items(), shape.values()].into_iter().flatten() {
        collect(inner, depth + 1, words);
    }
}
