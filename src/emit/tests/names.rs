//! Names that the templates declare, against the list that no variable may take.

use std::collections::BTreeSet;

use super::{EVERYTHING, HALVES, compile, project, routes, text};
use crate::model::{RESERVED, parameter_name, resource_symbol};

/// Names behind `param`, `var`, `resource` and `module` in a Bicep file, and what it imports.
fn declared(bicep: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for line in bicep.lines() {
        let mut words = line.split_whitespace();
        match words.next() {
            Some("param" | "var" | "resource" | "module" | "type") => {
                names.extend(words.next().map(str::to_owned))
            }
            Some("import") => {
                names.extend(
                    words.take_while(|word| *word != "from").map(|word| word.trim_matches(',').to_owned()),
                );
            }
            _ => {}
        }
    }
    names.remove("{");
    names.remove("}");
    names
}

#[test]
fn no_variable_may_take_a_name_of_the_templates() {
    let mut missing = BTreeSet::new();
    for (_, half) in HALVES {
        for route in routes(half) {
            let mut spec = format!("{EVERYTHING}\nazure: {half}\n");
            if !half.contains("url:") {
                // Every value that the Azure half can produce.
                let all = "${azure.workspace_url} ${azure.workspace_resource_id} ${azure.key_vault_id} \
                           ${azure.key_vault_uri} ${azure.access_connector_id} ${azure.storage_account_name}";
                spec = spec.replace("${azure.workspace_url}", all);
            }
            let (model, _, files) = compile(&project(&spec), Some(route));
            let own: BTreeSet<String> = model
                .variables
                .keys()
                .flat_map(|name| [parameter_name(name), format!("{}Type", parameter_name(name))])
                .chain(model.resources.iter().map(|resource| resource_symbol(resource.kind, &resource.key)))
                .collect();
            // Small modules take nothing from the spec but values.
            let shared = |path: &str| path.ends_with(".bicep") && !path.starts_with("modules/");
            for file in files.iter().filter(|file| shared(&file.path)) {
                let names = declared(text(&files, &file.path));
                missing.extend(names.into_iter().filter(|name| !own.contains(name)));
            }
        }
    }
    assert!(missing.len() > 20, "the templates declare more than {missing:?}");
    missing.retain(|name| !RESERVED.iter().any(|reserved| reserved.eq_ignore_ascii_case(name)));
    assert!(missing.is_empty(), "not in RESERVED: {missing:?}");
}
