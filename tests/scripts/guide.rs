//! The first deployment as `docs/guide/first-deployment.md` has it: its commands, in their order, by every route and way.

use serde_json::json;

use crate::deploy::deployment_applies;
use crate::deployment::{DEPLOY, DIRECT, PREVIEW, address, host, order, outputs};
use crate::steps::{matches, steps};
use crate::stub::{Answer, Stub};
use crate::world::{ANSWER, World};

const PAGE: &str = include_str!("../../docs/guide/first-deployment.md");
const ME: &str = "0f8fad5b-d9cb-469f-a165-70867728950e";

/// What stands below a heading, up to the next one of its level or above.
fn section(heading: &str) -> &'static str {
    let (_, rest) =
        PAGE.split_once(&format!("\n{heading}\n")).unwrap_or_else(|| panic!("no heading {heading}"));
    let level = heading.split(' ').next().unwrap();
    let ends = (2..=level.len()).filter_map(|level| rest.find(&format!("\n{} ", "#".repeat(level))));
    &rest[..ends.min().unwrap_or(rest.len())]
}

/// An empty folder, an empty subscription, and a bricep whose engine is one of the test's.
fn empty() -> Option<World> {
    let world = World::new()?;
    let real = env!("CARGO_BIN_EXE_bricep");
    let engine = format!("case $1 in package | plan | deploy) ;; *) exec {real} \"$@\" ;; esac\n{ANSWER}");
    world.command("bin/bricep", "bricep", &engine);
    std::fs::remove_dir_all(world.path("work")).unwrap();
    std::fs::create_dir(world.path("work")).unwrap();
    world.answer("az", 9, "ad signed-in-user show *", &format!("{ME}\n"));
    world.act("az", 9, "group exists *", "[[ -f $world/group ]] && echo true || echo false");
    world.act("az", 9, "group create *", ": >\"$world/group\"");
    world.answer("az", 9, "deployment group list *", "");
    world.answer("az", 9, "deployment group what-if *", "Resource changes: 1 to create\n");
    world.act("az", 9, "deployment group create *--output none*", "[[ -f $world/group ]]");
    world.answer("az", 9, "deployment group create *", &outputs(&host()));
    world.answer("az", 9, "deployment group show *packageStorageAccountName.value *", "stbricepabc\n");
    world.answer("az", 9, "deployment group show *providerClientId.value *", "11111111-2222\n");
    world.answer("az", 9, "storage blob exists *", "false\n");
    world.answer("az", 9, "storage blob upload *", "");
    world.answer("az", 9, "storage blob generate-sas *", &json!(address()).to_string());
    world.act("bricep", 9, "package bricep.yaml --output *", "printf 'a package' >\"$4\"");
    world.act("bricep", 9, "plan *", "printf 'to create: 1\\n'; printf '{\"plan\":1}' >\"${@: -1}\"");
    world.answer("bricep", 9, "deploy *", "created 1\n");
    Some(world)
}

/// Gives the commands of a section to bash, each with the variables that those before it have set.
fn play(world: &World, text: &str) {
    let steps = steps(text);
    for step in steps {
        let script = format!(
            "[[ ! -f ../state ]] || source ../state\nexec 2>&1\n{}\nresult=$?
for variable in $(compgen -v); do [[ $variable != [a-z]* && ! $variable =~ ^(RESOURCE_GROUP|DEPLOYMENT|LOCATION)$ ]] || declare -p \"$variable\"; done >../state
exit $result\n",
            step.command
        );
        world.write("step.sh", &script);
        let run = world.run("step.sh", &[], &[]);
        let printed: Vec<&str> = run.stdout.lines().map(str::trim_end).collect();
        assert!(matches(&step.output, &printed), "{}\nprints:\n{}", step.command, run.stdout);
        assert_eq!(run.code, Some(step.exit), "{}\nprints:\n{}", step.command, run.stdout);
    }
}

/// Plays a route in one way; gives the calls of Azure and of the engine, with what tells deployments apart.
fn route(world: &World, route: &str, way: &str) -> Vec<String> {
    play(world, section("## The spec"));
    let whole = section(&format!("## Route {route}"));
    play(world, whole.split("\n### ").next().unwrap());
    for (name, text) in
        [("preview.sh", PREVIEW), ("deploy.sh", if route == "direct" { DIRECT } else { DEPLOY })]
    {
        std::fs::create_dir_all(world.path("work/infra/scripts")).unwrap();
        world.write(&format!("work/infra/scripts/{name}"), text);
    }
    play(world, section(&format!("### With {way}: {route}")));
    let spec = world.read("work/bricep.yaml");
    assert!(spec.contains(ME) && spec.contains(route) == (route != "deployment-script"), "{spec}");
    assert!(
        !world.path("work/package.parameters.json").exists(),
        "an address that opens the package is left behind"
    );
    let mut deployments = world.calls("az deployment group create").into_iter();
    let name = |call: String| {
        if call.split_whitespace().any(|word| word.contains("infra/main.json")) {
            assert!(call.contains("infra/dev.parameters.json"), "{call}");
        }
        let first = call.contains("my-lakehouse-dev-first");
        assert_eq!(call.contains("applyResources=false"), first && route != "direct", "{call}");
        format!("az deployment group create{}", if first { " (first)" } else { "" })
    };
    let told = order(world)
        .into_iter()
        .filter(|call| !call.starts_with("bricep init") && !call.starts_with("bricep generate"));
    told.map(
        |call| if call == "az deployment group create" { name(deployments.next().unwrap()) } else { call },
    )
    .collect()
}

