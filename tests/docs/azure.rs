//! The page of what stands in Azure, held against what is generated.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::blocks::read;

const PAGE: &str = "docs/guide/azure.md";
const ROUTES: &[&str] = &["deployment-script", "custom-provider", "direct"];

/// The rows of the table of a section, by column.
fn rows(section: &str) -> Vec<Vec<String>> {
    let page = read(PAGE);
    let (_, rest) = page.split_once(&format!("\n## {section}\n")).unwrap();
    let section = rest.split("\n## ").next().unwrap();
    let rows = section.lines().filter(|line| line.starts_with('|')).skip(2);
    rows.map(|row| row.trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned()).collect()).collect()
}

fn code(cell: &str) -> String {
    cell.trim_matches('`').to_owned()
}

/// What the templates of every sample hold on every route.
#[derive(Default)]
struct Generated {
    types: BTreeSet<String>,
    /// Role, by its words and its id.
    roles: BTreeSet<(String, String)>,
    /// Symbols of what gives roles.
    assignments: BTreeSet<String>,
}

impl Generated {
    /// Resources of a template, and of the modules in it.
    fn resources(&mut self, template: &Value) {
        for (_, resource) in template["resources"].as_object().into_iter().flatten() {
            if resource.get("existing") == Some(&Value::Bool(true)) {
                continue;
            }
            let name = resource["type"].as_str().unwrap();
            match name.strip_prefix("Microsoft.CustomProviders/resourceProviders/") {
                _ if name == "Microsoft.Resources/deployments" => {
                    self.resources(&resource["properties"]["template"]);
                }
                Some(_) => {
                    self.types.insert("Microsoft.CustomProviders/resourceProviders/<kind>".to_owned());
                }
                None => {
                    self.types.insert(name.to_owned());
                }
            }
        }
    }

    fn bicep(&mut self, text: &str) {
        let mut lines = text.lines().peekable();
        while let Some(line) = lines.next() {
            if let Some(role) = line.strip_prefix("@description('Role ") {
                let words = role.trim_end_matches(".')");
                let id = lines.peek().and_then(|line| line.split('\'').nth(1)).unwrap();
                self.roles.insert((words.to_owned(), id.to_owned()));
            }
            let mut words = line.split(' ');
            let (kind, symbol) = (words.next(), words.next().unwrap_or_default());
            let assigns = line.contains("'Microsoft.Authorization/roleAssignments@")
                || line.contains("'modules/role-on-");
            // `role` is the assignment inside of a module.
            if matches!(kind, Some("resource" | "module")) && assigns && symbol != "role" {
                self.assignments.insert(symbol.to_owned());
            }
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "tests read samples and what is generated from them")]
fn generated() -> Generated {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut generated = Generated::default();
    for sample in std::fs::read_dir(root.join("samples")).unwrap() {
        let spec = sample.unwrap().path().join("bricep.yaml");
        for route in ROUTES.iter().filter(|_| spec.is_file()) {
            let folder = tempfile::tempdir().unwrap();
            let run = Command::new(env!("CARGO_BIN_EXE_bricep"))
                .arg("generate")
                .arg(&spec)
                .args(["--route", route, "--output"])
                .arg(folder.path())
                .output()
                .unwrap();
            assert!(run.status.success(), "{}: {}", spec.display(), String::from_utf8_lossy(&run.stderr));
            for entry in walkdir::WalkDir::new(folder.path()) {
                let path = entry.unwrap().into_path();
                let name = path.file_name().unwrap().to_str().unwrap();
                if matches!(name, "main.json" | "databricks-operations.json") {
                    generated.resources(&serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap());
                } else if name.ends_with(".bicep") {
                    generated.bicep(&std::fs::read_to_string(&path).unwrap());
                }
            }
        }
    }
    generated
}

#[test]
fn the_tables_are_what_is_generated() {
    let generated = generated();
    let types: BTreeSet<String> = rows("Resources").iter().map(|row| code(&row[0])).collect();
    assert_eq!(types, generated.types);
    let table = rows("Identities and roles");
    let roles: BTreeSet<(String, String)> = table.iter().map(|row| (row[1].clone(), code(&row[2]))).collect();
    assert_eq!(roles, generated.roles);
    let symbols: BTreeSet<String> = table.iter().map(|row| code(&row[5])).collect();
    assert_eq!(symbols, generated.assignments);
}
