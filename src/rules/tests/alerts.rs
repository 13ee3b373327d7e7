use insta::assert_snapshot;

use super::{found, silent};

#[test]
fn unused_threshold() {
    let code = "BRC4125";
    assert_snapshot!(found(code, "
        resources:
          alerts:
            threshold:
              display_name: Threshold
              warehouse_id: 1234567890abcdef
              query_text: SELECT max(shipped) AS late FROM main.sales.orders
              evaluation:
                source: { name: late }
                comparison_operator: IS_NULL
                threshold: { value: { double_value: 0 } }
              schedule: { quartz_cron_schedule: 0 0 7 * * ?, timezone_id: UTC }
    "), @"
    12:9 `threshold` the alert `threshold` compares by `IS_NULL`, so its threshold is ignored
        /resources/alerts/threshold/evaluation/threshold: remove the threshold, or choose an operator that compares with it
        11:30 the operator
    ");
    silent(
        code,
        &[
            "
                resources:
                  alerts:
                    threshold:
                      display_name: Threshold
                      warehouse_id: 1234567890abcdef
                      query_text: SELECT max(shipped) AS late FROM main.sales.orders
                      evaluation:
                        source: { name: late }
                        comparison_operator: IS_NULL
                      schedule: { quartz_cron_schedule: 0 0 7 * * ?, timezone_id: UTC }
            ",
            "
                resources:
                  alerts:
                    b:
                      display_name: B
                      warehouse_id: 1234567890abcdef
                      query_text: SELECT 1 AS late
                      evaluation: { source: { name: late }, comparison_operator: EQUAL, threshold: { value: { double_value: 0 } } }
                      schedule: { quartz_cron_schedule: 0 0 7 * * ?, timezone_id: UTC }
            ",
        ],
    );
}

#[test]
fn undeclared_sql_parameter() {
    let code = "BRC4126";
    assert_snapshot!(found(code, "
        resources:
          alerts:
            undeclared:
              display_name: Undeclared
              warehouse_id: 1234567890abcdef
              query_text: SELECT count(*) AS late FROM orders WHERE age > :days
              evaluation: { source: { name: late }, comparison_operator: EQUAL, threshold: { value: { double_value: 0 } } }
              schedule: { quartz_cron_schedule: 0 0 7 * * ?, timezone_id: UTC }
    "), @"
    8:19 `SELECT count(*) AS late FROM orders WHERE age > :days` the query of the alert `undeclared` has a parameter `:days` without a value
        /resources/alerts/undeclared/query_text: add `{ name: days, value: … }` to `parameters`
    ");
    silent(
        code,
        &[
            "
                resources:
                  alerts:
                    undeclared:
                      display_name: Undeclared
                      warehouse_id: 1234567890abcdef
                      query_text: SELECT count(*) AS late FROM orders WHERE age > :days
                      parameters: [{ name: days, type: INT, value: '3' }]
                      evaluation: { source: { name: late }, comparison_operator: EQUAL, threshold: { value: { double_value: 0 } } }
                      schedule: { quartz_cron_schedule: 0 0 7 * * ?, timezone_id: UTC }
            ",
            r#"
                resources:
                  alerts:
                    b:
                      display_name: B
                      warehouse_id: 1234567890abcdef
                      query_text: "SELECT 'at 10:00' AS late, a::int, raw:owner.name -- :no\n, `x:y`"
                      evaluation: { source: { name: late }, comparison_operator: EQUAL, threshold: { value: { double_value: 0 } } }
                      schedule: { quartz_cron_schedule: 0 0 7 * * ?, timezone_id: UTC }
            "#,
        ],
    );
}

#[test]
fn unused_sql_parameter() {
    let code = "BRC4127";
    let spec = "
        resources:
          alerts:
            unused:
              display_name: Unused
              warehouse_id: 1234567890abcdef
              query_text: SELECT count(*) AS late FROM main.sales.orders
              parameters: [{ name: days, type: INT, value: '3' }]
              evaluation: { source: { name: late }, comparison_operator: EQUAL, threshold: { value: { double_value: 0 } } }
              schedule: { quartz_cron_schedule: 0 0 7 * * ?, timezone_id: UTC }
    ";
    assert_snapshot!(found(code, spec), @"
    9:28 `days` the query of the alert `unused` has no parameter `:days`
        /resources/alerts/unused/parameters/0/name: remove the parameter, or write it in the query
        8:19 the query
    ");
    silent(code, &[&spec.replace("main.sales.orders", "orders WHERE age > :days")]);
}
