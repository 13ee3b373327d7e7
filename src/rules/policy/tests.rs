//! The language of policies, attribute by attribute.

use super::attribute::Attribute;
use super::element::{Element, Verdict};
use super::*;

/// What a rule says of a value that a cluster would have: `ok`, or `no`.
fn judge(rule: &str, path: &str, found: &str) -> &'static str {
    let rule: serde_json::Value = serde_json::from_str(rule).unwrap();
    let element = Element::read(&rule).unwrap();
    let tree = crate::source::Node {
        span: crate::source::Span::new(crate::source::FileId(0), 0, 0),
        also: None,
        data: crate::source::Data::Null,
    };
    let value = Value::root(crate::rules::value::Root::section(["", ""], &tree, tree.span));
    match element.judge(path, &Attribute::Derived(found.to_owned(), value)) {
        Verdict::Fine => "ok",
        Verdict::Refused(_) => "no",
        Verdict::Missing(_) => "missing",
    }
}

#[test]
fn each_type_of_rule_takes_what_it_says() {
    for (rule, found, expected) in [
        (r#"{"type": "fixed", "value": 60}"#, "60", "ok"),
        (r#"{"type": "fixed", "value": 60}"#, "60.0", "ok"),
        (r#"{"type": "fixed", "value": 60}"#, "61", "no"),
        (r#"{"type": "fixed", "value": "60"}"#, "60", "ok"),
        (r#"{"type": "fixed", "value": true}"#, "true", "ok"),
        (r#"{"type": "fixed", "value": true}"#, "false", "no"),
        (r#"{"type": "fixed", "value": "PHOTON"}"#, "photon", "no"),
        (r#"{"type": "forbidden", "hidden": true}"#, "x", "no"),
        (r#"{"type": "allowlist", "values": ["a", "b"]}"#, "b", "ok"),
        (r#"{"type": "allowlist", "values": ["a", "b"]}"#, "c", "no"),
        (r#"{"type": "allowlist", "values": []}"#, "c", "no"),
        (r#"{"type": "whitelist", "values": [1, 2]}"#, "2", "ok"),
        (r#"{"type": "blocklist", "values": ["a"]}"#, "a", "no"),
        (r#"{"type": "blocklist", "values": ["a"]}"#, "b", "ok"),
        (r#"{"type": "blacklist", "values": ["a"]}"#, "a", "no"),
        // An expression has to match the whole text.
        (r#"{"type": "regex", "pattern": "Standard_D[0-9]+ds_v5"}"#, "Standard_D4ds_v5", "ok"),
        (r#"{"type": "regex", "pattern": "Standard_D"}"#, "Standard_D4ds_v5", "no"),
        (r#"{"type": "regex", "pattern": "a|b"}"#, "ab", "no"),
        // Rust has no look-around, so nothing is said.
        (r#"{"type": "regex", "pattern": "(?!dev).*"}"#, "dev", "ok"),
        (r#"{"type": "range", "minValue": 10, "maxValue": 120}"#, "10", "ok"),
        (r#"{"type": "range", "minValue": 10, "maxValue": 120}"#, "120", "ok"),
        (r#"{"type": "range", "minValue": 10, "maxValue": 120}"#, "121", "no"),
        (r#"{"type": "range", "minValue": 10}"#, "9", "no"),
        (r#"{"type": "range", "maxValue": 2.5}"#, "2.6", "no"),
        (r#"{"type": "range", "maxValue": "8"}"#, "9", "no"),
        (r#"{"type": "range", "maxValue": 8}"#, "no number", "ok"),
        (r#"{"type": "unlimited", "defaultValue": 1}"#, "anything", "ok"),
    ] {
        assert_eq!(judge(rule, "x", found), expected, "{rule} on {found}");
    }
}

#[test]
fn names_of_one_thing_are_the_same() {
    let fixed = r#"{"type": "fixed", "value": "USER_ISOLATION"}"#;
    assert_eq!(judge(fixed, "data_security_mode", "DATA_SECURITY_MODE_STANDARD"), "ok");
    assert_eq!(judge(fixed, "data_security_mode", "SINGLE_USER"), "no");
}

#[test]
fn what_the_service_resolves_is_not_judged() {
    let latest = r#"{"type": "allowlist", "values": ["auto:latest-lts"]}"#;
    assert_eq!(judge(latest, "spark_version", "17.3.x-scala2.13"), "ok");
    let version = r#"{"type": "fixed", "value": "17.3.x-scala2.13"}"#;
    assert_eq!(judge(version, "spark_version", "auto:latest-lts"), "ok");
    assert_eq!(judge(r#"{"type": "fixed", "value": "\ue000"}"#, "instance_pool_id", "x"), "ok");
}

#[test]
fn rules_that_are_none_are_told() {
    let of = |rule: &str| {
        let rule: serde_json::Value = serde_json::from_str(rule).unwrap();
        fault(&rule).map(|(fault, help)| format!("{fault}: {help}"))
    };
    for sound in [
        r#"{"type": "fixed", "value": null}"#,
        r#"{"type": "forbidden"}"#,
        r#"{"type": "range", "maxValue": 1}"#,
        r#"{"type": "range", "minValue": 1, "maxValue": 1}"#,
        r#"{"type": "unlimited"}"#,
        r#"{"type": "\ue000"}"#,
        r#"{"type": "allowlist", "values": "\ue000"}"#,
    ] {
        assert_eq!(of(sound), None, "{sound}");
    }
    let told: Vec<String> = [
        "60",
        "{}",
        r#"{"type": "fixd", "value": 1}"#,
        r#"{"type": "anything"}"#,
        r#"{"type": "fixed"}"#,
        r#"{"type": "regex", "value": "a"}"#,
        r#"{"type": "blocklist", "values": "a"}"#,
        r#"{"type": "range", "minValue": 2, "maxValue": 1}"#,
    ]
    .into_iter()
    .map(|rule| of(rule).unwrap_or_else(|| panic!("{rule}")))
    .collect();
    insta::assert_snapshot!(told.join("\n"), @r#"
    is no object: write `{ "type": …, … }`
    has no `type`: add one: `fixed`, `allowlist`, `range` …
    has the type `fixd`, which there is not: did you mean `fixed`?
    has the type `anything`, which there is not: the types are `fixed`, `forbidden`, `allowlist`, `blocklist`, `regex`, `range` and `unlimited`
    is of type `fixed` and has no `value`: add `value`
    is of type `regex` and has no `pattern`: add `pattern`
    has `values` that are no list: write them in square brackets
    takes 2 at least and 1 at most: write a `minValue` that is not above `maxValue`
    "#);
}

#[test]
fn slips_of_the_pen_are_told() {
    let of = |rule: &str| unknown_words(&serde_json::from_str(rule).unwrap());
    assert_eq!(of(r#"{"type": "range", "maxvalue": 1}"#), [("maxvalue".to_owned(), "maxValue")]);
    assert_eq!(of(r#"{"type": "unlimited", "isOptionl": true}"#), [("isOptionl".to_owned(), "isOptional")]);
    assert_eq!(of(r#"{"type": "fixed", "value": 1, "hidden": true, "comment": "why"}"#), []);
}

#[test]
fn attributes_are_those_of_the_api() {
    for path in [
        "autotermination_minutes",
        "azure_attributes.first_on_demand",
        "aws_attributes.availability",
        "cluster_log_conf.path",
        "cluster_mount_infos.0.local_mount_dir_path",
        "cluster_type",
        "custom_tags.cost.center",
        "dbus_per_hour",
        "init_scripts.*.volumes.destination",
        "init_scripts.0.workspace.destination",
        "init_scripts.0.s3.destination",
        "spark_conf.spark.databricks.cluster.profile",
        "ssh_public_keys.*",
        "workload_type.clients.jobs",
    ] {
        assert!(is_attribute(path), "{path}");
    }
    for (path, expected) in [
        ("autotermination_minuts", Some("autotermination_minutes")),
        ("azure_attributes.spot_max_price", Some("azure_attributes.spot_bid_max_price")),
        ("azure_attributes.zone", None),
        ("azure_attributes.avalability", Some("azure_attributes.availability")),
        ("custom_tag.team", Some("custom_tags.team")),
        ("init_scripts.first.volumes.destination", None),
        ("whatever", None),
    ] {
        assert!(!is_attribute(path), "{path}");
        assert_eq!(meant(path).as_deref(), expected, "{path}");
    }
}
