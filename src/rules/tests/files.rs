use insta::assert_snapshot;

use super::{found, silent};

#[test]
fn language_of_other_suffix() {
    let code = "BRC4155";
    assert_snapshot!(found(code, "
        resources:
          notebooks:
            language: { source: ./load.py, path: /Shared/language, language: SQL }
    "), @"
    5:70 `SQL` the notebook `language` is a file of PYTHON and shall be one of SQL
        /resources/notebooks/language/language: remove `language`; the suffix `.py` tells it
        5:25 the file
    ");
    silent(
        code,
        &[
            "
                resources:
                  notebooks:
                    language: { source: ./load.py, path: /Shared/language }
            ",
            "
                resources:
                  notebooks:
                    language: { source: ./load.sql, path: /Shared/language, language: SQL }
            ",
        ],
    );
}

#[test]
fn path_in_git_folder() {
    let code = "BRC4156";
    assert_snapshot!(found(code, r#"
        resources:
          repos:
            holder: { url: "https://github.com/contoso/holder", provider: gitHub, path: /Shared/holder }
          notebooks:
            held: { source: ./load.py, path: /Shared/holder/held }
    "#), @"
    7:38 `/Shared/holder/held` the notebook `held` is put into the Git folder `holder`
        /resources/notebooks/held/path: put it elsewhere, or commit the file to the repository
        5:81 the Git folder
    ");
    silent(
        code,
        &[
            r#"
                resources:
                  repos:
                    holder: { url: "https://github.com/contoso/holder", provider: gitHub, path: /Shared/holder }
                  notebooks:
                    held: { source: ./load.py, path: /Shared/held }
            "#,
            r#"
                resources:
                  repos:
                    holder: { url: "https://github.com/contoso/holder", provider: gitHub, path: /Shared/holder }
                  notebooks:
                    held: { source: ./load.py, path: /Shared/holders/held }
            "#,
        ],
    );
}
