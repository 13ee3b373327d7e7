//! Files that want to do harm, and files that are cut off, end in findings.

use proptest::prelude::*;

use super::{check, found};

/// Templates with all that is read, one of each language, and what they deploy.
fn samples() -> Vec<(&'static str, String)> {
    let bicep = include_str!("../../../tests/fixtures/templates/defects/databricks-provider.bicep");
    let infrastructure =
        include_str!("../../../tests/fixtures/templates/defects/databricks-infrastructure.bicep");
    let scripts = include_str!("../../../tests/fixtures/templates/defects/databricks-operations.bicep");
    let json = include_str!("../../../samples/custom-provider/infra/main.json");
    let pipeline = include_str!("../../../tests/fixtures/templates/defects/azure-pipelines.yml");
    [
        ("a.bicep", bicep),
        ("b.bicep", infrastructure),
        ("c.bicep", scripts),
        ("d.json", json),
        ("e.yml", pipeline),
    ]
    .map(|(name, text)| (name, text.to_owned()))
    .into()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_cut_off_or_altered_never_panics(
        file in 0usize..5, cut in 0.0..1.0f64, at in 0.0..1.0f64, length in 0usize..40, put in "[{}()\\[\\]'\"$@!?.,:\n a-z#/*\\\\-]{0,6}",
    ) {
        let (name, text) = samples().swap_remove(file);
        let place = |share: f64, text: &str| {
            let mut at = (share * text.len() as f64) as usize;
            while !text.is_char_boundary(at) { at -= 1; }
            at
        };
        check(&[(name, &text[..place(cut, &text)])]);
        let (start, end) = (place(at, &text), place(at, &text) + length);
        let rest = text.get(end..).unwrap_or_default();
        check(&[(name, &(text[..start].to_owned() + &put + rest))]);
    }
}

#[test]
fn what_nests_without_end_is_told() {
    let many = |text: &str| text.repeat(20_000);
    let mut texts = Vec::new();
    for open in ["(", "[", "{a:", "a.", "-", "!", "a+", "a?", "f(", "'${", "a::", "...", "[for a in b:"] {
        texts.push(("a.bicep", format!("var x = {}", many(open))));
        texts.push(("a.bicep", format!("resource x 'a/b@c' = {{ name: {} }}", many(open))));
    }
    texts.push(("a.bicep", many("resource a 'b/c@d' = {\n  ")));
    texts.push(("a.bicep", many("@a(")));
    texts.push(("a.bicep", many("/*")));
    texts.push(("a.bicep", many("'''")));
    for open in ["f(", "f()[", "f().a", "'"] {
        let head = "{ \"$schema\": \"deploymentTemplate.json#\", \"variables\": { \"a\": \"[";
        texts.push(("a.json", format!("{head}{}]\" }} }}", many(open))));
    }
    texts.push(("a.json", many("{\"resources\":[")));
    texts.push(("a.json", many("/*")));
    texts.push((
        "a.yml",
        format!("steps:\n  - script: |\n      {}\n", many("az deployment group create -f a -p b=\\\n      ")),
    ));
    texts.push(("a.yml", many("steps: [")));
    for (name, text) in &texts {
        let started = std::time::Instant::now();
        check(&[(name, text)]);
        let start: String = text.chars().take(40).collect();
        if started.elapsed().as_millis() > 200 {}
        assert!(started.elapsed().as_secs() < 20, "{start} took {:?}", started.elapsed());
    }
}

#[test]
fn circles_end() {
    let circle = [
        ("a.bicep", "module b 'b.bicep' = {}\nmodule a 'a.bicep' = {}\n"),
        ("b.bicep", "module a 'a.bicep' = {}\n"),
    ];
    assert_eq!(found(&circle), "");
    let variables = "var a = b\nvar b = a\nvar c = { d: c.d }\nvar e = { e: e }\nresource x 'Microsoft.CustomProviders/resourceProviders/clusters@2018-09-01-preview' = {\n  name: 'p/x'\n  properties: { sparkConf: e, customTags: c.d, policyId: a }\n}\n";
    check(&[("a.bicep", variables)]);
}

#[test]
fn what_is_no_text_is_told() {
    let memory =
        crate::source::Memory::with([("a.bicep", &b"var a = '\xFF\xFE'"[..]), ("b.json", &b"\0\0"[..])])
            .unwrap();
    for name in ["a.bicep", "b.json"] {
        let root = crate::source::ProjectPath::root().join(name).unwrap();
        let checked = crate::template::check(&memory, &root, &crate::spec::Options::default());
        assert!(checked.diagnostics.iter().any(|found| found.code.name == "not-text"), "{name}");
    }
}
