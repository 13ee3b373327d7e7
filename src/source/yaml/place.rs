//! Finding places that the parser's events leave open, by a look at the text between two tokens.

/// The first byte that opens something at or behind `from`: white space, comments, anchors, tags and the `:`, `?` or
/// `,` before a value are passed over.
pub(super) fn next_token(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        let spaced = at == 0 || bytes.get(at - 1).is_none_or(u8::is_ascii_whitespace);
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' | b':' | b'?' | b',' => at += 1,
            b'#' if spaced => at = line_end(bytes, at),
            b'&' | b'!' => at = word_end(bytes, at),
            _ => return at,
        }
    }
    at
}

/// The header (`|` or `>`) of the block scalar whose content starts at `content`, the text between being `from..`.
pub(super) fn block_scalar(text: &str, from: usize, content: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while at < content {
        at = next_token(text, at);
        match bytes.get(at) {
            Some(b'|' | b'>') if at < content => return at,
            // The `-` of the list item that holds it.
            Some(_) => at += 1,
            None => break,
        }
    }
    content
}

/// The quote at or behind `from` that opens the text which is not closed before `error`.
pub(super) fn open_quote(text: &str, from: usize, error: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    while at < error {
        at = next_token(text, at);
        let &byte = bytes.get(at)?;
        match byte {
            b'"' | b'\'' => {
                let close = closing_quote(bytes, at + 1, byte);
                if close.is_none_or(|close| close >= error) {
                    return (at < error).then_some(at);
                }
                at = close.map_or(error, |close| close + 1);
            }
            b'[' | b']' | b'{' | b'}' => at += 1,
            // A word: quotes inside it are just characters.
            _ => at = plain_end(bytes, at),
        }
    }
    None
}

/// The text without quotes, inside `{ }` or `[ ]`, whose interpolation opens with the brace at `brace`; on one line.
pub(super) fn bare_interpolation(text: &str, brace: usize) -> Option<&str> {
    let bytes = text.as_bytes();
    if bytes.get(brace) != Some(&b'{') || !text.get(..brace)?.ends_with('$') {
        return None;
    }
    let line = text.get(line_start(bytes, brace)..brace)?;
    let opens = line.rfind([',', '[', '{']).map_or(0, |at| at + 1);
    let begins = line.rfind(": ").map_or(opens, |at| opens.max(at + 2));
    let mut depth = 0;
    let rest = text.get(brace..line_end(bytes, brace))?;
    let ends = rest.char_indices().find(|(at, char)| {
        match char {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        let is_colon = || rest.get(*at..).is_some_and(|rest| rest.starts_with(": "));
        depth < 0 || (depth == 0 && (matches!(char, ',' | ']') || is_colon()))
    });
    let end = brace + ends.map_or(rest.len(), |(at, _)| at);
    Some(text.get(brace - (line.len() - begins)..end)?.trim())
}

fn closing_quote(bytes: &[u8], from: usize, quote: u8) -> Option<usize> {
    let mut at = from;
    loop {
        match *bytes.get(at)? {
            b'\\' if quote == b'"' => at += 2,
            byte if byte == quote && quote == b'\'' && bytes.get(at + 1) == Some(&quote) => at += 2,
            byte if byte == quote => return Some(at),
            _ => at += 1,
        }
    }
}

fn plain_end(bytes: &[u8], from: usize) -> usize {
    let stops =
        |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b',' | b'[' | b']' | b'{' | b'}' | b':');
    let rest = bytes.get(from..).unwrap_or(&[]);
    from + rest.iter().position(stops).unwrap_or(rest.len()).max(1)
}

fn word_end(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or(&[]);
    from + rest.iter().position(u8::is_ascii_whitespace).unwrap_or(rest.len())
}

/// The offset of the line break at or behind `from`, or the end.
pub(super) fn line_end(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or(&[]);
    from.min(bytes.len()) + rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len())
}

/// The offset of the first byte of the line that holds `at`.
pub(super) fn line_start(bytes: &[u8], at: usize) -> usize {
    let before = bytes.get(..at.min(bytes.len())).unwrap_or(&[]);
    before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1)
}
