//! Reads our own YAML files into JSON values; anchors, aliases and `<<` included.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use granit_parser::{Event, Parser, ScalarStyle};
use serde_json::{Map, Value};

/// The value of a YAML file.
pub(crate) fn read(path: &Path) -> Result<Value> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    parse(&text).with_context(|| path.display().to_string())
}

/// The value of a YAML text.
pub(crate) fn parse(text: &str) -> Result<Value> {
    let mut reader = Reader { events: Parser::new_from_str(text), anchors: HashMap::new() };
    let mut event = reader.next()?;
    while matches!(event, Event::StreamStart | Event::DocumentStart(..) | Event::Comment(..)) {
        event = reader.next()?;
    }
    reader.value(event)
}

struct Reader<'input> {
    events: Parser<'input, granit_parser::StrInput<'input>>,
    anchors: HashMap<usize, Value>,
}

impl<'input> Reader<'input> {
    fn next(&mut self) -> Result<Event<'input>> {
        loop {
            match self.events.next().context("the file ends early")??.0 {
                Event::Comment(..) => {}
                event => return Ok(event),
            }
        }
    }

    fn value(&mut self, event: Event<'input>) -> Result<Value> {
        let (value, anchor) = match event {
            Event::Alias(anchor) => (self.anchors.get(&anchor).context("an alias of nothing")?.clone(), 0),
            Event::Scalar(text, style, anchor, _) => (scalar(&text, style), anchor),
            Event::SequenceStart(_, anchor, _) => {
                let mut list = Vec::new();
                loop {
                    match self.next()? {
                        Event::SequenceEnd => break,
                        event => list.push(self.value(event)?),
                    }
                }
                (Value::Array(list), anchor)
            }
            Event::MappingStart(_, anchor, _) => (Value::Object(self.map()?), anchor),
            event => bail!("unexpected {event:?}"),
        };
        if anchor != 0 {
            self.anchors.insert(anchor, value.clone());
        }
        Ok(value)
    }

    fn map(&mut self) -> Result<Map<String, Value>> {
        let mut map = Map::new();
        loop {
            let key = match self.next()? {
                Event::MappingEnd => return Ok(map),
                Event::Scalar(key, ..) => key,
                event => bail!("{event:?} is no key"),
            };
            let event = self.next()?;
            match (&*key, self.value(event)?) {
                ("<<", Value::Object(merged)) => map.extend(merged),
                (key, value) => {
                    if map.insert(key.to_owned(), value).is_some() {
                        bail!("the key `{key}` stands twice");
                    }
                }
            }
        }
    }
}

fn scalar(text: &str, style: ScalarStyle) -> Value {
    if style == ScalarStyle::Plain
        && let Ok(value) = serde_json::from_str::<Value>(text)
    {
        return value;
    }
    Value::String(text.to_owned())
}
