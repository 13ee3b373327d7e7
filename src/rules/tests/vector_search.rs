use insta::assert_snapshot;

use super::{found, silent};

#[test]
fn index_without_pipeline_type() {
    let code = "BRC4141";
    assert_snapshot!(found(code, "
        resources:
          vector_search_indexes:
            untold:
              name: main.docs.untold_index
              endpoint_name: search
              primary_key: id
              index_type: DELTA_SYNC
              delta_sync_index_spec:
                source_table: main.docs.pages
                embedding_source_columns: [{ name: text, embedding_model_endpoint_name: databricks-gte-large-en }]
    "), @"
    10:7 `delta_sync_index_spec` the vector search index `untold` does not say when it follows its table
        /resources/vector_search_indexes/untold/delta_sync_index_spec: write `pipeline_type: TRIGGERED`, or `CONTINUOUS` if it has to follow within seconds
    ");
    silent(
        code,
        &[
            "
                resources:
                  vector_search_indexes:
                    untold:
                      name: main.docs.untold_index
                      endpoint_name: search
                      primary_key: id
                      index_type: DELTA_SYNC
                      delta_sync_index_spec:
                        source_table: main.docs.pages
                        pipeline_type: TRIGGERED
                        embedding_source_columns: [{ name: text, embedding_model_endpoint_name: databricks-gte-large-en }]
            ",
        ],
    );
}

#[test]
fn continuous_sync_on_storage_optimized() {
    let code = "BRC4142";
    let spec = "
        environments: { prod: {} }
        resources:
          vector_search_endpoints:
            many: { name: many, endpoint_type: STORAGE_OPTIMIZED }
          vector_search_indexes:
            follows:
              name: main.docs.follows_index
              endpoint_name: ${resources.vector_search_endpoints.many.name}
              primary_key: id
              index_type: DELTA_SYNC
              delta_sync_index_spec:
                source_table: main.docs.pages
                pipeline_type: CONTINUOUS
                embedding_source_columns: [{ name: text, embedding_model_endpoint_name: databricks-gte-large-en }]
    ";
    assert_snapshot!(found(code, spec), @"
    15:24 `CONTINUOUS` the vector search index `follows` cannot follow its table all the time
        /resources/vector_search_indexes/follows/delta_sync_index_spec/pipeline_type: write `pipeline_type: TRIGGERED`, or move it to an endpoint of the type `STANDARD`
        6:40 the endpoint is built for many vectors
    ");
    silent(
        code,
        &[
            &spec.replace("CONTINUOUS", "TRIGGERED"),
            "
                environments: { prod: {} }
                resources:
                  vector_search_indexes:
                    f:
                      name: main.docs.pages_index
                      endpoint_name: search
                      primary_key: id
                      index_type: DELTA_SYNC
                      delta_sync_index_spec:
                        source_table: main.docs.pages
                        pipeline_type: CONTINUOUS
                        embedding_source_columns: [{ name: text, embedding_model_endpoint_name: databricks-gte-large-en }]
            ",
        ],
    );
}

#[test]
fn writeback_table_name() {
    let code = "BRC4143";
    let spec = "
        resources:
          vector_search_indexes:
            writeback:
              name: main.docs.written_index
              endpoint_name: search
              primary_key: id
              index_type: DELTA_SYNC
              delta_sync_index_spec:
                source_table: main.docs.pages
                pipeline_type: TRIGGERED
                embedding_writeback_table: main.docs.pages_writeback_table
                embedding_source_columns: [{ name: text, embedding_model_endpoint_name: databricks-gte-large-en }]
    ";
    assert_snapshot!(found(code, spec), @"
    13:36 `main.docs.pages_writeback_table` the writeback table of the vector search index `writeback` is not called after the index
        /resources/vector_search_indexes/writeback/delta_sync_index_spec/embedding_writeback_table: write `main.docs.written_index_writeback_table`
        6:13 the index
    ");
    silent(
        code,
        &[
            &spec.replace("main.docs.pages_writeback_table", "main.docs.written_index_writeback_table"),
            "
                variables: { schema: { type: string } }
                resources:
                  vector_search_indexes:
                    w:
                      name: main.${var.schema}.written_index
                      endpoint_name: search
                      primary_key: id
                      index_type: DELTA_SYNC
                      delta_sync_index_spec:
                        source_table: main.docs.pages
                        pipeline_type: TRIGGERED
                        embedding_writeback_table: main.docs.pages_writeback_table
                        embedding_source_columns: [{ name: text, embedding_model_endpoint_name: databricks-gte-large-en }]
            ",
        ],
    );
}

#[test]
fn column_not_in_index_schema() {
    let code = "BRC4144";
    let spec = r#"
        resources:
          vector_search_indexes:
            columns:
              name: main.docs.columns_index
              endpoint_name: search
              primary_key: id
              index_type: DIRECT_ACCESS
              direct_access_index_spec:
                schema_json: '{"id": "long", "text": "string", "embedding": "array<float>"}'
                embedding_vector_columns: [{ name: vector, embedding_dimension: 1024 }]
    "#;
    assert_snapshot!(found(code, spec), @"
    12:44 `vector` `schema_json` of the vector search index `columns` has no column `vector`
        /resources/vector_search_indexes/columns/direct_access_index_spec/embedding_vector_columns/0/name: add `vector` with its type to `schema_json`, or name one that it has
        11:22 the columns
    ");
    silent(
        code,
        &[
            &spec.replace(
                "schema_json: '{\"id\": \"long\", \"text\": \"string\", \"embedding\": \"array<float>\"}'",
                "schema_json: '{\"id\": \"long\", \"text\": \"string\", \"vector\": \"array<float>\"}'",
            ),
            r#"
                variables: { column: { type: string } }
                resources:
                  vector_search_indexes:
                    c:
                      name: main.docs.pages_index
                      endpoint_name: search
                      primary_key: id
                      index_type: DIRECT_ACCESS
                      direct_access_index_spec:
                        schema_json: '${var.column}'
                        embedding_vector_columns: [{ name: vector, embedding_dimension: 1024 }]
            "#,
        ],
    );
}

#[test]
fn vector_column_without_vectors() {
    let code = "BRC4145";
    let spec = r#"
        resources:
          vector_search_indexes:
            types:
              name: main.docs.types_index
              endpoint_name: search
              primary_key: id
              index_type: DIRECT_ACCESS
              direct_access_index_spec:
                schema_json: '{"id": "long", "text": "string", "vector": "string"}'
                embedding_vector_columns: [{ name: vector, embedding_dimension: 1024 }]
    "#;
    assert_snapshot!(found(code, spec), @"
    12:44 `vector` the column `vector` of the vector search index `types` has the type `string`, which holds no vectors
        /resources/vector_search_indexes/types/direct_access_index_spec/embedding_vector_columns/0/name: write `array<float>` or `array<double>` in `schema_json`
        11:22 the types
    ");
    silent(
        code,
        &[&spec.replace(
            "schema_json: '{\"id\": \"long\", \"text\": \"string\", \"vector\": \"string\"}'",
            "schema_json: '{\"id\": \"long\", \"text\": \"string\", \"vector\": \"array<float>\"}'",
        )],
    );
}

#[test]
fn continuous_index_in_development() {
    let code = "BRC5044";
    let spec = "
        resources:
          vector_search_indexes:
            continuous:
              name: main.docs.continuous_index
              endpoint_name: search
              primary_key: id
              index_type: DELTA_SYNC
              delta_sync_index_spec:
                source_table: main.docs.pages
                pipeline_type: CONTINUOUS
                embedding_source_columns: [{ name: text, embedding_model_endpoint_name: databricks-gte-large-en }]
    ";
    assert_snapshot!(found(code, spec), @"
    12:24 `CONTINUOUS` the vector search index `continuous` follows its table all the time in development
        /resources/vector_search_indexes/continuous/delta_sync_index_spec/pipeline_type: write `TRIGGERED`, and `CONTINUOUS` in the overlay of production
    ");
    silent(
        code,
        &[
            &spec.replace("CONTINUOUS", "TRIGGERED"),
            "
                environments: { prod: {} }
                resources:
                  vector_search_indexes:
                    c:
                      name: main.docs.pages_index
                      endpoint_name: search
                      primary_key: id
                      index_type: DELTA_SYNC
                      delta_sync_index_spec:
                        source_table: main.docs.pages
                        pipeline_type: CONTINUOUS
                        embedding_source_columns: [{ name: text, embedding_model_endpoint_name: databricks-gte-large-en }]
            ",
        ],
    );
}
