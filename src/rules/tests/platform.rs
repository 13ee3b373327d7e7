use insta::assert_snapshot;

use super::{found, silent};

#[test]
fn legacy_dashboard_task() {
    let code = "BRC9010";
    let spec = "
        resources:
          jobs:
            legacy:
              name: legacy
              tasks:
                - task_key: refresh
                  sql_task:
                    warehouse_id: 1234567890abcdef
                    dashboard: { dashboard_id: 01ee564285a315dd80d473e76171660a }
    ";
    assert_snapshot!(found(code, spec), @"
    11:13 `dashboard` the task `refresh` refreshes a legacy dashboard, a kind that is at its end
        /resources/jobs/legacy/tasks/0/sql_task/dashboard: clone the dashboard to an AI/BI one, and write `dashboard_task`
    ");
    silent(
        code,
        &[&spec.replace("sql_task", "dashboard_task").replace(
            "dashboard: { dashboard_id: 01ee564285a315dd80d473e76171660a }",
            "dashboard_id: 01ee564285a315dd80d473e76171660a",
        )],
    );
}

#[test]
fn pipeline_without_catalog() {
    let code = "BRC9012";
    assert_snapshot!(found(code, "
        resources:
          pipelines:
            hive:
              name: hive
              libraries: [{ notebook: { path: /Shared/hive } }]
    "), @"
    5:5 `hive` the pipeline `hive` does not publish its tables to Unity Catalog
        /resources/pipelines/hive: write `catalog` and `schema`; tables that exist do not move with them
    ");
    silent(
        code,
        &[
            "
                resources:
                  pipelines:
                    hive:
                      name: hive
                      catalog: main
                      schema: sales
                      libraries: [{ notebook: { path: /Shared/hive } }]
            ",
            "
                variables: { catalog: { type: string } }
                resources:
                  pipelines:
                    hive: { name: hive, catalog: '${var.catalog}', schema: sales, libraries: [{ notebook: { path: /Shared/hive } }] }
            ",
        ],
    );
}

#[test]
fn preview_channel_in_production() {
    let code = "BRC9013";
    let spec = "
        environments: { prod: {} }
        resources:
          pipelines:
            preview:
              name: preview
              catalog: main
              schema: sales
              channel: PREVIEW
              libraries: [{ notebook: { path: /Shared/preview } }]
    ";
    assert_snapshot!(found(code, spec), @"
    10:16 `PREVIEW` the pipeline `preview` runs on a preview in production
        /resources/pipelines/preview/channel: write `CURRENT`, and the preview in the overlay of a test environment
    ");
    assert_snapshot!(found(code, "
        environments: { prod: {} }
        resources:
          sql_warehouses:
            preview: { name: preview, cluster_size: Small, channel: { name: CHANNEL_NAME_PREVIEW } }
    "), @"
    6:69 `CHANNEL_NAME_PREVIEW` the SQL warehouse `preview` runs on a preview in production
        /resources/sql_warehouses/preview/channel/name: write `CHANNEL_NAME_CURRENT`, and the preview in the overlay of a test environment
    ");
    silent(
        code,
        &[
            &spec.replace("PREVIEW", "CURRENT"),
            "
                resources:
                  sql_warehouses:
                    preview: { name: preview, cluster_size: Small, channel: { name: CHANNEL_NAME_PREVIEW } }
            ",
        ],
    );
}

#[test]
fn ended_model_provider() {
    let code = "BRC9014";
    assert_snapshot!(found(code, r#"
        resources:
          model_serving_endpoints:
            palm:
              name: palm
              config:
                served_entities:
                  - name: palm
                    external_model:
                      provider: palm
                      name: text-bison
                      task: llm/v1/completions
                      palm_config: { palm_api_key: "{{secrets/ml/palm}}" }
    "#), @"
    11:25 `palm` the model serving endpoint `palm` serves a model of PaLM, whose API Google has shut down
        /resources/model_serving_endpoints/palm/config/served_entities/0/external_model/provider: move to a model of `google-cloud-vertex-ai`
    ");
    silent(
        code,
        &[r#"
                resources:
                  model_serving_endpoints:
                    palm:
                      name: palm
                      config:
                        served_entities:
                          - name: gemini
                            external_model:
                              provider: google-cloud-vertex-ai
                              name: gemini-2.0-flash
                              task: llm/v1/chat
                              google_cloud_vertex_ai_config:
                                project_id: contoso
                                region: europe-west4
                                private_key: "{{secrets/ml/google}}"
            "#],
    );
}
