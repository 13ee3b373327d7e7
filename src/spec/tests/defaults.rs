use insta::assert_snapshot;

use super::{run, shown, spec, tree};

#[test]
fn development_pauses_what_is_scheduled() {
    let checked = run(&[("bricep.yaml", &spec("
        environments: { dev: , test: , prod: }
        resources:
          jobs:
            a: { name: a, schedule: { quartz_cron_expression: 0 0 2 * * ?, timezone_id: UTC } }
            b: { name: b, schedule: { quartz_cron_expression: 0 0 2 * * ?, timezone_id: UTC, pause_status: UNPAUSED } }
            c: { name: c, continuous: {} }
            d: { name: d, trigger: { periodic: { interval: 1, unit: DAYS } } }
    "))]);
    assert_snapshot!(shown(&checked), @"");
    let mut out = String::new();
    for key in ["a", "b", "c", "d"] {
        for environment in ["dev", "prod"] {
            out += &format!("{environment} {}\n", tree(&checked, environment, "jobs", key));
        }
    }
    assert_snapshot!(out, @r#"
    dev {"name":"a","schedule":{"quartz_cron_expression":"0 0 2 * * ?","timezone_id":"UTC","pause_status":"PAUSED"}}
    prod {"name":"a","schedule":{"quartz_cron_expression":"0 0 2 * * ?","timezone_id":"UTC"}}
    dev {"name":"b","schedule":{"quartz_cron_expression":"0 0 2 * * ?","timezone_id":"UTC","pause_status":"UNPAUSED"}}
    prod {"name":"b","schedule":{"quartz_cron_expression":"0 0 2 * * ?","timezone_id":"UTC","pause_status":"UNPAUSED"}}
    dev {"name":"c","continuous":{"pause_status":"PAUSED"}}
    prod {"name":"c","continuous":{}}
    dev {"name":"d","trigger":{"periodic":{"interval":1,"unit":"DAYS"},"pause_status":"PAUSED"}}
    prod {"name":"d","trigger":{"periodic":{"interval":1,"unit":"DAYS"}}}
    "#);
    let job = checked.model.as_ref().unwrap().resource("jobs", "a").unwrap();
    let [dev, test, prod] = &job.trees[..] else { panic!("three environments") };
    assert!(std::sync::Arc::ptr_eq(dev.as_ref().unwrap(), test.as_ref().unwrap()), "one tree is shared");
    assert!(!std::sync::Arc::ptr_eq(dev.as_ref().unwrap(), prod.as_ref().unwrap()));
}

#[test]
fn a_schedule_that_is_a_variable_is_left_alone() {
    let checked = run(&[(
        "bricep.yaml",
        &spec(
            "
        variables: { s: { default: { quartz_cron_expression: 0 0 2 * * ?, timezone_id: UTC } } }
        resources: { jobs: { a: { name: a, schedule: '${var.s}' } } }
    ",
        ),
    )]);
    assert_snapshot!(shown(&checked), @"");
    assert_snapshot!(tree(&checked, "dev", "jobs", "a"), @r#"{"name":"a","schedule":"${var.s}"}"#);
}
