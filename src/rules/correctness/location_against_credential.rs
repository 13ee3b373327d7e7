//! An external location whose credential is for the storage of another cloud.

use crate::rules::prelude::*;
use crate::rules::storage::location;

rule!(
    "BRC4103",
    "location-against-credential",
    Correctness,
    Check::Resources(&["external_locations"], check)
);

/// The identities of credentials, with the storage that each reaches.
const IDENTITIES: [(&str, &str); 4] = [
    ("azure_managed_identity", "abfss"),
    ("azure_service_principal", "abfss"),
    ("aws_iam_role", "s3"),
    ("cloudflare_api_token", "r2"),
];

fn check(cx: &Cx<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    let url = resource.get("url");
    let Some((place, credential)) = location(url).zip(cx.referred(resource.get("credential_name"))) else {
        return;
    };
    let identity = IDENTITIES.iter().find(|(field, _)| credential.get(field).is_set());
    if let Some((field, scheme)) = identity.filter(|(_, scheme)| *scheme != place.scheme) {
        findings.push(
            url.wrong(format!("{} reaches `{scheme}://` and not `{}://`", credential.name(), place.scheme))
                .help(format!("name a credential for `{}://`", place.scheme))
                .related(credential.get(field).head(), "the identity of the credential"),
        );
    }
}
