//! 7xxx: what goes wrong at night.

pub(super) mod no_failure_notification;
