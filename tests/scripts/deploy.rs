//! `deploy.sh` where there is a provider: the package first, then what needs it.

use std::os::unix::fs::PermissionsExt;

use serde_json::json;

use crate::deployment::{ACCOUNT, Route, STORAGE, address, deploy, host, order, previewed, refuse, world};
use crate::stub::{Answer, Stub};
use crate::world::{KEY, SIGNATURE, World};

const ROUTES: [Route; 2] = [Route::DeploymentScript, Route::CustomProvider];

/// SHA-256 of `the package` and of the plan.
const PACKAGE: &str = "c22a88395f1edb9b7182c2f995c1dbb03348142249a65939379cddeb1cc8ecda";
const PLAN: &str = "4c8d160f557bad43dc6f9f118ee0a5ce4ea9bd11b125287e4ab962350bd73cae";

fn at<'c>(calls: &'c [String], words: &str) -> &'c String {
    calls.iter().find(|call| call.contains(words)).unwrap_or_else(|| panic!("`{words}` is not in {calls:#?}"))
}

#[test]
fn the_first_run_brings_the_app_up_and_then_all() {
    for route in ROUTES {
        let Some(world) = world(route, false, None) else { return };
        previewed(&world);
        let run = deploy(&world, route, &[]);
        assert_eq!(serde_json::from_str::<serde_json::Value>(&run.succeeds().stdout).unwrap(), host());
        assert_eq!(
            order(&world),
            [
                "az group exists",
                "az group create",
                "az deployment group list",
                "az account get-access-token",
                "az deployment group create",
                "az storage blob exists",
                "az storage blob upload",
                "az storage blob generate-sas",
                "az deployment group create",
            ]
        );
        let az = world.calls("az ");
        assert_eq!(az[1], "az group create --name rg-x --location westeurope --output none");
        assert_eq!(az[3], format!("az account get-access-token --scope {STORAGE} --output none"));
        let [first, second] = <[String; 2]>::try_from(world.calls("az deployment group create")).unwrap();
        assert!(first.contains("--name x-dev-first ") && first.contains("applyResources=false"), "{first}");
        assert!(!first.contains("planDigest") && !first.contains("package.json"), "{first}");
        assert!(second.contains("--name x-dev ") && !second.contains("applyResources"), "{second}");
        assert_eq!(
            second.contains(&format!("planDigest={PLAN}")),
            route == Route::DeploymentScript,
            "{second}"
        );
        assert!(at(&az, "blob upload").contains(&format!("--account-name {ACCOUNT} --container-name packages --name {PACKAGE}.zip --auth-mode login --file package.zip")));
        let sas = at(&az, "generate-sas");
        assert!(
            sas.contains("--as-user --https-only --permissions r --expiry 20")
                && sas.contains("--auth-mode login"),
            "{sas}"
        );
    }
}

/// The signature is in a file that only the caller may read, and nowhere else; each run looks for it elsewhere.
#[test]
fn the_address_of_the_package_is_in_a_file_alone() {
    let Some(world) = world(Route::DeploymentScript, true, Some(&host())) else { return };
    previewed(&world);
    deploy(&world, Route::DeploymentScript, &[]).succeeds();
    assert_eq!(
        world.json("kept/package.json"),
        json!({ "parameters": { "packageUri": { "value": address() } } })
    );
    let mode = std::fs::metadata(world.path("kept/package.json")).unwrap().permissions().mode();
    assert_eq!(mode & 0o077, 0, "{mode:o}");
    // What Azure says of a package that it cannot read may hold the address.
    refuse(&world, "deployment group create *", &format!("ERROR: cannot read {}", address()));
    let run = deploy(&world, Route::DeploymentScript, &[]);
    run.fails("sig=...");
    assert!(!run.stderr.contains(SIGNATURE));
}

#[test]
fn a_later_run_is_one_deployment() {
    let Some(world) = world(Route::DeploymentScript, true, Some(&host())) else { return };
    previewed(&world);
    world.answer("az", 1, "storage blob exists *", "true\n");
    deploy(&world, Route::DeploymentScript, &[("SUBSCRIPTION_ID", "0000-11")]).succeeds();
    assert_eq!(
        order(&world),
        [
            "az group exists",
            "az deployment group list",
            "az storage blob exists",
            "az storage blob generate-sas",
            "az deployment group create"
        ]
    );
    for call in world.calls("az deployment").iter().chain(&world.calls("az group")) {
        assert!(call.contains("--subscription 0000-11"), "{call}");
    }
}

#[test]
fn roles_of_the_first_run_are_waited_for() {
    let refusal = "echo 'ERROR: AuthorizationPermissionMismatch' >&2; exit 1";
    let Some(first) = world(Route::DeploymentScript, false, None) else { return };
    previewed(&first);
    first.act_times(2, "az", 1, "storage blob exists *", refusal);
    deploy(&first, Route::DeploymentScript, &[]).succeeds();
    assert_eq!(first.pauses(), [30, 30]);

    let Some(never) = world(Route::DeploymentScript, false, None) else { return };
    previewed(&never);
    never.act("az", 1, "storage blob exists *", refusal);
    deploy(&never, Route::DeploymentScript, &[])
        .fails("no access to the storage account stbricepabc: see access.deployers");
    assert_eq!(never.pauses(), [30; 19]);

    // Later, nobody waits for a role.
    let Some(later) = world(Route::DeploymentScript, true, Some(&host())) else { return };
    previewed(&later);
    later.act("az", 1, "storage blob exists *", refusal);
    deploy(&later, Route::DeploymentScript, &[]).fails("no access to the storage account");
    assert!(later.pauses().is_empty() && later.calls("az deployment group create").is_empty());
}

