//! 9xxx: what the platform is about to change.

pub(super) mod dbfs_root;
pub(super) mod ended_model_provider;
pub(super) mod legacy_dashboard_task;
pub(super) mod linux_consumption;
pub(super) mod pipeline_without_catalog;
pub(super) mod preview_api_version;
pub(super) mod preview_channel_in_production;
pub(super) mod runtime_ending_soon;
pub(super) mod script_with_shared_key;
