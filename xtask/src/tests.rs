//! What a change of the API brings about, with no change to any Rust.

use std::path::Path;

use serde_json::{Value, json};

/// A copy of what the generators read and write.
fn copy() -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    for folder in ["schemas", "src/kinds", "src/diagnostic", "src/rules", "docs/rules"] {
        for entry in walkdir::WalkDir::new(crate::root().join(folder)).into_iter().map(Result::unwrap) {
            let target = copy.path().join(entry.path().strip_prefix(crate::root()).unwrap());
            if entry.file_type().is_dir() {
                std::fs::create_dir_all(target).unwrap();
            } else {
                std::fs::copy(entry.path(), target).unwrap();
            }
        }
    }
    copy
}

fn json(root: &Path, path: &str) -> Value {
    serde_json::from_str(&std::fs::read_to_string(root.join(path)).unwrap()).unwrap()
}

#[test]
fn a_field_that_the_api_gains_shows_up_everywhere() {
    let copy = copy();
    let root = copy.path();
    crate::schemas::report(root).unwrap();
    let path = "schemas/api/jobs.json";
    let mut facts = json(root, path);
    facts["requests"]["JobsAPI.create"]["fields"]["made_up_flag"] = json!({ "is": "boolean" });
    facts["types"]["CronSchedule"]["made_up_text"] = json!({ "is": "string", "required": true });
    std::fs::write(root.join(path), facts.to_string()).unwrap();

    let problems = crate::schemas::problems(root).unwrap();
    assert_eq!(
        problems,
        ["jobs.CronSchedule.made_up_text: no description", "jobs.made_up_flag: no description"]
    );

    crate::schemas::write(root).unwrap();
    crate::docs::write(root).unwrap();
    for file in ["schemas/v1/kinds/jobs.json", "schemas/v1/kinds/jobs.schema.json"] {
        let schema = json(root, file);
        assert_eq!(schema["properties"]["made_up_flag"]["type"][0], "boolean", "{file}");
        let schedule = &schema["$defs"]["jobs.CronSchedule"];
        assert_eq!(schedule["properties"]["made_up_text"]["type"], "string", "{file}");
        assert!(schedule["required"].as_array().unwrap().contains(&json!("made_up_text")), "{file}");
    }
    let bundle = json(root, "schemas/v1/bricep.schema.json");
    assert!(bundle["$defs"]["kinds.jobs"]["properties"].get("made_up_flag").is_some());
    assert!(bundle["$defs"]["partial.jobs.CronSchedule"]["properties"].get("made_up_text").is_some());
    let arm = json(root, "schemas/v1/arm/jobs.schema.json");
    assert!(arm["properties"]["properties"]["properties"].get("madeUpFlag").is_some());
    let page = std::fs::read_to_string(root.join("docs/reference/kinds/jobs.md")).unwrap();
    assert!(page.contains("| `made_up_flag` | `true` or `false` |"));
    assert!(page.contains("| `made_up_text` | text, required |"));
}
