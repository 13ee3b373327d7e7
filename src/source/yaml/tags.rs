//! Scalars and their tags: what a text is.

use std::sync::Arc;

use granit_parser::{ScalarStyle, Tag};

use super::build::Builder;
use super::scalar::{Plain, resolve};
use crate::diagnostic::code;
use crate::source::{Data, Span};

impl Builder<'_> {
    pub(super) fn tagged(
        &mut self,
        text: &str,
        style: ScalarStyle,
        tag: Option<&Tag>,
        span: Span,
    ) -> Option<Data> {
        let string = |text: &str| Some(Data::String(Arc::from(text)));
        let core = match tag {
            None if style != ScalarStyle::Plain => return string(text),
            None => None,
            Some(tag) => match (tag.core_suffix(), tag.original().as_str()) {
                (Some("str"), _) | (_, "!") => return string(text),
                (Some(core @ ("int" | "float" | "bool" | "null")), _) => Some(core),
                _ => {
                    self.unknown_tag(tag, span);
                    None
                }
            },
        };
        match resolve(text) {
            Plain::Value(data) => {
                let fits = match (core, &data) {
                    (None, _) | (Some("null"), Data::Null) | (Some("bool"), Data::Bool(_)) => true,
                    (Some("int"), Data::Number(number)) => number.is_integer(),
                    (Some("float"), Data::Number(_)) => true,
                    _ => false,
                };
                if !fits {
                    self.unfit_tag(core.unwrap_or_default(), span);
                }
                fits.then_some(data)
            }
            Plain::Text if core.is_some() => {
                self.unfit_tag(core.unwrap_or_default(), span);
                None
            }
            Plain::Text => string(text),
            Plain::Unsupported(why) => {
                let message = format!("the number `{text}` cannot be written in JSON: {why}");
                let help = "write a finite decimal number, or put the value in quotes if it is meant as text";
                self.fault(&code::UNSUPPORTED_NUMBER, span, message, help);
                None
            }
        }
    }

    fn unfit_tag(&mut self, core: &str, span: Span) {
        let message = format!("the value does not fit its tag `!!{core}`");
        self.fault(&code::SYNTAX_ERROR, span, message, "remove the tag, or write a value of that type");
    }

    pub(super) fn collection_tag(&mut self, tag: Option<&Tag>, core: &str, span: Span) {
        if let Some(tag) = tag.filter(|tag| tag.core_suffix() != Some(core) && tag.original() != "!") {
            self.unknown_tag(tag, span);
        }
    }

    pub(super) fn unknown_tag(&mut self, tag: &Tag, span: Span) {
        let message = format!("unknown tag `{}`", tag.original());
        let help = "remove it, or put the value in quotes if it is meant as text; `!!str`, `!!int`, `!!float`, \
                    `!!bool`, `!!null`, `!!map` and `!!seq` are known";
        self.report(&code::SYNTAX_ERROR, span, message, help);
    }
}
