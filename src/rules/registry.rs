//! The list of rules, by code.

use super::{Rule, correctness, cost, operations, platform};

/// Every rule.
pub static RULES: &[&Rule] = &[
    &correctness::autoscale_min_above_max::RULE,      // BRC4001
    &correctness::single_node_without_settings::RULE, // BRC4002
    &correctness::single_node_with_workers::RULE,     // BRC4003
    &correctness::unknown_runtime::RULE,              // BRC4004
    &correctness::runtime_out_of_support::RULE,       // BRC4005
    &correctness::wrong_scala::RULE,                  // BRC4006
    &correctness::unknown_node_type::RULE,            // BRC4007
    &correctness::task_cycle::RULE,                   // BRC4008
    &correctness::unknown_dependency::RULE,           // BRC4009
    &correctness::unknown_job_cluster::RULE,          // BRC4010
    &correctness::several_starts::RULE,               // BRC4011
    &correctness::invalid_quartz_expression::RULE,    // BRC4012
    &correctness::unknown_time_zone::RULE,            // BRC4013
    &correctness::duplicate_name::RULE,               // BRC4014
    &correctness::nested_for_each::RULE,              // BRC4015
    &correctness::pool_with_node_type::RULE,          // BRC4020
    &correctness::driver_pool_without_pool::RULE,     // BRC4021
    &correctness::spot_price_without_spot::RULE,      // BRC4022
    &correctness::wrong_spot_price::RULE,             // BRC4023
    &correctness::spot_never_used::RULE,              // BRC4024
    &correctness::overruled_by_pool::RULE,            // BRC4025
    &correctness::wrong_pool_availability::RULE,      // BRC4026
    &correctness::gpu_runtime_without_gpu::RULE,      // BRC4027
    &correctness::gpu_without_gpu_runtime::RULE,      // BRC4028
    &correctness::photon_not_offered::RULE,           // BRC4029
    &correctness::photon_in_runtime_key::RULE,        // BRC4030
    &correctness::single_user_without_name::RULE,     // BRC4031
    &correctness::single_user_name_ignored::RULE,     // BRC4032
    &correctness::legacy_security_mode::RULE,         // BRC4033
    &correctness::dbfs_init_script::RULE,             // BRC4034
    &correctness::violates_policy::RULE,              // BRC4035
    &correctness::lacks_what_policy_requires::RULE,   // BRC4036
    &correctness::malformed_policy::RULE,             // BRC4037
    &correctness::wrong_policy_rule::RULE,            // BRC4038
    &correctness::unknown_in_policy::RULE,            // BRC4039
    &correctness::pool_min_above_max::RULE,           // BRC4040
    &correctness::init_script_twice::RULE,            // BRC4041
    &correctness::high_concurrency_profile::RULE,     // BRC4042
    &correctness::remote_disk_on_azure::RULE,         // BRC4043
    &correctness::reserved_tag::RULE,                 // BRC4044
    &correctness::wrong_tag_characters::RULE,         // BRC4045
    &correctness::ml_runtime_in_standard_mode::RULE,  // BRC4046
    &correctness::missing_kind::RULE,                 // BRC4047
    &correctness::ignored_in_job_cluster::RULE,       // BRC4048
    &correctness::docker_image_with_ml_runtime::RULE, // BRC4049
    &cost::no_auto_termination::RULE,                 // BRC5001
    &cost::all_purpose_cluster_in_job::RULE,          // BRC5002
    &cost::idle_pool_in_development::RULE,            // BRC5010
    &cost::on_demand_in_development::RULE,            // BRC5011
    &cost::oversize_driver::RULE,                     // BRC5012
    &cost::photon_turned_off::RULE,                   // BRC5013
    &cost::long_auto_termination::RULE,               // BRC5014
    &cost::long_idle_pool::RULE,                      // BRC5015
    &cost::large_fixed_cluster::RULE,                 // BRC5016
    &operations::no_failure_notification::RULE,       // BRC7001
    &platform::runtime_ending_soon::RULE,             // BRC9006
];
