//! The list of rules, by code.

use super::{Rule, correctness, cost, operations, platform, security};

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
    &correctness::unread_part::RULE,                  // BRC4200
    &correctness::unknown_custom_type::RULE,          // BRC4201
    &correctness::undefined_custom_type::RULE,        // BRC4202
    &correctness::unknown_routing_type::RULE,         // BRC4203
    &correctness::endpoint_without_https::RULE,       // BRC4204
    &correctness::duplicate_route::RULE,              // BRC4205
    &correctness::uncallable_action::RULE,            // BRC4206
    &correctness::script_identity_type::RULE,         // BRC4207
    &correctness::script_without_role::RULE,          // BRC4208
    &correctness::script_without_identity::RULE,      // BRC4209
    &correctness::unwritten_script_output::RULE,      // BRC4210
    &correctness::unroutable_path::RULE,              // BRC4211
    &correctness::missing_template_parameter::RULE,   // BRC4212
    &correctness::unknown_template_parameter::RULE,   // BRC4213
    &correctness::missing_module_file::RULE,          // BRC4214
    &correctness::unpublished_artifact::RULE,         // BRC4215
    &correctness::missing_trigger_path::RULE,         // BRC4216
    &correctness::hardcoded_location::RULE,           // BRC4218
    &correctness::parent_in_name::RULE,               // BRC4219
    &correctness::unnecessary_depends_on::RULE,       // BRC4220
    &correctness::unused_existing_resource::RULE,     // BRC4221
    &correctness::fixed_global_name::RULE,            // BRC4222
    &correctness::hardcoded_vault_host::RULE,         // BRC4223
    &cost::no_auto_termination::RULE,                 // BRC5001
    &cost::all_purpose_cluster_in_job::RULE,          // BRC5002
    &security::endpoint_without_key::RULE,            // BRC6040
    &security::endpoint_key_in_template::RULE,        // BRC6042
    &operations::no_failure_notification::RULE,       // BRC7001
    &platform::runtime_ending_soon::RULE,             // BRC9006
    &platform::linux_consumption::RULE,               // BRC9030
];
