//! What the interpolations of asset bundles are called here.

/// The interpolation that says the same here, where there is one.
pub(super) fn same(text: &str) -> Option<String> {
    let path: Vec<&str> = text.split('.').map(str::trim).collect();
    match path.as_slice() {
        ["bundle", "name"] => Some("${name}".to_owned()),
        ["bundle", "target" | "environment"] => Some("${environment}".to_owned()),
        ["variables", name] | ["variables", name, "value"] => Some(format!("${{var.{name}}}")),
        _ => None,
    }
}

/// What to write instead of an interpolation that asset bundles know; `text` is what stands between the braces.
pub(super) fn instead(text: &str) -> Option<String> {
    if let Some(same) = same(text) {
        return Some(format!("write `{same}`"));
    }
    let path: Vec<&str> = text.split('.').map(str::trim).collect();
    let told = match path.as_slice() {
        ["bundle", "git", ..] => "declare a variable for it, and let the pipeline set the variable",
        // There it begins with `https://`.
        ["workspace", "host"] => "write `${azure.workspace_url}`",
        ["workspace", "current_user", ..] => "write `${user}`; it is known in development environments",
        ["workspace", "file_path" | "root_path" | "artifact_path" | "resource_path", ..] => {
            "write `${resources.<kind>.<key>.path}` of the notebook or workspace file, or its local path"
        }
        ["artifacts", ..] => "write the local path of what was built, such as `./dist/*.whl`",
        _ => return None,
    };
    Some(told.to_owned())
}
