//! Fixes that rules offer: how a value is taken away, called or written otherwise.

use super::value::{Place, Value};
use crate::diagnostic::{Change, Fix, Scalar};

/// What has no place of its own in the files is not changed: the fix of it is none.
impl Value<'_> {
    /// Takes it away: an entry with its key and its lines, or an element of a list.
    pub(super) fn remove(self) -> Fix {
        match self.place() {
            Place::Entry => Fix::remove(&self.key_text(), self.head()),
            Place::Element => Fix::remove_element(self.span()),
            Place::Nowhere => Fix::none(),
        }
    }

    /// Writes another value in its place; both are texts, numbers or truth values.
    pub(super) fn replace(self, by: impl Into<Scalar>) -> Fix {
        if self.place() == Place::Nowhere { Fix::none() } else { Fix::replace(self.span(), by) }
    }

    /// Calls its key otherwise.
    pub(super) fn rename_key(self, to: &str) -> Fix {
        match self.place() {
            Place::Entry => Fix::rename(&self.key_text(), self.head(), to),
            Place::Element | Place::Nowhere => Fix::none(),
        }
    }

    /// Adds an entry to it, a map.
    pub(super) fn insert(self, key: &str, value: impl Into<Scalar>) -> Fix {
        if !self.is_set() || self.is_unknown() {
            return Fix::none();
        }
        let value = value.into();
        let title = format!("add `{key}: {value}`");
        Fix::new(title, Change::Insert { map: self.span(), key: key.to_owned(), value })
    }
}
