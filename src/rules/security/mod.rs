//! 6xxx: what lets in more people than it has to.

pub(super) mod endpoint_key_in_template;
pub(super) mod endpoint_without_key;
