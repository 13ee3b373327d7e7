//! Work on all cores.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// What a thread of ours may nest, as much as the first one of a process may.
const STACK: usize = 8 * 1024 * 1024;

/// Does the work for each item, and gives what came of it in the order of the items.
pub(crate) fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(items.len());
    let next = AtomicUsize::new(0);
    let take = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(at) else { return done };
            done.push((at, work(item)));
        }
    };
    let mut all = thread::scope(|scope| {
        let spawn = |_| thread::Builder::new().stack_size(STACK).spawn_scoped(scope, take);
        // A thread that the system refuses leaves its share to the others.
        let others: Vec<_> = (1..threads).filter_map(|at| spawn(at).ok()).collect();
        let mut all = take();
        for other in others {
            all.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        all
    });
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, done)| done).collect()
}

/// The positions below `count` in runs of `length`.
pub(crate) fn runs(count: usize, length: usize) -> Vec<std::ops::Range<usize>> {
    (0..count).step_by(length.max(1)).map(|start| start..count.min(start + length)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let items: Vec<usize> = (0..1_000).collect();
        let done = map(&items, |item| {
            if item % 100 == 0 {
                thread::sleep(std::time::Duration::from_millis(1));
            }
            item * 2
        });
        assert_eq!(done, items.iter().map(|item| item * 2).collect::<Vec<_>>());
        assert!(map(&[] as &[usize], |item| *item).is_empty());
        assert_eq!(runs(5, 2), [0..2, 2..4, 4..5]);
        assert!(runs(0, 2).is_empty());
    }
}
