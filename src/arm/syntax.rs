//! The grammar of expressions in ARM JSON: `[concat(parameters('a'), '-b')]`, read with the place of each part.

use std::ops::Range;

/// The deepest nesting of calls; Azure has no bound of its own, and no template comes near.
const DEPTH: usize = 64;

/// Why a text is no expression.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}`: {wanted} is missing at {at}")]
pub struct SyntaxError {
    /// The text.
    pub text: String,
    /// Position in it, in bytes.
    pub at: usize,
    /// What should stand there.
    pub wanted: String,
}

/// What a string of a template says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Said {
    /// The text itself.
    Text(String),
    /// What this gives.
    Code(Code),
}

/// An expression, and the bytes of the string in which it stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Code {
    pub(crate) what: What,
    pub(crate) range: Range<usize>,
}

/// What an expression is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum What {
    Text(String),
    Int(i64),
    /// A function, its arguments, and what is read of the result: names as texts, and what stands in brackets.
    Call {
        name: String,
        name_range: Range<usize>,
        args: Vec<Code>,
        path: Vec<Code>,
    },
}

/// Reads a string of a template.
///
/// # Errors
/// [`SyntaxError`], where a text in brackets is no expression.
pub(crate) fn parse(text: &str) -> Result<Said, SyntaxError> {
    let Some(inner) = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) else {
        return Ok(Said::Text(text.to_owned()));
    };
    if inner.starts_with('[') {
        return Ok(Said::Text(text.get(1..).unwrap_or_default().to_owned()));
    }
    let mut parser = Parser { text, at: 1, depth: 0 };
    let code = parser.code()?;
    parser.expect(']')?;
    if parser.at == text.len() { Ok(Said::Code(code)) } else { Err(parser.error("the end")) }
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
}

impl<'t> Parser<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn error(&self, wanted: &str) -> SyntaxError {
        SyntaxError { text: self.text.to_owned(), at: self.at, wanted: wanted.to_owned() }
    }

    fn skip_spaces(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn accept(&mut self, mark: char) -> bool {
        self.skip_spaces();
        let found = self.rest().starts_with(mark);
        self.at += if found { mark.len_utf8() } else { 0 };
        found
    }

    fn expect(&mut self, mark: char) -> Result<(), SyntaxError> {
        if self.accept(mark) { Ok(()) } else { Err(self.error(&format!("`{mark}`"))) }
    }

    /// What is made of these characters alone, from here on.
    fn run(&mut self, of: impl Fn(char) -> bool) -> &'t str {
        let rest = self.rest();
        let run = rest.get(..rest.find(|c| !of(c)).unwrap_or(rest.len())).unwrap_or_default();
        self.at += run.len();
        run
    }

    fn code(&mut self) -> Result<Code, SyntaxError> {
        if self.depth > DEPTH {
            return Err(self.error("the end of its nesting"));
        }
        self.depth += 1;
        self.skip_spaces();
        let start = self.at;
        let what = match self.rest().chars().next() {
            Some('\'') => self.text(),
            Some(first) if first == '-' || first.is_ascii_digit() => self.int(),
            _ => self.call(),
        };
        self.depth -= 1;
        Ok(Code { what: what?, range: start..self.at })
    }

    fn text(&mut self) -> Result<What, SyntaxError> {
        self.at += 1;
        let mut text = String::new();
        loop {
            text += self.run(|c| c != '\'');
            if self.rest().is_empty() {
                return Err(self.error("`'`"));
            }
            self.at += 1;
            if !self.rest().starts_with('\'') {
                return Ok(What::Text(text));
            }
            text.push('\'');
            self.at += 1;
        }
    }

    fn int(&mut self) -> Result<What, SyntaxError> {
        let digits = self.run(|c| c.is_ascii_digit() || c == '-');
        digits.parse().map(What::Int).map_err(|_| self.error("a number"))
    }

    fn call(&mut self) -> Result<What, SyntaxError> {
        let start = self.at;
        // A function of the author's own has a name before its own: `contoso.name()`.
        let name = self.run(|c| c.is_ascii_alphanumeric() || "_.".contains(c)).to_owned();
        if name.is_empty() {
            return Err(self.error("an expression"));
        }
        let name_range = start..self.at;
        self.expect('(')?;
        let mut args = Vec::new();
        if !self.accept(')') {
            loop {
                args.push(self.code()?);
                if self.accept(')') {
                    break;
                }
                self.expect(',')?;
            }
        }
        let mut path = Vec::new();
        // The end of the call is that of its last bracket, whatever spaces follow.
        let mut end = self.at;
        loop {
            if self.accept('.') {
                let start = self.at;
                let name = self.run(|c| c.is_ascii_alphanumeric() || c == '_').to_owned();
                path.push(Code { what: What::Text(name), range: start..self.at });
            } else if self.accept('[') {
                path.push(self.code()?);
                self.expect(']')?;
            } else {
                self.at = end;
                return Ok(What::Call { name, name_range, args, path });
            }
            end = self.at;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_have_their_places() {
        let text = "[concat( 'it''s', -3 , f.g(1).a['é'] )]";
        let Ok(Said::Code(code)) = parse(text) else { panic!("{text} is an expression") };
        let What::Call { name_range, args, .. } = &code.what else { panic!("{code:?} is a call") };
        let shown: Vec<&str> = [name_range, &code.range]
            .into_iter()
            .chain(args.iter().map(|arg| &arg.range))
            .map(|range| &text[range.clone()])
            .collect();
        assert_eq!(shown, ["concat", &text[1..text.len() - 1], "'it''s'", "-3", "f.g(1).a['é']"]);
        assert_eq!(args[0].what, What::Text("it's".to_owned()));
    }

    #[test]
    fn what_is_no_expression_says_what_is_missing() {
        let wanted = |text: &str| parse(text).map_err(|error| error.wanted);
        for (text, missing) in [
            ("[]", "an expression"),
            ("[f(]", "an expression"),
            ("[f('a]", "`'`"),
            ("[f() g()]", "`]`"),
            ("[f())]", "`]`"),
            ("[--1]", "a number"),
            ("[99999999999999999999]", "a number"),
        ] {
            assert_eq!(wanted(text), Err(missing.to_owned()), "{text}");
        }
        let deep = format!("[{}1{}]", "f(".repeat(10_000), ")".repeat(10_000));
        assert_eq!(wanted(&deep), Err("the end of its nesting".to_owned()));
        for (text, said) in [("a]", "a]"), ("[[a]", "[a]"), ("", ""), ("[", "[")] {
            assert_eq!(parse(text), Ok(Said::Text(said.to_owned())));
        }
    }
}
