//! A production storage account that has all its copies in one datacentre.
//!
//! Source: <https://learn.microsoft.com/azure/storage/common/storage-redundancy>

use crate::facts::has_zones;
use crate::rules::prelude::*;

rule!("BRC7032", "storage-in-one-zone", Operations, Check::Environment(check));

fn check(cx: &Cx<'_>, findings: &mut Findings<'_>) {
    let Some(azure) = cx.azure().filter(|_| cx.is_production()) else { return };
    // Where there are no zones, or nobody knows, it may be what there is.
    let Some(location) = azure.get("location").text().filter(|region| has_zones(region)) else { return };
    for (path, what) in [("storage.sku", "the lake"), ("provider.storage_sku", "the account of the provider")]
    {
        let sku = azure.get(path);
        if sku.is("Standard_LRS") {
            findings.push(
                sku.wrong(format!("{what} has all its copies in one datacentre of `{location}`"))
                    .help("write `Standard_ZRS`, or remove it: copies in three zones are the default"),
            );
        }
    }
}
