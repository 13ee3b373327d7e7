//! 5xxx: what costs more than it has to.

pub(super) mod all_purpose_cluster_in_job;
pub(super) mod always_on_warehouse;
pub(super) mod cluster_per_iteration;
pub(super) mod cluster_per_task;
pub(super) mod continuous_in_development;
pub(super) mod continuous_index_in_development;
pub(super) mod high_floor_in_development;
pub(super) mod idle_pool_in_development;
pub(super) mod large_app_in_development;
pub(super) mod large_fixed_cluster;
pub(super) mod large_warehouse_in_development;
pub(super) mod long_auto_termination;
pub(super) mod long_idle_pool;
pub(super) mod no_auto_termination;
pub(super) mod on_demand_in_development;
pub(super) mod other_runtime_preloaded;
pub(super) mod oversize_driver;
pub(super) mod photon_turned_off;
pub(super) mod policy_without_auto_termination;
pub(super) mod schedule_faster_than_cluster;
pub(super) mod served_entity_always_on;
pub(super) mod several_clusters_in_development;
pub(super) mod unlimited_retries;
