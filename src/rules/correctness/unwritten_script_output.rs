//! An output of a deployment script that the script does not write.
//!
//! A script hands on what it writes to `$AZ_SCRIPTS_OUTPUT_PATH`, or in PowerShell to `$DeploymentScriptOutputs`:
//! <https://learn.microsoft.com/azure/azure-resource-manager/bicep/deployment-script-develop>.

use crate::rules::templates::{named, prelude::*};

rule!("BRC4210", "unwritten-script-output", Correctness, Check::Templates(check));

fn check(set: &Set<'_>, template: &Template, told: &mut Told<'_>) {
    let mut found = Vec::new();
    template.each_value(&mut |value| {
        let Some([symbol, properties, outputs, name, ..]) = value.path() else { return };
        if &**properties != "properties" || &**outputs != "outputs" {
            return;
        }
        let script = template.resource(symbol).filter(|one| one.is("Microsoft.Resources/deploymentScripts"));
        let Some(resource) = script else { return };
        let Some(script) = set.script(template, resource) else { return };
        let writes =
            ["AZ_SCRIPTS_OUTPUT_PATH", "DeploymentScriptOutputs"].iter().any(|way| script.text.contains(way));
        // What is read with care may be missing.
        if writes || set.map().slice(value.span).contains(".?") {
            return;
        }
        let message =
            format!("the deployment script {} writes no output, so `{name}` is never there", named(resource));
        found.push((value.span, message, script.span));
    });
    for (span, message, script) in found {
        let help =
            "let the script write its outputs as JSON to the file that `$AZ_SCRIPTS_OUTPUT_PATH` names";
        told.push(told.found(span, message).help(help).related(script, "the script"));
    }
}
