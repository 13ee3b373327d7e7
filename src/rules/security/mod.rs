//! 6xxx: what lets in more people than it has to.

pub(super) mod credential_fallback;
pub(super) mod credential_passthrough;
pub(super) mod endpoint_key_in_template;
pub(super) mod endpoint_without_key;
pub(super) mod function_key_shown_to_readers;
pub(super) mod grant_to_everyone;
pub(super) mod literal_secret;
pub(super) mod manage_for_everyone;
pub(super) mod no_disk_encryption;
pub(super) mod no_isolation;
pub(super) mod no_purge_protection;
pub(super) mod person_with_standing_access;
pub(super) mod personal_access_token;
pub(super) mod personal_owner;
pub(super) mod personal_run_as;
pub(super) mod plain_password;
pub(super) mod public_network_access;
pub(super) mod secret_in_plain_field;
pub(super) mod secrets_for_everyone;
pub(super) mod unencrypted_download;
pub(super) mod unverified_certificate;
pub(super) mod vault_shared_with_development;
