//! Reading the expressions of ARM templates.

use super::EvalError;

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Code {
    Text(String),
    Int(i64),
    Call { name: String, args: Vec<Code>, path: Vec<Code> },
}

/// What a string of a template says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Said {
    /// The text itself.
    Text(String),
    /// What this gives.
    Code(Code),
}

/// Reads a string of a template.
pub(super) fn parse(text: &str) -> Result<Said, EvalError> {
    if !(text.starts_with('[') && text.ends_with(']')) {
        return Ok(Said::Text(text.to_owned()));
    }
    if let Some(rest) = text.strip_prefix("[[") {
        return Ok(Said::Text(format!("[{rest}")));
    }
    let mut parser = Parser { chars: text.chars().collect(), at: 1 };
    let code = parser.code()?;
    parser.expect(']')?;
    if parser.at != parser.chars.len() {
        return Err(parser.error("the end"));
    }
    Ok(Said::Code(code))
}

struct Parser {
    chars: Vec<char>,
    at: usize,
}

impl Parser {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn error(&self, wanted: &str) -> EvalError {
        let text: String = self.chars.iter().collect();
        EvalError::Syntax { text, at: self.at, wanted: wanted.to_owned() }
    }

    fn skip_spaces(&mut self) {
        while self.peek() == Some(' ') {
            self.at += 1;
        }
    }

    fn accept(&mut self, char: char) -> bool {
        self.skip_spaces();
        let found = self.peek() == Some(char);
        if found {
            self.at += 1;
        }
        found
    }

    fn expect(&mut self, char: char) -> Result<(), EvalError> {
        if self.accept(char) { Ok(()) } else { Err(self.error(&format!("`{char}`"))) }
    }

    fn word(&mut self) -> String {
        let mut word = String::new();
        while let Some(char) = self.peek().filter(|char| char.is_ascii_alphanumeric() || "_.".contains(*char))
        {
            word.push(char);
            self.at += 1;
        }
        word
    }

    fn code(&mut self) -> Result<Code, EvalError> {
        self.skip_spaces();
        match self.peek() {
            Some('\'') => self.text(),
            Some(char) if char == '-' || char.is_ascii_digit() => self.int(),
            _ => self.call(),
        }
    }

    fn text(&mut self) -> Result<Code, EvalError> {
        let mut text = String::new();
        self.at += 1;
        loop {
            match self.peek() {
                Some('\'') if self.chars.get(self.at + 1) == Some(&'\'') => {
                    text.push('\'');
                    self.at += 2;
                }
                Some('\'') => {
                    self.at += 1;
                    return Ok(Code::Text(text));
                }
                Some(char) => {
                    text.push(char);
                    self.at += 1;
                }
                None => return Err(self.error("`'`")),
            }
        }
    }

    fn int(&mut self) -> Result<Code, EvalError> {
        let mut digits = String::new();
        while let Some(char) = self.peek().filter(|char| char.is_ascii_digit() || *char == '-') {
            digits.push(char);
            self.at += 1;
        }
        digits.parse().map(Code::Int).map_err(|_| self.error("a number"))
    }

    fn call(&mut self) -> Result<Code, EvalError> {
        let name = self.word();
        if name.is_empty() {
            return Err(self.error("an expression"));
        }
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
        loop {
            if self.accept('.') {
                let mut name = String::new();
                while let Some(char) = self.peek().filter(|char| char.is_ascii_alphanumeric() || *char == '_')
                {
                    name.push(char);
                    self.at += 1;
                }
                path.push(Code::Text(name));
            } else if self.peek() == Some('[') {
                self.at += 1;
                path.push(self.code()?);
                self.expect(']')?;
            } else {
                return Ok(Code::Call { name, args, path });
            }
        }
    }
}
