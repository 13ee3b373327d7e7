//! Values that stand in several places: aliases, and `<<` merges.

use std::sync::Arc;

use super::build::{Builder, Slot};
use super::syntax::{Fault, too_deep};
use crate::diagnostic::code;
use crate::source::{Data, Key, Map, Node, Span, limits};

impl Builder<'_> {
    pub(super) fn alias(&mut self, id: usize, span: Span) -> Result<(), Box<Fault>> {
        let name = self.text.get(span.start as usize..span.end as usize).unwrap_or("*");
        let Some(anchor) = self.anchors.get(&id) else {
            self.place(None, span);
            return Ok(());
        };
        let Some(value) = &anchor.value else {
            if anchor.open {
                let message = format!("the alias `{name}` stands inside the value that it names");
                self.fault(
                    &code::ALIAS_EXPANSION,
                    span,
                    message,
                    "an alias names a value that ends before it",
                );
            }
            self.place(None, span);
            return Ok(());
        };
        if self.is_at_key() {
            match &value.node.data {
                Data::String(text) => {
                    let key = Key { text: text.clone(), span };
                    self.set_slot(Slot::Value(key), span.end);
                }
                _ => {
                    let key = Node::new(span, value.node.data.clone());
                    self.collection_key(&key);
                }
            }
            return Ok(());
        }
        if self.frames.len() + value.height > limits::DEPTH {
            return Err(Box::new(Fault::fatal(too_deep(span))));
        }
        if !self.context.may_copy(value.nodes) {
            if !self.expansion_reported {
                self.expansion_reported = true;
                let message = format!("the alias `{name}` multiplies the document past the limit");
                self.fault(&code::ALIAS_EXPANSION, span, message, "write fewer aliases of aliases");
            }
            self.place(None, span);
            return Ok(());
        }
        let mut copy = value.clone();
        copy.node.also = Some(Arc::from([copy.node.span]));
        copy.node.span = span;
        self.place(Some(copy), span);
        Ok(())
    }

    /// Merges what `<<` names into a map whose own keys win.
    pub(super) fn merge(&mut self, map: &mut Map, source: Node) {
        match source.data {
            Data::Map(merged) => {
                // An alias is what brings the entries here, so it is one of their places.
                let brought: Option<Arc<[Span]>> = source.also.is_some().then(|| Arc::from([source.span]));
                for mut entry in merged {
                    if entry.value.also.is_none() {
                        entry.value.also.clone_from(&brought);
                    }
                    // The map's own key, or an earlier merge, wins.
                    let _ = map.insert(entry);
                }
            }
            Data::List(sources) => {
                for source in sources {
                    match source.data {
                        Data::List(_) => self.invalid_merge(&source),
                        _ => self.merge(map, source),
                    }
                }
            }
            _ => self.invalid_merge(&source),
        }
    }

    fn invalid_merge(&mut self, source: &Node) {
        let message = format!("`<<` merges maps, and this is {}", source.describe());
        let help = "name a map, or a list of maps: `<<: *defaults`; put `<<` in quotes to use it as a key";
        self.fault(&code::INVALID_MERGE, source.span, message, help);
    }
}
