//! A secret that stands in the spec, known by its form.

use std::sync::OnceLock;

use regex::RegexSet;

use crate::rules::prelude::*;

rule!("BRC6001", "literal-secret", Security = Error, Check::Texts(check));

/// What each kind of secret looks like, and what it is.
const FORMS: [(&str, &str); 16] = [
    (r"\bdapi[0-9a-f]{32}(?:-[0-9])?\b", "a Databricks token"),
    (r"\bdose[0-9a-f]{32}\b", "an OAuth secret of Databricks"),
    (r"\b[A-Za-z0-9_~.-]{3}[78]Q~[A-Za-z0-9_~.-]{31,34}", "a client secret of Microsoft Entra"),
    (r"(?i)AccountKey=[A-Za-z0-9+/]{40,}", "the key of a storage account"),
    (r"\b[A-Za-z0-9+/]{86}==", "the key of a storage account"),
    (r"(?i)SharedAccessKey=[A-Za-z0-9+/]{30,}", "a shared access key"),
    (r"[?&]sig=[A-Za-z0-9%+/=_-]{30,}", "a shared access signature"),
    (r"\bgh[pousr]_[A-Za-z0-9]{36,}", "a token of GitHub"),
    (r"\bgithub_pat_[A-Za-z0-9_]{22,}", "a token of GitHub"),
    (r"\bglpat-[A-Za-z0-9_-]{20,}", "a token of GitLab"),
    (r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b", "an access key of AWS"),
    (r"\bxox[abprs]-[A-Za-z0-9-]{10,}", "a token of Slack"),
    (r"\bsk-(?:proj-|ant-)?[A-Za-z0-9_-]{32,}", "a key of OpenAI or Anthropic"),
    (r"\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}", "a JSON Web Token"),
    (r"-----BEGIN [A-Z ]*PRIVATE KEY-----", "a private key"),
    (r"[a-z]://[^/\s:@]+:[^/\s:@${}]{3,}@", "a password in an address"),
];

/// No secret is shorter.
const SHORTEST: usize = 14;

fn check(_: &Cx<'_>, text: &str, value: Value<'_>, findings: &mut Findings<'_>) {
    static SET: OnceLock<Option<RegexSet>> = OnceLock::new();
    if text.len() < SHORTEST {
        return;
    }
    let Some(set) = SET.get_or_init(|| RegexSet::new(FORMS.map(|(form, _)| form)).ok()) else { return };
    if let Some((_, what)) = set.matches(text).iter().next().and_then(|at| FORMS.get(at)) {
        findings.push(
            value
                .wrong(format!("{what} stands in the spec"))
                .help("revoke it, put a new one into a vault, and write `${secret.<name>}` or `{{secrets/<scope>/<key>}}`")
                .hide(),
        );
    }
}
