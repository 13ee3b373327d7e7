//! What the README and the guide show of the command line is what it prints.

#[test]
fn commands_print_what_the_pages_show() {
    trycmd::TestCases::new()
        .default_bin_name("bricep")
        .case("README.md")
        .case("docs/guide/first-steps.md")
        .run();
}
