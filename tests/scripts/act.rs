//! `operate.sh` of the custom provider: calls an action and waits for the state that it leads to.

use serde_json::json;

use crate::world::{Run, World};

const ID: &str = "/subscriptions/s/resourceGroups/g/providers/Microsoft.CustomProviders/resourceProviders/p";

fn run(world: &World, settings: &[(&str, &str)]) -> Run {
    world.write(
        "work/infra/scripts/operate.sh",
        include_str!("../../samples/custom-provider/infra/scripts/operate.sh"),
    );
    let outputs = world.path("work/outputs.json");
    let mut all = vec![
        ("PROVIDER_ID", ID),
        ("CLUSTER_ID", ""),
        ("JOB_ID", ""),
        ("AZ_SCRIPTS_OUTPUT_PATH", outputs.to_str().unwrap()),
    ];
    all.extend(settings);
    world.run("work/infra/scripts/operate.sh", &[], &all)
}

/// A provider that takes every action and tells these states in turn, the last for ever.
fn with_states(states: &[&str]) -> Option<World> {
    let world = World::new()?;
    for (rank, state) in states.iter().enumerate() {
        let told = format!("printf %s '{{\"state\":\"{state}\"}}'");
        world.act_times(1, "az", rank + 1, "*getClusterStatus*", &told);
        if rank + 1 == states.len() {
            world.act("az", rank + 1, "*getClusterStatus*", &told);
        }
    }
    world.answer("az", 8, "rest --method post *", r#"{"run_id":"9"}"#);
    Some(world)
}

fn actions(world: &World) -> Vec<String> {
    let action = |call: &String| {
        call.split("resourceProviders/p/").nth(1).unwrap().split('\\').next().unwrap().to_owned()
    };
    world.calls("az rest").iter().map(action).collect()
}

#[test]
fn an_action_is_called_and_its_state_waited_for() {
    for (operation, action, states) in [
        ("start", "startCluster", ["TERMINATED", "PENDING", "RUNNING"]),
        ("restart", "restartCluster", ["RESTARTING", "PENDING", "RUNNING"]),
        ("stop", "stopCluster", ["RUNNING", "TERMINATING", "TERMINATED"]),
    ] {
        let Some(world) = with_states(&states) else { return };
        run(&world, &[("OPERATION", operation), ("CLUSTER_ID", "a\"b")]).succeeds();
        assert_eq!(actions(&world), [action, "getClusterStatus", "getClusterStatus", "getClusterStatus"]);
        assert_eq!(world.pauses(), [15, 15]);
        let call = &world.calls("az rest")[0];
        assert!(
            call.contains(r#"\{\"clusterId\":\"a\\\"b\"\}"#) && call.contains("2018-09-01-preview"),
            "{call}"
        );
        assert_eq!(
            world.json("work/outputs.json"),
            json!({ "operation": operation, "answer": { "state": states[2] } })
        );
    }
}

#[test]
fn a_status_and_a_job_are_answered_at_once() {
    let Some(world) = with_states(&["PENDING"]) else { return };
    run(&world, &[("OPERATION", "status"), ("CLUSTER_ID", "a")]).succeeds();
    assert_eq!(
        world.json("work/outputs.json"),
        json!({ "operation": "status", "answer": { "state": "PENDING" } })
    );
    run(&world, &[("OPERATION", "run-job"), ("JOB_ID", "etl")]).succeeds();
    assert_eq!(
        world.json("work/outputs.json"),
        json!({ "operation": "run-job", "answer": { "run_id": "9" } })
    );
    assert!(world.pauses().is_empty());
}

#[test]
fn a_cluster_that_fails_fails_the_operation() {
    for (states, state) in [(["PENDING", "ERROR"], "ERROR"), (["PENDING", "TERMINATED"], "TERMINATED")] {
        let Some(world) = with_states(&states) else { return };
        run(&world, &[("OPERATION", "start"), ("CLUSTER_ID", "a")])
            .fails(&format!("the cluster is in state {state}"));
        assert!(!world.path("work/outputs.json").exists());
    }
}

#[test]
fn a_few_questions_may_fail() {
    let Some(world) = with_states(&["TERMINATED", "RUNNING"]) else { return };
    world.act_times(4, "az", 0, "*getClusterStatus*", "echo 'ERROR: 502' >&2; exit 1");
    run(&world, &[("OPERATION", "start"), ("CLUSTER_ID", "a")]).succeeds();
    assert_eq!(world.pauses(), [15; 5]);
    let Some(world) = World::new() else { return };
    world.act("az", 1, "*getClusterStatus*", "exit 1");
    world.answer("az", 2, "rest *", "{}");
    run(&world, &[("OPERATION", "stop"), ("CLUSTER_ID", "a")]).fails("does not tell the state");
    assert_eq!(world.pauses(), [15; 4]);
}

#[test]
fn an_action_that_is_refused_fails() {
    for operation in ["start", "status"] {
        let Some(world) = World::new() else { return };
        world.act("az", 1, "rest *", "echo 'ERROR: Conflict' >&2; exit 1");
        run(&world, &[("OPERATION", operation), ("CLUSTER_ID", "a")]).fails("ERROR: Conflict");
        assert_eq!(world.calls("az rest").len(), 1);
    }
}

#[test]
fn a_wait_has_an_end_and_odd_states_are_inert() {
    let Some(world) = with_states(&["##vso[x]\\u001b[31mODD"]) else { return };
    run(&world, &[("OPERATION", "start"), ("CLUSTER_ID", "a"), ("SECONDS", "3300")])
        .fails("still in state vsoxmODD after 3300");
}

#[test]
fn what_cannot_be_asked_for_is_not_sent() {
    let Some(world) = World::new() else { return };
    for operation in ["start", "stop", "restart"] {
        run(&world, &[("OPERATION", operation), ("JOB_ID", "1")]).fails("needs the parameter clusterId");
    }
    run(&world, &[("OPERATION", "status")]).fails("needs the parameter clusterId");
    run(&world, &[("OPERATION", "status"), ("JOB_ID", "1")])
        .fails("the custom provider tells the status of clusters alone");
    run(&world, &[("OPERATION", "run-job"), ("CLUSTER_ID", "1")]).fails("needs the parameter jobId");
    run(&world, &[("OPERATION", "destroy")]).fails("there is no operation destroy");
    assert!(world.calls("az").is_empty());
}
