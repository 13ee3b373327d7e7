//! What Azure takes in one deployment at most.

use serde_json::{Map, Value};

use super::eval::Evaluator;

/// What a limit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Limit {
    /// Parameters of a template.
    Parameters,
    /// Variables of a template.
    Variables,
    /// Resources of a template, each run of a loop for itself; one for a loop that only Azure can count.
    Resources,
    /// Outputs of a template.
    Outputs,
    /// Bytes of the JSON of a template, its modules included.
    TemplateBytes,
    /// Characters of one expression.
    ExpressionCharacters,
    /// Characters of the script in a deployment script.
    ScriptCharacters,
}

impl Limit {
    /// All limits.
    pub const ALL: [Self; 7] = [
        Self::Parameters,
        Self::Variables,
        Self::Resources,
        Self::Outputs,
        Self::TemplateBytes,
        Self::ExpressionCharacters,
        Self::ScriptCharacters,
    ];

    /// The most that Azure Resource Manager takes, per its published limits of templates and deployment scripts.
    pub fn most(self) -> usize {
        match self {
            Self::Parameters => 256,
            Self::Variables => 512,
            Self::Resources => 800,
            Self::Outputs => 64,
            Self::TemplateBytes => 4 * 1024 * 1024,
            Self::ExpressionCharacters => 24_576,
            Self::ScriptCharacters => 32_000,
        }
    }

    /// What it counts, in words.
    pub fn what(self) -> &'static str {
        match self {
            Self::Parameters => "parameters",
            Self::Variables => "variables",
            Self::Resources => "resources",
            Self::Outputs => "outputs",
            Self::TemplateBytes => "bytes",
            Self::ExpressionCharacters => "characters in one expression",
            Self::ScriptCharacters => "characters in one script",
        }
    }
}

/// How much of each limit a template uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Usage {
    /// Symbols of the modules from the outermost template to the one that is counted; empty for the outermost.
    pub module: Vec<String>,
    counts: [usize; Limit::ALL.len()],
}

impl Usage {
    /// How much of `limit` is used.
    pub fn count(&self, limit: Limit) -> usize {
        Limit::ALL.iter().zip(self.counts).find(|(known, _)| **known == limit).map_or(0, |(_, count)| count)
    }

    /// The limits that are exceeded.
    pub fn exceeded(&self) -> impl Iterator<Item = Limit> {
        Limit::ALL.into_iter().filter(|limit| self.count(*limit) > limit.most())
    }
}

/// The usage of a lowered template and of each module in it: the most that any of the given sets of parameters makes.
/// Modules have parameters of the same names.
pub fn usage(template: &Value, given: &[Map<String, Value>]) -> Vec<Usage> {
    let mut all = Vec::new();
    count(template, given, Vec::new(), &mut all);
    all
}

fn count(template: &Value, given: &[Map<String, Value>], module: Vec<String>, all: &mut Vec<Usage>) {
    let length = |section: &str| match template.get(section) {
        Some(Value::Object(entries)) => entries.len(),
        Some(Value::Array(entries)) => entries.len(),
        _ => 0,
    };
    let copied_variables = match template.pointer("/variables/copy") {
        // The list itself is no variable.
        Some(Value::Array(copies)) => copies.len().saturating_sub(1),
        _ => 0,
    };
    let resources: Vec<(String, &Value)> = match template.get("resources") {
        Some(Value::Object(resources)) => {
            resources.iter().map(|(symbol, one)| (symbol.clone(), one)).collect()
        }
        Some(Value::Array(resources)) => {
            resources.iter().enumerate().map(|(at, one)| (at.to_string(), one)).collect()
        }
        _ => Vec::new(),
    };
    let deployed = resources.iter().map(|(_, one)| *one).filter(|one| one.get("existing").is_none());
    let resource_count = most_runs(template, &deployed.collect::<Vec<_>>(), given);
    let mut longest = Longest::default();
    longest.visit(template, template);
    let counts = [
        length("parameters"),
        length("variables") + copied_variables,
        resource_count,
        length("outputs"),
        template.to_string().len(),
        longest.expression,
        longest.script,
    ];
    all.push(Usage { module: module.clone(), counts });
    for (symbol, resource) in resources {
        if let Some(nested) = resource.pointer("/properties/template") {
            let mut path = module.clone();
            path.push(symbol);
            count(nested, given, path, all);
        }
    }
}

