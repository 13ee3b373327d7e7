//! The expressions of Bicep as values.

use std::sync::Arc;

use tree_sitter::Node;

use super::{Reader, named};
use crate::source::{Number, Span};
use crate::template::DEPTH;
use crate::template::json::scalar;
use crate::template::tree::{Data, Entry, Open, Value};

impl Reader<'_> {
    /// The value of an expression; below a depth that nobody writes, one of which nothing is known.
    pub(super) fn value(&mut self, node: Node<'_>, depth: usize) -> Value {
        let span = self.span(node);
        if depth > DEPTH {
            self.too_deep.get_or_insert(node.byte_range());
            self.template.complete = false;
            return Value::new(span, Data::Other(Vec::new()));
        }
        Value::new(span, self.data(node, depth + 1))
    }

    fn data(&mut self, node: Node<'_>, depth: usize) -> Data {
        match node.kind() {
            "null" => Data::Null,
            "boolean" => Data::Bool(self.slice(node) == "true"),
            "number" => Number::new(self.slice(node)).map_or(Data::Other(Vec::new()), Data::Number),
            "string" => self.string(node, depth),
            "array" => self.array(node, depth),
            "object" => self.object(node, depth),
            "identifier" | "property_identifier" => Data::Path(vec![self.slice(node).into()]),
            "parenthesized_expression" => {
                let parts: Vec<Node<'_>> = named(node).collect();
                match *parts {
                    [inner] => self.value(inner, depth).data,
                    _ => self.other(node, depth),
                }
            }
            "member_expression" => self.member(node, depth),
            "subscript_expression" => self.subscript(node, depth),
            "resource_expression" => match node.child_by_field_name("resource") {
                Some(inner) => Data::Path(vec![self.slice(inner).into()]),
                None => self.other(node, depth),
            },
            "call_expression" => self.call(node, depth),
            _ => self.other(node, depth),
        }
    }

    fn other(&mut self, node: Node<'_>, depth: usize) -> Data {
        Data::Other(named(node).map(|part| self.value(part, depth)).collect())
    }

    fn array(&mut self, node: Node<'_>, depth: usize) -> Data {
        let spread = self.slice(node).contains("...");
        if node.has_error() || spread {
            return self.other(node, depth);
        }
        Data::List(named(node).map(|item| self.value(item, depth)).collect())
    }

    fn object(&mut self, node: Node<'_>, depth: usize) -> Data {
        let mut entries: Vec<Entry> = Vec::new();
        let mut open = Open::No;
        for property in named(node) {
            if property.kind() != "object_property" && !self.is_marked_entry(property) {
                if !is_marks(self.slice(property)) {
                    open = Open::Yes;
                }
                continue;
            }
            let parts: Vec<Node<'_>> = named(property).collect();
            let (key, value) = match *parts {
                [inner] if inner.kind() == "resource_declaration" => continue,
                [key, value] => (key, value),
                _ => {
                    open = Open::Yes;
                    continue;
                }
            };
            let spread = self.text.get(key.start_byte()..).is_some_and(|text| text.starts_with("..."));
            let named = if key.kind() == "string" {
                self.value(key, depth)
            } else {
                Value::new(self.span(key), Data::Text(self.slice(key).into()))
            };
            let value = self.value(value, depth);
            let key_span = named.span;
            entries.push(match named.text().filter(|_| !spread) {
                Some(key) => Entry { key: key.into(), key_span, value },
                // What is spread, and a key that is not known, stay visible: they refer to something.
                None => {
                    open = Open::Yes;
                    let (key, span) = (Arc::from("..."), value.span);
                    Entry { key, key_span, value: Value::new(span, Data::Other(vec![named, value])) }
                }
            });
        }
        Data::Map(entries, open)
    }

    /// Whether an error is an entry with marks before it that do not belong there: the grammar takes both for one.
    fn is_marked_entry(&self, node: Node<'_>) -> bool {
        let parts: Vec<Node<'_>> = named(node).collect();
        let [key, value] = *parts else { return false };
        let text = |from: usize, to: usize| self.text.get(from..to).unwrap_or_default();
        key.kind() == "identifier"
            && !value.is_error()
            && is_marks(text(node.start_byte(), key.start_byte()))
            && text(key.end_byte(), value.start_byte()).trim() == ":"
            && value.end_byte() == node.end_byte()
    }

    fn member(&mut self, node: Node<'_>, depth: usize) -> Data {
        let (Some(object), Some(property)) =
            (node.child_by_field_name("object"), node.child_by_field_name("property"))
        else {
            return self.other(node, depth);
        };
        let step: Arc<str> = self.slice(property).into();
        let end = property.end_byte() as u32;
        self.on_operand(object, depth, &mut |value| Value {
            span: Span { end, ..value.span },
            data: match value.data {
                Data::Path(mut path) => {
                    path.push(step.clone());
                    Data::Path(path)
                }
                _ => Data::Other(vec![value]),
            },
        })
    }

    /// What is done to the operand that it belongs to: the grammar reads `a ? b : c.d` as `(a ? b : c).d`.
    fn on_operand(&mut self, node: Node<'_>, depth: usize, act: &mut dyn FnMut(Value) -> Value) -> Data {
        let value = self.value(node, depth);
        on_last(node, value, act).data
    }

    fn subscript(&mut self, node: Node<'_>, depth: usize) -> Data {
        let (Some(object), Some(index)) =
            (node.child_by_field_name("object"), node.child_by_field_name("index"))
        else {
            return self.other(node, depth);
        };
        let index = self.value(index, depth);
        let end = node.end_byte() as u32;
        self.on_operand(object, depth, &mut |value| Value {
            span: Span { end, ..value.span },
            data: match (value.data, &index.data) {
                (Data::Path(mut path), Data::Text(key)) => {
                    path.push(key.clone());
                    Data::Path(path)
                }
                // Of a loop, or of a list, any element will do.
                (Data::Path(path), Data::Number(_)) => Data::Path(path),
                (data, _) => Data::Other(vec![Value { data, span: value.span }, index.clone()]),
            },
        })
    }

    fn call(&mut self, node: Node<'_>, depth: usize) -> Data {
        let (Some(function), Some(arguments)) =
            (node.child_by_field_name("function"), node.child_by_field_name("arguments"))
        else {
            return self.other(node, depth);
        };
        let args: Vec<Value> = named(arguments).map(|argument| self.value(argument, depth)).collect();
        let end = node.end_byte() as u32;
        let member = (function.child_by_field_name("object"), function.child_by_field_name("property"));
        if let ((Some(object), Some(name)), "member_expression") = (member, function.kind()) {
            let (name, name_span) = (Arc::<str>::from(self.slice(name)), self.span(name));
            return self.on_operand(object, depth, &mut |on| Value {
                span: Span { end, ..on.span },
                data: Data::Call {
                    name: name.clone(),
                    name_span,
                    on: Some(Box::new(on)),
                    args: args.clone(),
                },
            });
        }
        self.on_operand(function, depth, &mut |function| {
            let span = Span { end, ..function.span };
            let Data::Path(path) = &function.data else {
                let parts = [function].into_iter().chain(args.iter().cloned());
                return Value { span, data: Data::Other(parts.collect()) };
            };
            let name = path.first().cloned().unwrap_or_default();
            if let ("json", [argument]) = (&*name, &*args)
                && let Some(scalar) = argument.text().and_then(scalar)
            {
                return Value { span, data: scalar };
            }
            Value { span, data: Data::Call { name, name_span: function.span, on: None, args: args.clone() } }
        })
    }

    /// A text: one value, or the parts between which expressions stand.
    fn string(&mut self, node: Node<'_>, depth: usize) -> Data {
        let raw = self.slice(node);
        if let Some(inner) = raw.strip_prefix("'''") {
            if node.start_byte().checked_sub(1).and_then(|at| self.text.as_bytes().get(at)) == Some(&b'$') {
                self.template.complete = false;
                return Data::Mixed(Vec::new());
            }
            let inner = inner.strip_suffix("'''").unwrap_or(inner);
            let inner = inner.strip_prefix("\r\n").or_else(|| inner.strip_prefix('\n')).unwrap_or(inner);
            return Data::Text(inner.into());
        }
        let (first, last) = (node.start_byte() + 1, node.end_byte().saturating_sub(1));
        let mut parts = Vec::new();
        let mut at = first;
        for hole in named(node).filter(|child| child.kind() == "interpolation") {
            self.literal(at, hole.start_byte(), &mut parts);
            let inner = named(hole).next();
            parts.push(match inner {
                Some(inner) => self.value(inner, depth),
                None => Value::new(self.span(hole), Data::Other(Vec::new())),
            });
            at = hole.end_byte();
        }
        let whole = parts.is_empty();
        self.literal(at, last.max(at), &mut parts);
        match parts.pop() {
            None => Data::Text("".into()),
            Some(Value { data: Data::Text(text), .. }) if whole => Data::Text(text),
            Some(part) => {
                parts.push(part);
                Data::Mixed(parts)
            }
        }
    }

    fn literal(&self, start: usize, end: usize, parts: &mut Vec<Value>) {
        let raw = self.text.get(start..end).unwrap_or_default();
        if !raw.is_empty() {
            let span = Span::new(self.file, start as u32, end as u32);
            parts.push(Value::new(span, Data::Text(unescape(raw).into())));
        }
    }
}

