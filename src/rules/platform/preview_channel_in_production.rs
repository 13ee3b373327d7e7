//! The preview of the next release where others rely on it.

use crate::rules::prelude::*;

rule!(
    "BRC9013",
    "preview-channel-in-production",
    Platform,
    Check::Resources(&["pipelines", "sql_warehouses"], check)
);

fn check(cx: &Cx<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    if !cx.is_production() {
        return;
    }
    for (place, preview, current) in
        [("channel", "PREVIEW", "CURRENT"), ("channel.name", "CHANNEL_NAME_PREVIEW", "CHANNEL_NAME_CURRENT")]
    {
        let channel = resource.get(place);
        if channel.is(preview) {
            findings.push(
                channel
                    .wrong(format!("{} runs on a preview in production", resource.name()))
                    .help(format!("write `{current}`, and the preview in the overlay of a test environment"))
                    .fix(channel.replace(current)),
            );
        }
    }
}
