//! `apply.sh`: waits for the provider, has the manifest applied, follows the run to its end.

use serde_json::json;

use crate::stub::{Answer, Stub, nowhere};
use crate::world::{KEY, Run, TOKEN, World};

const DIGEST: &str = "41383b3ed5fab3e3b92179afdaba8a170bf4fe4381be23fb63f0ee0763c5d07c";

fn ready() -> Answer {
    Answer::json(200, &json!({ "manifestDigest": DIGEST, "version": "0.1.0" }))
}

fn done() -> Answer {
    Answer::json(200, &json!({ "outputs": { "jobId": "7" }, "changes": [] }))
}

/// A run that goes on, at a place of the server's own.
fn going_on() -> Answer {
    Answer::json(202, &json!({ "progress": "1 of 3 done" }))
        .with("Location", "/api/runs/r1")
        .with("Retry-After", "5")
}

fn error(status: u16, code: &str, message: &str) -> Answer {
    Answer::json(status, &json!({ "error": { "code": code, "message": message } }))
}

fn run(world: &World, url: &str, settings: &[(&str, &str)]) -> Run {
    let script = include_str!("../../samples/minimal/infra/scripts/apply.sh");
    world.write("work/infra/scripts/apply.sh", script);
    let outputs = world.path("work/outputs.json");
    let mut all = vec![
        ("BRICEP_PROVIDER_URL", url),
        ("BRICEP_PROVIDER_KEY", KEY),
        ("BRICEP_ENVIRONMENT", "dev"),
        ("BRICEP_MANIFEST_DIGEST", DIGEST),
        ("BRICEP_WORKSPACE_ID", "/subscriptions/s/workspace"),
        ("BRICEP_VARIABLES", r#"{"node_type":"D4","size":null}"#),
        ("BRICEP_AZURE", r#"{"key_vault_uri":"https://kv"}"#),
        ("AZ_SCRIPTS_OUTPUT_PATH", outputs.to_str().unwrap()),
    ];
    all.extend(settings);
    world.run("work/infra/scripts/apply.sh", &[], &all)
}

/// Runs against answers; gives the world, the server and how the script ended.
fn against(answers: impl IntoIterator<Item = Answer>) -> Option<(World, Stub, Run)> {
    let world = World::new()?;
    let stub = Stub::start(answers);
    let run = run(&world, &stub.url, &[]);
    Some((world, stub, run))
}

#[test]
fn a_run_that_ends_at_once_gives_its_outputs() {
    let outputs = json!({
        "outputs": { "jobId": "7", "count": 3, "on": true, "list": [1, "a"], "quote": "a \"b\" 'c' $(d)", "none": null },
        "changes": [{}, {}],
    });
    let Some((world, stub, run)) = against([ready(), Answer::json(200, &outputs)]) else { return };
    assert_eq!(run.succeeds().stdout, "bricep: changes: 2\n");
    assert_eq!(stub.lines(), ["GET /readyz", "POST /api/apply"]);
    assert_eq!(
        world.json("work/outputs.json"),
        json!({ "jobId": "7", "count": "3", "on": "true", "list": "[1,\"a\"]", "quote": "a \"b\" 'c' $(d)", "none": "null" })
    );
    let requests = stub.requests();
    assert_eq!(requests[0].header("x-functions-key"), None, "anyone may ask whether it is ready");
    assert_eq!(requests[1].header("x-functions-key"), Some(KEY));
    assert_eq!(requests[1].header("authorization"), Some(format!("Bearer {TOKEN}").as_str()));
    assert_eq!(requests[1].header("content-type"), Some("application/json"));
    assert_eq!(
        requests[1].json(),
        json!({
            "environment": "dev", "manifestDigest": DIGEST, "azure": { "key_vault_uri": "https://kv" },
            "variables": { "node_type": "D4" }, "workspaceId": "/subscriptions/s/workspace",
        })
    );
}

#[test]
fn a_reviewed_plan_and_a_user_are_handed_on() {
    let Some(world) = World::new() else { return };
    let stub = Stub::start([ready(), done()]);
    let settings = [
        ("BRICEP_PLAN_DIGEST", "abc"),
        ("BRICEP_USER", "ann"),
        ("BRICEP_VARIABLES", ""),
        ("BRICEP_WORKSPACE_ID", ""),
    ];
    run(&world, &stub.url, &settings).succeeds();
    let body = stub.requests()[1].json();
    assert_eq!(
        (&body["planDigest"], &body["user"], &body["variables"]),
        (&json!("abc"), &json!("ann"), &json!({}))
    );
    assert_eq!(body.get("workspaceId"), None);
}

#[test]
fn a_run_is_followed_as_location_and_retry_after_say() {
    let absolute = Answer::json(202, &json!({ "progress": "2 of 3 done" }))
        .with("Location", "{here}/api/runs/r1?part=2&x=[1-2]")
        .with("Retry-After", "2");
    let bare = Answer::text(202, "").with("location", "/api/runs/r1");
    let long = Answer::json(202, &json!({ "progress": "2 of 3 done" }))
        .with("Location", "/api/runs/r1")
        .with("Retry-After", "86400");
    let zero = Answer::text(202, "").with("Location", "/api/runs/r1").with("Retry-After", "0");
    let Some((world, stub, run)) = against([ready(), going_on(), absolute, bare, long, zero, done()]) else {
        return;
    };
    assert_eq!(
        run.succeeds().stdout,
        "bricep: 1 of 3 done\nbricep: 2 of 3 done\nbricep: 2 of 3 done\nbricep: changes: 0\n"
    );
    assert_eq!(world.pauses(), [5, 2, 10, 300, 1]);
    assert_eq!(
        stub.lines()[2..],
        [
            "GET /api/runs/r1",
            "GET /api/runs/r1?part=2&x=[1-2]",
            "GET /api/runs/r1",
            "GET /api/runs/r1",
            "GET /api/runs/r1"
        ]
    );
    assert_eq!(
        world.calls("az account get-access-token").len(),
        6,
        "a token for each request: it must not grow old"
    );
}

#[test]
fn retry_after_may_be_a_date() {
    let Some(world) = World::new() else { return };
    let at = std::process::Command::new("date").args(["-Ru", "--date", "90 seconds"]).output().unwrap();
    let date = String::from_utf8(at.stdout).unwrap().trim().replace("+0000", "GMT");
    let past = "Wed, 21 Oct 2015 07:28:00 GMT";
    let answers = [date.as_str(), past, "soon"]
        .map(|after| Answer::text(202, "").with("Location", "/r").with("Retry-After", after));
    let stub = Stub::start([ready()].into_iter().chain(answers).chain([done()]));
    run(&world, &stub.url, &[]).succeeds();
    let pauses = world.pauses();
    assert!((80..=90).contains(&pauses[0]), "{pauses:?}");
    assert_eq!(pauses[1..], [10, 10]);
}

#[test]
fn the_provider_may_be_late() {
    let other = Answer::json(200, &json!({ "manifestDigest": "0".repeat(64) }));
    let answers =
        [Answer::Reset, Answer::text(503, "<html>"), Answer::text(200, "[1]"), other, ready(), done()];
    let Some((world, stub, run)) = against(answers) else { return };
    run.succeeds();
    assert_eq!(world.pauses(), [10; 4]);
    assert_eq!(stub.lines().len(), 6);
}

#[test]
fn a_provider_that_serves_another_manifest_is_not_asked() {
    let Some(world) = World::new() else { return };
    let stub = Stub::start([Answer::json(200, &json!({ "manifestDigest": "0123\u{1b}[31m##vso[task.x]" }))]);
    // The shell counts its seconds from here.
    let run = run(&world, &stub.url, &[("SECONDS", "899")]);
    run.fails("does not serve manifest 41383b3e").fails("it serves '0123 [31m## vso[task.x]'");
    assert!(stub.lines().iter().all(|line| line == "GET /readyz"));
    assert!(world.calls("az").is_empty());
}

#[test]
fn a_provider_that_is_not_there_is_given_up() {
    let Some(world) = World::new() else { return };
    run(&world, &nowhere(), &[("SECONDS", "899")]).fails("it serves 'nothing'");
    assert!(!world.path("work/outputs.json").exists());
}

#[test]
fn refusals_are_told_and_not_repeated() {
    for (status, code, message) in [
        (401, "Unauthorized", "no key"),
        (404, "NotFound", "no such run"),
        (409, "ManifestMismatch", "another manifest is served"),
        (409, "EnvironmentLocked", "ann@contoso.com applies since 10:02"),
        (409, "StalePlan", "the workspace changed since the plan"),
        (400, "InvalidRequest", "no such environment"),
        (500, "ApplyFailed", "2 resources failed"),
    ] {
        let Some((world, stub, run)) = against([ready(), error(status, code, message)]) else { return };
        run.fails(&format!("bricep: the run failed with status {status}\nbricep: {code}: {message}\n"));
        assert_eq!(stub.lines().len(), 2, "{status} is final");
        assert!(world.pauses().is_empty() && !world.path("work/outputs.json").exists());
        // While the run goes on, it is the same.
        let Some((_, stub, run)) = against([ready(), going_on(), error(status, code, message)]) else {
            return;
        };
        run.fails(&format!("status {status}\nbricep: {code}: {message}\n"));
        assert_eq!(stub.lines().len(), 3);
    }
}

#[test]
fn details_of_an_error_are_told() {
    let body = json!({ "error": {
        "code": "ApplyFailed", "message": "1 failed", "target": "jobs.etl",
        "details": [{ "code": "InvalidParameter", "message": "no such pool", "target": "clusters.a" }, "odd", { "code": 7 }],
    }});
    let Some((_, _, run)) = against([ready(), Answer::json(500, &body)]) else { return };
    run.fails(
        "bricep: ApplyFailed: jobs.etl: 1 failed\nbricep: InvalidParameter: clusters.a: no such pool\n",
    );
}

/// A role that was just assigned is not known at once, and a busy provider is asked again.
#[test]
fn what_was_surely_not_begun_is_asked_for_again() {
    let busy = error(429, "TooManyRequests", "later").with("Retry-After", "7");
    let forbidden = error(403, "Forbidden", "not an administrator");
    let Some((world, stub, run)) = against([ready(), busy, forbidden, Answer::text(503, ""), done()]) else {
        return;
    };
    run.succeeds();
    assert_eq!(world.pauses(), [7, 30, 30]);
    assert_eq!(stub.lines()[1..], ["POST /api/apply"; 4]);
}

#[test]
fn patience_has_an_end() {
    for (status, pauses) in [(403, 9), (429, 9), (503, 9)] {
        let Some((world, stub, run)) = against([ready(), error(status, "Code", "why")]) else { return };
        run.fails(&format!("status {status}\nbricep: Code: why"));
        assert_eq!((world.pauses().len(), stub.lines().len()), (pauses, 11));
    }
    let Some(world) = World::new() else { return };
    let stub = Stub::start([ready(), going_on()]);
    run(&world, &stub.url, &[("SECONDS", "6600")]).fails("the run has not ended within 6600 seconds");
    assert_eq!(stub.lines().len(), 2);
}

/// What may have been begun is not begun twice.
#[test]
fn a_request_whose_answer_is_lost_is_not_repeated() {
    for lost in [Answer::Reset, Answer::Cut, Answer::text(502, "<h1>Bad gateway</h1>"), Answer::text(500, "")]
    {
        let Some((world, stub, run)) = against([ready(), lost]) else { return };
        run.fails("the run may go on");
        assert_eq!((stub.lines().len(), world.pauses().len()), (2, 0));
    }
}

#[test]
fn a_poll_that_is_lost_is_repeated() {
    let trouble = [
        Answer::Reset,
        Answer::Cut,
        Answer::text(500, "oops"),
        Answer::text(502, "{}"),
        Answer::text(504, ""),
        error(429, "a", "b").with("Retry-After", "3"),
    ];
    let answers = [ready(), going_on()].into_iter().chain(trouble).chain([going_on(), done()]);
    let Some((world, stub, run)) = against(answers) else { return };
    run.succeeds();
    assert_eq!(world.pauses(), [5, 30, 30, 30, 30, 30, 3, 5]);
    assert_eq!(stub.lines()[2..], ["GET /api/runs/r1"; 8]);
    let Some((world, stub, run)) = against([ready(), going_on(), Answer::Reset]) else { return };
    run.fails("the run may go on");
    assert_eq!((stub.lines().len(), world.pauses().len()), (12, 10));
}

#[test]
fn the_key_goes_nowhere_else() {
    let Some(other) = World::new().map(|_| Stub::start([done()])) else { return };
    let host = other.url.trim_start_matches("http://");
    for place in [
        other.url.clone() + "/api/runs/r1",
        format!("{{here}}.evil.example/{host}"),
        format!("{{here}}@{host}/api"),
        format!("//{host}/api"),
        "runs/r1".to_owned(),
        String::new(),
    ] {
        let answers = [ready(), Answer::text(202, "").with("Location", place.clone()), Answer::text(404, "")];
        let Some((_, stub, run)) = against(answers) else { return };
        if place.starts_with("//") {
            // A path of its own, odd as it is.
            assert_eq!(stub.lines()[2], format!("GET {place}"));
        } else {
            run.fails("the provider names a place that is not its own");
            assert_eq!(stub.lines().len(), 2, "{place}");
        }
    }
    let Some((_, _, run)) = against([ready(), Answer::text(307, "").with("Location", other.url.clone())])
    else {
        return;
    };
    run.fails("the run failed with status 307");
    assert!(other.requests().is_empty());
}

#[test]
fn whatever_the_provider_says_is_inert() {
    let nasty = "a\u{1b}[31m\r\n##vso[task.setvariable]x\n::set-output name=a::b\n##[group]\u{9b}2J\u{202e}\u{2028}b###vso[y]";
    let shown = "a [31m ## vso[task.setvariable]x ::set-output name=a::b ## [group] 2J b### vso[y]";
    let Some((_, _, run)) = against([ready(), error(409, "Nasty", nasty)]) else { return };
    run.fails(&format!("bricep: Nasty: {shown}\n"));
    let Some((_, _, run)) = against([ready(), Answer::text(409, nasty)]) else { return };
    run.fails(&format!("bricep: {shown}\n"));
    let progress = Answer::json(202, &json!({ "progress": nasty })).with("Location", "/r");
    let object = Answer::json(202, &json!({ "progress": { "done": 1 } })).with("Location", "/r");
    let Some((_, _, run)) = against([ready(), progress, object, done()]) else { return };
    assert_eq!(
        run.succeeds().stdout,
        format!("bricep: {shown}\nbricep: {{\"done\":1}}\nbricep: changes: 0\n")
    );
}

/// A provider should not repeat what it was sent; if it does, the log does not.
#[test]
fn secrets_that_come_back_are_not_shown() {
    let echo = format!("x-functions-key: {KEY}; Authorization: Bearer {TOKEN}");
    let shown = "x-functions-key: ...; Authorization: Bearer ...";
    for answer in [error(401, "Echo", &echo), Answer::text(401, echo.clone())] {
        let Some((_, _, run)) = against([ready(), answer]) else { return };
        run.fails(shown);
    }
}

#[test]
fn errors_that_are_not_arms_are_told_in_short() {
    for (body, shown) in [
        ("<h1>Forbidden</h1>", "<h1>Forbidden</h1>"),
        (r#"{"message":"no"}"#, r#"{"message":"no"}"#),
        (r#"{"error":"denied"}"#, r#"{"error":"denied"}"#),
        ("[]", "[]"),
    ] {
        let Some((_, _, run)) = against([ready(), Answer::text(401, body)]) else { return };
        run.fails(&format!("status 401\nbricep: {shown}\n"));
    }
    let Some((_, _, run)) = against([ready(), Answer::text(401, "")]) else { return };
    assert!(run.fails("status 401\n").stderr.ends_with("status 401\n"));
    let huge = format!("{{\"error\":{{\"code\":\"Huge\",\"message\":\"{}\"}}}}", "x".repeat(1_000_000));
    for body in [huge, "y".repeat(1_000_000), "##vso[".repeat(150_000)] {
        let Some((_, _, run)) = against([ready(), Answer::text(401, body)]) else { return };
        assert!(run.fails("status 401").stderr.len() < 5_000);
    }
    let Some((_, _, run)) = against([ready(), Answer::text(401, b"\xff\xfe\x80".to_vec())]) else { return };
    run.fails("status 401");
}

#[test]
fn an_end_without_an_answer_is_a_failure() {
    for body in ["", "[]", "<html>", "{\"outputs\":"] {
        let Some((world, _, run)) = against([ready(), Answer::text(200, body)]) else { return };
        run.fails("the run has an answer that cannot be read");
        assert!(!world.path("work/outputs.json").exists());
    }
    let Some((world, _, run)) = against([ready(), Answer::text(200, "{}")]) else { return };
    run.succeeds();
    assert_eq!(world.json("work/outputs.json"), json!({}));
}

#[test]
fn without_a_token_nothing_is_sent() {
    let Some(world) = World::new() else { return };
    world.act("az", 1, "account get-access-token *", "echo 'ERROR: no identity' >&2; exit 1");
    let stub = Stub::start([ready()]);
    run(&world, &stub.url, &[])
        .fails("ERROR: no identity")
        .fails("the run cannot be asked for: there is no token");
    assert_eq!(stub.lines(), ["GET /readyz"]);
    // A failure that passes does not matter.
    let Some(world) = World::new() else { return };
    world.act_times(2, "az", 1, "account get-access-token *", "exit 1");
    let stub = Stub::start([ready(), going_on(), done()]);
    run(&world, &stub.url, &[]).succeeds();
    assert_eq!(world.pauses(), [30, 30, 5]);
}

#[test]
fn settings_that_are_missing_are_named() {
    for name in [
        "BRICEP_PROVIDER_URL",
        "BRICEP_PROVIDER_KEY",
        "BRICEP_ENVIRONMENT",
        "BRICEP_MANIFEST_DIGEST",
        "AZ_SCRIPTS_OUTPUT_PATH",
    ] {
        let Some(world) = World::new() else { return };
        run(&world, &nowhere(), &[(name, "")]).fails(&format!("{name}: parameter null or not set"));
        assert!(world.calls("curl").is_empty());
    }
}
