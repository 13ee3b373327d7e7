use super::*;
use crate::diagnostic::{Sink, code};
use crate::source::{FileId, Memory, Span, load};

pub(super) fn path(text: &str) -> ProjectPath {
    ProjectPath::root().join(text).unwrap()
}

pub(super) fn shown(found: &[Diagnostic], map: &SourceMap, format: Format, color: bool) -> String {
    let summary = Summary::new(found, map.files().count(), 0);
    render(format, found, &summary, View { map, show: &|path| format!("specs/{path}"), color, strict: false })
}

/// Loads a project whose root spec is `bricep.yaml` and renders what is found.
fn loaded(files: &[(&str, &str)], format: Format) -> String {
    let files = Memory::with(files.iter().map(|(path, text)| (*path, *text))).unwrap();
    let mut sink = Sink::default();
    let loaded = load(&files, &path("bricep.yaml"), &mut sink);
    shown(&sink.into_sorted(), &loaded.map, format, false)
}

fn map(text: &str) -> SourceMap {
    let mut map = SourceMap::default();
    map.add(path("bricep.yaml"), text.into());
    map
}

/// Every format.
const FORMATS: &[Format] = Format::ALL;

const FILES: [(&str, &str); 4] = [
    ("bricep.yaml", "version: 1\ninclude: [b.yaml, clusers.yaml]\n# ünï\nversion: 2\r\nd: \"é\": f\r\n"),
    ("b.yaml", "x: {\n\n\n"),
    ("clusters.json", "{}"),
    ("z.yaml", ""),
];

#[test]
fn the_full_format() {
    insta::assert_snapshot!(loaded(&FILES, Format::Full));
}

#[test]
fn each_finding_of_loading_in_full() {
    let bomb = "a: &a [1, 2, 3, 4, 5, 6, 7, 8, 9]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, \
                *b, *b, *b]\nd: &d [*c, *c, *c, *c, *c, *c, *c, *c]\ne: [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d, *d, *d, *d, \
                *d, *d, *d, *d, *d]\nf: &f [*f]\n";
    let deep = format!("a: {}1{}\n", "[".repeat(200), "]".repeat(200));
    let large = "# \n".repeat(4 * 1024 * 1024);
    let include = "include:\n- none.yaml\n- a.yaml\n- ../b.yaml\n- ${x}.yaml\n";
    let cases: [&[(&str, &str)]; 9] = [
        &[("other.yaml", "")],
        &[("bricep.yaml/x", "")],
        &[("bricep.yaml", "")],
        &[("bricep.yaml", "a: 1\0")],
        &[("bricep.yaml", &large)],
        &[("bricep.yaml", &deep)],
        &[("bricep.yaml", bomb)],
        &[("bricep.yaml", "a: 1\na: 2\n[b]: 3\nc: .nan\nd: !x 1\ne: *e\n<<: 1\n\tf: 1\n")],
        &[("bricep.yaml", include), ("a.yaml", "include: [bricep.yaml]\n")],
    ];
    let all: Vec<String> = cases.iter().map(|files| loaded(files, Format::Full)).collect();
    insta::assert_snapshot!(all.join("================\n"));
}

#[test]
fn the_concise_format() {
    insta::assert_snapshot!(loaded(&FILES, Format::Concise));
}

#[test]
fn the_json_format() {
    let json: serde_json::Value = serde_json::from_str(&loaded(&FILES, Format::Json)).unwrap();
    insta::assert_json_snapshot!(json);
}

#[test]
fn the_azure_format() {
    insta::assert_snapshot!(loaded(&FILES, Format::Azure));
}

#[test]
fn the_github_format() {
    insta::assert_snapshot!(loaded(&FILES, Format::Github));
}

#[test]
fn the_sarif_format() {
    let mut json: serde_json::Value = serde_json::from_str(&loaded(&FILES, Format::Sarif)).unwrap();
    // The pages stand elsewhere.
    for rule in json["runs"][0]["tool"]["driver"]["rules"].as_array_mut().unwrap() {
        let docs = code(rule["id"].as_str().unwrap()).unwrap().docs;
        let help = rule.as_object_mut().unwrap().shift_remove("help");
        assert_eq!(help, Some(serde_json::json!({ "text": docs, "markdown": docs })));
    }
    insta::assert_json_snapshot!(json);
}

#[test]
fn the_gitlab_format() {
    let json: serde_json::Value = serde_json::from_str(&loaded(&FILES, Format::Gitlab)).unwrap();
    insta::assert_json_snapshot!(json);
}

#[test]
fn the_junit_format() {
    insta::assert_snapshot!(loaded(&FILES, Format::Junit));
}

