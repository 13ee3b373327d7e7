//! From bytes to text.

use std::str;

use super::{FileId, ProjectPath, Span};
use crate::diagnostic::{Diagnostic, code};

/// Why bytes are no text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// UTF-16, by its byte order mark.
    Utf16,
    /// A byte that UTF-8 does not have there, at this offset.
    NotUtf8(usize),
    /// A zero byte, at this offset.
    Zero(usize),
}

/// The text that bytes are, or as much of it as is before the fault.
pub(super) fn decode(bytes: &[u8]) -> (&str, Option<Fault>) {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return ("", Some(Fault::Utf16));
    }
    let (text, fault) = match str::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let valid = bytes.get(..error.valid_up_to()).unwrap_or(&[]);
            (str::from_utf8(valid).unwrap_or(""), Some(Fault::NotUtf8(error.valid_up_to())))
        }
    };
    match text.find('\0') {
        Some(at) => (text.get(..at).unwrap_or(""), Some(Fault::Zero(at))),
        None => (text, fault),
    }
}

impl Fault {
    /// The finding, at the end of what could be read of the file.
    pub(super) fn diagnostic(&self, path: &ProjectPath, file: FileId) -> Diagnostic {
        let (message, help, at) = match self {
            Fault::Utf16 => (format!("`{path}` is UTF-16, not UTF-8"), "save it as UTF-8", 0),
            Fault::NotUtf8(at) => (
                format!("`{path}` is not UTF-8 text: the byte at offset {at} does not belong there"),
                "save it as UTF-8; `include` names YAML and JSON files only",
                *at,
            ),
            Fault::Zero(at) => (
                format!("`{path}` is not text: the byte at offset {at} is zero"),
                "`include` names YAML and JSON files only",
                *at,
            ),
        };
        Diagnostic::new(&code::NOT_TEXT, Span::new(file, at as u32, at as u32), message).help(help)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_text_up_to_the_first_fault() {
        assert_eq!(decode("é".as_bytes()), ("é", None));
        assert_eq!(decode(b"ab\xFFc"), ("ab", Some(Fault::NotUtf8(2))));
        assert_eq!(decode(b"\xC3"), ("", Some(Fault::NotUtf8(0))));
        assert_eq!(decode(b"a\0\xFF"), ("a", Some(Fault::Zero(1))));
        assert_eq!(decode(b"\xFF\xFEa\0"), ("", Some(Fault::Utf16)));
    }
}
