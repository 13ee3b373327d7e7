//! `preview.sh`: what would change, and nothing made.

use serde_json::json;

use crate::deployment::{DATABRICKS, Route, host, order, preview, refuse, world};
use crate::world::SIGNATURE;

const ROUTES: [Route; 3] = [Route::DeploymentScript, Route::CustomProvider, Route::Direct];

#[test]
fn a_group_that_is_absent_is_planned_from_nothing() {
    for route in ROUTES {
        let Some(world) = world(route, false, None) else { return };
        let run = preview(&world, route, &[]);
        run.succeeds();
        assert!(run.stdout.contains("The resource group rg-x does not exist"), "{run:#?}");
        assert_eq!(world.json("work/preview/outputs.json"), json!({}));
        let planned = route != Route::CustomProvider;
        let expected: &[&str] =
            if planned { &["az group exists", "bricep plan"] } else { &["az group exists"] };
        assert_eq!(order(&world), expected);
        assert_eq!(world.path("work/preview/plan.json").exists(), planned);
        assert_eq!(world.read("work/preview/summary.md"), run.stdout);
    }
}

#[test]
fn a_later_preview_plans_with_the_outputs_of_azure() {
    let Some(world) = world(Route::DeploymentScript, true, Some(&host())) else { return };
    let run = preview(&world, Route::DeploymentScript, &[("SUBSCRIPTION_ID", "0000-11")]);
    let expected = "## Azure, dev\n\n~~~text\n    Resource changes: 1 to create\n    \n~~~\n\n## Workspace, dev\n\n~~~text\n    to create: 1\n    \n~~~\n\n";
    assert_eq!(run.succeeds().stdout, expected);
    assert_eq!(
        order(&world),
        [
            "az group exists",
            "az account get-access-token",
            "az deployment group list",
            "az deployment group what-if",
            "bricep plan"
        ]
    );
    assert_eq!(world.json("work/preview/outputs.json"), host());
    let az = world.calls("az ");
    assert!(
        az.iter()
            .filter(|call| !call.starts_with("az account"))
            .all(|call| call.contains(" rg-x --subscription 0000-11")),
        "{az:#?}"
    );
    assert_eq!(az[1], format!("az account get-access-token --scope {DATABRICKS} --output none"));
    assert!(az[3].contains("/infra/main.json") && az[3].contains("/infra/dev.parameters.json"), "{az:#?}");
    assert!(!world.calls("az deployment group what-if")[0].contains("packageUri"));
    let plan = &world.calls("bricep ")[0];
    assert_eq!(
        plan,
        "bricep plan package.zip --environment dev --azure-outputs preview/outputs.json --out preview/plan.json"
    );
    assert_eq!(world.json("kept/given.json"), json!({ "parameters": {} }));
}

/// Outputs are those of a run that succeeded: of this name, or of the first run.
#[test]
fn a_group_without_a_deployment_has_no_outputs() {
    for empty in ["", "null\n"] {
        let Some(world) = world(Route::Direct, true, None) else { return };
        world.answer("az", 1, "deployment group list *", empty);
        preview(&world, Route::Direct, &[]).succeeds();
        assert_eq!(world.json("work/preview/outputs.json"), json!({}));
        let list = &world.calls("az deployment group list")[0];
        for part in ["provisioningState==\\'Succeeded\\'", "name==\\'x-dev\\'", "name==\\'x-dev-first\\'"] {
            assert!(list.contains(part), "{list}");
        }
    }
}

#[test]
fn what_fails_fails_the_preview() {
    let messages = "ERROR: ##vso[task.complete]\u{1b}[31m denied ##[x]";
    for (pattern, calls) in
        [("group exists *", 1), ("deployment group list *", 3), ("deployment group what-if *", 4)]
    {
        let Some(world) = world(Route::DeploymentScript, true, Some(&host())) else { return };
        refuse(&world, pattern, messages);
        let run = preview(&world, Route::DeploymentScript, &[]);
        run.fails("ERROR: ## vso[task.complete][31m denied ## [x]");
        assert_eq!(order(&world).len(), calls, "nothing follows: {:?}", order(&world));
        assert!(!run.stdout.contains("## Workspace"));
    }
    let Some(world) = world(Route::DeploymentScript, true, Some(&host())) else { return };
    world.act("bricep", 1, "plan *", "echo 'error: no such workspace' >&2; exit 3");
    preview(&world, Route::DeploymentScript, &[]).fails("error: no such workspace");
}

