//! Commands that a page shows.
//!
//! In blocks ```` ```console ````, a line `$ …` is given to the shell, what follows is what it prints, `...` stands for
//! any lines, and `? 1` for an exit code that is not 0.

/// One command of a page.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) line: usize,
    pub(crate) command: String,
    pub(crate) exit: i32,
    pub(crate) output: Vec<String>,
}

/// The steps of a page, in order.
pub(crate) fn steps(page: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut inside = false;
    for (text, line) in page.lines().zip(1..) {
        if text.starts_with("```") {
            inside = text == "```console";
        } else if !inside {
        } else if let Some(command) = text.strip_prefix("$ ") {
            steps.push(Step { line, command: command.to_owned(), ..Step::default() });
        } else if let Some(step) = steps.last_mut() {
            match text.strip_prefix("? ") {
                Some(exit) => step.exit = exit.parse().unwrap(),
                None => step.output.push(text.to_owned()),
            }
        }
    }
    steps
}

/// Whether a command printed what a page shows.
pub(crate) fn matches(shown: &[String], printed: &[&str]) -> bool {
    match shown.split_first() {
        None => printed.is_empty(),
        Some((first, rest)) if first == "..." => (0..=printed.len()).any(|at| matches(rest, &printed[at..])),
        Some((first, rest)) => {
            printed.split_first().is_some_and(|(line, printed)| line == first && matches(rest, printed))
        }
    }
}

#[test]
fn steps_are_read_and_matched() {
    let page = "```console\n$ a b\none\n? 2\n$ c\n```\n```text\n$ no\n```\n";
    let step = |line, command: &str, exit, output: &[&str]| Step {
        line,
        command: command.to_owned(),
        exit,
        output: output.iter().map(|line| (*line).to_owned()).collect(),
    };
    assert_eq!(steps(page), [step(2, "a b", 2, &["one"]), step(5, "c", 0, &[])]);
    let shown = ["a", "...", "d"].map(str::to_owned);
    assert!(matches(&shown, &["a", "b", "c", "d"]) && matches(&shown, &["a", "d"]));
    assert!(!matches(&shown, &["a", "d", "e"]) && !matches(&shown, &["b", "d"]));
}
