//! `bricep explain`.

use clap::Args;

use super::{Exit, print, say_error};
use crate::diagnostic::{CODES, code, did_you_mean};

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
        let upper = self.code.to_ascii_uppercase();
        let known = CODES.iter().flat_map(|code| [code.id, code.name]);
        let help = did_you_mean(&self.code, known.clone()).or_else(|| did_you_mean(&upper, known));
        let help = help.map(|known| format!("; did you mean `{known}`?")).unwrap_or_default();
        say_error(&format!("there is no code `{}`{help}", self.code));
        Ok(Exit::Usage)
    }
}