const PLAN: &str = "4c8d160f557bad43dc6f9f118ee0a5ce4ea9bd11b125287e4ab962350bd73cae";

#[test]
fn deployment_script() {
    let by_hand = [
        "az ad signed-in-user show",
        "bricep package",
        "az group create",
        "az deployment group what-if",
        "bricep plan",
        "az deployment group create (first)",
        "az deployment group show",
        "az storage blob upload",
        "az storage blob generate-sas",
        "az deployment group create",
    ];
    let by_scripts = [
        "az ad signed-in-user show",
        "bricep package",
        "az group exists",
        "bricep plan",
        "az group exists",
        "az group create",
        "az deployment group list",
        "az deployment group create (first)",
        "az storage blob exists",
        "az storage blob upload",
        "az storage blob generate-sas",
        "az deployment group create",
    ];
    for (way, calls) in [("az alone", by_hand.as_slice()), ("the scripts", &by_scripts)] {
        let Some(world) = empty() else { return };
        let stub = Stub::start([
            Answer::json(200, &json!({ "manifestDigest": "d" })),
            Answer::json(202, &json!({ "progress": "1 of 1" })).with("Location", "/api/runs/1"),
            Answer::json(200, &json!({ "outputs": { "helloJobId": "7" } })),
        ]);
        deployment_applies(&world, &stub);
        let told = route(&world, "deployment-script", way);
        let told: Vec<_> = told.iter().filter(|call| !call.starts_with("az account")).collect();
        assert_eq!(told, calls.iter().collect::<Vec<_>>(), "{way}");
        assert_eq!(stub.lines(), ["GET /readyz", "POST /api/apply", "GET /api/runs/1"]);
        assert_eq!(stub.requests()[1].json()["planDigest"], PLAN);
        let kept = if way == "az alone" { "kept/package.parameters.json" } else { "kept/package.json" };
        assert_eq!(world.json(kept), json!({ "parameters": { "packageUri": { "value": address() } } }));
    }
}

#[test]
fn custom_provider() {
    let by_hand = [
        "az ad signed-in-user show",
        "bricep package",
        "az group create",
        "az deployment group what-if",
        "az deployment group create (first)",
        "az deployment group show",
        "az deployment group show",
        "az storage blob upload",
        "az storage blob generate-sas",
        "az deployment group create",
    ];
    let by_scripts = [
        "az ad signed-in-user show",
        "bricep package",
        "az group exists",
        "az group exists",
        "az group create",
        "az deployment group list",
        "az deployment group create (first)",
        "az storage blob exists",
        "az storage blob upload",
        "az storage blob generate-sas",
        "az deployment group create",
    ];
    for (way, calls) in [("az alone", by_hand.as_slice()), ("the scripts", &by_scripts)] {
        let Some(world) = empty() else { return };
        assert_eq!(route(&world, "custom-provider", way), calls, "{way}");
        assert!(world.read("work/infra/main.json").contains("databricksProviderName"));
    }
}

#[test]
fn direct() {
    let by_hand = [
        "az ad signed-in-user show",
        "bricep package",
        "az group create",
        "az deployment group what-if",
        "az deployment group create (first)",
        "bricep plan",
        "bricep deploy",
    ];
    let by_scripts = [
        "az ad signed-in-user show",
        "bricep package",
        "az group exists",
        "bricep plan",
        "az group exists",
        "az group create",
        "az deployment group list",
        "az deployment group create (first)",
        "bricep deploy",
    ];
    for (way, calls) in [("az alone", by_hand.as_slice()), ("the scripts", &by_scripts)] {
        let Some(world) = empty() else { return };
        assert_eq!(route(&world, "direct", way), calls, "{way}");
    }
}

/// Every command of the page is played by one of the tests above.
#[test]
fn no_command_is_left_out() {
    let mut played = steps(section("## The spec")).len();
    for route in ["deployment-script", "custom-provider", "direct"] {
        played += steps(section(&format!("## Route {route}")).split("\n### ").next().unwrap()).len();
        for way in ["az alone", "the scripts"] {
            played += steps(section(&format!("### With {way}: {route}"))).len();
        }
    }
    assert!(played > 40);
    assert_eq!(played, steps(PAGE).len());
}
