//! A user named on a cluster that is for many.

use crate::rules::prelude::*;

rule!("BRC4032", "single-user-name-ignored", Correctness = Warning, Check::Clusters(check));

/// The access modes that know no single user.
const SHARED: [&str; 4] = ["DATA_SECURITY_MODE_STANDARD", "LEGACY_TABLE_ACL", "NONE", "USER_ISOLATION"];

fn check(_: &Cx<'_>, cluster: &Cluster<'_>, findings: &mut Findings<'_>) {
    let (user, mode) = (cluster.get("single_user_name"), cluster.get("data_security_mode"));
    let Some(text) = mode.text() else { return };
    if user.is_set() && !user.is("") && SHARED.contains(&&*text) {
        findings.push(
            user.wrong_key(format!("{} names a single user, and `{text}` is for several", cluster.name()))
                .help("remove `single_user_name`, or write `data_security_mode: SINGLE_USER`")
                .related(mode.span(), "for several users by this"),
        );
    }
}
