//! A package of a production job or cluster whose version is whatever is newest.

use crate::rules::prelude::*;

rule!("BRC7015", "unpinned-library", Operations, Check::Resources(&["clusters", "jobs"], check));

fn check(cx: &Cx<'_>, resource: &Resource<'_>, findings: &mut Findings<'_>) {
    if !cx.is_production() {
        return;
    }
    let mut packages = Vec::new();
    if resource.kind() == "clusters" {
        packages.extend(resource.get("libraries").list().map(|library| library.get("pypi.package")));
    } else {
        for task in Job(*resource).tasks() {
            packages.extend(task.get("libraries").list().map(|library| library.get("pypi.package")));
        }
        for environment in resource.get("environments").list() {
            packages.extend(environment.get("spec.dependencies").list());
        }
    }
    for package in packages {
        let Some(name) = package.text().filter(|text| is_unpinned(text)) else { continue };
        findings.push(
            package
                .wrong(format!("`{name}` is installed in whatever version is newest at that moment"))
                .help(format!("add the version that was tested, as `{name}==1.2.3`")),
        );
    }
}

/// Whether a line of a requirements file is a package without any version: no option, path or address.
fn is_unpinned(line: &str) -> bool {
    let line = line.trim();
    let (name, _) = line.split_once(';').unwrap_or((line, ""));
    !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.[], ".contains(&byte))
        && name.starts_with(|first: char| first.is_ascii_alphanumeric())
        && !name.ends_with(".whl")
}
