//! The parameters of a SQL text: what stands as `:name` outside of literals and comments.

/// The names of the parameters, each once, in their order.
pub(super) fn parameters(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    // What stands before a colon decides: `a:b` is a field of JSON, `a::int` a cast.
    let mut before = ' ';
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '\'' | '"' | '`' => quoted(rest, first),
            '-' if rest.starts_with("--") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            ':' => {
                let name = name(&rest[1..]);
                if !name.is_empty() && !is_operand_end(before) && !found.contains(&name) {
                    found.push(name);
                }
                1 + name.len()
            }
            _ => first.len_utf8(),
        };
        before = rest[..length].chars().next_back().unwrap_or(' ');
        rest = &rest[length..];
    }
    found
}

/// Whether a colon behind it belongs to it.
fn is_operand_end(character: char) -> bool {
    character.is_alphanumeric() || "_:)]`'\"".contains(character)
}

/// The length of a literal or a quoted name, with its quotes.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        if escaped {
            escaped = false;
        } else if character == '\\' && quote != '`' {
            escaped = true;
        } else if character == quote {
            return at + 1;
        }
    }
    text.len()
}

/// The name that a text begins with.
fn name(text: &str) -> &str {
    if text.starts_with(|first: char| first.is_ascii_digit()) {
        return "";
    }
    let end = text.find(|character: char| !character.is_ascii_alphanumeric() && character != '_');
    &text[..end.unwrap_or(text.len())]
}

#[cfg(test)]
mod tests {
    use super::parameters;

    #[test]
    fn only_parameters_are_found() {
        assert_eq!(parameters("SELECT :a, x + :b_1 WHERE c IN (:a,:c)"), ["a", "b_1", "c"]);
        assert_eq!(parameters("SELECT 'at :no', \":no\", `:no`, 'it''s :no', 'a\\':no'"), [""; 0]);
        assert_eq!(parameters("SELECT a::int, raw:owner, f(x):y, arr[0:no] -- :no\n/* :no */"), [""; 0]);
        assert_eq!(parameters("SELECT 10:30, : 'ä' :yes"), ["yes"]);
        assert_eq!(parameters("SELECT 'open :no"), [""; 0]);
    }
}
