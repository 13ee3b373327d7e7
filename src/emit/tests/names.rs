//! Names that the templates declare, against the list that no variable may take.

use std::collections::BTreeSet;

use super::{EVERYTHING, HALVES, compile, project, routes, text};
use crate::model::{
    AZURE_VALUES, RESERVED, RESERVED_OUTPUTS, azure_symbol, output_name, parameter_name, resource_symbol,
};

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

/// Names of functions that a Bicep file calls, and of its decorators.
fn called(bicep: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (at, _) in bicep.match_indices('(') {
        let before = &bicep[..at];
        let start = before.rfind(|c: char| !c.is_ascii_alphanumeric()).map_or(0, |at| at + 1);
        // A method belongs to what stands before it, and a qualified name cannot be taken.
        if start < at && !before[..start].ends_with('.') {
            names.insert(before[start..].to_owned());
        }
    }
    names
}

#[test]
fn what_templates_call_is_no_variable() {
    let taken = [
        "allowed",
        "batch_size",
        "description",
        "discriminator",
        "export",
        "max_length",
        "max_value",
        "metadata",
        "min_length",
        "min_value",
        "sealed",
        "secure",
    ];
    let mut variables = String::new();
    let mut tags = String::new();
    for name in taken {
        // Some have a value, some are asked for.
        let default = if name.len() % 2 == 0 { "default: x" } else { "type: string" };
        variables += &format!("  {name}: {{ {default} }}\n");
        tags += &format!("${{var.{name}}} ");
    }
    let spec = EVERYTHING.replace("variables:\n", &format!("variables:\n{variables}"));
    let spec = spec.replace("cluster_name: ml,", &format!("cluster_name: 'ml {tags}',"));
    let mut qualified = 0;
    for (_, half) in HALVES {
        for route in routes(half) {
            let tagged = format!("{{ tags: {{ all: '{tags}' }}, ");
            let half =
                if half.contains("tags:") { (*half).to_owned() } else { half.replacen("{ ", &tagged, 1) };
            let (_, _, files) = compile(&project(&format!("{spec}\nazure: {half}\n")), Some(route));
            for file in files.iter().filter(|file| file.path.ends_with(".bicep")) {
                let declared = declared(&file.text);
                let called = called(&file.text);
                let both: Vec<&String> = called.intersection(&declared).collect();
                assert!(both.is_empty(), "{}: {both:?}", file.path);
                qualified += file.text.matches("@sys.").count();
            }
        }
    }
    assert!(qualified > 0, "no decorator was in danger");
}

/// Outputs of a Bicep file.
fn outputs(bicep: &str) -> Vec<&str> {
    bicep.lines().filter_map(|line| line.strip_prefix("output ")?.split(' ').next()).collect()
}

#[test]
fn no_output_may_take_a_name_of_the_templates() {
    let known: Vec<String> = RESERVED_OUTPUTS
        .iter()
        .map(|name| (*name).to_owned())
        .chain(AZURE_VALUES.iter().map(|value| azure_symbol(value.name)))
        .collect();
    let mut seen = BTreeSet::new();
    for (_, half) in HALVES {
        for route in routes(half) {
            let values = AZURE_VALUES.iter().filter(|value| value.with_url || !half.contains("url:"));
            let same: String =
                values.map(|value| format!("  {}: ${{azure.{}}}\n", value.name, value.name)).collect();
            // Outputs that say what the templates hand on anyway are those of the templates.
            for more in [String::new(), same.replace("workspace_url: ", "databricks_workspace_url: ")] {
                let (model, _, files) =
                    compile(&project(&format!("{EVERYTHING}{more}\nazure: {half}\n")), Some(route));
                let own: Vec<String> = model.outputs.iter().map(|output| output_name(&output.name)).collect();
                let main = outputs(text(&files, "main.bicep"));
                let distinct: BTreeSet<&str> = main.iter().copied().collect();
                assert_eq!(distinct.len(), main.len(), "{main:?}");
                let missing: Vec<&&str> = main
                    .iter()
                    .filter(|name| !own.iter().chain(&known).any(|known| known == **name))
                    .collect();
                assert!(missing.is_empty(), "not reserved: {missing:?}");
                if !more.is_empty() {
                    for name in own.iter().filter(|name| known.contains(name)) {
                        assert!(main.contains(&&**name), "{} lost {name}", route.as_str());
                    }
                }
                seen.extend(
                    main.iter()
                        .filter(|name| known.iter().any(|known| known == **name))
                        .map(|name| (*name).to_owned()),
                );
            }
        }
    }
    assert!(known.iter().all(|name| seen.contains(name)), "of {known:?} nothing writes all but {seen:?}");
}
