//! Which findings somebody asks for: by code, by name, or by the beginning of codes.

use super::{Code, Diagnostic, code};

/// A choice among findings. Errors of the language are always reported.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    select: Vec<&'static Code>,
    ignore: Vec<&'static Code>,
}

impl Selection {
    /// The findings that are named, or all where none is, without those that are ignored.
    ///
    /// # Errors
    /// The first text that means no code.
    pub fn new<'t>(select: &'t [String], ignore: &'t [String]) -> Result<Self, &'t str> {
        Ok(Self { select: meant(select)?, ignore: meant(ignore)? })
    }

    /// Leaves out what is not asked for.
    pub fn apply(&self, diagnostics: &mut Vec<Diagnostic>) {
        diagnostics.retain(|found| self.has(found));
    }

    /// Whether a finding is asked for.
    pub fn has(&self, found: &Diagnostic) -> bool {
        let selected = self.select.is_empty() || self.select.contains(&found.code);
        !found.code.configurable || (selected && !self.ignore.contains(&found.code))
    }
}

fn meant(texts: &[String]) -> Result<Vec<&'static Code>, &str> {
    let mut codes = Vec::new();
    for text in texts {
        let before = codes.len();
        codes.extend(code::matching(text));
        if codes.len() == before {
            return Err(text);
        }
    }
    Ok(codes)
}
