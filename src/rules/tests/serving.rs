use insta::assert_snapshot;

use super::{found, silent};

#[test]
fn traffic_not_100() {
    let code = "BRC4133";
    let spec = "
        resources:
          model_serving_endpoints:
            traffic:
              name: traffic
              config:
                served_entities:
                  - { name: a, entity_name: main.ml.m, entity_version: '3', workload_size: Small, scale_to_zero_enabled: true }
                  - { name: b, entity_name: main.ml.m, entity_version: '4', workload_size: Small, scale_to_zero_enabled: true }
                traffic_config:
                  routes:
                    - { served_entity_name: a, traffic_percentage: 90 }
                    - { served_entity_name: b, traffic_percentage: 20 }
    ";
    assert_snapshot!(found(code, spec), @"
    12:11 `routes` the routes of the model serving endpoint `traffic` make 110 per cent together
        /resources/model_serving_endpoints/traffic/config/traffic_config/routes: write percentages that make 100
    ");
    silent(
        code,
        &[
            &spec.replace("90", "80"),
            "
                variables: { share: { type: integer } }
                resources:
                  model_serving_endpoints:
                    traffic:
                      name: traffic
                      config:
                        served_entities:
                          - { name: a, entity_name: main.ml.m, entity_version: '3', workload_size: Small, scale_to_zero_enabled: true }
                          - { name: b, entity_name: main.ml.m, entity_version: '4', workload_size: Small, scale_to_zero_enabled: true }
                        traffic_config:
                          routes:
                            - { served_entity_name: a, traffic_percentage: 90 }
                            - { served_entity_name: b, traffic_percentage: '${var.share}' }
            ",
        ],
    );
}

#[test]
fn unknown_served_entity() {
    let code = "BRC4134";
    let spec = "
        resources:
          model_serving_endpoints:
            route:
              name: route
              config:
                served_entities:
                  - { name: a, entity_name: main.ml.m, entity_version: '3', workload_size: Small, scale_to_zero_enabled: true }
                  - { name: b, entity_name: main.ml.m, entity_version: '4', workload_size: Small, scale_to_zero_enabled: true }
                traffic_config:
                  routes:
                    - { served_entity_name: a, traffic_percentage: 90 }
                    - { served_entity_name: churn, traffic_percentage: 10 }
    ";
    assert_snapshot!(found(code, spec), @"
    14:37 `churn` the model serving endpoint `route` serves no entity of the name `churn`
        /resources/model_serving_endpoints/route/config/traffic_config/routes/1/served_entity_name: write the `name` of one of its entities
        8:9 the entities
    ");
    silent(
        code,
        &[
            &spec.replace("churn", "b"),
            "
                resources:
                  model_serving_endpoints:
                    route:
                      name: route
                      config:
                        served_entities:
                          - { name: a, entity_name: main.ml.m, entity_version: '3', workload_size: Small, scale_to_zero_enabled: true }
                          - { entity_name: main.ml.churn, entity_version: '4', scale_to_zero_enabled: true }
                        traffic_config:
                          routes:
                            - { served_entity_name: a, traffic_percentage: 90 }
                            - { served_entity_name: churn-4, traffic_percentage: 10 }
            ",
        ],
    );
}

#[test]
fn served_entity_twice() {
    let code = "BRC4135";
    let spec = "
        resources:
          model_serving_endpoints:
            twice:
              name: twice
              config:
                served_entities:
                  - { name: a, entity_name: main.ml.m, entity_version: '3', workload_size: Small, scale_to_zero_enabled: true }
                  - { name: a, entity_name: main.ml.m, entity_version: '4', workload_size: Small, scale_to_zero_enabled: true }
    ";
    assert_snapshot!(found(code, spec), @"
    10:21 `a` the model serving endpoint `twice` serves two entities of the name `a`
        /resources/model_serving_endpoints/twice/config/served_entities/1/name: give each its own name
        9:21 the first one
    ");
    silent(
        code,
        &[
            &spec.replace("- { name: a, entity_name: main.ml.m, entity_version: '4', workload_size: Small, scale_to_zero_enabled: true }", "- { name: b, entity_name: main.ml.m, entity_version: '4', workload_size: Small, scale_to_zero_enabled: true }"),
        ],
    );
}

#[test]
fn model_without_version() {
    let code = "BRC4136";
    assert_snapshot!(found(code, "
        resources:
          registered_models:
            churn: { catalog_name: main, schema_name: ml, name: churn }
          model_serving_endpoints:
            version:
              name: version
              config:
                served_entities:
                  - entity_name: ${resources.registered_models.churn.full_name}
                    workload_size: Small
                    scale_to_zero_enabled: true
    "), @r#"
    11:13 `entity_name` the model serving endpoint `version` serves the registered model `churn` without saying which version
        /resources/model_serving_endpoints/version/config/served_entities/0: write `entity_version: "1"`, or the version that is wanted
    "#);
    silent(
        code,
        &[
            r#"
                resources:
                  registered_models:
                    churn: { catalog_name: main, schema_name: ml, name: churn }
                  model_serving_endpoints:
                    version:
                      name: version
                      config:
                        served_entities:
                          - entity_name: ${resources.registered_models.churn.full_name}
                            entity_version: "1"
                            workload_size: Small
                            scale_to_zero_enabled: true
            "#,
            "
                resources:
                  model_serving_endpoints:
                    version: { name: version, config: { served_entities: [{ entity_name: main.ml.features, scale_to_zero_enabled: true }] } }
            ",
        ],
    );
}

#[test]
fn provisioned_min_above_max() {
    let code = "BRC4137";
    let spec = r#"
        resources:
          model_serving_endpoints:
            capacity:
              name: capacity
              config:
                served_entities:
                  - entity_name: main.ml.churn
                    entity_version: "3"
                    min_provisioned_concurrency: 16
                    max_provisioned_concurrency: 8
                    scale_to_zero_enabled: true
    "#;
    assert_snapshot!(found(code, spec), @"
    11:42 `16` `min_provisioned_concurrency` is 16 and above `max_provisioned_concurrency`, which is 8
        /resources/model_serving_endpoints/capacity/config/served_entities/0/min_provisioned_concurrency: write a `min_provisioned_concurrency` that is not above `max_provisioned_concurrency`
        12:42 the most
    ");
    silent(code, &[&spec.replace("16", "4")]);
}

#[test]
fn reserved_endpoint_name() {
    let code = "BRC4138";
    let spec = "
        resources:
          model_serving_endpoints:
            reserved:
              name: databricks-churn
              config:
                served_entities:
                  - { name: a, entity_name: main.ml.m, entity_version: '3', workload_size: Small, scale_to_zero_enabled: true }
    ";
    assert_snapshot!(found(code, spec), @"
    6:13 `databricks-churn` the name of the model serving endpoint `reserved` begins with `databricks-`
        /resources/model_serving_endpoints/reserved/name: choose another name; those that begin so are for endpoints of Databricks
    ");
    silent(code, &[&spec.replace("databricks-churn", "churn")]);
}

#[test]
fn different_external_tasks() {
    let code = "BRC4139";
    let spec = r#"
        resources:
          model_serving_endpoints:
            tasks:
              name: tasks
              config:
                served_entities:
                  - name: gpt-4o
                    external_model:
                      provider: openai
                      name: gpt-4o
                      task: llm/v1/chat
                      openai_config: { openai_api_key: "{{secrets/ml/openai}}" }
                  - name: gpt-4o-mini
                    external_model:
                      provider: openai
                      name: gpt-4o-mini
                      task: llm/v1/completions
                      openai_config: { openai_api_key: "{{secrets/ml/openai}}" }
                traffic_config:
                  routes:
                    - { served_entity_name: gpt-4o, traffic_percentage: 90 }
                    - { served_entity_name: gpt-4o-mini, traffic_percentage: 10 }
    "#;
    assert_snapshot!(found(code, spec), @"
    19:21 `llm/v1/completions` the external models of the model serving endpoint `tasks` have different tasks
        /resources/model_serving_endpoints/tasks/config/served_entities/1/external_model/task: write one task, or make an endpoint for each
        13:21 the task of the first one
    ");
    silent(code, &[&spec.replace("llm/v1/completions", "llm/v1/chat")]);
}

#[test]
fn fallback_without_alternative() {
    let code = "BRC4140";
    assert_snapshot!(found(code, "
        resources:
          model_serving_endpoints:
            fallback:
              name: fallback
              config:
                served_entities:
                  - { name: a, entity_name: main.ml.m, entity_version: '3', workload_size: Small, scale_to_zero_enabled: true }
              ai_gateway:
                fallback_config: { enabled: true }
    "), @"
    11:37 `true` the model serving endpoint `fallback` serves one entity, so there is nothing to fall back to
        /resources/model_serving_endpoints/fallback/ai_gateway/fallback_config/enabled: add a second entity to `served_entities`, or remove `fallback_config`
        8:9 the entity
    ");
    silent(
        code,
        &[
            "
                resources:
                  model_serving_endpoints:
                    fallback:
                      name: fallback
                      config:
                        served_entities:
                          - { name: a, entity_name: main.ml.m, entity_version: '3', workload_size: Small, scale_to_zero_enabled: true }
                          - { name: b, entity_name: main.ml.m, entity_version: '4', workload_size: Small, scale_to_zero_enabled: true }
                        traffic_config:
                          routes:
                            - { served_entity_name: a, traffic_percentage: 90 }
                            - { served_entity_name: b, traffic_percentage: 10 }
                      ai_gateway:
                        fallback_config: { enabled: true }
            ",
        ],
    );
}

#[test]
fn served_entity_always_on() {
    let code = "BRC5043";
    let spec = r#"
        resources:
          model_serving_endpoints:
            always:
              name: always
              config:
                served_entities:
                  - entity_name: main.ml.churn
                    entity_version: "3"
                    workload_size: Small
                    scale_to_zero_enabled: false
    "#;
    assert_snapshot!(found(code, spec), @"
    12:36 `false` an entity of the model serving endpoint `always` keeps running without requests in development
        /resources/model_serving_endpoints/always/config/served_entities/0/scale_to_zero_enabled: write `scale_to_zero_enabled: true`
    ");
    silent(
        code,
        &[
            &spec.replace("false", "true"),
            r#"
                environments: { prod: {} }
                resources:
                  model_serving_endpoints:
                    always:
                      name: always
                      config:
                        served_entities:
                          - { entity_name: main.ml.churn, entity_version: "3", workload_size: Small, scale_to_zero_enabled: false }
            "#,
        ],
    );
}
