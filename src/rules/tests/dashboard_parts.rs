use insta::assert_snapshot;

use super::{found, silent};

#[test]
fn duplicate_dashboard_part() {
    let code = "BRC4152";
    assert_snapshot!(found(code, r#"
        resources:
          dashboards:
            parts:
              display_name: Parts
              warehouse_id: 1234567890abcdef
              serialized_dashboard: '{"pages": [{"name": "main", "displayName": "A"}, {"name": "main", "displayName": "B"}]}'
    "#), @r#"
    8:29 `'{"pages": [{"name": "main", "displayName": "A"}, {"name": "main", "displayName": "B"}]}'` two of the pages of the dashboard `parts` have the name `main`
        /resources/dashboards/parts/serialized_dashboard: give each its own `name`; people see `displayName`
    "#);
    silent(
        code,
        &[
            r#"
                resources:
                  dashboards:
                    parts:
                      display_name: Parts
                      warehouse_id: 1234567890abcdef
                      serialized_dashboard: '{"pages": [{"name": "a", "displayName": "A"}, {"name": "b", "displayName": "B"}]}'
            "#,
            r#"
                resources:
                  dashboards:
                    parts:
                      display_name: Parts
                      warehouse_id: 1234567890abcdef
                      serialized_dashboard: '{"pages": [{"name": "main"}], "datasets": [{"name": "main"}]}'
            "#,
        ],
    );
}
