use insta::assert_snapshot;

use super::{check, found, silent};

const WRONG: &str = "{ spark_version: 17.3.x-scala2.13, node_type_id: Standard_D4ds_v5, autoscale: { min_workers: 2, max_workers: 1 } }";

#[test]
fn a_comment_suppresses_on_its_line_the_next_line_and_the_block_below() {
    let code = "BRC4001";
    for comment in ["BRC4001", "autoscale-min-above-max", "BRC4", "BRC5001, BRC4001", "brc4001"] {
        silent(
            code,
            &[
                &format!("resources:\n  clusters:\n    etl: {WRONG} # bricep: ignore[{comment}] tried out"),
                &format!(
                    "resources:\n  clusters:\n    # bricep: ignore[{comment}] tried out\n    # and more words\n\n    etl: {WRONG}"
                ),
                &format!(
                    "resources:\n  # bricep: ignore[{comment}]\n  clusters:\n    fine: {{ @cluster }}\n    etl: {WRONG}"
                ),
            ],
        );
    }
    assert_snapshot!(found(code, &format!("resources:\n  clusters:\n    # bricep: ignore[BRC4001]\n    etl: {WRONG}\n    other: {WRONG}")), @"
    7:105 `2` the cluster `other` has at least 2 workers and at most 1
        /resources/clusters/other/autoscale/min_workers: write a `min_workers` that is not above `max_workers`
        7:121 the most
    ");
    assert_snapshot!(found(code, &format!("resources:\n  clusters:\n    # bricep: ignore[BRC5001]\n    etl: {WRONG}")), @"
    6:103 `2` the cluster `etl` has at least 2 workers and at most 1
        /resources/clusters/etl/autoscale/min_workers: write a `min_workers` that is not above `max_workers`
        6:119 the most
    ");
}

#[test]
fn a_suppression_of_nothing_is_reported() {
    assert_snapshot!(found("BRC1022", "
        resources:
          clusters:
            # bricep: ignore[BRC4001, BRC5] for later
            etl: { @cluster }
    "), @"
    5:22 `BRC4001` there is no finding BRC4001 `autoscale-min-above-max` here to suppress
        : remove it
    5:31 `BRC5` there are no such findings here to suppress
        : remove it
    ");
}

#[test]
fn a_suppression_that_cannot_be_is_reported() {
    assert_snapshot!(found("BRC1023", "
        # bricep: ignore BRC4001
        resources:
          clusters:
            # bricep: ignore[BRC4999]
            etl: { @cluster } # bricep: ignore[BRC2001, autoscale-min-above-may]
            # bricep: ignore[BRC4001]
    "), @"
    3:1 `# bricep: ignore BRC4001` the comment begins with `bricep:` and is no suppression
        : write `# bricep: ignore[BRC5001] reason`
    6:22 `BRC4999` there is no code `BRC4999`
        : did you mean `BRC4099`?
    7:205 `BRC2001` `BRC2001` is an error that cannot be suppressed
        : mend what it says
    7:214 `autoscale-min-above-may` there is no code `autoscale-min-above-may`
        : did you mean `autoscale-min-above-max`?
    8:5 `# bricep: ignore[BRC4001]` nothing follows the comment that it could suppress a finding of
        : write it above the line, or behind the value
    ");
}

#[test]
fn errors_of_the_language_are_not_suppressed() {
    let checked = check("nope: 1 # bricep: ignore[BRC2] never");
    let ids: Vec<&str> = checked.diagnostics.iter().map(|found| found.code.id).collect();
    assert_eq!(ids, ["BRC2001", "BRC1022"]);
}
