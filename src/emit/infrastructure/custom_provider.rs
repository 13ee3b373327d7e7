//! What the workspace holds, as resources of the custom provider.

use std::sync::Arc;

use crate::arm::{Directive, Expr, Object, Resource, Template, sym};
use crate::emit::configuration::Configuration;
use crate::emit::half::Half;
use crate::emit::lower::{Newcomer, Place, Row, condition_on, configured, is_constant, property_key, union};
use crate::emit::uses::complete;
use crate::kinds::Shape;
use crate::model::{Asset, Assets, Source, configuration_key, interpolation, resource_symbol};
use crate::source::{Data, Entry, Key, Map, Node, Span};

/// The template, without what only the whole of the files can tell it.
pub(in crate::emit) struct Body {
    resources: Vec<Resource>,
}

/// Lowers every resource; what environments set goes to the configuration set.
pub(in crate::emit) fn body(half: &Half<'_>, assets: &Assets, configuration: &mut Configuration) -> Body {
    let resources = half
        .model()
        .resources
        .iter()
        .map(|resource| {
            Fields { half, configuration, symbol: resource_symbol(resource.kind, &resource.key) }
                .resource(resource, assets)
        })
        .collect();
    Body { resources }
}

/// The template.
pub(in crate::emit) fn template(half: &Half<'_>, body: Body, environments: &Arc<Template>) -> Arc<Template> {
    let name = &half.model().name;
    let mut decls: Vec<crate::arm::Decl> = Vec::with_capacity(body.resources.len() + 1);
    if !body.resources.is_empty() {
        decls.push(half.custom_provider("provider").existing().into());
    }
    decls.extend(body.resources.into_iter().map(Into::into));
    for output in &half.model().outputs {
        decls.push(super::output(output, super::output_value(half.lowering(), output)).into());
    }
    let template = Template::new(super::FILE).header(crate::emit::header(half.model())).description(format!(
        "What the Databricks workspace of {name} holds, as resources of the custom provider."
    ));
    complete(template, half.offered_to_infrastructure(), decls, environments)
}

/// The fields of one resource.
struct Fields<'h, 'a, 'c> {
    half: &'h Half<'a>,
    configuration: &'c mut Configuration,
    symbol: String,
}

impl Fields<'_, '_, '_> {
    fn resource(mut self, resource: &crate::model::Resource, assets: &Assets) -> Resource {
        let content = resource.kind.shape().content_field();
        let trees: Vec<(usize, std::borrow::Cow<'_, Node>)> = resource
            .trees
            .iter()
            .zip(&resource.sources)
            .enumerate()
            .filter_map(|(at, (tree, source))| {
                Some((at, with_assets(tree.as_ref()?, content.zip(source.as_ref()), assets)))
            })
            .collect();
        let maps: Vec<(usize, &Map)> =
            trees.iter().filter_map(|(at, tree)| Some((*at, tree.as_map()?))).collect();
        let keys =
            union(maps.iter().map(|(_, map)| map.iter().map(|entry| &*entry.key.text)), Newcomer::Sorted);
        let overlaid = |key: &str| {
            let key = content.filter(|_| ASSET_FIELDS.contains(&key)).unwrap_or(key);
            resource.overlaid.iter().any(|field| &**field == key)
        };
        let mut properties = Object::new();
        for key in keys {
            // Null means absent.
            let rows: Vec<Row<'_>> =
                maps.iter().map(|(at, map)| (*at, map.get(key).filter(|node| !node.is_null()))).collect();
            if rows.iter().all(|(_, node)| node.is_none()) {
                continue;
            }
            let shape = resource.kind.shape().property(key);
            let value = self.field(key, &rows, shape, overlaid(key));
            properties = properties.with(property_key(key, Some(resource.kind.shape())), value);
        }
        let model = self.half.model();
        let live: Vec<usize> = trees.iter().map(|(at, _)| *at).collect();
        let type_and_version = self.half.versions().child(resource.kind.arm_type);
        let mut declared = Resource::new(self.symbol, &type_and_version, &*resource.key)
            .directive(Directive::new("BCP081", "No types are published for a custom provider's resources."))
            .parent(sym("provider"))
            .with("properties", properties);
        declared.condition = condition_on(model, &live);
        declared
    }

    /// A top-level field: what an overlay sets to constants stands in the configuration set, all else in place.
    fn field(&mut self, key: &str, rows: &[Row<'_>], shape: Option<&Shape>, overlaid: bool) -> Expr {
        let lowering = self.half.lowering();
        let differs = rows.iter().any(|(_, node)| match (node, rows[0].1) {
            (Some(a), Some(b)) => !a.same(b),
            (a, b) => a.is_some() != b.is_some(),
        });
        let constant = || rows.iter().all(|(_, node)| node.is_none_or(is_constant));
        let keyed = shape.is_some_and(|shape| shape.key_field().is_some());
        if !(overlaid && differs && !keyed && constant()) {
            return lowering.fold(rows, shape);
        }
        let key = configuration_key(&self.symbol, key);
        let mut values = vec![None; self.half.model().environments.len()];
        for (at, node) in rows {
            values[*at] = node.map(|node| lowering.value(node, shape, Place::Row(*at)));
        }
        let complete = self.configuration.add(&key, values);
        configured(&key, complete)
    }
}

/// The digest of a local file.
const DIGEST: &str = "digest";
/// The files of a local folder, each with its digest.
const FILES: &str = "files";
const ASSET_FIELDS: &[&str] = &[DIGEST, FILES];

/// A tree with the digests of the local file or folder that a field of it names, right behind that field.
fn with_assets<'n>(
    tree: &'n Node,
    content: Option<(&str, &Source)>,
    assets: &Assets,
) -> std::borrow::Cow<'n, Node> {
    let (Some((named, source)), Some(map)) = (content, tree.as_map()) else {
        return std::borrow::Cow::Borrowed(tree);
    };
    let span = tree.span;
    let files = assets.of(source);
    let (field, value) = match (source, files.as_slice()) {
        (Source::File(_), [file]) => (DIGEST, text(span, &file.digest)),
        _ => (FILES, Node::new(span, Data::List(files.iter().map(|file| asset(span, file)).collect()))),
    };
    let mut complete = Map::with_capacity(map.len() + 1);
    for entry in map {
        // Keys of one map are distinct, and no kind has a field of the name that is added.
        let _ = complete.insert(entry.clone());
        if &*entry.key.text == named {
            let _ = complete.insert(entry_of(span, field, value.clone()));
        }
    }
    std::borrow::Cow::Owned(Node { span, also: None, data: Data::Map(complete) })
}

fn asset(span: Span, file: &Asset) -> Node {
    let mut map = Map::with_capacity(2);
    let _ = map.insert(entry_of(span, "path", text(span, &interpolation::escape(file.path.as_str()))));
    let _ = map.insert(entry_of(span, DIGEST, text(span, &file.digest)));
    Node::new(span, Data::Map(map))
}

fn text(span: Span, text: &str) -> Node {
    Node::new(span, Data::String(text.into()))
}

fn entry_of(span: Span, key: &str, value: Node) -> Entry {
    Entry { key: Key { text: key.into(), span }, value }
}
