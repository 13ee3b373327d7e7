//! Words of the author that trip a linter rule: they are the spec's to choose, so the file is excused and says why.

use crate::arm::print::bicep;
use crate::arm::{Directive, LowerError, Template};

/// Hosts that `no-hardcoded-env-urls` looks for, as the rule's default configuration has them.
const HOSTS: &[&str] = &[
    "api.loganalytics.io",
    "azuredatalakeanalytics.net",
    "azuredatalakestore.net",
    "core.windows.net",
    "database.windows.net",
    "datalake.azure.net",
    "gallery.azure.com",
    "graph.windows.net",
    "login.microsoftonline.com",
    "management.azure.com",
    "region.asazure.windows.net",
    "trafficmanager.net",
    "vault.azure.net",
];

/// Parts of a parameter's name by which `secure-secrets-in-params` takes it for a secret, and those that excuse it.
const SECRETS: &[&str] = &["password", "pwd", "secret", "accountkey", "acctkey"];
const NO_SECRETS: &[&str] = &["secretpermissions", "secretversion", "secreturi", "secreturl", "secretname"];

/// Names that end in `id` and are none of a resource, as `use-resource-id-functions` knows them.
const NO_RESOURCE_IDS: &[&str] =
    &["clientid", "groupid", "objectid", "principalid", "subscriptionid", "tenantid", "timezoneid"];

/// The Bicep text of a template, excused from the rules that the author's own words break.
///
/// # Errors
/// The template cannot be printed.
pub(super) fn print(template: &Template) -> Result<String, LowerError> {
    let text = bicep::print(template)?;
    let tripped = tripped(&text);
    if tripped.is_empty() {
        return Ok(text);
    }
    let directive = Directive::new(tripped.join(" "), "The spec chose these words.");
    bicep::print(&template.clone().silence(directive))
}

/// The rules that lines of a file break, sorted.
fn tripped(text: &str) -> Vec<&'static str> {
    let mut rules = Vec::new();
    let mut before = "";
    let mut in_resource = false;
    for line in text.lines() {
        let code = line.trim_start();
        if line.starts_with("resource ") {
            in_resource = true;
        } else if matches!(line, "}" | "]") {
            in_resource = false;
        }
        let found = [
            (names_host(code), "no-hardcoded-env-urls"),
            (
                code.starts_with("output ") && lower_name(code).contains("password"),
                "outputs-should-not-contain-secrets",
            ),
            (
                code.starts_with("param ") && before != "@secure()" && names_secret(&lower_name(code)),
                "secure-secrets-in-params",
            ),
            (is_constant_output(code), "no-hardcoded-outputs"),
            (
                code.to_ascii_lowercase().starts_with("adminusername: '"),
                "adminusername-should-not-be-literal",
            ),
            (in_resource && builds_id(code), "use-resource-id-functions"),
        ];
        rules.extend(found.into_iter().filter(|(found, _)| *found).map(|(_, rule)| rule));
        before = code;
    }
    rules.sort_unstable();
    rules.dedup();
    rules
}

/// The second word of a declaration, in lower case.
fn lower_name(line: &str) -> String {
    line.split(' ').nth(1).unwrap_or_default().to_ascii_lowercase()
}

fn names_host(line: &str) -> bool {
    if line.starts_with("resource ") || line.starts_with("module ") {
        return false;
    }
    let line = line.to_ascii_lowercase();
    HOSTS.iter().any(|host| {
        line.match_indices(host).any(|(at, _)| {
            let joins = |neighbour: Option<char>| neighbour.is_some_and(char::is_alphanumeric);
            let schema = line[..at].ends_with("schema.") && host.starts_with("management.");
            !schema
                && !joins(line[..at].chars().next_back())
                && !joins(line[at + host.len()..].chars().next())
        })
    })
}

/// Whether an output is a literal.
fn is_constant_output(line: &str) -> bool {
    let value = line.strip_prefix("output ").and_then(|rest| rest.split_once(" = "));
    value.is_some_and(|(_, value)| value.starts_with('\'') && !value.contains("${"))
}

fn names_secret(name: &str) -> bool {
    SECRETS.iter().any(|part| name.contains(part)) && !NO_SECRETS.iter().any(|part| name.contains(part))
}

/// Whether a property that is named like a resource id holds a text put together from parts, or one with a slash.
fn builds_id(line: &str) -> bool {
    let Some((name, value)) = line.split_once(": ") else { return false };
    let lower = name.to_ascii_lowercase();
    lower.ends_with("id")
        && !name.ends_with("uid")
        && !name.ends_with("UID")
        && !NO_RESOURCE_IDS.contains(&&*lower)
        && value.starts_with('\'')
        && (value.contains("${") || value.contains('/'))
        && ![".properties.", ".id", ".outputs."].iter().any(|of_symbol| value.contains(of_symbol))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_author_are_found() {
        for (line, rule) in [
            ("    url: 'abfss://a@b.dfs.core.windows.net/x'", Some("no-hardcoded-env-urls")),
            ("@description('See login.microsoftonline.com.')", Some("no-hardcoded-env-urls")),
            ("    url: 'abfss://a@b.dfs.mycore.windows.network/x'", None),
            ("resource x 'Microsoft.X/core.windows.net@2020-01-01' = {", None),
            ("param secretScope string?", Some("secure-secrets-in-params")),
            ("param secretName string?", None),
            ("@secure()\nparam dbPassword string", None),
            ("output dbPasswordId string = x", Some("outputs-should-not-contain-secrets")),
            ("    policyId: '${environment}-x'", Some("use-resource-id-functions")),
            ("    policyId: 'a/b'", Some("use-resource-id-functions")),
            ("    policyId: 'abc'", None),
            ("output region string = 'west'", Some("no-hardcoded-outputs")),
            ("output region string = '${location}'", None),
            ("    adminUsername: 'root'", Some("adminusername-should-not-be-literal")),
            ("    x: 'https://schema.management.azure.com/y'", None),
            ("    timezoneId: 'Europe/Amsterdam'", None),
            ("    jobId: '${dailyEtlJob.properties.jobId}'", None),
        ] {
            let text = if line.starts_with(' ') {
                format!("resource x 'X@2020-01-01' = {{\n{line}\n}}")
            } else {
                line.to_owned()
            };
            assert_eq!(tripped(&text), Vec::from_iter(rule), "{line}");
        }
        assert!(tripped("var x = {\n  policyId: 'a/b'\n}").is_empty());
    }
}
