//! Runs the extractor of API facts for what the overlays name.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, ensure};
use serde_json::Value;

use crate::schemas::overlays;

/// Writes `schemas/api/<service>.json` for every request and type that an overlay of a kind names.
pub(crate) fn extract(root: &Path, wheel: &Path) -> Result<()> {
    let mut roots = Vec::new();
    for (_, overlay) in overlays::kinds(root)? {
        let text = |key: &str| overlay.get(key).and_then(Value::as_str);
        let service = text("service").unwrap_or_default();
        roots.extend(text("request").map(|request| format!("request:{service}.{request}")));
        roots.extend(text("read").map(|read| format!("read:{service}.{read}")));
        for key in ["permissions", "libraries"] {
            roots.extend(text(key).map(|name| format!("type:{name}")));
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
