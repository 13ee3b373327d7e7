//! How much of a file is read.

use insta::assert_snapshot;

use super::bicep;

#[test]
fn a_declaration_that_cannot_be_read_costs_no_other() {
    assert_snapshot!(bicep("var open = {\n  a: [ 1, \n\nresource c 'Microsoft.CustomProviders/resourceProviders/clusters@2018-09-01-preview' = {\n  name: 'p/c'\n  properties: { nope: 1, policyId: 'x' }\n}\n"), @"
    main.bicep:1:1 BRC4200 `var open = {` the grammar of Bicep gives up here, so a part of this declaration is not checked
        : if `bicep build` takes the file, nothing is wrong with it; the rest of it is checked
    main.bicep:6:17 BRC2001 `nope` unknown property `nope` of a cluster
        /resources/c/properties/nope: no help
    ");
}

#[test]
fn what_the_grammar_does_not_know_is_read() {
    let text = "param key { name: string, size: int? }?\nvar all = [...split('a,b', ','), 'c']\nvar more = {\n  ...{ a: 1 }\n  name: key!.name // with a \\\n  text: $'''\nas ${it} is'''\n}\n@description('''\nresource no\n''')\noutput name string = more.name!\n";
    assert_eq!(bicep(text), "");
}

/// What a declaration holds, as it was understood.
fn paths(expression: &str) -> Vec<String> {
    let text = format!("output it string = {expression}\n");
    let file = crate::source::FileId(0);
    let path = crate::source::ProjectPath::root();
    let mut sink = crate::diagnostic::Sink::default();
    let read =
        crate::template::bicep::read(file, path, crate::template::tree::Language::Bicep, &text, &mut sink);
    let mut paths = Vec::new();
    read.each_value(&mut |value| {
        if let Some(path) = value.path() {
            let at = value.span.start as usize..value.span.end as usize;
            paths.push(format!("{} = {}", path.join("."), &text[at]));
        }
    });
    paths
}

#[test]
fn operands_own_what_follows_them() {
    assert_eq!(paths("a ? b.c.d : e.f[0].g"), ["a = a", "b.c.d = b.c.d", "e.f.g = e.f[0].g"]);
    assert_eq!(paths("a == b.c && !d.e.f(x)"), ["a = a", "b.c = b.c", "d.e = d.e", "x = x"]);
    assert_eq!(paths("(a ? b : c).d"), ["a = a", "b = b", "c = c"]);
    assert_eq!(paths("a ?? b['c'].?d"), ["a = a", "b.c.d = b['c'].?d"]);
}

#[test]
fn what_lies_too_deep_is_told_at_its_place() {
    let deep = |times: usize| format!("var x = {}{}\n", "[".repeat(times), "]".repeat(times));
    assert_eq!(bicep(&deep(60)), "");
    let told = bicep(&deep(5_000));
    assert!(told.starts_with("main.bicep:1:74 BRC4200 `[[["), "{}", &told[..told.len().min(80)]);
    assert!(bicep(&format!("var x = {}", "[".repeat(5_000))).contains("BRC4200"));
}

#[test]
fn a_stray_mark_costs_no_property() {
    let cluster = |mark: &str| {
        bicep(&format!(
            "resource c 'Microsoft.CustomProviders/resourceProviders/clusters@2018-09-01-preview' = {{\n  name: 'p/c'\n  properties: {{\n    clusterName: 'c'\n    sparkVersion: '17.3.x-scala2.13'\n    nodeTypeId: 'Standard_D4ds_v5'\n    dataSecurityMode: 'USER_ISOLATION'\n    autoscale: {{ minWorkers: 9, maxWorkers: 2 }}\n    {mark}\n    autoterminationMinutes: 30\n  }}\n}}\n"
        ))
    };
    for mark in ["@", "&", "="] {
        let told = cluster(mark);
        assert!(told.contains("main.bicep:8:30 BRC4001 `9`"), "{told}");
        assert!(told.contains("main.bicep:9:5 BRC4200"), "{told}");
        assert!(!told.contains("BRC5001"), "{told}");
    }
    // What may be a property is none that is missing.
    for mark in ["other", "@@", "other: [", "{"] {
        assert!(!cluster(mark).contains("BRC5001"), "{mark}: {}", cluster(mark));
    }
}
