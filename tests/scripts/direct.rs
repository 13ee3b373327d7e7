//! `deploy.sh` on the route direct: Azure by the templates, the workspace by bricep.

use crate::deployment::{DATABRICKS, Route, deploy, host, order, outputs, previewed, refuse, world};

#[test]
fn azure_is_deployed_and_then_the_workspace() {
    for group in [false, true] {
        let Some(world) = world(Route::Direct, group, None) else { return };
        previewed(&world);
        world.act(
            "bricep",
            1,
            "deploy *",
            "cp \"${@: -1}\" \"$world/kept/outputs.json\"; echo 'created ##vso[x] 1'",
        );
        let run = deploy(&world, Route::Direct, &[]);
        assert!(run.succeeds().stdout.ends_with("created ## vso[x] 1\n"), "{run:#?}");
        let made: &[&str] =
            if group { &["az group exists"] } else { &["az group exists", "az group create"] };
        let then = [
            "az deployment group list",
            "az account get-access-token",
            "az deployment group create",
            "bricep deploy",
        ];
        assert_eq!(order(&world), [made, &then].concat());
        let token = format!("az account get-access-token --scope {DATABRICKS} --output none");
        assert_eq!(world.calls("az account"), [token]);
        assert_eq!(world.json("kept/outputs.json"), host());
        let call = &world.calls("bricep ")[0];
        assert!(
            call.starts_with(
                "bricep deploy package.zip --environment test --plan preview/plan.json --azure-outputs /"
            ),
            "{call}"
        );
    }
}

/// A deployment that fails takes the place of the one before it, whose name it has.
#[test]
fn outputs_of_the_first_run_outlive_a_failure() {
    for (last, name) in [(None, "x-dev-first"), (Some(host()), "x-dev")] {
        let Some(world) = world(Route::Direct, true, last.as_ref()) else { return };
        previewed(&world);
        deploy(&world, Route::Direct, &[]).succeeds();
        let calls = world.calls("az deployment group create");
        assert!(calls.len() == 1 && calls[0].contains(&format!("--name {name} ")), "{calls:#?}");
    }
}

#[test]
fn what_fails_fails_the_deployment() {
    let Some(first) = world(Route::Direct, true, None) else { return };
    refuse(&first, "deployment group create *", "ERROR: quota");
    deploy(&first, Route::Direct, &[]).fails("ERROR: quota");
    assert!(first.calls("bricep").is_empty());

    let Some(second) = world(Route::Direct, true, None) else { return };
    second.act("bricep", 1, "deploy *", "echo 'error: the plan is stale'; exit 3");
    let run = deploy(&second, Route::Direct, &[]);
    assert!(run.code == Some(3) && run.stdout.ends_with("error: the plan is stale\n"), "{run:#?}");
    assert!(run.stdout.starts_with('{') && outputs(&host()).len() > 2);
}
