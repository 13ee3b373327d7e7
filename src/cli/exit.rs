//! How a run ends.

use std::process::ExitCode;

/// Exit codes; scripts read them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// All is well; warnings alone are well.
    Success = 0,
    /// At least one error in what was read, or a stale `--check`.
    Findings = 1,
    /// Wrong usage, or a file that cannot be opened.
    Usage = 2,
    /// The outside world refused: no room, no permission to write.
    World = 3,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
