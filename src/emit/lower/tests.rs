//! How values that differ by environment read in Bicep.

use crate::emit::tests::{compile, project, text};
use crate::model::Route;

/// The properties of the job of a spec of three environments with some overlays.
fn properties(base: &str, overlays: [&str; 3]) -> String {
    let [a, b, c] = overlays.map(|overlay| format!("{{ resources: {{ jobs: {{ j: {overlay} }} }} }}"));
    let spec = format!(
        "version: 1\nname: x\noutput: {{ templates: . }}\nvariables: {{ v: {{ default: t }}, n: {{ default: 0.5 }} }}\n\
         azure: {{ location: westeurope, resource_group: rg, workspace: {{ url: 'https://adb-1.azuredatabricks.net' }} }}\n\
         environments: {{ a: {a}, b: {b}, c: {c} }}\n\
         resources: {{ jobs: {{ j: {{ name: j, {base}, tasks: [{{ task_key: one, notebook_task: {{ notebook_path: /x }} }}] }} }} }}\n"
    );
    let (_, _, files) = compile(&project(&spec), Some(Route::CustomProvider));
    let bicep = text(&files, "databricks-infrastructure.bicep");
    let (_, rest) = bicep.split_once("  properties: {\n").unwrap();
    let (inside, _) = rest.split_once("\n  }\n}").unwrap();
    let (_, inside) = inside.split_once("    name: 'j'\n").unwrap();
    inside.lines().map(|line| format!("{}\n", line.strip_prefix("    ").unwrap_or(line))).collect()
}

#[test]
fn values_that_agree_are_literals() {
    insta::assert_snapshot!(
        properties("tags: { a: 'it''s ${name} $${x} ${environment}', b: '${var.v}', c: 'p${var.n}' }", ["{}", "{}", "{}"]),
        @r"
    tags: {
      a: 'it\'s x \${x} ${environment}'
      b: v ?? configuration.v
      c: 'p${n ?? configuration.n}'
    }
    tasks: [
      {
        taskKey: 'one'
        notebookTask: {
          notebookPath: '/x'
        }
      }
    ]
    "
    );
}

#[test]
fn scalars_become_conditional() {
    insta::assert_snapshot!(
        properties("tags: { k: '${var.v}' }", ["{ tags: { k: x } }", "{ tags: { k: y } }", "{}"]),
        @r"
    tags: {
      k: environment == 'b' ? 'y' : environment == 'c' ? v ?? configuration.v : 'x'
    }
    tasks: [
      {
        taskKey: 'one'
        notebookTask: {
          notebookPath: '/x'
        }
      }
    ]
    "
    );
}

#[test]
fn what_most_have_stands_last() {
    insta::assert_snapshot!(properties("tags: { k: '${var.v}', l: l }", ["{ tags: { k: x } }", "{}", "{ tags: { l: null } }"]), @r"
    tags: {
      k: environment == 'a' ? 'x' : v ?? configuration.v
      l: environment == 'c' ? null : 'l'
    }
    tasks: [
      {
        taskKey: 'one'
        notebookTask: {
          notebookPath: '/x'
        }
      }
    ]
    ");
}

#[test]
fn constants_of_overlays_go_to_the_configuration_set() {
    insta::assert_snapshot!(properties("timeout_seconds: 1", ["{}", "{ timeout_seconds: 2 }", "{ tags: { a: b } }"]), @r"
    tags: configuration.?jJobTags
    timeoutSeconds: configuration.jJobTimeoutSeconds
    tasks: [
      {
        taskKey: 'one'
        notebookTask: {
          notebookPath: '/x'
        }
      }
    ]
    ");
}

#[test]
fn keyed_lists_fold_by_element() {
    insta::assert_snapshot!(
        properties(
            "timeout_seconds: 1",
            [
                "{}",
                "{ tasks: { two: { notebook_task: { notebook_path: '/y' } } } }",
                "{ tasks: { one: { max_retries: 2 }, two: { notebook_task: { notebook_path: '/z' } } } }",
            ]
        ),
        @r"
    timeoutSeconds: 1
    tasks: concat(
      [
        {
          taskKey: 'one'
          notebookTask: {
            notebookPath: '/x'
          }
          maxRetries: environment == 'c' ? 2 : null
        }
      ],
      environment == 'a'
        ? []
        : [
            {
              taskKey: 'two'
              notebookTask: {
                notebookPath: environment == 'c' ? '/z' : '/y'
              }
            }
          ]
    )
    "
    );
}
