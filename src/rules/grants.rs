//! Who is granted what in Unity Catalog, as far as the spec says.

use std::borrow::Cow;

use super::context::Cx;
use super::value::Value;
use super::views::Resource;

/// The kinds that have grants.
pub(super) const SECURABLES: &[&str] = &[
    "catalogs",
    "connections",
    "external_locations",
    "registered_models",
    "schemas",
    "storage_credentials",
    "vector_search_indexes",
    "volumes",
];

/// What a principal is granted.
pub(super) struct Grant<'a> {
    pub(super) principal: Value<'a>,
    privileges: Value<'a>,
}

impl<'a> Grant<'a> {
    /// The privileges that are known, each with its value.
    pub(super) fn privileges(&self) -> impl Iterator<Item = (Cow<'a, str>, Value<'a>)> + use<'a> {
        self.privileges.list().filter_map(|value| Some((value.text()?, value)))
    }

    /// The first of some privileges that it has.
    pub(super) fn one_of(&self, names: &[&str]) -> Option<Value<'a>> {
        self.privileges().find(|(name, _)| names.contains(&&**name)).map(|(_, value)| value)
    }
}

/// The grants on a resource.
pub(super) fn grants<'a>(resource: &Resource<'a>) -> impl Iterator<Item = Grant<'a>> + use<'a> {
    let list = resource.get("grants").list();
    list.map(|value| Grant { principal: value.get("principal"), privileges: value.get("privileges") })
}

/// Whether a principal may have one of some privileges on a resource: it is granted, to it or to everybody, or what is
/// granted is not all known.
pub(super) fn may_have(resource: &Resource<'_>, principal: &str, names: &[&str]) -> bool {
    let owner = resource.get("owner");
    let list = resource.get("grants");
    owner.is_unknown()
        || owner.is(principal)
        || list.is_unknown()
        || grants(resource).any(|grant| {
            let is_other =
                grant.principal.text().is_some_and(|text| text != principal && !is_everyone(&text));
            let is_known =
                !grant.privileges.is_unknown() && grant.privileges.list().all(|value| !value.is_unknown());
            !is_other && (!is_known || grant.one_of(names).is_some())
        })
}

/// The catalog that holds something, if the spec declares it.
pub(super) fn catalog_of<'a>(cx: &Cx<'a>, resource: &Resource<'a>) -> Option<Resource<'a>> {
    let field = resource.get("catalog_name");
    match field.text() {
        Some(name) => cx.resources("catalogs").find(|catalog| catalog.get("name").is(&name)),
        None => match cx.referred(field)? {
            schema if schema.kind() == "schemas" => catalog_of(cx, &schema),
            catalog => Some(catalog),
        },
    }
}

/// The schema that holds something, if the spec declares it.
pub(super) fn schema_of<'a>(cx: &Cx<'a>, resource: &Resource<'a>) -> Option<Resource<'a>> {
    cx.referred(resource.get("schema_name")).filter(|schema| schema.kind() == "schemas")
}

/// Whether a principal is the group of everybody in the workspace or in the account.
pub(super) fn is_everyone(principal: &str) -> bool {
    ["account users", "users"].iter().any(|group| principal.eq_ignore_ascii_case(group))
}

/// Whether a principal is written as a person is: by an e-mail address.
pub(super) fn is_person(principal: &str) -> bool {
    principal.contains('@') && !principal.contains(char::is_whitespace)
}

/// Whether a text is a GUID.
pub(super) fn is_guid(text: &str) -> bool {
    let lengths = [8, 4, 4, 4, 12];
    let mut parts = text.split('-');
    lengths.iter().all(|length| {
        parts.next().is_some_and(|part| {
            part.len() == *length && part.chars().all(|letter| letter.is_ascii_hexdigit())
        })
    }) && parts.next().is_none()
}
