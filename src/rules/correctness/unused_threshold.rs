//! A threshold of an alert that compares with nothing.

use crate::rules::prelude::*;

rule!("BRC4125", "unused-threshold", Correctness = Warning, Check::Resources(&["alerts"], check));

fn check(_: &Cx<'_>, alert: &Resource<'_>, findings: &mut Findings<'_>) {
    let threshold = alert.get("evaluation.threshold");
    let operator = alert.get("evaluation.comparison_operator");
    let Some(text) = operator.text() else { return };
    if threshold.is_set() && ["IS_NULL", "IS_NOT_NULL"].contains(&&*text) {
        findings.push(
            threshold
                .wrong_key(format!("{} compares by `{text}`, so its threshold is ignored", alert.name()))
                .help("remove the threshold, or choose an operator that compares with it")
                .related(operator.span(), "the operator")
                .fix(threshold.remove()),
        );
    }
}
