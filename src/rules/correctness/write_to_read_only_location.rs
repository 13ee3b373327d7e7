//! Data that is to be written where an external location only lets it be read.

use crate::rules::grants::grants;
use crate::rules::prelude::*;
use crate::rules::storage::{Places, STORES, external_locations, location};

rule!("BRC4102", "write-to-read-only-location", Correctness = Warning, Check::Environment(check));

fn check(cx: &Cx<'_>, findings: &mut Findings<'_>) {
    let mut places = Places::new();
    for (place, resource) in external_locations(cx).unwrap_or_default() {
        let own = resource.get("read_only");
        let credential =
            cx.referred(resource.get("credential_name")).map(|credential| credential.get("read_only"));
        let reason = [Some(own), credential].into_iter().flatten().find(|value| value.bool() == Some(true));
        places.put(&place, reason);
        let granted =
            grants(&resource).find_map(|grant| grant.one_of(&["WRITE_FILES", "CREATE_MANAGED_STORAGE"]));
        if let Some((reason, granted)) = reason.zip(granted) {
            findings.push(
                granted
                    .wrong(format!("{} can only be read, whatever is granted", resource.name()))
                    .help("leave the privilege out, or let the location be written")
                    .related(reason.span(), "only to be read by this"),
            );
        }
    }
    for (kind, field) in STORES {
        for resource in cx.resources(kind) {
            let value = resource.get(field);
            let Some(place) = location(value) else { continue };
            let Some(reason) = places.at(&place).or(places.around(&place)).flatten() else { continue };
            // Files of a volume may be there already.
            let written = match kind {
                "volumes" => {
                    grants(&resource).find_map(|grant| grant.one_of(&["WRITE_VOLUME", "ALL_PRIVILEGES"]))
                }
                _ => Some(value),
            };
            if let Some(written) = written {
                findings.push(
                    written
                        .wrong(format!("nothing can be written to the storage of {}", resource.name()))
                        .help("let the location and its credential be written, or choose another place")
                        .related(reason.span(), "only to be read by this"),
                );
            }
        }
    }
}
