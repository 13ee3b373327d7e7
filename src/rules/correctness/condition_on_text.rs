//! A comparison of numbers, with something that is none.

use crate::rules::prelude::*;

// `GREATER_THAN` and its like "perform numeric comparison of their operands", says the reference of the API.
rule!("BRC4073", "condition-on-text", Correctness = Warning, Check::Tasks(check));

fn check(_: &Cx<'_>, task: &Task<'_>, findings: &mut Findings<'_>) {
    let condition = task.get("condition_task");
    let operator = condition.get("op");
    let Some(compares) = operator.text().filter(|op| op.starts_with("GREATER") || op.starts_with("LESS"))
    else {
        return;
    };
    for side in ["left", "right"].map(|side| condition.get(side)) {
        let Some(text) = side.text().filter(|text| text.trim().parse::<f64>().is_err()) else { continue };
        findings.push(
            side.wrong(format!("`{compares}` compares numbers, and `{text}` is none"))
                .help("write a number, or compare texts by `EQUAL_TO` or `NOT_EQUAL`")
                .related(operator.span(), "the comparison"),
        );
    }
}
