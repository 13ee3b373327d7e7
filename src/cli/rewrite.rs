//! Edited files of the user's on their way to disk: all of them or none, and each as a whole.

use std::path::Path;

use anyhow::{Context, bail};
use tempfile::NamedTempFile;

use super::fix::Fixes;
use super::stage::{Mode, stage};

/// Replaces the files. Each is written beside its place first and then renamed; its permissions stay.
pub(super) fn write(fixes: &Fixes) -> anyhow::Result<()> {
    let mut staged = Vec::new();
    for (place, file) in &fixes.files {
        let temporary = replacement(place, &file.old, &file.new)
            .with_context(|| format!("`{}` cannot be written, so nothing was", file.shown))?;
        staged.push((temporary, place, &file.shown));
    }
    for (temporary, place, shown) in staged {
        temporary.persist(place).with_context(|| format!("`{shown}` cannot be replaced"))?;
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "this is where specs are edited")]
fn replacement(place: &Path, old: &str, new: &str) -> anyhow::Result<NamedTempFile> {
    if std::fs::read(place)? != old.as_bytes() {
        bail!("it changed while it was checked");
    }
    let permissions = std::fs::metadata(place)?.permissions();
    if permissions.readonly() {
        bail!("it is read-only");
    }
    Ok(stage(place, new, Mode::Same(permissions))?)
}
