//! 5xxx: what costs more than it has to.

pub(super) mod all_purpose_cluster_in_job;
pub(super) mod no_auto_termination;
