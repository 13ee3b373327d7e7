//! The core schema of YAML 1.2.2 (section 10.3.2): what an unquoted text means.

use crate::source::{Data, Number};

/// What an unquoted text is.
#[derive(Debug)]
pub(crate) enum Plain {
    Value(Data),
    Text,
    /// A number that JSON cannot say, and why.
    Unsupported(&'static str),
}

/// Resolves an unquoted text. Numbers keep their digits; only what JSON cannot write is normalised.
pub(crate) fn resolve(text: &str) -> Plain {
    let Some(first) = text.bytes().next() else { return Plain::Value(Data::Null) };
    match first {
        b'n' | b'N' | b'~' if matches!(text, "null" | "Null" | "NULL" | "~") => Plain::Value(Data::Null),
        b't' | b'T' if matches!(text, "true" | "True" | "TRUE") => Plain::Value(Data::Bool(true)),
        b'f' | b'F' if matches!(text, "false" | "False" | "FALSE") => Plain::Value(Data::Bool(false)),
        b'0'..=b'9' | b'+' | b'-' | b'.' => number(text),
        _ => Plain::Text,
    }
}

fn number(text: &str) -> Plain {
    if let Some(number) = Number::new(text) {
        return Plain::Value(Data::Number(number));
    }
    let radix = [("0o", 8), ("0x", 16)].into_iter().find_map(|(prefix, radix)| {
        let digits = text.strip_prefix(prefix)?;
        (!digits.is_empty() && digits.chars().all(|digit| digit.is_digit(radix))).then_some((digits, radix))
    });
    if let Some((digits, radix)) = radix {
        return match u128::from_str_radix(digits, radix) {
            Ok(value) => normalised(&value.to_string()),
            Err(_) => Plain::Unsupported("it has more than 128 bits"),
        };
    }
    let (sign, rest) = match text.as_bytes().first() {
        Some(b'-') => ("-", text.get(1..).unwrap_or("")),
        Some(b'+') => ("", text.get(1..).unwrap_or("")),
        _ => ("", text),
    };
    match rest {
        ".inf" | ".Inf" | ".INF" => return Plain::Unsupported("JSON has no infinity"),
        ".nan" | ".NaN" | ".NAN" if rest.len() == text.len() => {
            return Plain::Unsupported("JSON has no word for what is not a number");
        }
        _ => {}
    }
    let (mantissa, exponent) = match rest.find(['e', 'E']) {
        Some(at) => rest.split_at(at),
        None => (rest, ""),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(whole) || !fraction.is_none_or(is_digits) {
        return Plain::Text;
    }
    // `.5` and `5.` are numbers, `.` and `` are not.
    if whole.is_empty() && fraction.is_none_or(str::is_empty) {
        return Plain::Text;
    }
    let stripped = whole.trim_start_matches('0');
    let whole = if stripped.is_empty() { "0" } else { stripped };
    match fraction {
        Some("") => normalised(&format!("{sign}{whole}.0{exponent}")),
        Some(fraction) => normalised(&format!("{sign}{whole}.{fraction}{exponent}")),
        None => normalised(&format!("{sign}{whole}{exponent}")),
    }
}

fn normalised(text: &str) -> Plain {
    Number::new(text).map_or(Plain::Text, |number| Plain::Value(Data::Number(number)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        match resolve(text) {
            Plain::Value(Data::Null) => "null".into(),
            Plain::Value(Data::Bool(value)) => value.to_string(),
            Plain::Value(Data::Number(number)) => number.as_str().into(),
            Plain::Value(_) | Plain::Text => "text".into(),
            Plain::Unsupported(_) => "refused".into(),
        }
    }

    #[test]
    fn unquoted_texts_follow_the_core_schema() {
        let cases = [
            ("", "null"),
            ("~", "null"),
            ("Null", "null"),
            ("nULL", "text"),
            ("true", "true"),
            ("False", "false"),
            ("yes", "text"),
            ("no", "text"),
            ("on", "text"),
            ("0", "0"),
            ("-0", "-0"),
            ("+12", "12"),
            ("007", "7"),
            ("-010", "-10"),
            ("0o17", "15"),
            ("0o18", "text"),
            ("0x1F", "31"),
            ("-0x1F", "text"),
            ("0x", "text"),
            ("0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", "refused"),
            ("1_000", "text"),
            ("1:30", "text"),
            ("2024-01-01", "text"),
            ("1.2.3", "text"),
            ("16.4.x-scala2.12", "text"),
            ("1.50", "1.50"),
            (".5", "0.5"),
            ("-.5e3", "-0.5e3"),
            ("5.", "5.0"),
            ("5.e-3", "5.0e-3"),
            ("1e5", "1e5"),
            ("+1.0E+5", "1.0E+5"),
            ("1e", "text"),
            ("e5", "text"),
            (".", "text"),
            ("-", "text"),
            ("+", "text"),
            ("-.", "text"),
            ("...", "text"),
            ("12345678901234567890123", "12345678901234567890123"),
            ("1e999", "1e999"),
            (".inf", "refused"),
            ("-.INF", "refused"),
            (".NaN", "refused"),
            ("-.nan", "text"),
            ("٣", "text"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected, "{text:?}");
        }
    }
}
