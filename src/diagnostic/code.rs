//! The list of codes. A code never changes its meaning. Those of rules stand with the rules.

use std::sync::OnceLock;

use super::Severity;
use crate::rules::RULES;

/// One kind of finding.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// `BRC` and four digits.
    pub id: &'static str,
    /// Kebab-case name of the pattern found, also the name of its page below `docs/rules/`.
    pub name: &'static str,
    /// The level at which it is reported.
    pub level: Severity,
    /// Whether an author may ignore it or change its level; an error of the language is always one.
    pub configurable: bool,
    /// Its page: what it means, why, and how to mend it.
    pub docs: &'static str,
}

impl Code {
    /// Whether it tells that the schema does not take a value, which stands at the place of the finding.
    pub fn is_of_value(&self) -> bool {
        [&OUT_OF_RANGE, &PATTERN_MISMATCH, &UNKNOWN_VALUE, &WRONG_LENGTH, &WRONG_TYPE].contains(&self)
    }

    /// What its band is about, in one word.
    pub fn topic(&self) -> &'static str {
        match self.id.as_bytes().get(3) {
            Some(b'1') => "loading",
            Some(b'2') => "schema",
            Some(b'3') => "references",
            Some(b'4') => "correctness",
            Some(b'5') => "cost",
            Some(b'6') => "security",
            Some(b'7') => "operations",
            _ => "platform",
        }
    }

    /// Whether a rule reports it, rather than a pass of the language.
    pub fn is_rule(&self) -> bool {
        RULES.iter().any(|rule| rule.code.id == self.id)
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $constant:ident = $id:literal, $name:literal, $level:ident;)*) => {
        $($(#[$doc])* pub static $constant: Code = Code {
            id: $id,
            name: $name,
            level: Severity::$level,
            configurable: !matches!(Severity::$level, Severity::Error),
            docs: include_str!(concat!("../../docs/rules/", $name, ".md")),
        };)*

        /// The codes of loading, of the language, and of what is written.
        static OWN: &[&Code] = &[$(&$constant),*];
    };
}

/// Every code, in order.
pub fn codes() -> &'static [&'static Code] {
    static CODES: OnceLock<Vec<&Code>> = OnceLock::new();
    CODES.get_or_init(|| {
        let mut codes: Vec<&Code> = OWN.iter().copied().chain(RULES.iter().map(|rule| &rule.code)).collect();
        codes.sort_by_key(|code| code.id);
        codes
    })
}

/// The code with this id or name.
pub fn code(id_or_name: &str) -> Option<&'static Code> {
    codes().iter().copied().find(|code| code.id.eq_ignore_ascii_case(id_or_name) || code.name == id_or_name)
}

/// The codes that an id, a name, or the beginning of ids (`BRC5`) means; none when it means nothing.
pub fn matching(text: &str) -> impl Iterator<Item = &'static Code> {
    let prefix = text.to_ascii_uppercase();
    let digits = prefix.strip_prefix("BRC").filter(|digits| !digits.is_empty()).is_some();
    codes()
        .iter()
        .copied()
        .filter(move |code| code.name == text || (digits && code.id.starts_with(prefix.as_str())))
}

