//! References to secrets of scopes, as Databricks fills them in.

/// What stands between `{{secrets/` and `}}`, wherever that is in a text.
pub(super) fn references(text: &str) -> impl Iterator<Item = &str> {
    text.split("{{secrets/").skip(1).map(|rest| rest.split_once("}}").map_or("", |(inner, _)| inner))
}
