//! ARM templates in JSON.

use insta::assert_snapshot;

use super::found;

/// A template with these sections.
fn template(sections: &str) -> String {
    found(&[(
        "main.json",
        &format!(
            "{{\n\"$schema\": \"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#\",\n{sections}\n}}\n"
        ),
    )])
}

const CLUSTER: &str = "\"sparkVersion\": \"16.4.x-scala2.12\", \"nodeTypeId\": \"Standard_D4ds_v5\", \"autoterminationMinutes\": 30, \"dataSecurityMode\": \"USER_ISOLATION\"";

#[test]
fn resources_are_found_wherever_they_stand() {
    let own = |more: &str| {
        format!(
            "\"type\": \"Microsoft.CustomProviders/resourceProviders/clusters\", \"apiVersion\": \"2018-09-01-preview\", {more}"
        )
    };
    let list = own(&format!(
        "\"name\": \"[concat(parameters('p'), '/listed')]\", \"properties\": {{ {CLUSTER}, \"numWorkers\": -1 }}"
    ));
    let looped = own(&format!(
        "\"copy\": {{ \"name\": \"c\", \"count\": 2 }}, \"name\": \"[format('{{0}}/looped', parameters('p'))]\", \"properties\": {{ {CLUSTER}, \"numWorkrs\": 1 }}"
    ));
    let child = format!(
        "\"type\": \"clusters\", \"name\": \"child\", \"properties\": {{ {CLUSTER}, \"autoscale\": {{ \"minWorkers\": 3, \"maxWorkers\": 2 }} }}"
    );
    let nested =
        own(&format!("\"name\": \"p/nested\", \"properties\": {{ {CLUSTER}, \"numWorkers\": \"two\" }}"));
    assert_snapshot!(template(&format!(
        "\"parameters\": {{ \"p\": {{ \"type\": \"string\" }} }},\n\"resources\": [\n{{ {list} }},\n{{ {looped} }},\n{{ \"type\": \"Microsoft.CustomProviders/resourceProviders\", \"apiVersion\": \"2018-09-01-preview\", \"name\": \"p\", \"location\": \"[resourceGroup().location]\", \"resources\": [\n{{ {child} }}\n] }},\n{{ \"type\": \"Microsoft.Resources/deployments\", \"name\": \"inner\", \"properties\": {{ \"expressionEvaluationOptions\": {{ \"scope\": \"inner\" }}, \"template\": {{ \"resources\": {{ \"it\": {{\n{nested} }} }} }} }} }}\n]"
    )), @r#"
    main.json:5:319 BRC2005 `-1` `numWorkers` is less than 0
        /resources/listed/properties/numWorkers: write 0 at least
    main.json:6:345 BRC2001 `"numWorkrs"` unknown property `numWorkrs` of a cluster
        /resources/looped/properties/numWorkrs: did you mean `numWorkers`?
    main.json:8:223 BRC4001 `3` the cluster `child` has at least 3 workers and at most 2
        /resources/child/properties/autoscale/minWorkers: write a `minWorkers` that is not above `maxWorkers`
        main.json:8:240 the most
    main.json:11:289 BRC2002 `"two"` expected `numWorkers` to be a whole number, found text
        /resources/it/properties/numWorkers: no help
    "#);
}

#[test]
fn expressions_are_unknown() {
    let properties = [
        "\"numWorkers\": \"[parameters('n')]\"",
        "\"numWorkers\": \"[if(equals(parameters('n'), 1), 1, 2)]\"",
        "\"autoscale\": \"[variables('sizes')[parameters('n')]]\"",
        "\"numWorkers\": \"[variables('two')]\"",
        "\"numWorkers\": \"[json('2')]\"",
        "\"numWorkers\": 2, \"copy\": [ { \"name\": \"initScripts\", \"count\": 2, \"input\": {} } ]",
        "\"numWorkers\": 2, \"clusterName\": \"[[literal]\"",
        "\"numWorkers\": 2, \"clusterName\": \"[no expression\"",
        "\"numWorkers\": \"[an expression that nobody can read(]\"",
        "\"numWorkers\": 2, \"clusterName\": null",
    ];
    for more in properties {
        let told = template(&format!(
            "\"parameters\": {{ \"n\": {{ \"type\": \"int\" }} }}, \"variables\": {{ \"two\": 2, \"sizes\": [] }}, \"resources\": [ {{ \"type\": \"Microsoft.CustomProviders/resourceProviders/clusters\", \"apiVersion\": \"2018-09-01-preview\", \"name\": \"p/a\", \"properties\": {{ {CLUSTER}, {more} }} }} ]"
        ));
        assert_eq!(told, "", "{more}");
    }
    let told = template(&format!(
        "\"variables\": {{ \"two\": \"none\" }}, \"resources\": [ {{ \"type\": \"Microsoft.CustomProviders/resourceProviders/clusters\", \"apiVersion\": \"2018-09-01-preview\", \"name\": \"p/a\", \"properties\": {{ {CLUSTER}, \"numWorkers\": \"[variables('two')]\" }} }} ]"
    ));
    assert!(told.contains("BRC2002 `\"none\"`"), "{told}");
}

#[test]
fn nested_and_linked_templates_get_their_parameters() {
    let deployment = |parameters: &str, template: &str| {
        format!(
            "{{ \"type\": \"Microsoft.Resources/deployments\", \"apiVersion\": \"2025-04-01\", \"name\": \"d\", \"properties\": {{ \"mode\": \"Incremental\", \"expressionEvaluationOptions\": {{ \"scope\": \"inner\" }}, {template}, \"parameters\": {parameters} }} }}"
        )
    };
    let inner =
        "\"template\": { \"parameters\": { \"jobId\": { \"type\": \"string\" } }, \"resources\": [] }";
    let with =
        |parameters: &str| template(&format!("\"resources\": [\n{}\n]", deployment(parameters, inner)));
    assert_eq!(with("{ \"jobId\": { \"value\": \"1\" } }"), "");
    assert_snapshot!(with("{ \"jobID2\": { \"value\": \"1\" } }"), @r#"
    main.json:4:82 BRC4212 `"d"` the deployment `d` gives no value to the parameter `jobId` of `main.json`, which has no default
        /resources/d: give `jobId` a value
        main.json:4:209 the parameter
    main.json:4:277 BRC4213 `"jobID2"` the deployment `d` gives a value to `jobID2`, which is no parameter of `main.json`
        /resources/d: did you mean `jobId`?
    "#);
}

#[test]
fn what_is_no_json_is_told() {
    assert_snapshot!(template("\"resources\": [ { \"type\": ]"), @"
    main.json:3:26 BRC1002 `]` this is not JSON: expected value
        : mend it; comments are allowed, commas before a closing bracket are not
    ");
}
