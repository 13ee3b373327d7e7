//! A text that is not shown to anybody.

use std::fmt;

/// A token. It can be sent, and cannot be printed.
#[derive(Clone)]
pub(crate) struct Secret(String);

impl Secret {
    pub(crate) fn new(text: String) -> Self {
        Self(text)
    }

    /// The text itself, for the request that carries it.
    pub(super) fn reveal(&self) -> &str {
        &self.0
    }

    /// Whether it is empty, or has a character that no token has.
    pub(crate) fn is_malformed(&self) -> bool {
        self.0.is_empty() || !self.0.bytes().all(|byte| byte.is_ascii_graphic())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret")
    }
}