/// Whether a text is made of marks that are no part of an entry.
fn is_marks(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c.is_ascii_punctuation() && !"{}[]()'.:".contains(c))
}

/// Acts on the last operand of an expression; one in brackets is its own.
fn on_last(node: Node<'_>, mut value: Value, act: &mut dyn FnMut(Value) -> Value) -> Value {
    const LOOSE: [&str; 3] = ["ternary_expression", "binary_expression", "unary_expression"];
    let mut node = node;
    // What was done to the operand before stands around the expression too.
    while let Some(inner) =
        node.child_by_field_name("object").or_else(|| node.child_by_field_name("function"))
    {
        node = inner;
    }
    let last = named(node).last().filter(|_| LOOSE.contains(&node.kind()));
    if let (Some(last), Data::Other(parts)) = (last, &mut value.data)
        && let Some(part) = parts.pop()
    {
        parts.push(on_last(last, part, act));
        return value;
    }
    act(value)
}

fn unescape(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut letters = raw.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            text.push(letter);
            continue;
        }
        match letters.next() {
            Some('n') => text.push('\n'),
            Some('r') => text.push('\r'),
            Some('t') => text.push('\t'),
            Some('u') => {
                let digits: String = letters.by_ref().skip(1).take_while(|letter| *letter != '}').collect();
                text.extend(u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32));
            }
            Some(other) => text.push(other),
            None => {}
        }
    }
    text
}
