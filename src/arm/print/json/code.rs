//! The expression language of ARM templates: what stands between `[` and `]`.

use std::fmt::Write as _;

use serde_json::Value;

/// An expression of ARM.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Code {
    /// A string.
    Text(String),
    /// A whole number.
    Int(i64),
    /// `name(args)` and then `.a`, `['b']` or `[0]`.
    Call { name: String, args: Vec<Code>, path: Vec<Code> },
}

impl Code {
    /// A call.
    pub(super) fn call(name: impl Into<String>, args: Vec<Code>) -> Self {
        Self::Call { name: name.into(), args, path: Vec::new() }
    }

    /// A string.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// An element or a property of it.
    pub(super) fn at(self, step: Code) -> Self {
        match self {
            Self::Call { name, args, mut path } => {
                path.push(step);
                Self::Call { name, args, path }
            }
            // Only a call can have a path, so a literal becomes one.
            Self::Text(_) => Self::call("string", vec![self]).at(step),
            Self::Int(_) => Self::call("int", vec![self]).at(step),
        }
    }

    /// The property `name` of it.
    pub(super) fn prop(self, name: &str) -> Self {
        self.at(Self::text(name))
    }

    /// The JSON value: a literal, or a string in brackets.
    pub(super) fn into_value(self) -> Value {
        match self {
            Self::Text(text) => Value::String(escape(text)),
            Self::Int(number) => Value::from(number),
            call @ Self::Call { .. } => Value::String(call.bracketed()),
        }
    }

    /// `[expression]`.
    pub(super) fn bracketed(&self) -> String {
        let mut out = String::from("[");
        self.write(&mut out);
        out.push(']');
        out
    }

    fn write(&self, out: &mut String) {
        match self {
            Self::Text(text) => {
                out.push('\'');
                out.push_str(&text.replace('\'', "''"));
                out.push('\'');
            }
            // Numbers beyond 32 bits are no literals of the language.
            Self::Int(number) if i32::try_from(*number).is_err() => {
                let _ = write!(out, "json('{number}')");
            }
            Self::Int(number) => {
                let _ = write!(out, "{number}");
            }
            Self::Call { name, args, path } => {
                out.push_str(name);
                out.push('(');
                for (at, arg) in args.iter().enumerate() {
                    if at > 0 {
                        out.push_str(", ");
                    }
                    arg.write(out);
                }
                out.push(')');
                for step in path {
                    match step {
                        Self::Text(name) if crate::arm::print::bicep::is_identifier(name) => {
                            out.push('.');
                            out.push_str(name);
                        }
                        step => {
                            out.push('[');
                            step.write(out);
                            out.push(']');
                        }
                    }
                }
            }
        }
    }
}

/// Text as a value that is no expression: a second `[` in front when it would be read as one.
pub(super) fn escape(text: String) -> String {
    if text.starts_with('[') && text.ends_with(']') { format!("[{text}") } else { text }
}
