use insta::assert_snapshot;

use super::{found, silent};

#[test]
fn idle_init_script() {
    let code = "BRC4153";
    assert_snapshot!(found(code, "
        resources:
          global_init_scripts:
            idle:
              name: idle
              source: ./setup.sh
    "), @"
    5:5 `idle` the global init script `idle` is not enabled, so no cluster runs it
        /resources/global_init_scripts/idle: write `enabled: true`, or `enabled: false` if it shall lie idle
    ");
    silent(
        code,
        &[
            "
                resources:
                  global_init_scripts:
                    idle:
                      name: idle
                      source: ./setup.sh
                      enabled: true
            ",
            "
                resources:
                  global_init_scripts:
                    idle: { name: idle, source: ./setup.sh, enabled: false }
            ",
        ],
    );
}

#[test]
fn init_script_position_twice() {
    let code = "BRC4154";
    let spec = "
        resources:
          global_init_scripts:
            earlier: { name: earlier, source: ./setup.sh, enabled: true, position: 0 }
            later: { name: later, source: ./setup.sh, enabled: true, position: 0 }
    ";
    assert_snapshot!(found(code, spec), @"
    6:72 `0` two global init scripts have the position 0
        /resources/global_init_scripts/later/position: give each its own position
        5:76 the first one
    ");
    silent(
        code,
        &[
            &spec.replace(
                "later: { name: later, source: ./setup.sh, enabled: true, position: 0 }",
                "later: { name: later, source: ./setup.sh, enabled: true, position: 1 }",
            ),
            "
                variables: { place: { type: integer } }
                resources:
                  global_init_scripts:
                    earlier: { name: earlier, source: ./setup.sh, enabled: true, position: 0 }
                    later: { name: later, source: ./setup.sh, enabled: true, position: '${var.place}' }
            ",
        ],
    );
}
