//! 9xxx: what the platform is about to change.

pub(super) mod linux_consumption;
pub(super) mod runtime_ending_soon;
