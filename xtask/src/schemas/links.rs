//! Hover texts for editors that render Markdown, each with a link to where more is said.

use serde_json::Value;

use super::library::{Field, Object};

/// The reference of the REST API on Azure.
const REFERENCE: &str = "https://docs.databricks.com/api/azure/workspace";

/// Where the fields of the object at hand are described.
#[derive(Clone, Default)]
pub(super) struct Links {
    /// The page of the request that the object is part of.
    request: Option<String>,
    /// The field of the request by which the object was first reached.
    anchor: Option<String>,
    /// A page that the overlay names for the whole object; empty for none.
    page: Option<String>,
}

impl Links {
    /// The links of a request, `Class.method`.
    pub(super) fn to(request: &str) -> Self {
        let page = request.split_once('.').map(|(class, method)| {
            let class = class.trim_end_matches("API").to_lowercase();
            format!("{REFERENCE}/{class}/{}", method.replace('_', "").to_lowercase())
        });
        Self { request: page, ..Self::default() }
    }

    /// Whether no field was entered yet.
    pub(super) fn is_top(&self) -> bool {
        self.anchor.is_none()
    }

    /// Goes to the fields of an object.
    pub(super) fn enter(&mut self, object: &Object) {
        self.page = object.docs.clone();
    }

    /// Goes to a field; those of the request itself become the anchor.
    pub(super) fn at(&mut self, name: &str, top: bool) {
        if top {
            self.anchor = Some(name.to_owned());
        }
    }

    /// The hover text of a field, where it differs from the plain one.
    pub(super) fn markdown(&self, description: &str, field: &Field) -> Option<String> {
        let own = field.words.get("docs").and_then(Value::as_str);
        let link = match (own.or(self.page.as_deref()), &self.request, &self.anchor) {
            (Some(""), ..) => None,
            (Some(page), ..) => Some(page.to_owned()),
            (None, Some(request), Some(anchor)) if field.known => Some(format!("{request}#{anchor}")),
            _ => None,
        };
        match link {
            Some(link) => Some(format!("{description}\n\n[Documentation]({link})")),
            None => description.contains('`').then(|| description.to_owned()),
        }
    }
}
