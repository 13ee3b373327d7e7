//! The order of keys that several environments have in common.

use rustc_hash::FxHashSet;

/// Where a key goes that stands behind all keys known so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::emit) enum Newcomer {
    /// At the end.
    Last,
    /// Behind the last key that sorts before it, as a person adds a field to a sorted list; else at the end.
    Sorted,
}

/// Every key of some lists once: the order of the first list, and a key that it lacks before the key that follows it
/// elsewhere.
pub(in crate::emit) fn union<'k, L>(lists: impl IntoIterator<Item = L>, newcomer: Newcomer) -> Vec<&'k str>
where
    L: IntoIterator<Item = &'k str>,
{
    let mut lists = lists.into_iter();
    let mut known: Vec<&str> = lists.next().map_or_else(Vec::new, |list| list.into_iter().collect());
    let mut seen: FxHashSet<&str> = known.iter().copied().collect();
    for list in lists {
        let mut waiting = Vec::new();
        for key in list {
            if seen.insert(key) {
                waiting.push(key);
            } else if !waiting.is_empty() {
                let at = known.iter().position(|other| *other == key).unwrap_or(known.len());
                known.splice(at..at, waiting.drain(..));
            }
        }
        for key in waiting {
            let at = match newcomer {
                Newcomer::Last => None,
                Newcomer::Sorted => known.iter().rposition(|other| *other < key),
            };
            known.insert(at.map_or(known.len(), |at| at + 1), key);
        }
    }
    known
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_keep_their_order() {
        let cases: &[(&[&[&str]], Newcomer, &str)] = &[
            (&[], Newcomer::Last, ""),
            (&[&["b", "a"], &["b", "a"]], Newcomer::Last, "b a"),
            // A key that the first list lacks goes before the key that follows it.
            (&[&["a", "c"], &["a", "b", "c"]], Newcomer::Last, "a b c"),
            (&[&["z", "c"], &["z", "a", "c"]], Newcomer::Sorted, "z a c"),
            // One that nothing follows is new.
            (&[&["t", "e", "m", "n"], &["t", "m", "n", "j"]], Newcomer::Last, "t e m n j"),
            (&[&["t", "e", "m", "n"], &["t", "m", "n", "j"]], Newcomer::Sorted, "t e j m n"),
            (&[&["q", "t"], &["q", "t", "p"]], Newcomer::Sorted, "q t p"),
        ];
        for (lists, newcomer, expected) in cases {
            let lists = lists.iter().map(|list| list.iter().copied());
            assert_eq!(union(lists, *newcomer).join(" "), *expected);
        }
    }
}
