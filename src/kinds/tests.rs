use std::collections::BTreeSet;

use super::case::{camel_case, snake_case};
use super::*;

/// Every name of a field below a shape, once for each type.
fn names(shape: &Shape, depth: usize, found: &mut BTreeSet<String>) {
    for (name, inner) in shape.properties() {
        found.insert(name.to_owned());
        if depth > 0 {
            names(inner, depth - 1, found);
            inner.items().into_iter().for_each(|items| names(items, depth - 1, found));
        }
    }
}

#[test]
fn names_come_back_from_camel_case() {
    for kind in KINDS {
        let mut fields = BTreeSet::new();
        names(kind.shape(), 8, &mut fields);
        assert!(!fields.is_empty(), "{}", kind.name);
        let camel: BTreeSet<String> = fields.iter().map(|name| camel_case(name)).collect();
        assert_eq!(camel.len(), fields.len(), "two fields of {} become one", kind.name);
        for name in fields {
            assert_eq!(snake_case(&camel_case(&name)), name);
            assert!(!camel_case(&name).starts_with(char::is_uppercase), "{name}");
        }
    }
}

#[test]
fn case_follows_the_rule() {
    let cases = [
        ("spark_env_vars", "sparkEnvVars"),
        ("name", "name"),
        ("s3_info", "s3Info"),
        ("tier_2_size", "tier_2Size"),
        ("min_retry_interval_millis", "minRetryIntervalMillis"),
    ];
    for (snake, camel) in cases {
        assert_eq!(camel_case(snake), camel);
        assert_eq!(snake_case(camel), snake);
    }
}

proptest::proptest! {
    #[test]
    fn every_lower_case_name_comes_back(name in "_?[a-z0-9]+(_{1,2}[a-z0-9]+){0,5}_?") {
        proptest::prop_assert_eq!(snake_case(&camel_case(&name)), name);
    }
}

#[test]
fn kinds_are_told_apart() {
    assert!(KINDS.is_sorted_by_key(|kind| kind.name));
    for names in [
        KINDS.iter().map(|kind| kind.name).collect::<BTreeSet<_>>(),
        KINDS.iter().map(|kind| kind.symbol).collect(),
        KINDS.iter().map(|kind| kind.arm_type).collect(),
        KINDS.iter().map(|kind| kind.singular).collect(),
    ] {
        assert_eq!(names.len(), KINDS.len());
    }
    for found in KINDS {
        assert_eq!(camel_case(found.name), found.arm_type);
        assert!(std::ptr::eq(kind(found.name).unwrap(), *found));
        assert!(found.attribute("id").is_some(), "{}", found.name);
        if let Some(field) = found.name_field {
            assert!(found.shape().property(field).is_some(), "{}", found.name);
            assert_eq!(found.attribute("name").unwrap().arm_property, camel_case(field));
        }
    }
    assert!(kind("cluster").is_none());
}

#[test]
fn shapes_know_what_the_passes_ask() {
    let jobs = kind("jobs").unwrap().shape();
    let at = |path: &str| {
        path.split('.').fold(jobs, |shape, step| match step {
            "[]" => shape.items().unwrap(),
            name => shape.property(name).unwrap_or_else(|| panic!("{path}: {name}")),
        })
    };
    for (path, key) in [
        ("tasks", "task_key"),
        ("tasks.[].depends_on", "task_key"),
        ("job_clusters", "job_cluster_key"),
        ("parameters", "name"),
        ("environments", "environment_key"),
    ] {
        assert_eq!(at(path).key_field(), Some(key), "{path}");
    }
    assert_eq!(at("email_notifications.on_failure").key_field(), None);
    assert_eq!(at("tasks.[].existing_cluster_id").reference(), Some("clusters"));
    assert_eq!(at("tasks.[].new_cluster.instance_pool_id").reference(), Some("instance_pools"));
    assert_eq!(at("tasks.[].run_job_task.job_id").reference(), Some("jobs"));
    for (path, local) in [
        ("tasks.[].notebook_task.notebook_path", LocalPath::Notebook),
        ("tasks.[].spark_python_task.python_file", LocalPath::File),
        ("tasks.[].libraries.[].whl", LocalPath::File),
        ("tasks.[].libraries.[].jar", LocalPath::File),
        ("tasks.[].sql_task.file.path", LocalPath::File),
        ("tasks.[].new_cluster.init_scripts.[].workspace.destination", LocalPath::File),
    ] {
        assert_eq!(at(path).local_path(), Some(local), "{path}");
    }
    for path in ["schedule", "trigger", "continuous"] {
        assert!(at(path).is_pausable(), "{path}");
    }
    assert!(!at("queue").is_pausable());
    for path in ["tags", "tasks.[].notebook_task.base_parameters", "tasks.[].new_cluster.spark_conf"] {
        assert!(at(path).is_free_form(), "{path}");
        assert!(at(path).property("anything").is_none());
    }
    assert!(at("tasks.[].new_cluster.docker_image.basic_auth.password").is_secret());
    let options = |name: &str| kind("connections").unwrap().shape().property(name).unwrap().values().unwrap();
    assert!(options("options").is_secret() && !options("properties").is_secret());
    assert!(at("job_id").is_server_filled());
    assert!(at("tasks.[].libraries.[].egg").deprecated().is_some());
    // A task may hold a task.
    assert!(at("tasks.[].for_each_task.task.for_each_task.task.task_key").types().string);
    assert!(kind("instance_pools").unwrap().shape().property("node_type_id").unwrap().is_immutable());
}

/// Every reference names a kind, and every field is described.
#[test]
fn shapes_are_complete() {
    fn walk(shape: &Shape, depth: usize, path: &str) {
        for (name, inner) in shape.properties() {
            let path = format!("{path}.{name}");
            assert!(inner.description().is_some(), "{path}");
            if let Some(reference) = inner.reference() {
                assert!(kind(reference).is_some(), "{path}");
            }
            if depth > 0 {
                walk(inner, depth - 1, &path);
                inner.items().into_iter().for_each(|items| walk(items, depth - 1, &path));
            }
        }
    }
    KINDS.iter().for_each(|kind| walk(kind.shape(), 8, kind.name));
}
