use insta::assert_snapshot;

use super::{found, silent};

#[test]
fn language_of_other_suffix() {
    let code = "BRC4155";
    let spec = "
        resources:
          notebooks:
            language: { source: ./load.py, path: /Shared/language, language: SQL }
    ";
    assert_snapshot!(found(code, spec), @"
    5:70 `SQL` the notebook `language` is a file of PYTHON and shall be one of SQL
        /resources/notebooks/language/language: remove `language`; the suffix `.py` tells it
        5:25 the file
    ");
    silent(
        code,
        &[
            &spec.replace("/Shared/language, language: SQL", "/Shared/language"),
            &spec.replace("./load.py", "./load.sql"),
        ],
    );
}

#[test]
fn path_in_git_folder() {
    let code = "BRC4156";
    let spec = r#"
        resources:
          repos:
            holder: { url: "https://github.com/contoso/holder", provider: gitHub, path: /Shared/holder }
          notebooks:
            held: { source: ./load.py, path: /Shared/holder/held }
    "#;
    assert_snapshot!(found(code, spec), @"
    7:38 `/Shared/holder/held` the notebook `held` is put into the Git folder `holder`
        /resources/notebooks/held/path: put it elsewhere, or commit the file to the repository
        5:81 the Git folder
    ");
    silent(
        code,
        &[
            &spec.replace("/Shared/holder/held", "/Shared/held"),
            &spec.replace("/Shared/holder/held", "/Shared/holders/held"),
        ],
    );
}
