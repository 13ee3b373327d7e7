//! `operation.sh`, by which pipelines and people ask for an operation, on every route.

use crate::deployment::{host, order, outputs, refuse};
use crate::world::{ANSWER, Run, SIGNATURE, World, quoted};

macro_rules! script {
    ($end:literal) => {
        concat!(
            include_str!("../../templates/scripts/deployment/start.sh"),
            include_str!("../../templates/scripts/operation/target.sh"),
            include_str!(concat!("../../templates/scripts/operation/", $end, ".sh"))
        )
    };
}

/// A sample of each route.
const SAMPLES: [&str; 3] = ["minimal", "custom-provider", "direct"];

fn infra(sample: &str) -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(sample).join("infra")
}

/// A checkout of a sample, and an Azure that does as it is asked.
fn world(sample: &str) -> Option<World> {
    let world = World::new()?;
    if sample == "direct" {
        world.write("work/infra/scripts/operation.sh", script!("direct"));
    } else {
        world.write("work/infra/scripts/operation.sh", script!("template"));
        let name = "databricks-operations.json";
        std::fs::copy(infra(sample).join(name), world.path("work/infra").join(name)).unwrap();
    }
    // The binary is on the path here: it was installed in this job.
    world.command("bin/bricep", "bricep", ANSWER);
    world.answer("az", 9, "deployment group list *", &outputs(&host()));
    world.answer("az", 9, "deployment group create *", "{\"state\":\"RUNNING\"}\n");
    world.act(
        "bricep",
        9,
        "*",
        "cp \"${@: -1}\" \"$world/kept/outputs.json\"; printf '{\"state\":\"RUNNING\"}\\n'",
    );
    Some(world)
}

fn operate(world: &World, operation: &str, target: &str) -> Run {
    let settings = [
        ("RESOURCE_GROUP", "rg-x"),
        ("DEPLOYMENT", "x-dev"),
        ("SUBSCRIPTION_ID", "0000-11"),
        ("SPEC", "bricep.yaml"),
    ];
    world.run("work/infra/scripts/operation.sh", &["dev", operation, target], &settings)
}

#[test]
fn an_operation_is_asked_for_by_key() {
    for sample in SAMPLES {
        for (operation, target, asked) in [
            ("start", "clusters.main", "operationType=start clusterId=main"),
            ("stop", "clusters.0101-x", "operationType=stop clusterId=0101-x"),
            ("restart", "clusters.main", "operationType=restart clusterId=main"),
            ("status", "clusters.main", "operationType=status clusterId=main"),
            ("status", "jobs.etl", "operationType=status jobId=etl"),
            ("run", "jobs.etl", "operationType=run-job jobId=etl"),
        ] {
            let Some(world) = world(sample) else { return };
            let run = operate(&world, operation, target);
            if sample == "custom-provider" && target == "jobs.etl" && operation == "status" {
                run.fails("the custom provider tells the status of clusters alone");
                assert!(order(&world).is_empty());
                continue;
            }
            assert_eq!(run.succeeds().stdout, "{\"state\":\"RUNNING\"}\n");
            if sample != "direct" {
                let [call] = <[String; 1]>::try_from(world.calls("az ")).unwrap();
                assert!(call.contains("--resource-group rg-x --subscription 0000-11 --name x-dev-operation"));
                assert!(call.contains(&format!("--parameters environment=dev {asked} ")), "{call}");
            } else {
                assert_eq!(order(&world)[0], "az deployment group list");
                let call = &world.calls("bricep ")[0];
                let expected = format!(
                    "bricep {operation} {target} --spec bricep.yaml --environment dev --azure-outputs /"
                );
                assert!(call.starts_with(&expected), "{call}");
                assert_eq!(world.json("kept/outputs.json"), host());
            }
        }
    }
}

/// What the script of the templates is handed, it takes: `operation.sh` lets nothing pass that cannot be done.
#[test]
fn the_script_of_the_provider_takes_what_is_asked_for() {
    for (sample, job, code) in [("minimal", true, "out of reach"), ("custom-provider", false, "")] {
        let Some(world) = World::new() else { return };
        std::fs::copy(infra(sample).join("scripts/operate.sh"), world.path("work/operate.sh")).unwrap();
        world.answer("az", 9, "rest *", "{}");
        let id = if job { ("JOB_ID", "etl") } else { ("CLUSTER_ID", "main") };
        let file = world.path("work/outputs.json");
        let run = world.run(
            "work/operate.sh",
            &[],
            &[
                id,
                ("OPERATION", "status"),
                ("PROVIDER_ID", "/p"),
                ("BRICEP_PROVIDER_URL", &crate::stub::nowhere()),
                ("BRICEP_PROVIDER_KEY", "k"),
                ("BRICEP_ENVIRONMENT", "dev"),
                ("AZ_SCRIPTS_OUTPUT_PATH", file.to_str().unwrap()),
            ],
        );
        if code.is_empty() {
            run.succeeds()
        } else {
            run.fails(code)
        };
    }
}

/// Names of clusters and jobs are anybody's texts; so is what Azure complains of.
#[test]
fn whatever_is_said_is_inert() {
    let nasty = format!("###vso[x]y\n ::error::z\n##[a]#\u{1}#vso[b]\u{1b}[2J&sig={SIGNATURE}\n");
    let shown = "### vso[x]y\n : :error::z\n## [a]## vso[b][2J&sig=...\n";
    for sample in SAMPLES {
        let Some(world) = world(sample) else { return };
        world.answer("az", 2, "deployment group create *", &nasty);
        world.answer("bricep", 1, "*", &nasty);
        assert_eq!(operate(&world, "status", "clusters.main").succeeds().stdout, shown);
        refuse(&world, "*", &nasty);
        assert_eq!(operate(&world, "start", "clusters.main").fails("vso").stderr, shown);
    }
    let Some(world) = world("direct") else { return };
    let complaint = format!("printf %s {} >&2; exit 3", quoted(&nasty));
    world.act("bricep", 1, "*", &complaint);
    let run = operate(&world, "start", "clusters.main");
    assert_eq!((run.code, &*run.stdout), (Some(3), shown));
}

#[test]
fn what_an_operator_types_is_a_key_or_nothing_is_done() {
    for sample in SAMPLES {
        let Some(world) = world(sample) else { return };
        for (operation, target) in [
            ("start", "clusters.$(touch x)"),
            ("start", "clusters.a b"),
            ("start", "clusters.a\nb"),
            ("start", "clusters."),
            ("start", "main"),
            ("start", "--help"),
            ("start", "jobs.etl"),
            ("run", "clusters.main"),
            ("delete", "clusters.main"),
            ("status", "notebooks.a"),
        ] {
            let run = operate(&world, operation, target);
            assert_eq!(run.code, Some(1), "{operation} {target}: {run:#?}");
            assert!(run.stderr.starts_with("bricep: ") && run.stderr.lines().count() == 1, "{run:#?}");
            assert!(order(&world).is_empty(), "{operation} {target}");
        }
    }
}

#[test]
fn an_operation_that_is_refused_fails() {
    let Some(world) = world("minimal") else { return };
    refuse(&world, "*", "ERROR: Conflict");
    operate(&world, "start", "clusters.main").fails("ERROR: Conflict");
}
