//! The custom provider with its types and actions.

use crate::arm::{Repeat, Resource, array, object, sym};
use crate::emit::half::Half;
use crate::kinds::KINDS;

/// The custom provider with every type and action that bricep knows, whatever the spec uses: specs of one resource
/// group may share it.
pub(super) fn registration(half: &Half<'_>) -> Resource {
    let each = |item: &str, names: Vec<&'static str>| {
        Repeat::new(item, array(names)).body(object([
            ("name", sym(item)),
            ("endpoint", sym("endpoint")),
            ("routingType", "Proxy".into()),
        ]))
    };
    let types = KINDS.iter().map(|kind| kind.arm_type).collect();
    half.custom_provider("customProvider")
        .condition(sym("applyResources"))
        .with("location", sym("location"))
        .with("tags", sym("tags"))
        .with(
            "properties",
            object([("actions", each("action", actions())), ("resourceTypes", each("resourceType", types))]),
        )
        .depends_on(sym("package"))
}

/// Every action: first those that change something, then those that only read, each before the twin that templates
/// can call.
fn actions() -> Vec<&'static str> {
    let all = || KINDS.iter().flat_map(|kind| kind.actions);
    let writes = all().filter(|action| action.list_twin.is_none()).map(|action| action.name);
    let reads = all().filter_map(|action| Some([action.name, action.list_twin?])).flatten();
    writes.chain(reads).collect()
}