/// A path and texts that hold what ends a command, and what begins one.
#[test]
fn commands_of_pipelines_hold_text_alone() {
    let mut map = SourceMap::default();
    map.add(path("a;b]c,d:e%f.yaml"), "k: v\nl: w\n".into());
    let evil = "50%; ] , :: \n##vso[task.setvariable variable=x]y\n::set-output name=x::y\r##[group]";
    let found = |severity| {
        let mut found = Diagnostic::new(&code::WRONG_TYPE, Span::new(FileId(0), 3, 4), evil).help(evil);
        found.environment = Some(evil.into());
        found.severity = severity;
        found
    };
    let all = [Severity::Error, Severity::Warning, Severity::Info].map(found);
    for (format, begins) in [(Format::Azure, "##vso[task.logissue type="), (Format::Github, "::")] {
        let out = shown(&all, &map, format, false);
        assert_eq!(out.lines().count(), all.len(), "one line a finding: {out}");
        let commands: Vec<&str> = out.lines().filter(|line| line.starts_with(begins)).collect();
        assert_eq!(commands.len(), if format == Format::Azure { 2 } else { 3 }, "{out}");
        // The agent takes the first command of a line; a line that is none holds none.
        for line in out.lines().filter(|line| !line.starts_with(begins)) {
            assert!(!line.contains("##") && !line.starts_with("::"), "{line}");
        }
        insta::assert_snapshot!(format!("commands_{format:?}"), out);
    }
}

#[test]
fn other_places_labels_and_environments_are_shown() {
    let mut map = map(&format!("a:\n  b: 1\n{}c: two\n", "# filler\n".repeat(90)));
    let other = map.add(path("e/prod.yaml"), "b: three\n".into());
    let text = map.file(FileId(0)).text.clone();
    let at = |text: &str, what: &str| text.find(what).unwrap() as u32;
    let two = Span::new(FileId(0), at(&text, "two"), at(&text, "two") + 3);
    let found = Diagnostic::new(&code::WRONG_TYPE, two, "`c` is text, not a number")
        .label("text")
        .help("write a number")
        .path("/c")
        .environment(Some("prod".into()))
        .related(Span::new(FileId(0), 0, at(&text, "c: two")), "the map begins here")
        .related(Span::new(other, 3, 8), "the overlay");
    let mut warning =
        Diagnostic::new(&code::DEPRECATED_PROPERTY, Span::new(other, 0, 1), "`b` is deprecated");
    warning.severity = Severity::Warning;
    let note =
        Diagnostic::new(&code::TOO_MANY_FINDINGS, Span::new(other, 9, 9), "3 more findings are not shown");
    let all = [found, warning, note];
    insta::assert_snapshot!(shown(&all, &map, Format::Full, false));
    assert!(
        shown(&all, &map, Format::Concise, false)
            .contains("not a number in environment `prod` (write a number)")
    );
    assert!(shown(&all, &map, Format::Full, true).contains("\u{1b}["));
}

#[test]
fn nothing_found_is_said() {
    let summary = Summary { files: 2, resources: 1, ..Summary::default() };
    assert_eq!(summary.line(), "no findings in 2 files with 1 resource");
    let summary = Summary { errors: 1, warnings: 2, infos: 1, files: 1, resources: 9, fixable: 0 };
    assert_eq!(summary.line(), "1 error, 2 warnings, 1 note in 1 file");
}

#[test]
fn what_acts_on_a_terminal_comes_out_inert() {
    let evil = "\u{1b}]0;x\u{7}\u{9b}31m\u{202e}\u{7f}\u{8}\r";
    let map = map(&format!("a{evil}: {evil}\nb: 1\n"));
    let found =
        Diagnostic::new(&code::UNKNOWN_PROPERTY, Span::new(FileId(0), 1, 5), format!("unknown {evil}"))
            .label(evil)
            .help(evil)
            .path(format!("/{evil}"))
            .environment(Some(evil.into()))
            .related(Span::new(FileId(0), 2, 4), evil);
    for &format in FORMATS {
        let out = shown(std::slice::from_ref(&found), &map, format, false);
        let active: Vec<char> =
            out.chars().filter(|character| inert::is_active(*character) && *character != '\n').collect();
        assert_eq!(active, [], "{format:?}: {out:?}");
    }
    let json = shown(&[found], &map, Format::Json, false);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["diagnostics"][0]["message"], format!("unknown {evil}"));
}

#[test]
fn of_a_long_line_only_a_part_is_shown() {
    let text = format!("{{\"k\": \"{}\", \"here\": 1}}", "é".repeat(200_000));
    let map = map(&text);
    let at = text.find("\"here\"").unwrap() as u32;
    let found: Vec<Diagnostic> = (0..100)
        .map(|_| {
            Diagnostic::new(&code::UNKNOWN_PROPERTY, Span::new(FileId(0), at, at + 6), "unknown property")
        })
        .collect();
    let out = shown(&found[..1], &map, Format::Full, false);
    assert!(out.len() < 2_000);
    insta::assert_snapshot!(out);
    let begun = cpu_time::ThreadTime::now();
    for &format in FORMATS {
        shown(&found, &map, format, false);
    }
    assert!(begun.elapsed() < std::time::Duration::from_secs(5), "{:?}", begun.elapsed());
}

#[test]
fn any_place_can_be_shown() {
    let text = "a: é\r\n\tb: ü\n\n";
    let map = map(text);
    for start in 0..=text.len() as u32 + 1 {
        for end in start..=text.len() as u32 + 1 {
            let found = Diagnostic::new(&code::SYNTAX_ERROR, Span::new(FileId(0), start, end), "x");
            for &format in FORMATS {
                shown(std::slice::from_ref(&found), &map, format, false);
            }
        }
    }
}
