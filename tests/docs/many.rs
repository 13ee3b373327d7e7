//! A spec of any size with resources of every kind: the examples of the pages, over and over.

use std::fmt::Write;

use bricep::kinds::KINDS;

use crate::blocks::{blocks, read};

/// The files of a spec with this many copies of every example, `bricep.yaml` first.
pub(crate) fn files(copies: usize) -> Vec<(String, String)> {
    let mut spec =
        String::from("version: 1\nname: many\nenvironments: { dev: { default: true }, test: {} }\n");
    spec += "resources:\n";
    let mut files = vec![(String::new(), String::new())];
    let examples: Vec<Vec<Section>> = KINDS
        .iter()
        .flat_map(|kind| blocks(&read(&format!("docs/reference/kinds/{}.md", kind.name))))
        .map(|block| {
            let (specs, others): (Vec<_>, Vec<_>) =
                block.files().into_iter().partition(|(path, _)| *path == "bricep.yaml");
            files.extend(others.into_iter().map(|(path, text)| (path.to_owned(), text.to_owned())));
            specs.into_iter().flat_map(|(_, text)| sections(text)).collect()
        })
        .collect();
    for kind in KINDS {
        // Writing to a string cannot fail.
        let _ = writeln!(spec, "  {}:", kind.name);
        for copy in 0..copies {
            for (at, example) in examples.iter().enumerate() {
                let own = example.iter().filter(|section| section.kind == kind.name);
                own.for_each(|section| section.print(&format!("_{at}_{copy}"), kind.name_field, &mut spec));
            }
        }
    }
    files[0] = ("bricep.yaml".to_owned(), spec);
    files
}

/// The resources of one kind in an example.
struct Section {
    kind: String,
    lines: Vec<String>,
}

fn sections(spec: &str) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for line in spec.lines().skip_while(|line| *line != "resources:").skip(1) {
        match line.strip_prefix("  ").filter(|rest| !rest.starts_with(' ')) {
            Some(kind) => {
                sections.push(Section { kind: kind.trim_end_matches(':').to_owned(), lines: Vec::new() });
            }
            None => sections.last_mut().unwrap().lines.push(line.to_owned()),
        }
    }
    sections
}

impl Section {
    /// Prints its resources with keys, names and references of their own.
    fn print(&self, suffix: &str, name_field: Option<&str>, into: &mut String) {
        // What one resource of all alone can be: the default, the one at a position.
        let single = |line: &&String| {
            ["is_default_for_provider:", "position:"].iter().any(|key| line.trim().starts_with(key))
        };
        for line in self.lines.iter().filter(|line| !single(line)) {
            let depth = line.len() - line.trim_start().len();
            // Each copy has storage of its own, as locations do not overlap.
            let account = format!("stlakehouse{}", suffix.replace('_', "x"));
            let line = refer(line, suffix).replace("stlakehouse", &account);
            // This table is called after its index.
            let line = match line.strip_suffix("_writeback_table") {
                Some(index) => format!("{index}{suffix}_writeback_table"),
                None => line,
            };
            let line = match (depth, line.split_once(':')) {
                (4, Some((key, rest))) => format!("{key}{suffix}:{rest}"),
                (6, Some((key, name))) if Some(key.trim()) == name_field || key.trim() == "path" => {
                    let dashes = self.kind == "apps" || name.contains('-');
                    let own = if dashes { suffix.replace('_', "-") } else { suffix.to_owned() };
                    format!("{key}: {}{own}", name.trim())
                }
                _ => line,
            };
            *into += &line;
            into.push('\n');
        }
    }
}

/// A line whose references go to the copy with this suffix.
fn refer(line: &str, suffix: &str) -> String {
    let mut parts = line.split("${resources.");
    let mut referred = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let mut steps = part.splitn(3, '.');
        let mut step = || steps.next().unwrap_or_default();
        let _ = write!(referred, "${{resources.{}.{}{suffix}.{}", step(), step(), step());
    }
    referred
}