/// How many resources are deployed with the given parameters that make most of them.
fn most_runs(template: &Value, resources: &[&Value], given: &[Map<String, Value>]) -> usize {
    let none = [Map::new()];
    let given = if given.is_empty() { &none } else { given };
    let runs = |parameters: &Map<String, Value>| {
        // What else a count may read is Azure's to know.
        let evaluator = Evaluator::new(template, parameters, &|_, _| None);
        let each =
            resources.iter().map(|one| evaluator.runs(one).ok().and_then(|runs| usize::try_from(runs).ok()));
        each.map(|runs| runs.unwrap_or(1)).sum()
    };
    given.iter().map(runs).max().unwrap_or(0)
}

/// The longest strings of one template, without the templates of its modules.
#[derive(Default)]
struct Longest {
    expression: usize,
    script: usize,
}

impl Longest {
    fn visit(&mut self, value: &Value, template: &Value) {
        match value {
            Value::String(text)
                if text.starts_with('[') && text.ends_with(']') && !text.starts_with("[[") =>
            {
                self.expression = self.expression.max(text.chars().count());
            }
            Value::Array(items) => items.iter().for_each(|item| self.visit(item, template)),
            Value::Object(object) => {
                for (key, value) in object {
                    self.expression =
                        self.expression.max(if key.starts_with('[') { key.chars().count() } else { 0 });
                    if key == "template" && value.get("$schema").is_some() {
                        continue;
                    }
                    if key == "scriptContent" {
                        self.script = self.script.max(script_length(value, template));
                    }
                    self.visit(value, template);
                }
            }
            _ => {}
        }
    }
}

/// Characters of a script that stands in the template or in one of its variables.
fn script_length(value: &Value, template: &Value) -> usize {
    let Some(text) = value.as_str() else { return 0 };
    let variable = text.strip_prefix("[variables('").and_then(|rest| rest.strip_suffix("')]"));
    let held = variable.and_then(|name| template.get("variables")?.get(name)?.as_str());
    held.unwrap_or(text).chars().count()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn counts_of_a_template_and_its_modules() {
        let nested = json!({ "$schema": "x", "parameters": { "a": {}, "b": {} }, "resources": [] });
        let template = json!({
            "variables": { "copy": [{ "name": "x" }, { "name": "y" }], "$fxv#0": "0123456789" },
            "resources": {
                "there": { "existing": true },
                "three": { "copy": { "name": "three", "count": 3 } },
                "script": { "properties": { "scriptContent": "[variables('$fxv#0')]" } },
                "part": { "properties": { "template": nested } },
            },
        });
        let usage = usage(&template, &[]);
        let [outer, inner] = usage.as_slice() else { panic!("one module: {usage:?}") };
        assert_eq!(outer.count(Limit::Variables), 3);
        assert_eq!(outer.count(Limit::Resources), 5);
        assert_eq!(outer.count(Limit::ExpressionCharacters), 21);
        assert_eq!(outer.count(Limit::ScriptCharacters), 10);
        assert_eq!((inner.module.as_slice(), inner.count(Limit::Parameters)), (&["part".to_owned()][..], 2));
        assert_eq!(outer.exceeded().count(), 0);
    }

    #[test]
    fn loops_are_counted_for_the_parameters_that_make_most() {
        let each = |list: &str| json!({ "copy": { "name": list, "count": format!("[length(variables('rows')[parameters('row')].{list})]") } });
        let nested = json!({
            "$schema": "x",
            "variables": { "rows": { "a": { "x": [1] }, "b": { "x": [1, 2, 3] } } },
            "resources": { "x": each("x"), "azures": { "copy": { "count": "[length(reference('y').z)]" } } },
        });
        let template = json!({
            "variables": { "rows": { "a": { "x": [1, 2], "y": [1] }, "b": { "x": [1], "y": [] } } },
            "resources": { "x": each("x"), "y": each("y"), "part": { "properties": { "template": nested } } },
        });
        let given = ["a", "b"].map(|row| Map::from_iter([("row".to_owned(), json!(row))]));
        let counts: Vec<usize> =
            usage(&template, &given).iter().map(|usage| usage.count(Limit::Resources)).collect();
        assert_eq!(counts, [4, 4]);
        assert_eq!(usage(&template, &given[1..])[0].count(Limit::Resources), 2);
        assert_eq!(usage(&template, &[])[0].count(Limit::Resources), 3, "what is not known counts once");
    }

    #[test]
    fn what_is_exceeded() {
        let outputs: serde_json::Map<String, Value> = (0..65).map(|at| (at.to_string(), json!({}))).collect();
        let usage =
            usage(&json!({ "outputs": outputs, "resources": [format!("[{}]", "x".repeat(24_575))] }), &[]);
        let exceeded: Vec<Limit> = usage.iter().flat_map(Usage::exceeded).collect();
        assert_eq!(exceeded, [Limit::Outputs, Limit::ExpressionCharacters]);
    }
}
