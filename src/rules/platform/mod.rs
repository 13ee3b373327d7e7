//! 9xxx: what the platform is about to change.

pub(super) mod runtime_ending_soon;
