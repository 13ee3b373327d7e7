//! Settings of VMs on a cluster whose VMs come from a pool.

use crate::diagnostic::Fix;
use crate::rules::prelude::*;

rule!("BRC4025", "overruled-by-pool", Correctness = Warning, Check::Clusters(check));

/// What a pool decides for all its VMs.
const OVERRULED: [&str; 5] = [
    "azure_attributes.availability",
    "azure_attributes.capacity_reservation_group",
    "azure_attributes.first_on_demand",
    "azure_attributes.spot_bid_max_price",
    "enable_elastic_disk",
];

fn check(_: &Cx<'_>, cluster: &Cluster<'_>, findings: &mut Findings<'_>) {
    let pool = cluster.get("instance_pool_id");
    if pool.is_absent() {
        return;
    }
    let set = OVERRULED.map(|path| (path, cluster.get(path)));
    let set: Vec<_> = set.iter().filter(|(_, value)| value.is_set() && !value.is_unknown()).collect();
    let Some((_, first)) = set.first() else { return };
    let fields: Vec<String> =
        set.iter().map(|(path, _)| format!("`{}`", path.rsplit('.').next().unwrap_or(path))).collect();
    let attributes = cluster.get("azure_attributes");
    let (inside, mut gone): (Vec<_>, Vec<_>) =
        set.iter().map(|(path, value)| (path, *value)).partition(|(path, _)| path.contains('.'));
    // Where nothing else stands in it, the map goes as a whole.
    if !inside.is_empty() && inside.len() == attributes.entries().count() {
        gone.push((&"azure_attributes", attributes));
    } else {
        gone.extend(inside);
    }
    let fixes = gone.into_iter().map(|(_, value)| value.remove());
    let fix = fixes.reduce(Fix::and).unwrap_or_else(Fix::none);
    findings.push(
        first
            .wrong_key(format!(
                "{} is made of VMs from a pool, which decides {}",
                cluster.name(),
                fields.join(", ")
            ))
            .help("leave it to the pool")
            .fix(fix)
            .related(pool.span(), "from a pool by this"),
    );
}
