//! A name, where the service wants an id.

use crate::rules::prelude::*;

rule!("BRC4078", "name-for-id", Correctness = Warning, Check::Tasks(check));

/// Fields of tasks that hold ids of a kind.
const IDS: [(&str, &str); 8] = [
    ("existing_cluster_id", "clusters"),
    ("sql_task.warehouse_id", "sql_warehouses"),
    ("dbt_task.warehouse_id", "sql_warehouses"),
    ("notebook_task.warehouse_id", "sql_warehouses"),
    ("alert_task.warehouse_id", "sql_warehouses"),
    ("dashboard_task.warehouse_id", "sql_warehouses"),
    ("power_bi_task.warehouse_id", "sql_warehouses"),
    ("pipeline_task.pipeline_id", "pipelines"),
];

fn check(cx: &Cx<'_>, task: &Task<'_>, findings: &mut Findings<'_>) {
    for (field, kind) in IDS {
        let value = task.get(field);
        let Some(text) = value.text().filter(|text| !is_id(kind, text)) else { continue };
        let (what, example) = match kind {
            "clusters" => ("cluster", "1125-140000-reef123"),
            "pipelines" => ("pipeline", "2f0f5a3c-7a0d-4f53-9a35-6a1f8f6f2d10"),
            _ => ("SQL warehouse", "1234567890abcdef"),
        };
        let found = value.wrong(format!("`{text}` is not the id of a {what}"));
        let Some(resource) = named(cx, kind, &text) else {
            findings.push(
                found.help(format!("write the id, such as `{example}`, or refer to a resource of the spec")),
            );
            continue;
        };
        let reference = format!("${{resources.{kind}.{}.id}}", resource.model.key);
        findings.push(
            found
                .help(format!("write `{reference}`"))
                .related(resource.body.head(), "the resource")
                .fix(value.replace(reference)),
        );
    }
}

/// The resource of a kind that has this key or name.
fn named<'a>(cx: &Cx<'a>, kind: &'static str, text: &str) -> Option<Resource<'a>> {
    cx.resource(kind, text).or_else(|| {
        let field = crate::kinds::kind(kind)?.name_field?;
        cx.resources(kind).find(|resource| resource.get(field).is(text))
    })
}

/// Whether a text looks like an id of a kind.
fn is_id(kind: &str, text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    let is_hex = text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit());
    match kind {
        // Day, time, and letters and digits: `1125-140000-reef123`.
        "clusters" => {
            let is_digits = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
            matches!(lengths.as_slice(), [4, 6, _]) && parts.iter().take(2).all(is_digits)
        }
        "pipelines" => lengths == [8, 4, 4, 4, 12] && is_hex,
        _ => lengths == [16] && is_hex,
    }
}
