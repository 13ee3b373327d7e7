use insta::assert_snapshot;

use super::{found, silent};

#[test]
fn large_app_in_development() {
    let code = "BRC5045";
    let spec = "
        resources:
          apps:
            large:
              name: large
              compute_size: LARGE
    ";
    assert_snapshot!(found(code, spec), @"
    7:21 `LARGE` the app `large` has the size `LARGE` in development
        /resources/apps/large/compute_size: write `MEDIUM`, and the larger size in the overlay of production
    ");
    silent(
        code,
        &[
            &spec.replace("LARGE", "MEDIUM"),
            "
                environments: { prod: {} }
                resources:
                  apps:
                    large: { name: large, compute_size: LARGE }
            ",
        ],
    );
}
