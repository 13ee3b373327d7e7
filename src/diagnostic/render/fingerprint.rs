//! What makes a finding the same one in the next run, though lines above it come and go.

use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use super::View;
use crate::diagnostic::Diagnostic;

/// Bytes of the marked text that count; a span may cover a whole file.
const MARKED: usize = 200;

/// Gives out the fingerprints of one document, in which no two are the same.
#[derive(Default)]
pub(super) struct Fingerprints {
    seen: FxHashMap<String, u32>,
}

impl Fingerprints {
    /// The fingerprint of a finding: of its code, file, place in the spec, environment and marked text, and of how many
    /// like it came before. Neither line numbers nor the words of the message count.
    pub(super) fn of(&mut self, found: &Diagnostic, view: View<'_>) -> String {
        let file = view.map.file(found.span.file);
        let marked = view.map.slice(found.span);
        let marked = marked.as_bytes().get(..MARKED).unwrap_or(marked.as_bytes());
        let path = (view.show)(&file.path);
        let environment = found.environment.as_deref().unwrap_or_default();
        let mut hash = Sha256::new();
        for part in [found.code.id, &path, &found.path, environment] {
            hash.update(part);
            // No text of a spec holds it, so that parts cannot run together.
            hash.update([0]);
        }
        hash.update(marked);
        let key = hex(&hash.clone().finalize());
        let before = self.seen.entry(key).or_default();
        hash.update([0]);
        hash.update(before.to_be_bytes());
        *before += 1;
        hex(&hash.finalize())
    }
}

/// The first half of a digest, which is enough to tell findings apart.
fn hex(digest: &[u8]) -> String {
    digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}
