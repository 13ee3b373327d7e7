//! Tags of production resources in Azure, none of which says whose they are.
//!
//! Source: <https://learn.microsoft.com/azure/cloud-adoption-framework/ready/azure-best-practices/resource-tagging>

use crate::rules::operations::no_owner_tag;
use crate::rules::prelude::*;

rule!("BRC7031", "azure-tags-without-owner", Operations, Check::Environment(check));

fn check(cx: &Cx<'_>, findings: &mut Findings<'_>) {
    let Some(azure) = cx.azure().filter(|_| cx.is_production()) else { return };
    let tags = azure.get("tags");
    let mut names = tags.entries().map(|(name, _)| name).peekable();
    // Without tags there is no scheme of them that lacks one.
    if names.peek().is_some() && !names.any(no_owner_tag::tells) {
        findings.push(
            tags.wrong_key("no tag of the resources in Azure says whose they are")
                .help("add `owner: …`, with the team that answers for them"),
        );
    }
}
