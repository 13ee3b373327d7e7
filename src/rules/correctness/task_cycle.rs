//! Tasks that wait for each other in a circle.

use rustc_hash::FxHashMap;

use crate::rules::prelude::*;

rule!("BRC4008", "task-cycle", Correctness, Check::Jobs(check));

fn check(_: &Cx<'_>, job: &Job<'_>, findings: &mut Findings<'_>) {
    let tasks: Vec<Task<'_>> = job.tasks().filter(|task| !task.nested).collect();
    let keys: Vec<_> = tasks.iter().map(|task| task.get("task_key").text()).collect();
    let mut place: FxHashMap<&str, usize> = FxHashMap::default();
    for (at, key) in keys.iter().enumerate() {
        if let Some(key) = key {
            place.entry(key).or_insert(at);
        }
    }
    // What each task waits for, with the value that says so.
    let waits: Vec<Vec<(usize, Value<'_>)>> = tasks
        .iter()
        .map(|task| {
            let keys = task.get("depends_on").list().map(|entry| entry.get("task_key"));
            keys.filter_map(|key| Some((*place.get(&*key.text()?)?, key))).collect()
        })
        .collect();
    let stuck = stuck(&waits);
    let Some(mut at) = stuck.iter().position(|stuck| *stuck) else { return };
    // Whoever is stuck waits for one that is: going on from there ends up in a circle.
    let mut path: Vec<(usize, Value<'_>)> = Vec::new();
    while path.iter().all(|(seen, _)| *seen != at) {
        let Some((next, value)) = waits[at].iter().find(|(next, _)| stuck[*next]) else { return };
        path.push((at, *value));
        at = *next;
    }
    let circle = path.iter().skip_while(|(seen, _)| *seen != at);
    let names: Vec<String> =
        circle.clone().filter_map(|(at, _)| Some(format!("`{}`", keys[*at].as_deref()?))).collect();
    let Some((_, value)) = circle.clone().next() else { return };
    let message = match names.as_slice() {
        [one] => format!("the task {one} depends on itself"),
        names => format!("the tasks {} depend on each other in a circle", names.join(", ")),
    };
    findings.push(value.wrong(message).help("leave out one of the dependencies"));
}

/// Which tasks never begin, since they wait for a circle.
fn stuck(waits: &[Vec<(usize, Value<'_>)>]) -> Vec<bool> {
    let mut behind: Vec<Vec<usize>> = vec![Vec::new(); waits.len()];
    let mut left: Vec<usize> = waits.iter().map(Vec::len).collect();
    for (at, waits) in waits.iter().enumerate() {
        waits.iter().for_each(|(other, _)| behind[*other].push(at));
    }
    let mut ready: Vec<usize> = (0..waits.len()).filter(|at| left[*at] == 0).collect();
    while let Some(at) = ready.pop() {
        for next in &behind[at] {
            left[*next] -= 1;
            if left[*next] == 0 {
                ready.push(*next);
            }
        }
    }
    left.into_iter().map(|left| left > 0).collect()
}
