use super::*;
use crate::source::Memory;

struct Run {
    loaded: Loaded,
    found: Vec<Diagnostic>,
}

fn run<B: Into<Vec<u8>>>(files: impl IntoIterator<Item = (&'static str, B)>) -> Run {
    let files = Memory::with(files).unwrap();
    let mut sink = Sink::default();
    let loaded = load(&files, &ProjectPath::root().join("bricep.yaml").unwrap(), &mut sink);
    Run { loaded, found: sink.into_sorted() }
}

impl Run {
    /// The documents in order, with their environments.
    fn documents(&self) -> Vec<String> {
        let shown = |document: &Document| match &document.scope {
            Scope::Base => document.path.to_string(),
            Scope::Environment(name) => format!("{}@{name}", document.path),
        };
        self.loaded.documents.iter().map(shown).collect()
    }

    /// `place code message | help`, then the related places.
    fn findings(&self) -> String {
        let place = |span: Span| {
            let file = self.loaded.map.file(span.file);
            let at = file.location(span.start);
            format!("{}:{}:{} `{}`", file.path, at.line, at.column, self.loaded.map.slice(span))
        };
        let mut out = String::new();
        for found in &self.found {
            let help = found.help.as_deref().unwrap_or("-");
            out += &format!("{} {} {} | {help}\n", place(found.span), found.code.id, found.message);
            for related in &found.related {
                out += &format!("    {} {}\n", place(related.span), related.message);
            }
        }
        out
    }
}

#[test]
fn includes_are_followed_depth_first_and_once() {
    let run = run([
        (
            "bricep.yaml",
            "include: ['r/**/*.yaml', x.json]\nenvironments:\n  prod: {include: [p/*.yaml, s.yaml]}\n  dev: {include: [s.yaml]}\n",
        ),
        ("r/b.yaml", "a: 1\n"),
        ("r/a.yaml", "include: [../shared/one.yaml, '*.yaml']\n"),
        ("r/sub/c.yaml", "include: ['../../shared/{one,two}.yaml']\n"),
        ("r/.hidden.yaml", "a: : b"),
        ("r/.git/x.yaml", "a: : b"),
        ("r/other.txt", "a: : b"),
        ("shared/one.yaml", ""),
        ("shared/two.yaml", "# nothing\n"),
        ("x.json", "{}"),
        ("p/q.yaml", "include: [../s.yaml]\nenvironments: {dev: {include: [none.yaml]}}\n"),
        ("s.yaml", "resources: {}\n"),
    ]);
    assert_eq!(run.findings(), "");
    let expected = [
        "bricep.yaml",
        "r/a.yaml",
        "shared/one.yaml",
        "r/b.yaml",
        "r/sub/c.yaml",
        "shared/two.yaml",
        "x.json",
        "p/q.yaml@prod",
        "s.yaml@prod",
        "s.yaml@dev",
    ];
    assert_eq!(run.documents(), expected);
    assert!(run.loaded.complete && run.loaded.usable && run.loaded.opened);
    let twice: Vec<FileId> = run.loaded.documents[8..].iter().map(|document| document.file).collect();
    assert_eq!(twice[0], twice[1]);
    assert_eq!(run.loaded.map.slice(run.loaded.documents[6].included_by.unwrap()), "x.json");
}

#[test]
fn faults_of_includes_do_not_hide_each_other() {
    let run = run([
        ("bricep.yaml", &b"include:\n- clusers.yaml\n- jobs.yml\n- none/*.yaml\n- r/*.yml\n- ../up.yaml\n- /etc/passwd\n- r\n- ${var.x}.yaml\n- bad.yaml\n- r/[*.yaml\n- 7\n- ok.yaml\n- utf16.yaml\n"[..]),
        ("clusters.yaml", b""),
        ("jobs.yaml", b""),
        ("r/a.yaml", b""),
        ("bad.yaml", b"a: \xFF"),
        ("utf16.yaml", b"\xFF\xFEa\0"),
        ("ok.yaml", b"a: b: c\nfine: 1\n"),
    ]);
    insta::assert_snapshot!(run.findings());
    assert_eq!(run.documents(), ["bricep.yaml", "bad.yaml", "ok.yaml", "utf16.yaml"]);
    assert!(!run.loaded.complete && run.loaded.usable);
}

#[test]
fn circles_are_shown_as_a_chain() {
    let run = run([
        ("bricep.yaml", "include: [a/one.yaml]\nenvironments:\n  dev: {include: [bricep.yaml]}\n"),
        ("a/one.yaml", "include: [two.yaml, one.yaml]\n"),
        ("a/two.yaml", "include: [../b/three.yaml]\n"),
        ("b/three.yaml", "include: [../a/one.yaml]\n"),
    ]);
    insta::assert_snapshot!(run.findings());
    assert_eq!(run.documents(), ["bricep.yaml", "a/one.yaml", "a/two.yaml", "b/three.yaml"]);
}

#[test]
fn faults_of_the_root_spec() {
    let cases: [(&str, &[u8], &str, bool); 8] = [
        ("other.yaml", b"", "BRC1001", false),
        ("bricep.yaml/x", b"", "BRC1001", false),
        ("bricep.yaml", b"", "BRC1012", true),
        ("bricep.yaml", b"# nothing\n", "BRC1012", true),
        ("bricep.yaml", b"a: \xC3(", "BRC1004", true),
        ("bricep.yaml", b"\x7fELF\0\0", "BRC1004", true),
        ("bricep.yaml", b"a: [", "BRC1002", true),
        ("bricep.yaml", &[b'x'; 10 * 1024 * 1024 + 1], "BRC1005", true),
    ];
    for (path, bytes, code, opened) in cases {
        let run = run([(path, bytes)]);
        let codes: Vec<&str> = run.found.iter().map(|found| found.code.id).collect();
        assert_eq!(
            (codes, run.loaded.opened, run.loaded.usable),
            (vec![code], opened, false),
            "{}",
            run.findings()
        );
    }
}

#[test]
fn the_first_bad_byte_is_named() {
    let run = run([("bricep.yaml", &b"a: 1\nb: \xC3("[..])]);
    assert_eq!(
        run.found[0].message,
        "`bricep.yaml` is not UTF-8 text: the byte at offset 8 does not belong there"
    );
    assert_eq!(run.found[0].span.start, 8);
}

#[test]
fn many_files_and_long_chains_are_bounded() {
    let mut files = Memory::new();
    let path = |name: &str| ProjectPath::root().join(name).unwrap();
    files.insert(path("bricep.yaml"), "include: [f0.yaml]\n");
    for at in 0..limits::FILES + 10 {
        files.insert(path(&format!("f{at}.yaml")), format!("include: [f{}.yaml]\n", at + 1));
    }
    let mut sink = Sink::default();
    let begun = cpu_time::ThreadTime::now();
    let loaded = load(&files, &path("bricep.yaml"), &mut sink);
    assert!(begun.elapsed() < std::time::Duration::from_secs(10), "{:?}", begun.elapsed());
    let found = sink.into_sorted();
    assert_eq!(found.iter().map(|found| found.code.id).collect::<Vec<_>>(), ["BRC1021"]);
    assert!(!loaded.complete);
}
