//! The element of a loop, outside of one.

use crate::rules::prelude::*;
use crate::rules::tasks::value_references;

rule!("BRC4087", "input-outside-for-each", Correctness = Warning, Check::Tasks(check));

fn check(_: &Cx<'_>, task: &Task<'_>, findings: &mut Findings<'_>) {
    if task.nested {
        return;
    }
    task.each_text(&mut |text, value| {
        if value_references(text).any(|steps| steps.first() == Some(&"input")) {
            findings.push(
                value
                    .wrong(format!(
                        "{} is in no loop, and `{{{{input}}}}` is the element of one",
                        task.name()
                    ))
                    .help("put the task into a `for_each_task`, or name another value"),
            );
        }
    });
}
