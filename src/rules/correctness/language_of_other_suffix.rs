//! A notebook whose language is not that of its file.

use crate::rules::prelude::*;

rule!("BRC4155", "language-of-other-suffix", Correctness = Warning, Check::Resources(&["notebooks"], check));

/// The languages of source files.
const SUFFIXES: [(&str, &str); 4] = [("py", "PYTHON"), ("r", "R"), ("scala", "SCALA"), ("sql", "SQL")];

fn check(_: &Cx<'_>, notebook: &Resource<'_>, findings: &mut Findings<'_>) {
    let (source, language) = (notebook.get("source"), notebook.get("language"));
    let (Some(path), Some(written)) = (source.text(), language.text()) else { return };
    let Some((_, suffix)) = path.rsplit_once('.') else { return };
    let known = SUFFIXES.iter().find(|(known, _)| suffix.eq_ignore_ascii_case(known));
    let Some((_, expected)) = known.filter(|(_, expected)| *expected != written) else { return };
    findings.push(
        language
            .wrong(format!("{} is a file of {expected} and shall be one of {written}", notebook.name()))
            .help(format!("remove `language`; the suffix `.{suffix}` tells it"))
            .related(source.span(), "the file")
            .fix(language.remove()),
    );
}
