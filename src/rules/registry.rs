//! The list of rules, by code.

use super::{Rule, correctness, cost, operations, platform};

/// Every rule.
pub static RULES: &[&Rule] = &[
    &correctness::autoscale_min_above_max::RULE,          // BRC4001
    &correctness::single_node_without_settings::RULE,     // BRC4002
    &correctness::single_node_with_workers::RULE,         // BRC4003
    &correctness::unknown_runtime::RULE,                  // BRC4004
    &correctness::runtime_out_of_support::RULE,           // BRC4005
    &correctness::wrong_scala::RULE,                      // BRC4006
    &correctness::unknown_node_type::RULE,                // BRC4007
    &correctness::task_cycle::RULE,                       // BRC4008
    &correctness::unknown_dependency::RULE,               // BRC4009
    &correctness::unknown_job_cluster::RULE,              // BRC4010
    &correctness::several_starts::RULE,                   // BRC4011
    &correctness::invalid_quartz_expression::RULE,        // BRC4012
    &correctness::unknown_time_zone::RULE,                // BRC4013
    &correctness::duplicate_name::RULE,                   // BRC4014
    &correctness::nested_for_each::RULE,                  // BRC4015
    &correctness::unreachable_run_if::RULE,               // BRC4050
    &correctness::run_if_without_dependencies::RULE,      // BRC4051
    &correctness::outcome_without_condition::RULE,        // BRC4052
    &correctness::missing_outcome::RULE,                  // BRC4053
    &correctness::task_without_compute::RULE,             // BRC4054
    &correctness::several_computes::RULE,                 // BRC4055
    &correctness::serverless_setting_on_cluster::RULE,    // BRC4056
    &correctness::libraries_on_serverless::RULE,          // BRC4057
    &correctness::unknown_job_environment::RULE,          // BRC4058
    &correctness::unused_job_cluster::RULE,               // BRC4059
    &correctness::unused_job_environment::RULE,           // BRC4060
    &correctness::ambiguous_git_reference::RULE,          // BRC4061
    &correctness::git_without_git_source::RULE,           // BRC4062
    &correctness::git_provider_mismatch::RULE,            // BRC4063
    &correctness::relative_path::RULE,                    // BRC4064
    &correctness::absolute_path_in_git::RULE,             // BRC4065
    &correctness::retry_setting_without_retries::RULE,    // BRC4066
    &correctness::task_timeout_above_job::RULE,           // BRC4067
    &correctness::concurrent_continuous_job::RULE,        // BRC4068
    &correctness::retries_in_continuous_job::RULE,        // BRC4069
    &correctness::dependency_in_continuous_job::RULE,     // BRC4070
    &correctness::deep_run_job::RULE,                     // BRC4071
    &correctness::job_without_tasks::RULE,                // BRC4072
    &correctness::condition_on_text::RULE,                // BRC4073
    &correctness::invalid_for_each_inputs::RULE,          // BRC4074
    &correctness::notification_without_health_rule::RULE, // BRC4075
    &correctness::notification_settings_without_receivers::RULE, // BRC4076
    &correctness::foreign_dbt_command::RULE,              // BRC4077
    &correctness::name_for_id::RULE,                      // BRC4078
    &correctness::full_refresh_with_selection::RULE,      // BRC4079
    &correctness::overridden_task_parameter::RULE,        // BRC4080
    &correctness::unknown_job_parameter::RULE,            // BRC4081
    &correctness::unknown_task_reference::RULE,           // BRC4082
    &correctness::partial_table_name::RULE,               // BRC4083
    &correctness::dbt_setting_without_use::RULE,          // BRC4084
    &correctness::ignored_task_setting::RULE,             // BRC4085
    &correctness::misspelt_value_reference::RULE,         // BRC4086
    &correctness::input_outside_for_each::RULE,           // BRC4087
    &cost::no_auto_termination::RULE,                     // BRC5001
    &cost::all_purpose_cluster_in_job::RULE,              // BRC5002
    &operations::no_failure_notification::RULE,           // BRC7001
    &platform::runtime_ending_soon::RULE,                 // BRC9006
];
