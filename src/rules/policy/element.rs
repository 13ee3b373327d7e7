//! One rule of a policy: what it allows.

use std::fmt::Write as _;

use regex::Regex;
use serde_json::Value as Json;

use super::UNKNOWN;
use super::attribute::Attribute;
use crate::diagnostic::did_you_mean;
use crate::model::interpolation::{self, Reference};
use crate::rules::value::Value;

/// What a rule makes of an attribute.
pub(super) struct Element<'a> {
    pub(super) limit: Limit<'a>,
    /// Whether the attribute may be left out.
    is_optional: bool,
    /// The default, which some clusters take.
    pub(super) default: Option<&'a Json>,
}

/// The values that a rule allows.
#[derive(Clone, Debug)]
pub(in crate::rules) enum Limit<'a> {
    /// This one, which is filled in.
    Fixed(&'a Json),
    /// None.
    Forbidden,
    /// These.
    Only(&'a [Json]),
    /// All but these.
    Not(&'a [Json]),
    /// What a regular expression describes from beginning to end.
    Matching(&'a str),
    /// Numbers from here to there.
    Between(Option<f64>, Option<f64>),
    /// All.
    Any,
}

/// What a rule says of a cluster.
pub(in crate::rules) enum Verdict<'a> {
    /// Nothing: it is as it should be, or not known.
    Fine,
    /// Its value is another than those that the rule allows.
    Refused(Limit<'a>),
    /// It has no value, and the rule wants one; whether the rule has a default for clusters that take it.
    Missing(bool),
}

impl<'a> Element<'a> {
    pub(super) fn read(rule: &'a Json) -> Option<Self> {
        let list = || rule.get("values")?.as_array().map(Vec::as_slice);
        let limit = match rule.get("type")?.as_str()? {
            "fixed" => Limit::Fixed(rule.get("value")?),
            "forbidden" => Limit::Forbidden,
            "allowlist" | "whitelist" => Limit::Only(list()?),
            "blocklist" | "blacklist" => Limit::Not(list()?),
            "regex" => Limit::Matching(rule.get("pattern")?.as_str()?),
            "range" => Limit::Between(number(rule, "minValue"), number(rule, "maxValue")),
            "unlimited" => Limit::Any,
            _ => return None,
        };
        let is = |word: &str| rule.get(word).is_some_and(|value| value != &Json::Bool(false));
        Some(Self { limit, is_optional: is("isOptional"), default: rule.get("defaultValue") })
    }

    /// The default of the rule, where the rule itself refuses it.
    pub(super) fn refused_default(&self, path: &str) -> Option<String> {
        let default = text(self.default?);
        (!self.limit.allows(path, &default)).then_some(default)
    }

    /// What the rule says of an attribute of a cluster.
    pub(super) fn judge(&self, path: &str, found: &Attribute<'_>) -> Verdict<'a> {
        let known = match found {
            Attribute::Unknown => return Verdict::Fine,
            Attribute::Derived(text, _) => text.clone(),
            Attribute::Value(value) if value.is_absent() => {
                let fills_in = matches!(self.limit, Limit::Fixed(_) | Limit::Forbidden);
                let wanted = !fills_in && !self.is_optional && has_no_default(path);
                return if wanted { Verdict::Missing(self.default.is_some()) } else { Verdict::Fine };
            }
            Attribute::Value(value) => match value.scalar() {
                Some(text) => text,
                // A list or map, or a value that comes out at the deployment.
                None if matches!(self.limit, Limit::Forbidden) && is_there(*value) => String::new(),
                None => return Verdict::Fine,
            },
        };
        if self.limit.allows(path, &known) { Verdict::Fine } else { Verdict::Refused(self.limit.clone()) }
    }
}

/// Whether a value without a text is there all the same: a list, a map, the id of another resource.
fn is_there(value: Value<'_>) -> bool {
    let is_id = |text| matches!(interpolation::whole(text), Some(Reference::Resource { .. }));
    !value.is_unknown() || value.raw().is_some_and(is_id)
}

/// Whether the service itself gives an attribute no value, so that leaving it out breaks a rule that wants one.
fn has_no_default(path: &str) -> bool {
    const FIELDS: [&str; 4] = ["docker_image.url", "instance_pool_id", "node_type_id", "spark_version"];
    const MAPS: [&str; 4] = ["custom_tags.", "init_scripts.", "spark_conf.", "spark_env_vars."];
    FIELDS.contains(&path) || MAPS.iter().any(|map| path.starts_with(map))
}

impl Limit<'_> {
    /// Whether a value is one that the rule allows; so is what cannot be told.
    fn allows(&self, path: &str, found: &str) -> bool {
        // Of `auto:latest-lts` the service makes a version.
        let is_open =
            |text: &str| text.contains(UNKNOWN) || (path == "spark_version" && text.starts_with("auto:"));
        let is_open_json = |value: &Json| value.as_str().is_some_and(is_open);
        if !matches!(self, Self::Forbidden) && is_open(found) {
            return true;
        }
        match self {
            Self::Any => true,
            Self::Forbidden => false,
            Self::Fixed(value) => is_open_json(value) || same(value, found),
            Self::Only(values) => values.iter().any(|value| is_open_json(value) || same(value, found)),
            Self::Not(values) => !values.iter().any(|value| same(value, found)),
            // What only Java's expressions can say is not judged.
            Self::Matching(pattern) => {
                pattern.contains(UNKNOWN)
                    || Regex::new(&format!("^(?:{pattern})$")).map_or(true, |pattern| pattern.is_match(found))
            }
            Self::Between(least, most) => found.parse::<f64>().map_or(true, |found| {
                least.is_none_or(|least| found >= least) && most.is_none_or(|most| found <= most)
            }),
        }
    }

    /// The rule in words, to follow "the policy".
    pub(in crate::rules) fn words(&self, path: &str) -> String {
        match self {
            Self::Fixed(value) => format!("fixes `{path}` to `{}`", text(value)),
            Self::Forbidden => format!("forbids `{path}`"),
            Self::Only(values) => format!("takes only {} for `{path}`", listed(values)),
            Self::Not(values) => format!("takes none of {} for `{path}`", listed(values)),
            Self::Matching(pattern) => format!("takes only what matches `{pattern}` for `{path}`"),
            Self::Between(Some(least), Some(most)) => format!("takes {least} to {most} for `{path}`"),
            Self::Between(Some(least), None) => format!("takes {least} at least for `{path}`"),
            Self::Between(None, Some(most)) => format!("takes {most} at most for `{path}`"),
            Self::Between(None, None) | Self::Any => format!("takes anything for `{path}`"),
        }
    }

    /// What to write instead.
    pub(in crate::rules) fn remedy(&self, found: &str) -> String {
        match self {
            Self::Fixed(value) => {
                format!("write `{}`, or leave it out, and the policy fills it in", text(value))
            }
            Self::Only(values) => {
                let texts: Vec<String> = values.iter().map(text).collect();
                match did_you_mean(found, texts.iter().map(String::as_str)) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => "write a value that the policy takes, or extend the policy".to_owned(),
                }
            }
            _ => "write a value that the policy takes, or extend the policy".to_owned(),
        }
    }
}

fn same(value: &Json, found: &str) -> bool {
    let numbers = value.as_f64().zip(found.parse::<f64>().ok());
    let text = text(value);
    numbers.is_some_and(|(a, b)| a == b) || text == found || modern(&text) == modern(found)
}

/// The name of an access mode, of those that have two.
fn modern(mode: &str) -> &str {
    match mode {
        "SINGLE_USER" => "DATA_SECURITY_MODE_DEDICATED",
        "USER_ISOLATION" => "DATA_SECURITY_MODE_STANDARD",
        other => other,
    }
}

pub(super) fn text(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

pub(super) fn number(rule: &Json, word: &str) -> Option<f64> {
    let value = rule.get(word)?;
    value.as_f64().or_else(|| value.as_str()?.parse().ok())
}

/// The first few values in words.
fn listed(values: &[Json]) -> String {
    const SHOWN: usize = 4;
    let shown = values.iter().take(SHOWN).map(|value| format!("`{}`", text(value)));
    let mut told = shown.collect::<Vec<_>>().join(", ");
    if values.len() > SHOWN {
        let _ = write!(told, " and {} more", values.len() - SHOWN);
    }
    if values.is_empty() { "nothing".to_owned() } else { told }
}
