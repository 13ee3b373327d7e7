//! Input that is meant to harm: every case ends in time, without a panic, and writes nothing.

use crate::project::{Project, Run, SPEC, run};

/// Both commands on a spec; what they say, and that they leave nothing behind.
fn both(project: &Project, spec: &str, code: i32) -> Run {
    let before = project.files();
    let validate = project.run(&["validate", spec, "--format", "concise"]);
    assert_eq!(validate.code, Some(code), "{spec}: {}{}", validate.out, validate.err);
    let generate = project.run(&["generate", spec, "--format", "concise", "-o", "out"]);
    assert_eq!(generate.code, Some(code), "{spec}: {}", generate.err);
    assert_eq!(project.files(), before, "{spec}");
    validate
}

fn says(run: &Run, what: &str) {
    let said = format!("{}{}", run.out, run.err);
    assert!(
        said.contains(what),
        "expected {what}, and this is said:\n{}",
        said.chars().take(2000).collect::<String>()
    );
    assert!(!said.contains('\u{1b}'), "a terminal would act upon it");
}

#[test]
fn files_that_are_no_specs() {
    let project = Project::new(&[]);
    let utf16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(SPEC.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let binary: Vec<u8> = (0..200_000u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let cases: [(&str, Vec<u8>, &str); 8] = [
        ("empty.yaml", Vec::new(), "BRC1012"),
        ("comments.yaml", b"# one\n# two\n".to_vec(), "BRC1012"),
        ("blank.yaml", b" \n\t\n\n".to_vec(), "BRC1"),
        ("binary.yaml", binary, "BRC1004"),
        ("zero.yaml", b"version: 1\nname: \0demo\n".to_vec(), "BRC1004"),
        ("utf16.yaml", utf16, "BRC1004"),
        ("latin1.yaml", b"name: caf\xe9\n".to_vec(), "BRC1004"),
        ("empty.json", Vec::new(), "BRC1012"),
    ];
    for (name, bytes, code) in cases {
        project.write(name, bytes);
        says(&both(&project, name, 1), code);
    }
}

#[test]
fn marks_and_line_ends_of_windows_are_fine() {
    let project = Project::new(&[]);
    project.write("bricep.yaml", format!("\u{feff}{}", SPEC.replace('\n', "\r\n")));
    let run = project.run(&["validate"]);
    assert_eq!(run.code, Some(0), "{}", run.out);
}

#[test]
fn large_files() {
    let project = Project::new(&[]);
    project.write("large.yaml", vec![b'a'; 50 << 20]);
    says(&both(&project, "large.yaml", 1), "BRC1005");
    project.write(
        "line.yaml",
        format!("version: 1\nname: demo\noutputs: {{ a: '{}', b: '${{x}}' }}\n", "x".repeat(1 << 20)),
    );
    says(&both(&project, "line.yaml", 1), "BRC3002");
    project.write("key.yaml", format!("version: 1\nname: demo\n{}: 1\n", "k".repeat(1 << 20)));
    both(&project, "key.yaml", 1);
    let many: String = (0..100_000).map(|at| format!("p{at}: 1\n")).collect();
    project.write("many.yaml", format!("version: 1\nname: demo\n{many}"));
    says(&both(&project, "many.yaml", 1), "BRC1017");
    let many: String = (0..100_000).map(|at| format!("      p{at}: 1\n")).collect();
    project.write("deep.yaml", format!("version: 1\nname: demo\nresources:\n  clusters:\n    etl:\n{many}"));
    says(&both(&project, "deep.yaml", 1), "BRC1017");
    let many: String = (0..20_000).map(|at| format!(" ${{var.v{at}}}")).collect();
    project.write("references.yaml", format!("version: 1\nname: demo\noutputs: {{ a: '{many}' }}\n"));
    says(&both(&project, "references.yaml", 1), "BRC1017");
}

#[test]
fn deep_nesting() {
    let project = Project::new(&[]);
    let depth = 10_000;
    // Each level is indented further: more of them are more than a file may have.
    let block: String = (0..4_000).map(|at| format!("{}a:\n", " ".repeat(at))).collect();
    for (name, text) in [
        ("flow.yaml", "[".repeat(depth)),
        ("closed.yaml", format!("a: {}{}", "[".repeat(depth), "]".repeat(depth))),
        ("maps.yaml", "{a: ".repeat(depth)),
        ("items.yaml", "- ".repeat(depth)),
        ("block.yaml", block),
        ("list.json", format!("{}{}", "[".repeat(depth), "]".repeat(depth))),
        ("map.json", format!("{}1{}", "{\"a\":".repeat(depth), "}".repeat(depth))),
    ] {
        project.write(name, text);
        says(&both(&project, name, 1), "BRC1006");
    }
}

#[test]
fn alias_bombs() {
    let project = Project::new(&[]);
    let mut bomb = "version: 1\nname: demo\na0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let aliases = vec![format!("*a{}", level - 1); 9].join(", ");
        bomb += &format!("a{level}: &a{level} [{aliases}]\n");
    }
    project.write("bomb.yaml", bomb);
    says(&both(&project, "bomb.yaml", 1), "BRC1007");
    project.write("self.yaml", "a: &a [*a]\n");
    says(&both(&project, "self.yaml", 1), "BRC1007");
}

#[test]
fn includes_in_circles_and_out_of_the_folder() {
    let project = Project::new(&[
        ("bricep.yaml", "{ version: 1, name: demo, include: [a.yaml] }"),
        ("a.yaml", "include: [b.yaml]"),
        ("b.yaml", "include: [a.yaml, b.yaml, bricep.yaml]"),
        ("passwd.yaml", "{ version: 1, name: demo, include: [/etc/passwd] }"),
        ("up.yaml", "{ version: 1, name: demo, include: ['../../*.yaml', '../x.yaml', 'a/../../x.yaml'] }"),
    ]);
    says(&both(&project, "bricep.yaml", 1), "BRC1010");
    let passwd = both(&project, "passwd.yaml", 1);
    says(&passwd, "BRC1011");
    assert!(!passwd.out.contains("root:"));
    says(&both(&project, "up.yaml", 1), "BRC1011");
}

#[test]
fn escapes_of_a_terminal_come_out_inert() {
    let project = Project::new(&[]);
    let evil = "\"\\e]0;title\\a\\e[31m\"";
    project.write("bricep.yaml", format!("version: 1\nname: {evil}\n{evil}: {evil}\nresources: {{ clusters: {{ {evil}: {{ {evil}: 1 }} }} }}\n"));
    says(&both(&project, "bricep.yaml", 1), "BRC3012");
    let full = project.run(&["validate", "bricep.yaml"]);
    says(&full, "BRC3012");
    // Raw bytes in the source, which the full format shows.
    project.write("raw.yaml", "version: 1\nname: \u{9b}31m\u{202e}demo # \u{9b}2J\n");
    let run = project.run(&["validate", "raw.yaml"]);
    assert!(!run.out.contains(['\u{9b}', '\u{202e}']), "{}", run.out);
}

#[cfg(unix)]
#[test]
fn names_of_files_are_taken_as_they_are() {
    use std::os::unix::ffi::OsStrExt;

    let project = Project::new(&[]);
    for name in ["a b.yaml", "é'\"$(x).yaml", "-e.yaml", "*.yaml", "a\nb.yaml"] {
        project.write(name, SPEC);
        let run = project.run(&["validate", "--", name]);
        assert_eq!(run.code, Some(0), "{name}: {}{}", run.out, run.err);
    }
    project.write("a\\b.yaml", SPEC);
    assert_eq!(project.run(&["validate", "a\\b.yaml"]).code, Some(2));
    let odd = std::ffi::OsStr::from_bytes(b"\xff.yaml");
    assert_eq!(run(project.command(&["validate"]).arg(odd)).code, Some(2));
    project.write("x\u{1b}[31m.yaml", "version: 2");
    says(&project.run(&["validate", "x\u{1b}[31m.yaml"]), "BRC2012");
}

#[cfg(unix)]
#[test]
fn files_that_are_no_files() {
    use std::os::unix::fs::symlink;

    let outside = Project::new(&[("secret.yaml", "version: 1\nname: secret\n")]);
    let project =
        Project::new(&[("folder/x", ""), ("bricep.yaml", "{ version: 1, name: demo, include: [out.yaml] }")]);
    both(&project, "folder", 2);
    both(&project, "none.yaml", 2);
    both(&project, "/dev/zero", 2);
    symlink(outside.path().join("secret.yaml"), project.path().join("out.yaml")).unwrap();
    symlink("loop.yaml", project.path().join("loop.yaml")).unwrap();
    let run = both(&project, "out.yaml", 2);
    assert!(!run.out.contains("secret\n"), "{}", run.out);
    both(&project, "loop.yaml", 2);
    says(&both(&project, "bricep.yaml", 1), "BRC10");
    let made = std::process::Command::new("mkfifo").arg(project.path().join("pipe.yaml")).status();
    if made.is_ok_and(|status| status.success()) {
        both(&project, "pipe.yaml", 2);
    } else {
        println!("skipped: mkfifo is not at hand");
    }
}
