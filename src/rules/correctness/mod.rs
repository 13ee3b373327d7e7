//! 4xxx: what Databricks would reject or ignore.

pub(super) mod autoscale_min_above_max;
pub(super) mod duplicate_name;
pub(super) mod invalid_quartz_expression;
pub(super) mod nested_for_each;
pub(super) mod runtime_out_of_support;
pub(super) mod several_starts;
pub(super) mod single_node_with_workers;
pub(super) mod single_node_without_settings;
pub(super) mod task_cycle;
pub(super) mod unknown_dependency;
pub(super) mod unknown_job_cluster;
pub(super) mod unknown_node_type;
pub(super) mod unknown_runtime;
pub(super) mod unknown_time_zone;
pub(super) mod unread_part;
pub(super) mod wrong_scala;
