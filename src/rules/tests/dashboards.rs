use insta::assert_snapshot;

use super::{found, silent};

#[test]
fn broken_json_text() {
    let code = "BRC4120";
    let spec = r#"
        resources:
          dashboards:
            broken:
              display_name: Broken
              warehouse_id: 1234567890abcdef
              serialized_dashboard: '{"pages": [{"name": "main", "displayName": "Status"]}'
    "#;
    assert_snapshot!(found(code, spec), @r#"
    8:29 `'{"pages": [{"name": "main", "displayName": "Status"]}'` `serialized_dashboard` of the dashboard `broken` is not JSON: expected `,` or `}` at line 1 column 52
        /resources/dashboards/broken/serialized_dashboard: mend the text at the line and column of it that the message names
    "#);
    silent(
        code,
        &[
            &spec.replace(
                "serialized_dashboard: '{\"pages\": [{\"name\": \"main\", \"displayName\": \"Status\"]}'",
                "serialized_dashboard: '{\"pages\": [{\"name\": \"main\", \"displayName\": \"Status\"}]}'",
            ),
            r#"
                variables: { pages: { type: string } }
                resources:
                  dashboards:
                    broken:
                      display_name: Broken
                      warehouse_id: 1234567890abcdef
                      serialized_dashboard: '{"pages": ${var.pages} ]}'
            "#,
        ],
    );
}

#[test]
fn unknown_dataset() {
    let code = "BRC4121";
    let spec = r#"
        resources:
          dashboards:
            dataset:
              display_name: Dataset
              warehouse_id: 1234567890abcdef
              serialized_dashboard: |
                {
                  "datasets": [{ "name": "orders", "queryLines": ["SELECT * FROM main.sales.orders"] }],
                  "pages": [{
                    "name": "main",
                    "layout": [{
                      "widget": { "name": "table", "queries": [{ "name": "q", "query": { "datasetName": "order" } }] },
                      "position": { "x": 0, "y": 0, "width": 6, "height": 6 }
                    }]
                  }]
                }
    "#;
    assert_snapshot!(found(code, spec), @"
    8:29 `|` the dashboard `dataset` has a widget of the dataset `order`, which it lacks
        /resources/dashboards/dataset/serialized_dashboard: add the dataset to `datasets`, or name one of those in `datasetName`
    ");
    silent(
        code,
        &[&spec.replace("\"widget\": { \"name\": \"table\", \"queries\": [{ \"name\": \"q\", \"query\": { \"datasetName\": \"order\" } }] },", "\"widget\": { \"name\": \"table\", \"queries\": [{ \"name\": \"q\", \"query\": { \"datasetName\": \"orders\" } }] },")],
    );
}
