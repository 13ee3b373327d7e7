//! Storage that none of the external locations covers, though some lie in its account.

use crate::rules::prelude::*;
use crate::rules::storage::{Places, STORES, external_locations, location};

rule!("BRC4101", "storage-outside-locations", Correctness = Warning, Check::Environment(check));

fn check(cx: &Cx<'_>, findings: &mut Findings<'_>) {
    let Some(locations) = external_locations(cx) else { return };
    let mut places = Places::new();
    for (place, _) in &locations {
        places.put(place, ());
    }
    for (kind, field) in STORES {
        for resource in cx.resources(kind) {
            let value = resource.get(field);
            let Some(place) = location(value) else { continue };
            let in_account = locations.iter().find(|(other, _)| other.host == place.host);
            let is_covered = places.at(&place).or(places.around(&place)).is_some();
            if let Some((_, declared)) = in_account.filter(|_| !is_covered) {
                findings.push(
                    value
                        .wrong(format!(
                            "no external location of the spec covers the storage of {}",
                            resource.name()
                        ))
                        .help("declare an external location that covers it, or choose a folder inside of one")
                        .related(declared.get("url").span(), "covers another part of the account"),
                );
            }
        }
    }
}
