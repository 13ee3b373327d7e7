//! 5xxx: what costs more than it has to.

pub(super) mod all_purpose_cluster_in_job;
pub(super) mod cluster_per_iteration;
pub(super) mod cluster_per_task;
pub(super) mod continuous_in_development;
pub(super) mod no_auto_termination;
pub(super) mod schedule_faster_than_cluster;
pub(super) mod unlimited_retries;
