//! 7xxx: what goes wrong at night.

pub(super) mod azure_tags_without_owner;
pub(super) mod git_branch_in_production;
pub(super) mod group_shared_with_development;
pub(super) mod no_failure_notification;
pub(super) mod no_owner_tag;
pub(super) mod no_retries;
pub(super) mod no_run_as;
pub(super) mod no_timeout;
pub(super) mod paused_in_production;
pub(super) mod schedule_in_lost_hour;
pub(super) mod shared_name;
pub(super) mod shared_name_of_environments;
pub(super) mod storage_in_one_zone;
pub(super) mod unchecked_storage;
pub(super) mod unheard_health_rule;
pub(super) mod unnamed_job;
pub(super) mod unpinned_cluster;
pub(super) mod unpinned_library;
