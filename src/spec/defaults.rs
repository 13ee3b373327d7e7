//! What development means: schedules are paused unless the spec says otherwise.

use std::sync::Arc;

use crate::model::{Environment, Mode, Resource};
use crate::source::{Data, Entry, Key, Map, Node};

/// The field that pauses a schedule, a trigger or a continuous job.
const PAUSE_STATUS: &str = "pause_status";

/// Sets `pause_status: PAUSED` in development environments wherever it could stand and does not.
pub(super) fn pause(resources: &mut [Resource], environments: &[Environment]) {
    for resource in resources {
        let shape = resource.kind.shape();
        let pausable =
            |tree: &Node| tree.as_map().is_some_and(|map| map.iter().any(|entry| unset(shape, entry)));
        let mut paused: Vec<(Arc<Node>, Arc<Node>)> = Vec::new();
        for (tree, environment) in resource.trees.iter_mut().zip(environments) {
            let Some(tree) = tree else { continue };
            if environment.mode != Mode::Development || !pausable(tree) {
                continue;
            }
            // Environments that shared a tree go on sharing one.
            let known =
                paused.iter().find(|(before, _)| Arc::ptr_eq(before, tree)).map(|(_, after)| after.clone());
            let after = known.unwrap_or_else(|| {
                let mut after = (**tree).clone();
                if let Data::Map(map) = &mut after.data {
                    add(map, shape);
                }
                let after = Arc::new(after);
                paused.push((tree.clone(), after.clone()));
                after
            });
            *tree = after;
        }
    }
}

fn unset(shape: &crate::kinds::Shape, entry: &Entry) -> bool {
    shape.property(&entry.key.text).is_some_and(crate::kinds::Shape::is_pausable)
        && entry.value.as_map().is_some_and(|map| map.get(PAUSE_STATUS).is_none())
}

fn add(map: &mut Map, shape: &crate::kinds::Shape) {
    let fields: Vec<Arc<str>> =
        map.iter().filter(|entry| unset(shape, entry)).map(|entry| entry.key.text.clone()).collect();
    for field in fields {
        if let Some(Node { span, data: Data::Map(inner), .. }) = map.get_mut(&field) {
            let key = Key { text: Arc::from(PAUSE_STATUS), span: *span };
            let value = Node::new(*span, Data::String(Arc::from("PAUSED")));
            // It is not there: `unset` has looked.
            let _ = inner.insert(Entry { key, value });
        }
    }
}
