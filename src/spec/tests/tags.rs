use insta::assert_snapshot;

use super::{found, silent};

#[test]
fn names_of_tags_are_such_as_azure_takes() {
    assert_snapshot!(found("
        azure:
          tags: { '': a, ' ': a, 'a<b': a, 'a/b': a, 'c\\d': a, Microsoft-x: a, azureOwner: a, windows: a, owner: a, Owner: b }
    "), @r#"
    bricep.yaml:4:11: error[BRC3012] invalid-name: the name of a tag is empty (write a name)
        `''` /azure/tags/
    bricep.yaml:4:18: error[BRC3012] invalid-name: ` ` is no name for a tag (write a name)
        `' '` /azure/tags/ 
    bricep.yaml:4:26: error[BRC3012] invalid-name: `a<b` is no name for a tag (Azure takes none of `<>%&\?/` in it)
        `'a<b'` /azure/tags/a<b
    bricep.yaml:4:36: error[BRC3012] invalid-name: `a/b` is no name for a tag (Azure takes none of `<>%&\?/` in it)
        `'a/b'` /azure/tags/a~1b
    bricep.yaml:4:46: error[BRC3012] invalid-name: `c\d` is no name for a tag (Azure takes none of `<>%&\?/` in it)
        `'c\d'` /azure/tags/c\d
    bricep.yaml:4:56: error[BRC3012] invalid-name: `Microsoft-x` is no name for a tag (names that begin with `microsoft` are Azure's own)
        `Microsoft-x` /azure/tags/Microsoft-x
    bricep.yaml:4:72: error[BRC3012] invalid-name: `azureOwner` is no name for a tag (names that begin with `azure` are Azure's own)
        `azureOwner` /azure/tags/azureOwner
    bricep.yaml:4:87: error[BRC3012] invalid-name: `windows` is no name for a tag (names that begin with `windows` are Azure's own)
        `windows` /azure/tags/windows
    bricep.yaml:4:109: error[BRC3021] invalid-azure-setting: the tag `Owner` stands twice (keep one of them; Azure does not tell names of tags apart by case)
        `Owner` /azure/tags/Owner
        bricep.yaml:4:99: the first one: `owner`
    "#);
    let long = |letters: usize, route: &str| {
        found(&format!("azure: {{ route: {route}, tags: {{ {}: a }} }}", "a".repeat(letters)))
    };
    assert_snapshot!(long(129, "deployment-script"), @"
    bricep.yaml:3:44: error[BRC3012] invalid-name: the name of a tag is longer than 128 characters (shorten it)
        `aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…` /azure/tags/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
    ");
    assert_snapshot!(long(513, "direct"), @"
    bricep.yaml:3:33: error[BRC3012] invalid-name: the name of a tag is longer than 512 characters (shorten it)
        `aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…` /azure/tags/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
    ");
    assert_eq!(long(128, "deployment-script") + &long(512, "direct"), "");
}

#[test]
fn values_of_tags_have_a_length() {
    let long = |letters: usize| format!("azure: {{ tags: {{ a: {} }} }}", "v".repeat(letters));
    assert_snapshot!(found(&long(257)), @"
    bricep.yaml:3:21: error[BRC2007] wrong-length: `a` is longer than 256 characters (it takes 256 characters at most)
        `vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv…` /azure/tags/a
    ");
    let filled = format!(
        "variables: {{ v: {{ default: {} }} }}\nazure: {{ tags: {{ a: '-${{var.v}}' }} }}",
        "v".repeat(256)
    );
    assert_snapshot!(found(&filled), @"
    bricep.yaml:4:21: error[BRC2007] wrong-length: `a` is longer than 256 characters (it takes 256 characters at most)
        `'-${var.v}'` /azure/tags/a
    ");
    silent(&[&long(256), "azure: { tags: { 'cost center': '', 'hidden-link:x': a } }"]);
}
