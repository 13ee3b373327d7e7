//! A service principal that is named as a user, or a user as a service principal.

use crate::rules::grants::{is_guid, is_person};
use crate::rules::prelude::*;

rule!("BRC4114", "wrong-kind-of-principal", Correctness, Check::Resources(&[], check));

fn check(_: &Cx<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    let permissions = resource.get("permissions").list();
    for entry in permissions.chain([resource.get("run_as")]) {
        let (user, principal) = (entry.key("user_name"), entry.key("service_principal_name"));
        if let Some(text) = user.text().filter(|text| is_guid(text)) {
            findings.push(
                user.wrong_key(format!("`{text}` is the application id of a service principal, not a user"))
                    .help("call the key `service_principal_name`")
                    .fix(user.rename_key("service_principal_name")),
            );
        }
        let Some(text) = principal.text().filter(|text| !is_guid(text)) else { continue };
        let is_person = is_person(&text);
        let found = principal
            .wrong_key(format!("`{text}` is no application id, by which service principals are named"));
        findings.push(if is_person {
            found.help("call the key `user_name`").fix(principal.rename_key("user_name"))
        } else {
            found.help("write the application id, a GUID")
        });
    }
}
