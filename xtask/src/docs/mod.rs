//! Generates the lists and pages of `docs/` that say what the sources say: the list of diagnostics, the pages of kinds.

mod declared;
mod fields;
mod kinds;
mod rules;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

/// One generated page: its path from the repository's root, and its text.
struct Page {
    path: PathBuf,
    text: String,
}

fn pages(root: &Path) -> Result<Vec<Page>> {
    let mut pages = vec![rules::list(root)?];
    pages.extend(kinds::pages(root)?);
    Ok(pages)
}

/// Writes every page.
pub(crate) fn write(root: &Path) -> Result<()> {
    for page in pages(root)? {
        let path = root.join(&page.path);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(&path, page.text).with_context(|| path.display().to_string())?;
    }
    Ok(())
}

/// Fails when a committed page is stale, naming each.
pub(crate) fn check(root: &Path) -> Result<()> {
    let is_stale = |page: &Page| {
        std::fs::read_to_string(root.join(&page.path)).map(|text| text != page.text).unwrap_or(true)
    };
    let stale: Vec<PathBuf> = pages(root)?.into_iter().filter(is_stale).map(|page| page.path).collect();
    ensure!(stale.is_empty(), "stale, run `cargo xtask docs`: {stale:?}");
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_committed_pages_are_fresh() {
        super::check(crate::root()).unwrap();
    }
}
