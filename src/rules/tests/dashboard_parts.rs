use insta::assert_snapshot;

use super::{found, silent};

#[test]
fn duplicate_dashboard_part() {
    let code = "BRC4152";
    let spec = r#"
        resources:
          dashboards:
            parts:
              display_name: Parts
              warehouse_id: 1234567890abcdef
              serialized_dashboard: '{"pages": [{"name": "main", "displayName": "A"}, {"name": "main", "displayName": "B"}]}'
    "#;
    assert_snapshot!(found(code, spec), @r#"
    8:29 `'{"pages": [{"name": "main", "displayName": "A"}, {"name": "main", "displayName": "B"}]}'` two of the pages of the dashboard `parts` have the name `main`
        /resources/dashboards/parts/serialized_dashboard: give each its own `name`; people see `displayName`
    "#);
    silent(
        code,
        &[
            &spec.replace(
                "main\", \"displayName\": \"A\"}, {\"name\": \"main",
                "a\", \"displayName\": \"A\"}, {\"name\": \"b",
            ),
            &spec.replace(
                ", \"displayName\": \"A\"}, {\"name\": \"main\", \"displayName\": \"B",
                "}], \"datasets\": [{\"name\": \"main",
            ),
        ],
    );
}
