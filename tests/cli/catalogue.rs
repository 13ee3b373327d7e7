//! `bricep catalogue pull`, against a server of scripted answers.

use insta::assert_snapshot;
use serde_json::json;

use crate::project::{Project, Run, SPEC, run};
use crate::stub::{Answer, Stub, nowhere};

const TOKEN: &str = "dapi00112233445566778899aabbccddeeff";

fn runtimes() -> Answer {
    Answer::json(
        200,
        &json!({"versions": [
            {"key": "17.3.x-scala2.13", "name": "17.3 LTS (includes Apache Spark 4.0.0, Scala 2.13)"},
            {"key": "16.4.x-scala2.12", "name": "16.4 LTS (includes Apache Spark 3.5.2, Scala 2.12)"},
        ]}),
    )
}

fn node_types() -> Answer {
    let size = |id: &str, status: serde_json::Value| {
        json!({"node_type_id": id, "num_cores": 4.0, "memory_mb": 16384, "num_gpus": 0, "photon_worker_capable": true,
               "photon_driver_capable": true, "is_deprecated": false, "description": id, "node_info": status})
    };
    let list = [
        size("Standard_D4ds_v5", json!({"status": [], "available_core_quota": 350})),
        size("Standard_D4as_v5", json!({"status": ["NotEnabledOnSubscription"]})),
    ];
    Answer::json(200, &json!({"node_types": list}))
}

fn pull(project: &Project, host: &str, arguments: &[&str]) -> Run {
    let mut command = project.command(&[&["catalogue", "pull", "--workspace", host][..], arguments].concat());
    run(command.env("DATABRICKS_TOKEN", TOKEN).env("PATH", "/nowhere"))
}

/// What is printed, without the port of the server.
fn shown(run: &Run, host: &str) -> String {
    assert!(!run.shown().contains(TOKEN));
    run.shown().replace(host, "http://host")
}

