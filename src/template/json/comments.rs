//! Comments in JSON, which the tools of Azure take, made blank for readers that do not.

use crate::source::{Comment, FileId, Span};

/// The text with blanks in place of comments, of the same length, and the comments.
pub(super) fn blank(file: FileId, text: &str) -> (String, Vec<Comment>) {
    let bytes = text.as_bytes();
    let mut out = bytes.to_vec();
    let mut comments = Vec::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match (byte, bytes.get(at + 1)) {
            (b'"', _) => at = behind_text(bytes, at + 1),
            (b'/', Some(b'/' | b'*')) => {
                let rest = bytes.get(at + 2..).unwrap_or_default();
                let length = if bytes.get(at + 1) == Some(&b'/') {
                    rest.iter().position(|byte| *byte == b'\n')
                } else {
                    rest.windows(2).position(|pair| pair == b"*/").map(|at| at + 2)
                };
                let end = at + 2 + length.unwrap_or(rest.len());
                for byte in out.get_mut(at..end).into_iter().flatten() {
                    *byte = if *byte == b'\n' { b'\n' } else { b' ' };
                }
                comments.push(Comment::of_code(Span::new(file, at as u32, end as u32), text));
                at = end;
            }
            _ => at += 1,
        }
    }
    // A comment ends where characters do.
    (String::from_utf8(out).unwrap_or_else(|_| text.to_owned()), comments)
}

fn behind_text(bytes: &[u8], mut at: usize) -> usize {
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    at
}
