//! `bricep explain`.

use clap::Args;

use super::{Exit, print, say_error};
use crate::diagnostic::{code, codes, did_you_mean};

/// Explain a code: what it means, why, and how to mend it.
#[derive(Args, Debug)]
pub(super) struct Explain {
    /// A code or its name, as `BRC2001` or `unknown-property`.
    code: String,
}

impl Explain {
    pub(super) fn run(&self) -> anyhow::Result<Exit> {
        // The digits alone will do.
        let digits = self.code.len() == 4 && self.code.bytes().all(|byte| byte.is_ascii_digit());
        let asked = if digits { format!("BRC{}", self.code) } else { self.code.clone() };
        if let Some(code) = code(&asked) {
            print(code.docs)?;
            return Ok(Exit::Success);
        }
        say_error(&unknown_code(&self.code));
        Ok(Exit::Usage)
    }
}

/// What is said of a text that means no code.
pub(super) fn unknown_code(text: &str) -> String {
    let upper = text.to_ascii_uppercase();
    let known = codes().iter().flat_map(|code| [code.id, code.name]);
    let help = did_you_mean(text, known.clone()).or_else(|| did_you_mean(&upper, known));
    let help = help.map(|known| format!("; did you mean `{known}`?")).unwrap_or_default();
    format!("there is no code `{text}`{help}")
}
