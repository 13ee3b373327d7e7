//! JSON pointers into the spec.

use std::fmt;

/// A JSON pointer (RFC 6901) that grows and shrinks while a tree is walked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pointer(String);

impl Pointer {
    /// The pointer to the whole spec.
    pub fn root() -> Self {
        Self::default()
    }

    /// Steps into a key; [`Pointer::truncate`] with the length before steps back out.
    pub fn push(&mut self, key: &str) {
        self.0.push('/');
        for character in key.chars() {
            match character {
                '~' => self.0.push_str("~0"),
                '/' => self.0.push_str("~1"),
                other => self.0.push(other),
            }
        }
    }

    /// Steps into an element of a list.
    pub fn push_index(&mut self, index: usize) {
        self.push(&index.to_string());
    }

    /// This pointer with one more key.
    #[must_use]
    pub fn join(&self, key: &str) -> Self {
        let mut joined = self.clone();
        joined.push(key);
        joined
    }

    /// Its length in bytes, to come back to.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it is the pointer to the whole spec.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Steps back out to a length that [`Pointer::len`] gave.
    pub fn truncate(&mut self, len: usize) {
        if self.0.is_char_boundary(len) {
            self.0.truncate(len);
        }
    }

    /// The pointer as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Pointer> for String {
    fn from(pointer: Pointer) -> Self {
        pointer.0
    }
}

impl From<&Pointer> for String {
    fn from(pointer: &Pointer) -> Self {
        pointer.0.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers_escape_and_step_back() {
        let mut pointer = Pointer::root();
        pointer.push("spark_conf");
        let len = pointer.len();
        pointer.push("a/b~c");
        pointer.push_index(3);
        assert_eq!(pointer.as_str(), "/spark_conf/a~1b~0c/3");
        pointer.truncate(len);
        assert_eq!(pointer.join("x").to_string(), "/spark_conf/x");
    }
}
