//! The node tree as a representation of JSON that the validator reads in place.

use std::borrow::Cow;
use std::sync::Arc;

use jsonschema::JsonType;
use jsonschema::json::{Array, Json, JsonNumber, Node as JsonNode, NodeIdentity, Object};
use serde_json::Value;

use crate::source::{Data, Entry, FileId, Map, Node, Number, Span};

/// The representation.
pub(super) struct Tree;

impl Json for Tree {
    type Node<'a> = &'a Node;
    type PreparedKey = String;
    type StringBuffer = ();

    fn prepare_key(key: &str) -> String {
        key.to_owned()
    }

    fn with_string_node<T>((): &mut (), string: &str, f: impl FnOnce(&Node) -> T) -> T {
        f(&Node::new(Span::new(FileId(0), 0, 0), Data::String(Arc::from(string))))
    }
}

impl<'a> JsonNode<'a, Tree> for &'a Node {
    type Object = &'a Map;
    type Array = &'a [Node];
    type Number = &'a Number;

    fn as_object(&self) -> Option<&'a Map> {
        self.as_map()
    }

    fn as_array(&self) -> Option<&'a [Node]> {
        self.as_list()
    }

    fn as_string(&self) -> Option<Cow<'a, str>> {
        self.as_str().map(Cow::Borrowed)
    }

    fn as_number(&self) -> Option<&'a Number> {
        match &self.data {
            Data::Number(number) => Some(number),
            _ => None,
        }
    }

    fn as_boolean(&self) -> Option<bool> {
        match self.data {
            Data::Bool(value) => Some(value),
            _ => None,
        }
    }

    fn is_null(&self) -> bool {
        matches!(self.data, Data::Null)
    }

    fn json_type(&self) -> JsonType {
        match self.data {
            Data::Null => JsonType::Null,
            Data::Bool(_) => JsonType::Boolean,
            Data::Number(_) => JsonType::Number,
            Data::String(_) => JsonType::String,
            Data::List(_) => JsonType::Array,
            Data::Map(_) => JsonType::Object,
        }
    }

    fn equals_value(&self, expected: &Value) -> bool {
        match (&self.data, expected) {
            (Data::String(text), Value::String(expected)) => **text == **expected,
            (Data::Null, Value::Null) => true,
            (Data::Bool(value), Value::Bool(expected)) => value == expected,
            (Data::Number(number), Value::Number(expected)) => {
                jsonschema::json::cmp::equal_numbers(&number, expected)
            }
            (Data::List(_) | Data::Map(_), _) => {
                jsonschema::json::cmp::equal(&JsonNode::to_value(self), expected)
            }
            _ => false,
        }
    }

    fn to_value(&self) -> Cow<'a, Value> {
        Cow::Owned(match &self.data {
            Data::Null => Value::Null,
            Data::Bool(value) => Value::Bool(*value),
            Data::Number(number) => Value::Number(number.to_number().into_owned()),
            Data::String(text) => Value::String(text.as_ref().to_owned()),
            // An error names its place, from which we read what stands there.
            Data::List(_) => Value::Array(Vec::new()),
            Data::Map(_) => Value::Object(serde_json::Map::new()),
        })
    }

    fn identity(&self) -> Option<NodeIdentity> {
        Some(NodeIdentity::new(std::ptr::from_ref::<Node>(self) as usize))
    }
}

/// A value with all that is in it.
fn whole(node: &Node) -> Value {
    match &node.data {
        Data::List(list) => list.iter().map(whole).collect(),
        Data::Map(map) => map.iter().map(|entry| (entry.key.text.to_string(), whole(&entry.value))).collect(),
        _ => JsonNode::to_value(&node).into_owned(),
    }
}

impl JsonNumber for &Number {
    fn as_u64(&self) -> Option<u64> {
        self.as_str().parse().ok()
    }

    fn as_i64(&self) -> Option<i64> {
        Number::as_i64(self)
    }

    fn as_f64(&self) -> Option<f64> {
        self.as_str().parse().ok()
    }

    fn as_str(&self) -> Cow<'_, str> {
        Cow::Borrowed(Number::as_str(self))
    }

    fn to_number(&self) -> Cow<'_, serde_json::Number> {
        // What is past the range of a double is past every bound too.
        Cow::Owned(Number::as_str(self).parse().unwrap_or_else(|_| serde_json::Number::from(u64::MAX)))
    }

    fn is_integer(&self) -> bool {
        Number::is_integer(self) || JsonNumber::as_f64(self).is_some_and(|value| value.fract() == 0.0)
    }
}

/// The entries of a map as the validator walks them.
pub(super) struct Members<'a>(std::slice::Iter<'a, Entry>);

impl<'a> Iterator for Members<'a> {
    type Item = (&'a str, &'a Node);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|entry| (&*entry.key.text, &entry.value))
    }
}

impl<'a> Object<'a, Tree> for &'a Map {
    type Node = &'a Node;
    type MemberName = &'a str;
    type MembersIter = Members<'a>;

    fn len(&self) -> usize {
        Map::len(self)
    }

    fn get(&self, key: &String) -> Option<&'a Node> {
        Map::get(self, key)
    }

    fn members(&self) -> Members<'a> {
        Members(Map::iter(self))
    }
}

impl<'a> Array<'a, Tree> for &'a [Node] {
    type Node = &'a Node;
    type ElementsIter = std::slice::Iter<'a, Node>;

    fn len(&self) -> usize {
        <[Node]>::len(self)
    }

    fn elements(&self) -> std::slice::Iter<'a, Node> {
        self.iter()
    }

    fn is_unique(&self) -> bool {
        let values: Vec<Value> = self.iter().map(whole).collect();
        jsonschema::json::unique::is_unique(&values)
    }
}
