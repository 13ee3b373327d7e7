use insta::assert_snapshot;

use super::{found, silent};

#[test]
fn pipeline_cluster_label_twice() {
    let code = "BRC4128";
    let spec = "
        resources:
          pipelines:
            labels:
              name: labels
              catalog: main
              schema: sales
              clusters:
                - { label: updates, num_workers: 2 }
                - { label: updates, num_workers: 4 }
              libraries: [{ notebook: { path: /Shared/labels } }]
    ";
    assert_snapshot!(found(code, spec), @"
    11:20 `updates` the pipeline `labels` has two clusters with the label `updates`
        /resources/pipelines/labels/clusters/1/label: give each its own label: `default`, `updates` or `maintenance`
        10:20 the first one
    ");
    silent(
        code,
        &[
            &spec.replace("updates, num_workers: 4", "maintenance, num_workers: 1"),
            "
                variables: { label: { type: string } }
                resources:
                  pipelines:
                    labels:
                      name: labels
                      catalog: main
                      schema: sales
                      clusters:
                        - { label: updates, num_workers: 2 }
                        - { label: '${var.label}', num_workers: 4 }
                      libraries: [{ notebook: { path: /Shared/labels } }]
            ",
        ],
    );
}

#[test]
fn enhanced_maintenance_cluster() {
    let code = "BRC4129";
    let spec = "
        resources:
          pipelines:
            maintenance:
              name: maintenance
              catalog: main
              schema: sales
              clusters:
                - label: maintenance
                  autoscale: { min_workers: 1, max_workers: 2, mode: ENHANCED }
              libraries: [{ notebook: { path: /Shared/maintenance } }]
    ";
    assert_snapshot!(found(code, spec), @"
    11:62 `ENHANCED` the maintenance cluster of the pipeline `maintenance` cannot scale by `ENHANCED`
        /resources/pipelines/maintenance/clusters/0/autoscale/mode: write `mode: LEGACY`
    ");
    silent(
        code,
        &[
            &spec.replace("ENHANCED", "LEGACY"),
            "
                resources:
                  pipelines:
                    m:
                      name: m
                      catalog: main
                      schema: sales
                      clusters:
                        - label: updates
                          autoscale: { min_workers: 1, max_workers: 2, mode: ENHANCED }
                      libraries: [{ notebook: { path: /Shared/m } }]
            ",
        ],
    );
}

#[test]
fn pipeline_autoscale_min_above_max() {
    let code = "BRC4130";
    let spec = "
        resources:
          pipelines:
            workers:
              name: workers
              catalog: main
              schema: sales
              clusters:
                - autoscale: { min_workers: 8, max_workers: 4 }
              libraries: [{ notebook: { path: /Shared/workers } }]
    ";
    assert_snapshot!(found(code, spec), @"
    10:37 `8` a cluster of the pipeline `workers` has at least 8 workers and at most 4
        /resources/pipelines/workers/clusters/0/autoscale/min_workers: write a `min_workers` that is not above `max_workers`
        10:53 the most
    ");
    silent(
        code,
        &[
            &spec.replace("8", "2"),
            "
                variables: { most: { type: integer } }
                resources:
                  pipelines:
                    workers:
                      name: workers
                      catalog: main
                      schema: sales
                      clusters:
                        - autoscale: { min_workers: 8, max_workers: '${var.most}' }
                      libraries: [{ notebook: { path: /Shared/workers } }]
            ",
        ],
    );
}

#[test]
fn photon_off_in_serverless_pipeline() {
    let code = "BRC4131";
    assert_snapshot!(found(code, "
        resources:
          pipelines:
            photon:
              name: photon
              catalog: main
              schema: sales
              serverless: true
              photon: false
              libraries: [{ notebook: { path: /Shared/photon } }]
    "), @"
    10:15 `false` the pipeline `photon` is serverless, which runs on Photon always
        /resources/pipelines/photon/photon: remove `photon`
        9:19 serverless compute
    ");
    silent(
        code,
        &[
            "
                resources:
                  pipelines:
                    photon:
                      name: photon
                      catalog: main
                      schema: sales
                      serverless: true
                      libraries: [{ notebook: { path: /Shared/photon } }]
            ",
            "
                resources:
                  pipelines:
                    photon:
                      name: photon
                      catalog: main
                      schema: sales
                      photon: false
                      libraries: [{ notebook: { path: /Shared/photon } }]
            ",
        ],
    );
}

#[test]
fn pipeline_file_suffix() {
    let code = "BRC4132";
    assert_snapshot!(found(code, "
        resources:
          pipelines:
            suffix:
              name: suffix
              catalog: main
              schema: sales
              libraries:
                - file: { path: /Shared/orders }
    "), @"
    10:25 `/Shared/orders` the file `orders` of the pipeline `suffix` is neither Python nor SQL
        /resources/pipelines/suffix/libraries/0/file/path: name a file that ends in `.py` or `.sql`, or write `notebook` if it is one
    ");
    silent(
        code,
        &["
                resources:
                  pipelines:
                    suffix:
                      name: suffix
                      catalog: main
                      schema: sales
                      libraries:
                        - notebook: { path: /Shared/orders }
                        - file: { path: /Shared/customers.sql }
            "],
    );
}
