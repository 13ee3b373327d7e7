//! `operate.sh` of the provider's app: asks for an operation and follows it to its end.

use serde_json::json;

use crate::stub::{Answer, Stub, nowhere};
use crate::world::{KEY, Run, TOKEN, World};

fn run(world: &World, url: &str, settings: &[(&str, &str)]) -> Run {
    world.write(
        "work/infra/scripts/operate.sh",
        include_str!("../../samples/minimal/infra/scripts/operate.sh"),
    );
    let outputs = world.path("work/outputs.json");
    let mut all = vec![
        ("BRICEP_PROVIDER_URL", url),
        ("BRICEP_PROVIDER_KEY", KEY),
        ("BRICEP_ENVIRONMENT", "dev"),
        ("BRICEP_WORKSPACE_ID", "/w"),
        ("CLUSTER_ID", ""),
        ("JOB_ID", ""),
        ("AZ_SCRIPTS_OUTPUT_PATH", outputs.to_str().unwrap()),
    ];
    all.extend(settings);
    world.run("work/infra/scripts/operate.sh", &[], &all)
}

#[test]
fn every_operation_is_asked_for_and_followed() {
    let (cluster, job) = (("CLUSTER_ID", "clusterId"), ("JOB_ID", "jobId"));
    for (operation, (name, field)) in [
        ("start", cluster),
        ("stop", cluster),
        ("restart", cluster),
        ("status", cluster),
        ("status", job),
        ("run-job", job),
    ] {
        let Some(world) = World::new() else { return };
        let going_on = Answer::json(202, &json!({ "progress": "PENDING" }))
            .with("Location", "/api/operations/1")
            .with("Retry-After", "15");
        let stub = Stub::start([going_on, Answer::json(200, &json!({ "state": "RUNNING" }))]);
        let run = run(&world, &stub.url, &[("OPERATION", operation), (name, "etl \"x\"")]);
        assert_eq!(run.succeeds().stdout, format!("bricep: PENDING\nbricep: {operation} is done\n"));
        assert_eq!(stub.lines(), ["POST /api/operate", "GET /api/operations/1"]);
        let request = &stub.requests()[0];
        assert_eq!(
            request.json(),
            json!({ "environment": "dev", "operation": operation, field: "etl \"x\"", "workspaceId": "/w" })
        );
        assert_eq!(request.header("x-functions-key"), Some(KEY));
        assert_eq!(request.header("authorization"), Some(format!("Bearer {TOKEN}").as_str()));
        assert_eq!(world.pauses(), [15]);
        assert_eq!(
            world.json("work/outputs.json"),
            json!({ "operation": operation, "answer": { "state": "RUNNING" } })
        );
    }
}

#[test]
fn what_cannot_be_asked_for_is_not_sent() {
    let Some(world) = World::new() else { return };
    for operation in ["start", "stop", "restart"] {
        run(&world, &nowhere(), &[("OPERATION", operation), ("JOB_ID", "1")])
            .fails("needs the parameter clusterId");
    }
    run(&world, &nowhere(), &[("OPERATION", "status")]).fails("needs the parameter clusterId or jobId");
    run(&world, &nowhere(), &[("OPERATION", "run-job"), ("CLUSTER_ID", "1")])
        .fails("needs the parameter jobId");
    run(&world, &nowhere(), &[("OPERATION", "destroy")]).fails("there is no operation destroy");
    assert!(world.calls("curl").is_empty());
}

#[test]
fn a_cluster_that_fails_fails_the_operation() {
    let Some(world) = World::new() else { return };
    let failed = json!({ "error": { "code": "ClusterFailed", "message": "the cluster is in state ERROR" } });
    let going_on = Answer::text(202, "").with("Location", "/api/operations/1");
    let stub = Stub::start([going_on, Answer::json(409, &failed)]);
    run(&world, &stub.url, &[("OPERATION", "start"), ("CLUSTER_ID", "a")]).fails(
        "bricep: start failed with status 409\nbricep: ClusterFailed: the cluster is in state ERROR\n",
    );
    assert!(!world.path("work/outputs.json").exists());
}

/// A job would run twice.
#[test]
fn a_job_is_not_begun_twice() {
    for (answer, times) in [
        (Answer::Reset, 1),
        (Answer::text(502, ""), 1),
        (Answer::text(403, ""), 1),
        (Answer::text(429, ""), 10),
    ] {
        let Some(world) = World::new() else { return };
        let stub = Stub::start([answer]);
        run(&world, &stub.url, &[("OPERATION", "run-job"), ("JOB_ID", "etl")]).fails("run-job");
        assert_eq!(stub.lines().len(), times);
    }
    let Some(world) = World::new() else { return };
    run(&world, &nowhere(), &[("OPERATION", "run-job"), ("JOB_ID", "etl")]).fails("out of reach");
}

#[test]
fn an_operation_ends_in_time() {
    let Some(world) = World::new() else { return };
    let stub = Stub::start([Answer::text(202, "").with("Location", "/api/operations/1")]);
    run(&world, &stub.url, &[("OPERATION", "start"), ("CLUSTER_ID", "a"), ("SECONDS", "3000")])
        .fails("start has not ended within 3000 seconds");
}
