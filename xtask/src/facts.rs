//! Runs the extractor of API facts for what the overlays name.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use anyhow::{Result, ensure};
use serde_json::Value;

use crate::schemas::overlays;

/// Writes `schemas/api/<service>.json` for every request and type that an overlay of a kind names, those of kinds that
/// are still to come included.
pub(crate) fn extract(root: &Path, wheel: &Path) -> Result<()> {
    let mut roots = BTreeSet::new();
    for (_, overlay) in overlays::kinds(root)?.iter().chain(&overlays::planned(root)?) {
        let service = overlay.get("service").and_then(Value::as_str).unwrap_or_default();
        let named = |word: &str| overlays::names(overlay.get(word));
        roots.extend(named("request").map(|request| format!("request:{service}.{request}")));
        roots.extend(named("read").map(|read| format!("read:{service}.{read}")));
        for name in named("facts").chain(named("libraries")) {
            let request = name.matches('.').count() == 2;
            roots.insert(format!("{}:{name}", if request { "request" } else { "type" }));
        }
        match overlay.get("permissions") {
            Some(Value::String(name)) => roots.insert(format!("type:{name}")),
            Some(_) => roots.insert(format!("type:{}", overlays::PERMISSION_LEVELS)),
            None => false,
        };
        if overlay.get("grants").is_some() {
            roots.insert(format!("type:{}", overlays::PRIVILEGES));
        }
    }
    let status = Command::new("python3")
        .arg(root.join("xtask/extract_api_facts.py"))
        .arg(wheel)
        .arg(root.join("schemas/api"))
        .args(roots)
        .status()?;
    ensure!(status.success(), "the extractor failed");
    Ok(())
}
