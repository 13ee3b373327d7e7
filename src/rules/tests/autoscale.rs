use insta::assert_snapshot;

use super::{found, silent};

#[test]
fn autoscale_min_above_max() {
    let code = "BRC4001";
    assert_snapshot!(found(code, "
        resources:
          clusters:
            etl: { spark_version: 17.3.x-scala2.13, node_type_id: Standard_D4ds_v5, autoscale: { min_workers: 8, max_workers: 4 } }
          jobs:
            nightly:
              name: nightly
              job_clusters:
                - job_cluster_key: main
                  new_cluster: { spark_version: 17.3.x-scala2.13, node_type_id: Standard_D4ds_v5, autoscale: { min_workers: 2, max_workers: 1 } }
              tasks:
                - task_key: all
                  for_each_task:
                    inputs: '[1]'
                    task:
                      task_key: one
                      new_cluster: { spark_version: 17.3.x-scala2.13, node_type_id: Standard_D4ds_v5, autoscale: { min_workers: 3, max_workers: 1 } }
                      @task
    ".replace("@task", "notebook_task: { notebook_path: /Shared/etl }").as_str()), @"
    5:103 `8` the cluster `etl` has at least 8 workers and at most 4
        /resources/clusters/etl/autoscale/min_workers: write a `min_workers` that is not above `max_workers`
        5:119 the most
    11:117 `2` the job cluster `main` has at least 2 workers and at most 1
        /resources/jobs/nightly/job_clusters/0/new_cluster/autoscale/min_workers: write a `min_workers` that is not above `max_workers`
        11:133 the most
    18:121 `3` the cluster of the task `one` has at least 3 workers and at most 1
        /resources/jobs/nightly/tasks/0/for_each_task/task/new_cluster/autoscale/min_workers: write a `min_workers` that is not above `max_workers`
        18:137 the most
    ");
    silent(
        code,
        &[
            "resources: { clusters: { etl: { @cluster } } }",
            "resources: { clusters: { etl: { spark_version: 17.3.x-scala2.13, node_type_id: Standard_D4ds_v5, autoscale: { min_workers: 4, max_workers: 4 } } } }",
            "variables: { most: { type: integer } }\nresources: { clusters: { etl: { spark_version: 17.3.x-scala2.13, node_type_id: Standard_D4ds_v5, autoscale: { min_workers: 4, max_workers: '${var.most}' } } } }",
        ],
    );
}
