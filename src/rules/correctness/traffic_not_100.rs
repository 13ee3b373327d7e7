//! Shares of requests that do not make 100 per cent together.

use crate::rules::prelude::*;

rule!("BRC4133", "traffic-not-100", Correctness, Check::Resources(&["model_serving_endpoints"], check));

fn check(_: &Cx<'_>, endpoint: &Resource<'_>, findings: &mut Findings<'_>) {
    let routes = endpoint.get("config.traffic_config.routes");
    let shares: Option<Vec<i64>> = routes.list().map(|route| route.get("traffic_percentage").int()).collect();
    let Some(shares) = shares.filter(|shares| !shares.is_empty()) else { return };
    let sum: i64 = shares.iter().sum();
    if sum != 100 {
        findings.push(
            routes
                .wrong_key(format!("the routes of {} make {sum} per cent together", endpoint.name()))
                .help("write percentages that make 100"),
        );
    }
}
