use super::*;
use crate::diagnostic::{Sink, code};
use crate::source::{Memory, Span, load};

fn path(text: &str) -> ProjectPath {
    ProjectPath::root().join(text).unwrap()
}

/// Loads a project whose root spec is `bricep.yaml` and renders what is found.
fn loaded(files: &[(&str, &str)], format: Format) -> String {
    let files = Memory::with(files.iter().map(|(path, text)| (*path, *text))).unwrap();
    let mut sink = Sink::default();
    let loaded = load(&files, &path("bricep.yaml"), &mut sink);
    let found = sink.into_sorted();
    let summary = Summary::new(&found, loaded.documents.len(), 0);
    let view = View { map: &loaded.map, show: &|path| format!("specs/{path}"), color: false };
    render(format, &found, &summary, view)
}

#[test]
fn t() {
    let files = [
        ("bricep.yaml", "a: 1\ninclude: [b.yaml, c.yaml]\n# x\na: 2\nd: e: f\r\n"),
        ("b.yaml", "x: {\n"),
        ("d.json", "{}"),
    ];
    println!("{}", loaded(&files, Format::Full));
    println!("{}", loaded(&files, Format::Concise));
    println!("{}", loaded(&files, Format::Json));
    let _ = Span::new;
    let _ = &code::SYNTAX_ERROR;
    let long = format!("x: {}: y\n", "é".repeat(3000));
    println!("{}", loaded(&[("bricep.yaml", &long)], Format::Full));
}