/// Where a sign-in has ended, no role is waited for and none is blamed. That no token could be had before is told where
/// it is needed, if it is.
#[test]
fn a_sign_in_that_has_ended_is_told_from_a_role() {
    let ended = "ERROR: AADSTS700024: Client assertion is not within its valid time range.";
    for group in [false, true] {
        let Some(world) = world(Route::DeploymentScript, group, group.then(host).as_ref()) else { return };
        previewed(&world);
        refuse(&world, "storage blob exists *", ended);
        let run = deploy(&world, Route::DeploymentScript, &[]);
        run.fails(ended).fails("the sign-in gives no token for storage: sign in again");
        assert!(world.pauses().is_empty() && !run.stderr.contains("access.deployers"), "{run:#?}");
    }
    let Some(world) = world(Route::DeploymentScript, false, None) else { return };
    previewed(&world);
    refuse(&world, "account get-access-token *", "ERROR: ##vso[x] no token yet");
    assert!(
        deploy(&world, Route::DeploymentScript, &[]).succeeds().stderr.contains("## vso[x] no token yet")
    );
}

#[test]
fn what_fails_fails_the_deployment() {
    for (pattern, last) in [
        ("group exists *", "az group exists"),
        ("group create *", "az group create"),
        ("deployment group list *", "az deployment group list"),
        ("deployment group create * x-dev-first *", "az deployment group create"),
        ("storage blob upload *", "az storage blob upload"),
        ("storage blob generate-sas *", "az storage blob generate-sas"),
        ("deployment group create * x-dev *", "az deployment group create"),
    ] {
        let Some(world) = world(Route::DeploymentScript, false, None) else { return };
        previewed(&world);
        refuse(&world, pattern, "ERROR: ##vso[x] denied");
        deploy(&world, Route::DeploymentScript, &[]).fails("ERROR: ## vso[x] denied");
        assert_eq!(order(&world).last().unwrap(), last, "nothing follows {pattern}");
    }
}

#[test]
fn nothing_is_deployed_without_the_plan_that_was_reviewed() {
    let Some(world) = world(Route::DeploymentScript, false, None) else { return };
    deploy(&world, Route::DeploymentScript, &[]).fails("preview/plan.json: No such file");
    assert!(
        !order(&world).iter().any(|call| call.contains("deployment group create")),
        "{:?}",
        order(&world)
    );
}

#[test]
fn outputs_are_shown_inert() {
    let Some(world) = world(Route::CustomProvider, true, Some(&host())) else { return };
    world.answer(
        "az",
        1,
        "deployment group create *",
        r###"{"x":{"value":"##vso[task]\u001b[2J"},"n":{"value":3}}"###,
    );
    assert_eq!(
        deploy(&world, Route::CustomProvider, &[]).succeeds().stdout,
        "{\n  \"x\": \"## vso[task]\\u001b[2J\",\n  \"n\": 3\n}\n"
    );
}

#[test]
fn what_a_deployment_needs_is_named() {
    let Some(world) = world(Route::CustomProvider, true, None) else { return };
    deploy(&world, Route::CustomProvider, &[("LOCATION", "")]).fails("LOCATION: parameter null or not set");
    deploy(&world, Route::CustomProvider, &[("BRICEP_PARAMETERS", "a:b:string")]).fails("set BRICEP_VAR_b");
    assert!(world.calls("az").is_empty());
}

/// Has the fake deployment do what Azure does: run the script of the templates, when they apply.
pub(crate) fn deployment_applies(world: &World, stub: &Stub) {
    world.write("work/apply.sh", include_str!("../../samples/minimal/infra/scripts/apply.sh"));
    let lines = format!(
        "[[ $* != *applyResources=false* ]] || return 77
for argument; do [[ $argument != planDigest=* ]] || plan=${{argument#*=}}; done
BRICEP_PROVIDER_URL={} BRICEP_PROVIDER_KEY={KEY} BRICEP_ENVIRONMENT=dev BRICEP_MANIFEST_DIGEST=d BRICEP_PLAN_DIGEST=$plan \\
  AZ_SCRIPTS_OUTPUT_PATH=$world/applied bash \"$world/work/apply.sh\" >\"$world/script\" 2>&1 && return 77
echo \"ERROR: DeploymentScriptError: the script failed: $(<\"$world/script\")\" >&2
exit 1",
        stub.url
    );
    world.act("az", 2, "deployment group create *", &lines);
}

#[test]
fn a_stale_plan_fails_the_deployment_and_says_so() {
    let Some(world) = world(Route::DeploymentScript, true, Some(&host())) else { return };
    previewed(&world);
    let stale = json!({ "error": { "code": "StalePlan", "message": "the workspace changed since the plan was made" } });
    let stub = Stub::start([Answer::json(200, &json!({ "manifestDigest": "d" })), Answer::json(409, &stale)]);
    deployment_applies(&world, &stub);
    let run = deploy(&world, Route::DeploymentScript, &[]);
    run.fails("StalePlan: the workspace changed since the plan was made");
    assert_eq!(stub.requests()[1].json()["planDigest"], PLAN);
    assert!(run.stdout.is_empty());
}
