use insta::assert_snapshot;

use crate::project::Project;

fn help(arguments: &[&str]) -> String {
    let run = Project::new(&[]).run(arguments);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    run.out
}

#[test]
fn every_command_explains_itself() {
    assert_snapshot!(help(&["--help"]), @"
    One spec for an Azure Databricks environment: checked offline, compiled to Bicep and ARM JSON

    Usage: bricep [OPTIONS] <COMMAND>

    Commands:
      init         Begin a spec in a folder
      validate     Check specs: syntax, schema, variables, references, names, rules
      generate     Compile a spec to Bicep, ARM JSON, parameters and pipelines
      schema       Print the JSON Schema of a spec, for editors
      explain      Explain a code: what it means, why, and how to mend it
      catalogue    Keep what a workspace offers in a file that `validate` reads
      completions  Print completions for a shell

    Options:
          --color <WHEN>  When to colour messages [default: auto] [possible values: auto, always, never]
      -q, --quiet         Print errors only, and nothing when all is well
      -h, --help          Print help
      -V, --version       Print version
    ");
    assert_snapshot!(help(&["init", "-h"]), @"
    Begin a spec in a folder

    Usage: bricep init [OPTIONS] [NAME]

    Arguments:
      [NAME]  Name of the spec: lower-case letters, digits and `-`. Asked for on a terminal, else taken
              from the folder

    Options:
      -o, --output <DIR>  The folder [default: .]
          --force         Overwrite files that are there
          --color <WHEN>  When to colour messages [default: auto] [possible values: auto, always, never]
      -q, --quiet         Print errors only, and nothing when all is well
      -h, --help          Print help
    ");
    assert_snapshot!(help(&["validate", "-h"]), @"
    Check specs: syntax, schema, variables, references, names, rules

    Usage: bricep validate [OPTIONS] [PATH]...

    Arguments:
      [PATH]...  Specs, and folders that are searched for them [default: bricep.yaml]

    Options:
      -e, --environment <NAME>      Check this environment alone
          --var <NAME=VALUE>        Give a variable a value; also by `BRICEP_VAR_<name>`
          --changed-since <COMMIT>  Only specs that a change since this commit touches; git is asked
          --format <FORMAT>         How findings are printed [default: full] [possible values: full,
                                    concise, json, azure, github, sarif, junit, gitlab]
          --select <CODE>           Report these findings alone: codes, names, or beginnings of codes
                                    (`BRC5`). Errors of the language are always reported
          --ignore <CODE>           Leave these findings out
          --color <WHEN>            When to colour messages [default: auto] [possible values: auto,
                                    always, never]
          --fix                     Mend what can be mended without a decision of yours, and report what
                                    is left
          --diff                    Print what `--fix` would change as a diff, and change nothing; exit
                                    with 1 where that is anything
      -q, --quiet                   Print errors only, and nothing when all is well
          --as-of <DATE>            The day that counts as today, for what depends on dates
          --deny <LEVEL>            Exit with 1 on warnings too [possible values: warnings]
      -h, --help                    Print help (see more with '--help')
    ");
    assert_snapshot!(help(&["generate", "-h"]), @"
    Compile a spec to Bicep, ARM JSON, parameters and pipelines

    Usage: bricep generate [OPTIONS] [SPEC]

    Arguments:
      [SPEC]  The spec [default: bricep.yaml]

    Options:
      -o, --output <DIR>     Write below this folder instead of the spec's
          --check            Write nothing; fail when a file is stale, missing or edited by hand
          --force            Overwrite files that bricep did not write, or that were edited since
          --route <ROUTE>    Take this route instead of the spec's [possible values: deployment-script,
                             custom-provider, direct]
          --format <FORMAT>  How findings are printed [default: full] [possible values: full, concise,
                             json, azure, github, sarif, junit, gitlab]
          --color <WHEN>     When to colour messages [default: auto] [possible values: auto, always,
                             never]
      -q, --quiet            Print errors only, and nothing when all is well
      -h, --help             Print help (see more with '--help')
    ");
    assert_snapshot!(help(&["schema", "-h"]), @"
    Print the JSON Schema of a spec, for editors

    Usage: bricep schema [OPTIONS]

    Options:
          --kind <KIND>   Print the schema of one kind of resource
          --list          List the kinds
          --write <DIR>   Write the schema beside a spec, and name it in the spec's first line
          --color <WHEN>  When to colour messages [default: auto] [possible values: auto, always, never]
      -q, --quiet         Print errors only, and nothing when all is well
      -h, --help          Print help
    ");
    assert_snapshot!(help(&["explain", "-h"]), @"
    Explain a code: what it means, why, and how to mend it

    Usage: bricep explain [OPTIONS] <CODE>

    Arguments:
      <CODE>  A code or its name, as `BRC2001` or `unknown-property`

    Options:
          --color <WHEN>  When to colour messages [default: auto] [possible values: auto, always, never]
      -q, --quiet         Print errors only, and nothing when all is well
      -h, --help          Print help
    ");
    assert_snapshot!(help(&["completions", "-h"]), @"
    Print completions for a shell

    Usage: bricep completions [OPTIONS] <SHELL>

    Arguments:
      <SHELL>  The shell [possible values: bash, elvish, fish, powershell, zsh]

    Options:
          --color <WHEN>  When to colour messages [default: auto] [possible values: auto, always, never]
      -q, --quiet         Print errors only, and nothing when all is well
      -h, --help          Print help
    ");
}

#[test]
fn wrong_usage_ends_with_2() {
    let project = Project::new(&[]);
    for arguments in [
        &[][..],
        &["valdiate"],
        &["validate", "--format", "xml"],
        &["validate", "--var", "x"],
        &["validate", "--var", "=x"],
        &["validate", "--deny", "errors"],
        &["generate", "--var", "a=b"],
        &["generate", "--check", "--force"],
        &["generate", "--route", "other"],
        &["explain"],
        &["schema", "--list", "--kind", "jobs"],
        &["completions", "tcsh"],
    ] {
        let run = project.run(arguments);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(!run.err.is_empty(), "{arguments:?}");
    }
    assert_snapshot!(project.run(&["valdiate"]).err, @"
    error: unrecognized subcommand 'valdiate'

      tip: a similar subcommand exists: 'validate'

    Usage: bricep [OPTIONS] <COMMAND>

    For more information, try '--help'.
    ");
    assert_snapshot!(project.run(&["validate", "--var", "x"]).err, @"
    error: invalid value 'x' for '--var <NAME=VALUE>': write it as NAME=VALUE

    For more information, try '--help'.
    ");
}

#[test]
fn completions_are_printed_for_every_shell() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = Project::new(&[]).run(&["completions", shell]);
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
        assert!(run.out.contains("validate") && run.out.contains("generate"), "{shell}");
    }
}