#[test]
fn what_a_workspace_offers_is_written_and_read() {
    let stub = Stub::start([runtimes(), node_types()]);
    let project = Project::new(&[]);
    assert_snapshot!(shown(&pull(&project, &stub.url, &[]), &stub.url), @"
    exit 0
    --- stdout
    --- stderr
    Wrote databricks-catalogue.json: 2 runtimes and 2 VM sizes of http://host
    ");
    let text = project.read("databricks-catalogue.json").unwrap().replace(&stub.url, "http://host");
    let line =
        |line: &str| if line.contains("\"date\"") { "  TODAY\n".to_owned() } else { format!("{line}\n") };
    assert_snapshot!(text.lines().map(line).collect::<String>(), @r#"
    {
      "version": 1,
      "workspace": "http://host",
      TODAY
      "runtimes": [
        {"key":"16.4.x-scala2.12","name":"16.4 LTS (includes Apache Spark 3.5.2, Scala 2.12)"},
        {"key":"17.3.x-scala2.13","name":"17.3 LTS (includes Apache Spark 4.0.0, Scala 2.13)"}
      ],
      "node_types": [
        {"id":"Standard_D4as_v5","cores":4,"memory_mb":16384,"gpus":0,"photon":true,"unavailable":["NotEnabledOnSubscription"]},
        {"id":"Standard_D4ds_v5","cores":4,"memory_mb":16384,"gpus":0,"photon":true}
      ]
    }
    "#);
    assert!(!text.contains(TOKEN));
    assert_eq!(
        stub.lines(),
        ["GET /api/2.1/clusters/spark-versions", "GET /api/2.1/clusters/list-node-types"]
    );
    assert!(
        stub.requests().iter().all(|one| one.header("Authorization") == Some(&*format!("Bearer {TOKEN}")))
    );

    let spec = SPEC.replace("16.4.x", "17.9.x").replace("Standard_D4ds_v5", "Standard_D4as_v5")
        + "validate: { catalogue: ./databricks-catalogue.json }\n";
    project.write("bricep.yaml", &spec);
    assert_snapshot!(project.run(&["validate", "--select", "BRC4004,BRC4007", "--format", "concise"]).out, @"
    bricep.yaml:6:46: warning[BRC4004] unknown-runtime: the catalogue of the workspace has no runtime `17.9.x-scala2.12` (did you mean `16.4.x-scala2.12`? If it is new, run `bricep catalogue pull`)
    bricep.yaml:6:78: warning[BRC4007] unknown-node-type: the workspace cannot have the VM size `Standard_D4as_v5`: NotEnabledOnSubscription (take another size, or have it enabled and run `bricep catalogue pull`)
    2 warnings in 1 file
    ");
}

#[test]
fn a_catalogue_with_nothing_new_stays_as_it_is() {
    let stub = Stub::start([runtimes(), node_types(), runtimes(), node_types()]);
    let project = Project::new(&[]);
    pull(&project, &stub.url, &["--output", "a.json"]);
    let old = project.read("a.json").unwrap().replace("\"date\": \"2", "\"date\": \"1");
    project.write("a.json", &old);
    assert_snapshot!(shown(&pull(&project, &stub.url, &["--output", "a.json"]), &stub.url), @"
    exit 0
    --- stdout
    --- stderr
    Nothing new in a.json: 2 runtimes and 2 VM sizes of http://host
    ");
    assert_eq!(project.read("a.json").unwrap(), old);
}

#[test]
fn a_busy_service_is_asked_again() {
    let busy = Answer::text(429, "slow down").with("Retry-After", "0");
    let stub = Stub::start([busy.clone(), runtimes(), Answer::text(503, ""), node_types()]);
    let project = Project::new(&[]);
    assert_eq!(pull(&project, &stub.url, &["-q"]).shown(), "exit 0\n--- stdout\n--- stderr\n");
    assert_eq!(stub.lines().len(), 4);
}

#[test]
fn a_service_that_does_not_answer_leaves_no_file() {
    let refused = json!({"error_code": 403, "message": "Invalid access token."});
    let cases = [
        vec![Answer::json(403, &refused)],
        vec![Answer::text(404, "<html>\nnot here\n</html>")],
        vec![Answer::text(302, "").with("Location", "https://example.test/login")],
        vec![Answer::text(200, "<html>sign in</html>")],
        vec![Answer::json(200, &json!({"versions": []})), node_types()],
        vec![runtimes(), Answer::Cut],
    ];
    let mut told = String::new();
    for answers in cases {
        let stub = Stub::start(answers);
        let project = Project::new(&[]);
        told += &shown(&pull(&project, &stub.url, &[]), &stub.url);
        assert_eq!(project.files(), [""; 0]);
    }
    let (project, host) = (Project::new(&[]), nowhere());
    told += &shown(&pull(&project, &host, &[]), &host);
    assert_snapshot!(told, @"
    exit 3
    --- stdout
    --- stderr
    error: `http://host` refuses the token with status 403: Invalid access token.
    exit 3
    --- stdout
    --- stderr
    error: `http://host/api/2.1/clusters/spark-versions` answers with a web page: that is no workspace's API; is the address right?
    exit 3
    --- stdout
    --- stderr
    error: `http://host/api/2.1/clusters/spark-versions` answers with a redirect: that is no workspace's API; is the address right?
    exit 3
    --- stdout
    --- stderr
    error: `http://host/api/2.1/clusters/spark-versions` answers with a web page: that is no workspace's API; is the address right?
    exit 3
    --- stdout
    --- stderr
    error: `http://host/api/2.1/clusters/spark-versions` answers with something else than the API of Databricks: the list is empty
    exit 3
    --- stdout
    --- stderr
    error: `http://host/api/2.1/clusters/list-node-types` answers with something else than the API of Databricks: io: Peer disconnected
    exit 3
    --- stdout
    --- stderr
    error: `http://host` does not answer: io: Connection refused (os error 111)
    ");
}

#[test]
fn a_file_that_is_no_catalogue_is_left_alone() {
    let stub = Stub::start([runtimes(), node_types(), runtimes(), node_types()]);
    let project = Project::new(&[("package.json", "{}")]);
    assert_snapshot!(shown(&pull(&project, &stub.url, &["-o", "package.json"]), &stub.url), @"
    exit 3
    --- stdout
    --- stderr
    error: `package.json` is no catalogue, and is left as it is; move it away, or name another file
    ");
    assert_eq!(project.read("package.json").as_deref(), Some("{}"));
    // Nor is one that is no text.
    let picture = project.write("picture.png", b"\x89PNG\xff");
    let run = pull(&project, &stub.url, &["-o", "picture.png"]);
    assert!(
        run.code == Some(3) && run.err.starts_with("error: `picture.png` is no catalogue"),
        "{}",
        run.err
    );
    assert_eq!(picture.metadata().unwrap().len(), 5);
}

#[test]
fn without_address_or_token_it_says_what_to_do() {
    let project = Project::new(&[]);
    let mut told = String::new();
    for host in ["http://adb-1.azuredatabricks.net", "not an address"] {
        told += &pull(&project, host, &[]).shown();
    }
    let mut command =
        project.command(&["catalogue", "pull", "--workspace", "https://adb-1.azuredatabricks.net"]);
    told += &run(command.env_remove("DATABRICKS_TOKEN").env("PATH", "/nowhere")).shown();
    let mut command = project.command(&["catalogue", "pull"]);
    told += &run(command.env_remove("DATABRICKS_HOST")).shown();
    assert_snapshot!(told, @"
    exit 2
    --- stdout
    --- stderr
    error: `--workspace` is no address of a workspace; write it as `https://adb-1234567890123456.7.azuredatabricks.net`
    exit 2
    --- stdout
    --- stderr
    error: `--workspace` is no address of a workspace; write it as `https://adb-1234567890123456.7.azuredatabricks.net`
    exit 3
    --- stdout
    --- stderr
    error: there is no token: set `DATABRICKS_TOKEN`, or install the Azure CLI and sign in with `az login`: No such file or directory (os error 2)
    exit 2
    --- stdout
    --- stderr
    error: the following required arguments were not provided:
      --workspace <URL>

    Usage: bricep catalogue pull --workspace <URL>

    For more information, try '--help'.
    ");
}

#[test]
fn a_catalogue_that_is_none_is_a_finding_at_its_name() {
    let spec = |path: &str| format!("{SPEC}validate: {{ catalogue: {path} }}\n");
    let project = Project::new(&[("b.json", "{ \"version\": 1 }"), ("big.json", &" ".repeat(2_000_000))]);
    let mut told = String::new();
    for path in ["./a.json", "./b.json", "./big.json", "../c.json", "d.json"] {
        project.write("bricep.yaml", spec(path));
        told += &project.run(&["validate", "--format", "concise"]).out;
    }
    project.write(
        "bricep.yaml",
        format!("{SPEC}environments: {{ dev: {{}}, test: {{ validate: {{ catalogue: ./a.json }} }} }}\n"),
    );
    told += &project.run(&["validate", "--format", "json"]).out;
    assert_snapshot!(told, @r#"
    bricep.yaml:7:24: error[BRC1015] source-not-found: there is no file `a.json` (did you mean `b.json`?)
    1 error in 1 file
    bricep.yaml:7:24: error[BRC1024] invalid-catalogue: `b.json` is no catalogue of a workspace: missing field `workspace` at line 1 column 16 (write it anew with `bricep catalogue pull`)
    1 error in 1 file
    bricep.yaml:7:24: error[BRC1024] invalid-catalogue: `big.json` cannot be read: it is larger than 1 MiB (write it anew with `bricep catalogue pull`)
    1 error in 1 file
    bricep.yaml:7:24: error[BRC1011] path-outside-project: `../c.json` leads out of the folder of the spec (keep the catalogue beside the spec)
    1 error in 1 file
    bricep.yaml:7:24: error[BRC2006] pattern-mismatch: `d.json` does not fit `catalogue` (write a path relative to this file, such as `./databricks-catalogue.json`)
    1 error in 1 file
    {"version":1,"diagnostics":[{"code":"BRC1015","name":"source-not-found","severity":"error","message":"there is no file `a.json`","help":"did you mean `b.json`?","file":"bricep.yaml","start":{"line":7,"column":57,"offset":311},"end":{"line":7,"column":65,"offset":319},"path":"/environments/test/validate/catalogue","environment":null,"related":[],"url":null,"fix":null}],"summary":{"errors":1,"warnings":0,"infos":0,"files":1,"resources":1,"fixable":0}}
    "#);
}
