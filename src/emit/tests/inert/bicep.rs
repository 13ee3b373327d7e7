//! Bicep read back: its texts, and everything else.

/// One piece of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// The text between two quotes, or between a quote and an interpolation.
    Text(String),
    /// Anything else that is not white space: a word, a number, a sign, the bounds of a text.
    Sign(String),
}

/// The pieces of a file in order. White space, line breaks and commas between elements depend on how long texts are
/// and are left out; comments and directives stay.
pub(super) fn read(file: &str) -> Result<Vec<Token>, String> {
    let mut reader = Reader { rest: file.chars().peekable(), tokens: Vec::new() };
    reader.code(false)?;
    Ok(reader.tokens)
}

struct Reader<'f> {
    rest: std::iter::Peekable<std::str::Chars<'f>>,
    tokens: Vec<Token>,
}

impl Reader<'_> {
    fn sign(&mut self, sign: impl Into<String>) {
        self.tokens.push(Token::Sign(sign.into()));
    }

    fn line(&mut self, first: char) -> String {
        let mut line = first.to_string();
        while let Some(character) = self.rest.next_if(|character| *character != '\n') {
            line.push(character);
        }
        line
    }

    /// Code to the end of the file, or of the interpolation that it stands in.
    fn code(&mut self, inside: bool) -> Result<(), String> {
        let mut depth = 0;
        while let Some(character) = self.rest.next() {
            match character {
                ' ' | '\n' | ',' => {}
                '\'' if self.rest.peek() == Some(&'\'') => {
                    self.rest.next();
                    if self.rest.peek() == Some(&'\'') {
                        return Err("a text of several lines".to_owned());
                    }
                    self.sign("'");
                    self.tokens.push(Token::Text(String::new()));
                    self.sign("'");
                }
                '\'' => self.text()?,
                '/' if self.rest.peek() == Some(&'/') => {
                    let line = self.line(character);
                    self.sign(line);
                }
                '#' => {
                    let line = self.line(character);
                    // A file that holds a host name as a text is excused from the rule about host names.
                    if !line.starts_with("#disable-diagnostics ") {
                        self.sign(line);
                    }
                }
                '{' => {
                    depth += 1;
                    self.sign("{");
                }
                '}' if inside && depth == 0 => return Ok(()),
                '}' => {
                    depth -= 1;
                    self.sign("}");
                }
                character if character.is_ascii_alphanumeric() || character == '_' => {
                    let mut word = character.to_string();
                    while let Some(next) =
                        self.rest.next_if(|next| next.is_ascii_alphanumeric() || *next == '_')
                    {
                        word.push(next);
                    }
                    self.sign(word);
                }
                character if character.is_ascii_punctuation() => self.sign(character),
                other => return Err(format!("{other:?} outside of a text")),
            }
        }
        if inside { Err("an interpolation without an end".to_owned()) } else { Ok(()) }
    }

    /// A text, from behind its first quote.
    fn text(&mut self) -> Result<(), String> {
        self.sign("'");
        let mut text = String::new();
        loop {
            match self.rest.next().ok_or("a text without an end")? {
                '\'' => break,
                '\n' => return Err("a line break in a text".to_owned()),
                '\\' => text.push(self.escaped()?),
                '$' if self.rest.next_if_eq(&'{').is_some() => {
                    self.tokens.push(Token::Text(std::mem::take(&mut text)));
                    self.sign("${");
                    self.code(true)?;
                    self.sign("}");
                }
                character => text.push(character),
            }
        }
        self.tokens.push(Token::Text(text));
        self.sign("'");
        Ok(())
    }

    fn escaped(&mut self) -> Result<char, String> {
        match self.rest.next() {
            Some('n') => Ok('\n'),
            Some('r') => Ok('\r'),
            Some('t') => Ok('\t'),
            Some(same @ ('\\' | '\'' | '$')) => Ok(same),
            Some('u') if self.rest.next_if_eq(&'{').is_some() => {
                let mut digits = String::new();
                while let Some(digit) = self.rest.next_if(char::is_ascii_hexdigit) {
                    digits.push(digit);
                }
                self.rest.next_if_eq(&'}').ok_or("an escape without an end")?;
                let code = u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32);
                code.ok_or_else(|| format!("no character {digits}"))
            }
            other => Err(format!("an escape of {other:?}")),
        }
    }
}

#[test]
fn texts_and_signs() {
    let text = |text: &str| Token::Text(text.to_owned());
    let sign = |sign: &str| Token::Sign(sign.to_owned());
    assert_eq!(
        read("var a = 'x\\'\\${y}\\u{1b}${b['c']}z'").unwrap(),
        [
            sign("var"),
            sign("a"),
            sign("="),
            sign("'"),
            text("x'${y}\u{1b}"),
            sign("${"),
            sign("b"),
            sign("["),
            sign("'"),
            text("c"),
            sign("'"),
            sign("]"),
            sign("}"),
            text("z"),
            sign("'"),
        ]
    );
    for broken in ["'a\nb'", "'a", "'\\x'", "'${a", "'''a'''", "\u{1b}"] {
        assert!(read(broken).is_err(), "{broken}");
    }
}
