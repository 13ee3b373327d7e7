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
    &correctness::single_user_without_name::RULE,     // BRC4031
    &correctness::single_user_name_ignored::RULE,     // BRC4032
    &correctness::legacy_security_mode::RULE,         // BRC4033
    &correctness::pool_min_above_max::RULE,           // BRC4040
    &correctness::high_concurrency_profile::RULE,     // BRC4042
    &correctness::remote_disk_on_azure::RULE,         // BRC4043
    &correctness::missing_kind::RULE,                 // BRC4047
    &correctness::ignored_in_job_cluster::RULE,       // BRC4048
    &cost::no_auto_termination::RULE,                 // BRC5001
    &cost::all_purpose_cluster_in_job::RULE,          // BRC5002
    &operations::no_failure_notification::RULE,       // BRC7001
    &platform::runtime_ending_soon::RULE,             // BRC9006
];
