//! A Git provider that does not serve the repository's host.

use crate::rules::prelude::*;

rule!("BRC4063", "git-provider-mismatch", Correctness = Warning, Check::Resources(&["jobs", "repos"], check));

/// Hosts that belong to one provider.
const HOSTS: [(&str, &str); 4] = [
    ("github.com", "gitHub"),
    ("gitlab.com", "gitLab"),
    ("bitbucket.org", "bitbucketCloud"),
    ("dev.azure.com", "azureDevOpsServices"),
];

fn check(_: &Cx<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    let (url, provider) = match resource.kind() {
        "jobs" => (resource.get("git_source.git_url"), resource.get("git_source.git_provider")),
        _ => (resource.get("url"), resource.get("provider")),
    };
    let (Some(address), Some(written)) = (url.text(), provider.text()) else { return };
    let Some(host) = host(&address) else { return };
    let known = HOSTS.iter().find(|(known, _)| host.eq_ignore_ascii_case(known));
    // Older organizations of Azure DevOps have a host each.
    let azure = host.ends_with(".visualstudio.com").then_some("azureDevOpsServices");
    let Some(expected) = known.map(|(_, provider)| *provider).or(azure) else { return };
    if !written.eq_ignore_ascii_case(expected) {
        findings.push(
            provider
                .wrong(format!("`{host}` is not served by `{written}`"))
                .help(format!("write `{expected}`"))
                .related(url.span(), "the repository")
                .fix(provider.replace(expected)),
        );
    }
}

/// The host of an address over HTTPS, without user and port.
fn host(address: &str) -> Option<&str> {
    let rest = address.strip_prefix("https://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    host.split(':').next()
}
