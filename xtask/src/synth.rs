//! Specs of any size, for measuring: each resource has 20 fields, a reference, a variable, and an overlay in a second
//! environment.

use std::fmt::Write;

/// A spec with this many resources beside the one pool that they share.
pub(crate) fn spec(resources: usize) -> String {
    let mut base = [String::new(), String::new()];
    let mut overlays = [String::new(), String::new()];
    for at in 0..resources {
        let kind = at % 2;
        let (body, overlay) = if kind == 0 { (CLUSTER, CLUSTER_OVERLAY) } else { (JOB, JOB_OVERLAY) };
        // A job runs on the cluster before it.
        let (own, other) = (at.to_string(), at.saturating_sub(1).to_string());
        base[kind] += &body.replace("@own@", &own).replace("@other@", &other);
        overlays[kind] += &overlay.replace("@own@", &own);
    }
    let [clusters, jobs] = base;
    let [cluster_overlays, job_overlays] = overlays;
    let mut text = String::from(HEAD);
    for (title, section) in [("      clusters:\n", cluster_overlays), ("      jobs:\n", job_overlays)] {
        if !section.is_empty() {
            text += title;
            text += &section;
        }
    }
    text += POOL;
    for (title, section) in [("  clusters:\n", clusters), ("  jobs:\n", jobs)] {
        if !section.is_empty() {
            // Writing to a string cannot fail.
            let _ = write!(text, "{title}{section}");
        }
    }
    text
}

const HEAD: &str = "\
version: 1
name: synthetic
variables:
  owner: { description: Who owns it all., default: data-platform }
azure: { location: westeurope, resource_group: rg-synthetic }
environments:
  dev: { default: true }
  prod:
    resources:
";

const POOL: &str = "\
resources:
  instance_pools:
    shared: { instance_pool_name: shared, node_type_id: Standard_D4ds_v5, idle_instance_autotermination_minutes: 15 }
";

const CLUSTER: &str = "    c@own@:
      cluster_name: ${environment}-c@own@
      spark_version: 16.4.x-scala2.12
      instance_pool_id: ${resources.instance_pools.shared.id}
      autoscale:
        min_workers: 1
        max_workers: 3
      autotermination_minutes: 60
      data_security_mode: USER_ISOLATION
      runtime_engine: STANDARD
      enable_local_disk_encryption: true
      spark_conf:
        spark.sql.adaptive.enabled: \"true\"
        spark.sql.shuffle.partitions: \"200\"
        spark.databricks.delta.preview.enabled: \"true\"
      spark_env_vars:
        STAGE: ${environment}
        LOG_LEVEL: info
      custom_tags:
        owner: ${var.owner}
        cost_centre: \"4711\"
        number: \"@own@\"
      lifecycle:
        pin: true
";

const CLUSTER_OVERLAY: &str = "        c@own@: { autoscale: { min_workers: 4, max_workers: 20 } }\n";

const JOB: &str = "    j@own@:
      name: ${environment}-j@own@
      description: Synthetic job number @own@
      schedule:
        quartz_cron_expression: 0 0 2 * * ?
        timezone_id: UTC
      timeout_seconds: 7200
      max_concurrent_runs: 1
      email_notifications:
        on_failure:
          - data@contoso.com
      tags:
        owner: ${var.owner}
        number: \"@own@\"
      tasks:
        - task_key: main
          existing_cluster_id: ${resources.clusters.c@other@.id}
          max_retries: 2
          min_retry_interval_millis: 60000
          timeout_seconds: 3600
          notebook_task:
            notebook_path: /Shared/etl/main
            base_parameters:
              environment: ${environment}
              number: \"@own@\"
";

const JOB_OVERLAY: &str = "        j@own@: { timeout_seconds: 3600 }\n";