codes! {
    // 1xxx: loading.
    /// A file cannot be opened.
    UNREADABLE_FILE = "BRC1001", "unreadable-file", Error;
    /// The text is neither YAML nor JSON.
    SYNTAX_ERROR = "BRC1002", "syntax-error", Error;
    /// One map has a key twice.
    DUPLICATE_KEY = "BRC1003", "duplicate-key", Error;
    /// A file is not UTF-8 text.
    NOT_TEXT = "BRC1004", "not-text", Error;
    /// A file is larger than the limit.
    FILE_TOO_LARGE = "BRC1005", "file-too-large", Error;
    /// Lists and maps nest deeper than the limit.
    NESTING_TOO_DEEP = "BRC1006", "nesting-too-deep", Error;
    /// Aliases multiply the document past the limit.
    ALIAS_EXPANSION = "BRC1007", "alias-expansion", Error;
    /// A merge key `<<` does not name a map.
    INVALID_MERGE = "BRC1008", "invalid-merge", Error;
    /// A pattern or path of `include` matches no file.
    INCLUDE_NOT_FOUND = "BRC1009", "include-not-found", Error;
    /// Files include each other in a circle.
    INCLUDE_CYCLE = "BRC1010", "include-cycle", Error;
    /// A path leads out of the folder of the spec.
    PATH_OUTSIDE_PROJECT = "BRC1011", "path-outside-project", Error;
    /// The file holds nothing.
    EMPTY_SPEC = "BRC1012", "empty-spec", Error;
    /// A section stands in a file that may not hold it.
    MISPLACED_SECTION = "BRC1013", "misplaced-section", Error;
    /// Two files define one thing.
    DEFINED_TWICE = "BRC1014", "defined-twice", Error;
    /// A local file or folder that the spec names does not exist.
    SOURCE_NOT_FOUND = "BRC1015", "source-not-found", Error;
    /// A key is not text.
    INVALID_KEY_TYPE = "BRC1016", "invalid-key-type", Error;
    /// More findings than one run shows.
    TOO_MANY_FINDINGS = "BRC1017", "too-many-findings", Info;
    /// A number that JSON cannot say.
    UNSUPPORTED_NUMBER = "BRC1018", "unsupported-number", Error;

    /// A file that a write would destroy.
    OUTPUT_CONFLICT = "BRC1019", "output-conflict", Error;
    /// A generated file that is not as the spec would write it.
    STALE_OUTPUT = "BRC1020", "stale-output", Error;
    /// More files, or more includes of files, than one spec may have.
    TOO_MANY_FILES = "BRC1021", "too-many-files", Error;
    /// A comment that suppresses a finding which is not there.
    UNUSED_SUPPRESSION = "BRC1022", "unused-suppression", Warning;
    /// A comment that means to suppress findings and cannot.
    INVALID_SUPPRESSION = "BRC1023", "invalid-suppression", Warning;
    /// The catalogue of a workspace cannot be read.
    INVALID_CATALOGUE = "BRC1024", "invalid-catalogue", Error;

    // 2xxx: schema.
    /// A property that the schema does not know.
    UNKNOWN_PROPERTY = "BRC2001", "unknown-property", Error;
    /// A value of another type than expected.
    WRONG_TYPE = "BRC2002", "wrong-type", Error;
    /// A property that must be there is not.
    MISSING_PROPERTY = "BRC2003", "missing-property", Error;
    /// A value that is none of the allowed ones.
    UNKNOWN_VALUE = "BRC2004", "unknown-value", Error;
    /// A number outside its range.
    OUT_OF_RANGE = "BRC2005", "out-of-range", Error;
    /// A text that does not match its pattern.
    PATTERN_MISMATCH = "BRC2006", "pattern-mismatch", Error;
    /// A text, list or map that is too short or too long.
    WRONG_LENGTH = "BRC2007", "wrong-length", Error;
    /// A property that is on its way out.
    DEPRECATED_PROPERTY = "BRC2008", "deprecated-property", Warning;
    /// A property that only the server fills.
    SERVER_FILLED_PROPERTY = "BRC2009", "server-filled-property", Warning;
    /// Properties that exclude each other, or none of a group of which one is needed.
    CONFLICTING_PROPERTIES = "BRC2010", "conflicting-properties", Error;
    /// A kind of resource that bricep does not know.
    UNKNOWN_KIND = "BRC2011", "unknown-kind", Error;
    /// A version of the spec language that this bricep does not know.
    UNSUPPORTED_VERSION = "BRC2012", "unsupported-version", Error;
    /// A list names one element twice.
    DUPLICATE_ELEMENT = "BRC2013", "duplicate-element", Error;

    // 3xxx: variables, references and names.
    /// An interpolation that is not closed or not well formed.
    MALFORMED_INTERPOLATION = "BRC3001", "malformed-interpolation", Error;
    /// An interpolation of nothing that bricep knows.
    UNKNOWN_INTERPOLATION = "BRC3002", "unknown-interpolation", Error;
    /// A variable that is not declared.
    UNKNOWN_VARIABLE = "BRC3003", "unknown-variable", Error;
    /// A reference to a resource that is not declared.
    UNKNOWN_RESOURCE = "BRC3004", "unknown-resource", Error;
    /// A reference to an attribute that the kind does not offer.
    UNKNOWN_ATTRIBUTE = "BRC3005", "unknown-attribute", Error;
    /// A reference to a resource that one environment does not have.
    ABSENT_RESOURCE = "BRC3006", "absent-resource", Error;
    /// References that go in a circle.
    REFERENCE_CYCLE = "BRC3007", "reference-cycle", Error;
    /// A value that does not fit its variable.
    INVALID_VARIABLE_VALUE = "BRC3008", "invalid-variable-value", Error;
    /// A variable without a value in some environment.
    MISSING_VARIABLE_VALUE = "BRC3009", "missing-variable-value", Error;
    /// A declaration of a variable that contradicts itself.
    INVALID_VARIABLE = "BRC3010", "invalid-variable", Error;
    /// An overlay of something that is not there.
    UNKNOWN_OVERLAY = "BRC3011", "unknown-overlay", Error;
    /// A name that does not match its grammar.
    INVALID_NAME = "BRC3012", "invalid-name", Error;
    /// Two names that become one in the templates.
    NAME_COLLISION = "BRC3013", "name-collision", Error;
    /// A name that the templates need for themselves.
    RESERVED_NAME = "BRC3014", "reserved-name", Error;
    /// A secret where it would be seen.
    MISPLACED_SECRET = "BRC3015", "misplaced-secret", Error;
    /// An interpolation where none is taken.
    MISPLACED_INTERPOLATION = "BRC3016", "misplaced-interpolation", Error;
    /// `${user}` in a production environment.
    USER_IN_PRODUCTION = "BRC3017", "user-in-production", Error;
    /// An environment that the spec does not declare.
    UNKNOWN_ENVIRONMENT = "BRC3018", "unknown-environment", Error;
    /// More than one default environment.
    SEVERAL_DEFAULTS = "BRC3019", "several-defaults", Error;
    /// A reference to a resource of the wrong kind.
    WRONG_REFERENCE_KIND = "BRC3020", "wrong-reference-kind", Error;
    /// A setting that the chosen route or workspace does not allow.
    INVALID_AZURE_SETTING = "BRC3021", "invalid-azure-setting", Error;
    /// A variable that nothing uses.
    UNUSED_VARIABLE = "BRC3022", "unused-variable", Warning;
    /// A setting of `pipelines` that pipelines cannot be written with.
    INVALID_PIPELINE_SETTING = "BRC3023", "invalid-pipeline-setting", Error;
    /// Previews that sign in as deployments do.
    PRIVILEGED_PREVIEW = "BRC3024", "privileged-preview", Warning;

    // 9xxx: platform changes and limits.
    /// Azure Custom Resource Providers are retired.
    RETIRED_CUSTOM_PROVIDERS = "BRC9001", "retired-custom-providers", Warning;
    /// A template past a limit of Azure Resource Manager.
    TEMPLATE_LIMIT = "BRC9002", "template-limit", Error;
    /// Templates that bricep built and cannot print.
    TEMPLATE_FAULT = "BRC9003", "template-fault", Error;
    /// An API version older than the one that the templates are written for.
    OLDER_API_VERSION = "BRC9004", "older-api-version", Warning;
    /// Copies in zones that the region does not have.
    REGION_WITHOUT_ZONES = "BRC9005", "region-without-zones", Warning;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_names_are_unique_and_in_order() {
        let ids: Vec<&str> = codes().iter().map(|code| code.id).collect();
        let well_formed = |id: &str| id.len() == 7 && id.starts_with("BRC") && id[3..].parse::<u16>().is_ok();
        assert!(ids.iter().all(|id| well_formed(id)));
        let mut sorted = ids.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(ids, sorted);
        let names: std::collections::BTreeSet<&str> = codes().iter().map(|code| code.name).collect();
        assert_eq!(names.len(), codes().len());
        assert_eq!(code("brc1002").map(|code| code.name), Some("syntax-error"));
        assert_eq!(code("syntax-error").map(|code| code.id), Some("BRC1002"));
    }

    #[test]
    fn ids_names_and_beginnings_of_ids_mean_codes() {
        let meant = |text: &str| matching(text).map(|code| code.id).collect::<Vec<_>>();
        assert_eq!(meant("syntax-error"), ["BRC1002"]);
        assert_eq!(meant("brc1002"), ["BRC1002"]);
        assert!(meant("BRC1").len() > 10 && meant("BRC1").iter().all(|id| id.starts_with("BRC1")));
        assert_eq!((meant("BRC"), meant("syntax"), meant("")), (vec![], vec![], vec![]));
    }
}
