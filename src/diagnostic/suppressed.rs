//! Findings that the author has answered.

use super::Diagnostic;

/// How a finding was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// By a comment beside it.
    Comment,
    /// By the section `validate`.
    Setting,
}

/// A finding that is not reported, since the author has answered it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppressed {
    /// The finding.
    pub diagnostic: Diagnostic,
    /// How it was answered.
    pub by: Answer,
    /// Why, in the author's words.
    pub reason: Option<String>,
}
