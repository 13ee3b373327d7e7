//! A reference to a secret that Databricks does not recognise, and hands on as it stands.

use crate::rules::prelude::*;
use crate::rules::secrets::references;

rule!("BRC4113", "malformed-secret-reference", Correctness = Warning, Check::Texts(check));

// https://learn.microsoft.com/azure/databricks/security/secrets/secrets-spark-conf-env-var
fn check(_: &Cx<'_>, text: &str, value: Value<'_>, findings: &mut Findings<'_>) {
    let is_misspelt =
        ["{{secret/", "{{Secrets/", "{{secrets.", "{{secret."].iter().any(|begin| text.contains(begin));
    let has_parts = |inner: &str| {
        let parts: Vec<&str> = inner.split('/').collect();
        parts.len() == 2 && parts.iter().all(|part| !part.is_empty())
    };
    if is_misspelt || !references(text).all(has_parts) {
        findings.push(
            value
                .wrong("this is no reference to a secret, so the text itself is handed on")
                .help("write `{{secrets/<scope>/<key>}}`"),
        );
    }
}
