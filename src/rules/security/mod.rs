//! 6xxx: what lets in more people than it has to.

pub(super) mod endpoint_key_in_template;
pub(super) mod endpoint_without_key;
pub(super) mod function_key_shown_to_readers;
pub(super) mod no_purge_protection;
pub(super) mod person_with_standing_access;
pub(super) mod personal_access_token;
pub(super) mod public_network_access;
pub(super) mod vault_shared_with_development;