#[test]
fn whatever_is_shown_is_inert() {
    let Some(world) = world(Route::DeploymentScript, true, None) else { return };
    let nasty = format!(
        "~~~\n::add-mask::x\n\u{a0}::set-output name=a::b\n##vso[task.setvariable]a\n#\u{1}#vso[b]\n###[c]\u{9b}2J\u{1b}[2J\r\n```\n<b>&sig={SIGNATURE}"
    );
    world.answer("az", 1, "deployment group what-if *", &nasty);
    world.answer("bricep", 1, "plan *", "");
    world.act("bricep", 0, "plan *", "printf '~~~\\n## Workspace\\n'; printf '{}' >\"${@: -1}\"");
    let run = preview(&world, Route::DeploymentScript, &[]);
    let shown = "    ~~~\n    : :add-mask::x\n    \u{a0}: :set-output name=a::b\n    ## vso[task.setvariable]a\n    ## vso[b]\n    ### [c]2J[2J\n    ```\n    <b>&sig=...\n";
    assert!(run.succeeds().stdout.contains(shown), "{run:#?}");
    // Four blanks: no line ends a block.
    let fences = run.stdout.lines().filter(|line| line.starts_with("~~~")).count();
    assert_eq!(fences, 4, "{run:#?}");
}

#[test]
fn values_that_no_environment_gives_are_typed() {
    let names = "a:a:string b:b_b:integer  c:c:boolean d:d:list e:e:map f:f:number g:g:json";
    let given = [
        ("BRICEP_PARAMETERS", names),
        ("BRICEP_VAR_a", "tr\"u`e $(x)\n##"),
        ("BRICEP_VAR_b_b", "12"),
        ("BRICEP_VAR_c", "true"),
        ("BRICEP_VAR_d", "[1,\"x\"]"),
        ("BRICEP_VAR_e", "{\"k\":1}"),
        ("BRICEP_VAR_f", "0.35"),
        ("BRICEP_VAR_g", "{\"z\":[]}"),
    ];
    let Some(world) = world(Route::DeploymentScript, true, None) else { return };
    preview(&world, Route::DeploymentScript, &given).succeeds();
    let value = |value: serde_json::Value| json!({ "value": value });
    assert_eq!(
        world.json("kept/given.json")["parameters"],
        json!({
            "a": value(json!("tr\"u`e $(x)\n##")), "b": value(json!(12)), "c": value(json!(true)), "d": value(json!([1, "x"])),
            "e": value(json!({ "k": 1 })), "f": value(json!("0.35")), "g": value(json!("{\"z\":[]}")),
        })
    );
    // They are not on command lines: what a variable holds may be nobody's business.
    assert!(world.calls("").iter().all(|call| !call.contains("0.35")));
}

#[test]
fn a_value_that_is_missing_or_wrong_is_named() {
    for (value, r#type, words) in [
        ("", "string", "the variable size has no value: set BRICEP_VAR_size"),
        ("$(size)", "string", "the variable size has no value: set BRICEP_VAR_size"),
        ("many", "integer", "BRICEP_VAR_size holds no integer"),
        ("1.5", "integer", "BRICEP_VAR_size holds no integer"),
        ("yes", "boolean", "BRICEP_VAR_size holds no boolean"),
        ("a, b", "list", "BRICEP_VAR_size holds no list"),
        ("[]", "map", "BRICEP_VAR_size holds no map"),
    ] {
        let Some(world) = world(Route::Direct, true, None) else { return };
        let parameters = format!("theSize:size:{type}");
        preview(&world, Route::Direct, &[("BRICEP_PARAMETERS", &parameters), ("BRICEP_VAR_size", value)])
            .fails(words);
        assert!(world.calls("az").is_empty());
    }
}

#[test]
fn what_a_preview_needs_is_named() {
    let Some(world) = world(Route::Direct, true, None) else { return };
    preview(&world, Route::Direct, &[("RESOURCE_GROUP", "")])
        .fails("RESOURCE_GROUP: parameter null or not set");
    preview(&world, Route::Direct, &[("DEPLOYMENT", "")]).fails("DEPLOYMENT: parameter null or not set");
    let at = [("RESOURCE_GROUP", "g"), ("DEPLOYMENT", "d")];
    world.run("work/infra/scripts/preview.sh", &["test"], &at).fails("a folder for the preview");
    world
        .run("work/infra/scripts/preview.sh", &["nowhere", "p"], &at)
        .fails("there is no environment nowhere");
    assert!(world.calls("az").is_empty());
}
