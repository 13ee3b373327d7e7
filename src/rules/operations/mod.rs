//! 7xxx: what goes wrong at night.

pub(super) mod no_failure_notification;
pub(super) mod shared_name_of_environments;
pub(super) mod unchecked_storage;
