//! What the passes need to know of a field, read once from a schema.

mod read;

use std::sync::{Arc, OnceLock};

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use serde_json::Value;

/// Which local file may stand in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocalPath {
    /// A notebook, which becomes a resource of its own, where a path of the workspace is expected.
    Notebook,
    /// A plain file likewise: a script, a wheel, a JAR, SQL.
    File,
    /// A folder of plain files likewise.
    Folder,
    /// A plain file likewise, or a folder with `/**` behind it.
    Tree,
    /// A line of a requirements file: a plain file likewise, also behind `-r `.
    Requirement,
    /// What the resource itself holds: a file, or a folder where `folder` says so.
    Content {
        /// Whether a folder may stand there too.
        folder: bool,
    },
}

/// The types of value that a field takes besides an interpolation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Types {
    /// `null`.
    pub null: bool,
    /// `true` and `false`.
    pub boolean: bool,
    /// Whole numbers.
    pub integer: bool,
    /// Numbers.
    pub number: bool,
    /// Text.
    pub string: bool,
    /// Lists.
    pub list: bool,
    /// Maps.
    pub map: bool,
}

impl Types {
    /// Whether it takes neither lists nor maps.
    pub fn is_scalar(self) -> bool {
        !self.list && !self.map
    }
}

/// How many properties of a group may stand side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// One of them, neither none nor several.
    ExactlyOne,
    /// One or several.
    AtLeastOne,
    /// One or none.
    AtMostOne,
    /// None of them.
    None,
}

/// Where a group holds.
#[derive(Debug, PartialEq, Eq)]
pub enum When {
    /// Where one of these properties is there.
    Present(Vec<Box<str>>),
    /// Where each of these properties has one of its values.
    Is(Vec<(Box<str>, Vec<Value>)>),
}

/// Properties that depend on each other.
#[derive(Debug, PartialEq, Eq)]
pub struct Group {
    /// How many of them may stand side by side.
    pub rule: Rule,
    /// The properties.
    pub of: Vec<Box<str>>,
    /// The properties beside which none of the group is needed.
    pub unless: Vec<Box<str>>,
    /// Where the group holds, if not everywhere.
    pub when: Option<When>,
    /// What one of them is, for messages (`task type`).
    pub noun: Option<Box<str>>,
    /// The ones to name in a message, when there are too many to name all.
    pub common: Vec<Box<str>>,
    /// What to do about a property that may not stand there, if that can be told.
    pub help: Option<Box<str>>,
    /// The code under which a failure is reported, if a rule has it.
    pub code: Option<Box<str>>,
}

/// A field, or the whole of a resource: what stands in it and what is known of it.
#[derive(Debug, Default)]
pub struct Shape {
    properties: IndexMap<Box<str>, Shape, FxBuildHasher>,
    items: Option<Box<Shape>>,
    values: Option<Box<Shape>>,
    /// The type that it shares with other fields, which has the properties then.
    definition: Option<Arc<OnceLock<Shape>>>,
    types: Types,
    key_field: Option<Box<str>>,
    differs: Option<Box<str>>,
    free_form: bool,
    reference: Option<Box<str>>,
    local_path: Option<LocalPath>,
    content: Option<Box<str>>,
    secret: bool,
    immutable: bool,
    server_filled: bool,
    pausable: bool,
    deprecated: Option<Box<str>>,
    description: Option<Box<str>>,
    pattern_message: Option<Box<str>>,
    rule: Option<Box<str>>,
    zero: bool,
    groups: Vec<Group>,
    dropped: IndexMap<Box<str>, Box<str>, FxBuildHasher>,
    instead: IndexMap<Box<str>, Vec<Box<str>>, FxBuildHasher>,
}

impl Shape {
    /// The shape of a property; `None` for keys that the schema does not know and for keys of free-form maps.
    pub fn property(&self, name: &str) -> Option<&Shape> {
        self.own().properties.get(name)
    }

    /// Every property with its shape, in the schema's order.
    pub fn properties(&self) -> impl Iterator<Item = (&str, &Shape)> {
        self.own().properties.iter().map(|(name, shape)| (&**name, shape))
    }

    /// The shape of a list's elements.
    pub fn items(&self) -> Option<&Shape> {
        self.items.as_deref()
    }

    /// The shape of a free-form map's values.
    pub fn values(&self) -> Option<&Shape> {
        self.values.as_deref()
    }

    /// The types of value that it takes.
    pub fn types(&self) -> Types {
        let own = self.own();
        if self.definition.is_some() { own.types } else { self.types }
    }

    /// For a keyed list, the field that tells its elements apart.
    pub fn key_field(&self) -> Option<&str> {
        self.key_field.as_deref()
    }

    /// The field of which no two elements have the same value; the key of a keyed list is one.
    pub fn differing_field(&self) -> Option<&str> {
        self.differs.as_deref().or(self.key_field())
    }

    /// Whether it is a map whose keys are the author's own.
    pub fn is_free_form(&self) -> bool {
        self.free_form
    }

    /// The kind of the resource that its value refers to.
    pub fn reference(&self) -> Option<&str> {
        self.reference.as_deref()
    }

    /// The local file that may stand there.
    pub fn local_path(&self) -> Option<LocalPath> {
        self.local_path
    }

    /// The property that names the local file or folder which the resource holds.
    pub fn content_field(&self) -> Option<&str> {
        self.content.as_deref()
    }

    /// Whether a secret may stand there.
    pub fn is_secret(&self) -> bool {
        self.secret
    }

    /// Whether another value means another object.
    pub fn is_immutable(&self) -> bool {
        self.immutable
    }

    /// Whether only the server fills it in.
    pub fn is_server_filled(&self) -> bool {
        self.server_filled
    }

    /// Whether it has a `pause_status`, which development sets.
    pub fn is_pausable(&self) -> bool {
        self.own().pausable
    }

    /// For a field on its way out, what to do instead.
    pub fn deprecated(&self) -> Option<&str> {
        self.deprecated.as_deref()
    }

    /// What it is for.
    pub fn description(&self) -> Option<&str> {
        self.description.as_deref()
    }

    /// The pattern of its text in words, as `expected …`.
    pub fn pattern_message(&self) -> Option<&str> {
        self.pattern_message.as_deref()
    }

    /// The code under which what is wrong with its value is reported, if a rule has it.
    pub fn rule(&self) -> Option<&str> {
        self.rule.as_deref()
    }

    /// Whether 0 is accepted beside the range.
    pub fn accepts_zero(&self) -> bool {
        self.zero
    }

    /// The groups of its properties that depend on each other.
    pub fn groups(&self) -> &[Group] {
        &self.own().groups
    }

    /// Why a property of the API, or a value of an enumeration, is left out of the spec language.
    pub fn why_dropped(&self, name: &str) -> Option<&str> {
        self.own().dropped.get(name).map(|reason| &**reason)
    }

    /// The properties that are meant by a name that people write by mistake.
    pub fn instead_of(&self, name: &str) -> Option<&[Box<str>]> {
        self.own().instead.get(name).map(Vec::as_slice)
    }

    /// The shape that has the properties.
    fn own(&self) -> &Shape {
        self.definition.as_ref().and_then(|definition| definition.get()).unwrap_or(self)
    }
}
