//! The attributes of a cluster that policies speak of, by their paths.

use crate::diagnostic::did_you_mean;
use crate::kinds::{self, Shape};
use crate::rules::value::Value;
use crate::rules::views::{Cluster, Role};

/// What a cluster has at the path of an attribute.
pub(in crate::rules) enum Attribute<'a> {
    /// A value of the spec: set, unknown or absent.
    Value(Value<'a>),
    /// What follows from other fields, and the field to point at.
    Derived(String, Value<'a>),
    /// Nothing that the spec tells.
    Unknown,
}

/// Maps whose keys may hold dots.
const MAPS: [&str; 3] = ["custom_tags", "spark_conf", "spark_env_vars"];

/// Lists, whose elements are named by number, or all at once by `*`.
const LISTS: [&str; 2] = ["init_scripts", "ssh_public_keys"];

/// Attributes that are no fields of the API.
const VIRTUAL: [&str; 5] = [
    "cluster_log_conf.path",
    "cluster_log_conf.region",
    "cluster_log_conf.type",
    "cluster_type",
    "dbus_per_hour",
];

/// What a cluster has at a path. A path with `*` gives one for each element without a rule of its own in `numbered`.
pub(in crate::rules) fn attribute<'a>(
    cluster: &Cluster<'a>,
    path: &str,
    numbered: &[&str],
) -> Vec<(String, Attribute<'a>)> {
    if let Some((list, rest)) = path.split_once('.')
        && LISTS.contains(&list)
    {
        return elements(cluster, list, rest, numbered);
    }
    vec![(path.to_owned(), single(cluster, path))]
}

fn single<'a>(cluster: &Cluster<'a>, path: &str) -> Attribute<'a> {
    match path {
        "cluster_type" => {
            let is = match cluster.role {
                Role::AllPurpose | Role::Pool => "all-purpose",
                Role::JobCluster | Role::Task => "job",
                Role::Pipeline => "dlt",
            };
            return Attribute::Derived(is.to_owned(), cluster.get("policy_id"));
        }
        "cluster_log_conf.type" => return log(cluster, |kind, place| (kind.to_uppercase(), place)),
        "cluster_log_conf.path" => {
            return log(cluster, |_, place| {
                let destination = place.get("destination");
                (destination.text().map(Into::into).unwrap_or_default(), destination)
            });
        }
        _ if VIRTUAL.contains(&path) || path.contains('*') => return Attribute::Unknown,
        _ => {}
    }
    match path.split_once('.') {
        Some((map, key)) if MAPS.contains(&map) => {
            let value = cluster.get(map).key(key);
            // The tags of a job or pipeline are tags of its clusters too.
            let tags = cluster.resource.get("tags");
            let may_inherit = map == "custom_tags" && cluster.role != Role::AllPurpose && tags.is_set();
            if value.is_absent() && may_inherit { Attribute::Unknown } else { Attribute::Value(value) }
        }
        _ => {
            let value = cluster.get(path);
            // The pool has the size of a cluster without one of its own, and a pipeline chooses much itself.
            let is_of_pool = path == "node_type_id" && cluster.get("instance_pool_id").is_set();
            let is_chosen = is_of_pool || cluster.role == Role::Pipeline;
            if value.is_absent() && is_chosen { Attribute::Unknown } else { Attribute::Value(value) }
        }
    }
}

/// What follows from where the logs go: the kind of place, and what is said of it.
fn log<'a>(cluster: &Cluster<'a>, tell: impl Fn(&str, Value<'a>) -> (String, Value<'a>)) -> Attribute<'a> {
    let conf = cluster.get("cluster_log_conf");
    let chosen = conf.entries().find(|(_, place)| place.is_set());
    match chosen.map(|(kind, place)| tell(kind, place)) {
        Some((_, place)) if place.is_unknown() => Attribute::Unknown,
        Some((text, place)) => Attribute::Derived(text, place),
        None => Attribute::Value(conf),
    }
}

fn elements<'a>(
    cluster: &Cluster<'a>,
    list: &str,
    rest: &str,
    numbered: &[&str],
) -> Vec<(String, Attribute<'a>)> {
    let (number, field) = rest.split_once('.').unwrap_or((rest, ""));
    let value = cluster.get(list);
    let of = |element: Value<'a>| if field.is_empty() { element } else { element.get(field) };
    let path = |number: &str| match field {
        "" => format!("{list}.{number}"),
        field => format!("{list}.{number}.{field}"),
    };
    if number == "*" {
        let all = value.list().enumerate().map(|(at, element)| (path(&at.to_string()), of(element)));
        return all
            .filter(|(path, _)| !numbered.contains(&&**path))
            // What an element has not is not asked of it: it may be of another form.
            .filter(|(_, value)| value.is_set())
            .map(|(path, value)| (path, Attribute::Value(value)))
            .collect();
    }
    let found = match number.parse::<usize>() {
        Ok(at) if !value.is_unknown() => match value.list().nth(at) {
            Some(element) => Attribute::Value(of(element)),
            // A list that ends before has it not, and neither has a cluster without the list.
            None => Attribute::Value(value.key("")),
        },
        _ => Attribute::Unknown,
    };
    vec![(path(number), found)]
}

/// Whether clusters have an attribute.
pub(in crate::rules) fn is_attribute(path: &str) -> bool {
    // File systems to mount are a preview, of which the types of the API say nothing.
    if VIRTUAL.contains(&path) || path.starts_with("cluster_mount_infos.") {
        return true;
    }
    let Some(mut shape) = shape() else { return true };
    for step in path.split('.') {
        if shape.is_free_form() {
            return true;
        }
        let next = match shape.items() {
            Some(items) if step == "*" || step.bytes().all(|byte| byte.is_ascii_digit()) => Some(items),
            Some(_) => None,
            // What the spec leaves out, the API may have.
            None if shape.why_dropped(step).is_some() => return true,
            None => shape.property(step),
        };
        match next {
            Some(next) => shape = next,
            None => return false,
        }
    }
    true
}

/// The attribute that a path was probably meant to be.
pub(in crate::rules) fn meant(path: &str) -> Option<String> {
    let shape = shape()?;
    let (first, rest) = path.split_once('.').map_or((path, None), |(first, rest)| (first, Some(rest)));
    let known = shape.properties().map(|(name, _)| name).chain(VIRTUAL);
    let Some(property) = shape.property(first) else {
        let first = did_you_mean(first, known)?;
        return Some(rest.map_or(first.to_owned(), |rest| format!("{first}.{rest}")));
    };
    let rest = did_you_mean(rest?, property.properties().map(|(name, _)| name))?;
    Some(format!("{first}.{rest}"))
}

fn shape() -> Option<&'static Shape> {
    kinds::kind("clusters").map(kinds::Kind::shape)
}
