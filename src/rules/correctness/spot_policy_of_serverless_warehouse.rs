//! A policy for spot VMs on a warehouse that has no VMs of its own.

use crate::rules::prelude::*;

rule!(
    "BRC4124",
    "spot-policy-of-serverless-warehouse",
    Correctness = Warning,
    Check::Resources(&["sql_warehouses"], check)
);

fn check(_: &Cx<'_>, warehouse: &Resource<'_>, findings: &mut Findings<'_>) {
    let policy = warehouse.get("spot_instance_policy");
    let serverless = warehouse.get("enable_serverless_compute");
    // That all VMs are reliable is no more than what such a warehouse has anyway.
    if policy.is("COST_OPTIMIZED") && serverless.bool() == Some(true) {
        findings.push(
            policy
                .wrong_key(format!(
                    "{} is serverless, so its `spot_instance_policy` is ignored",
                    warehouse.name()
                ))
                .help("remove it, or turn serverless compute off")
                .related(serverless.span(), "serverless compute")
                .fix(policy.remove()),
        );
    }
}
