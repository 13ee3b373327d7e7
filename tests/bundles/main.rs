//! What asset bundles write under `resources` is read here as it stands; where it is not, a finding says what to write.
//!
//! A fixture is a file of resources as a bundle includes it. Its first line may name the files beside it.

#![expect(clippy::unwrap_used, reason = "a helper of a test fails by panicking")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use bricep::emit::generate;
use bricep::kinds::KINDS;
use bricep::model::{Assets, Route};
use bricep::source::{Memory, ProjectPath};
use bricep::spec::{self, Checked, Options};

/// Kinds that bundles have and bricep has too, whose fields bundles name as bricep does.
const UNCHANGED: &[&str] = &[
    "alerts",
    "apps",
    "catalogs",
    "cluster_policies",
    "clusters",
    "dashboards",
    "experiments",
    "external_locations",
    "instance_pools",
    "jobs",
    "model_serving_endpoints",
    "pipelines",
    "registered_models",
    "schemas",
    "sql_warehouses",
    "vector_search_endpoints",
    "vector_search_indexes",
    "volumes",
];

/// Where the fixture of a bundle is included from.
const INCLUDED: &str = "resources/bundle.yml";

#[expect(clippy::disallowed_methods, reason = "fixtures are read from the disk")]
fn fixtures(folder: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/bundles").join(folder);
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let name = |path: &Path| path.file_stem().unwrap().to_string_lossy().into_owned();
    files.iter().map(|path| (name(path), std::fs::read_to_string(path).unwrap())).collect()
}

/// A spec that includes a file of a bundle, with the files that its first line names.
fn project(text: &str) -> Memory {
    let beside = text.lines().next().and_then(|line| line.strip_prefix("# files: ")).unwrap_or("");
    let root = "version: 1
name: contoso
include: [resources/*.yml]
azure: { location: westeurope }
environments: { dev: {}, prod: {} }
";
    let files = [("bricep.yaml", root), (INCLUDED, text)];
    Memory::with(beside.split_whitespace().map(|path| (path, "")).chain(files)).unwrap()
}

fn check(files: &Memory, route: Option<Route>) -> Checked {
    let root = ProjectPath::root().join("bricep.yaml").unwrap();
    spec::check(files, &root, &Options { route, ..Options::default() })
}

/// The findings, one a line, with what each advises.
fn told(checked: &Checked) -> String {
    let mut told = String::new();
    for found in &checked.diagnostics {
        let line = checked.map.file(found.span.file).location(found.span.start).line;
        told += &format!("{line}: {} {}\n", found.code.id, found.message);
        if let Some(help) = &found.help {
            told += &format!("    {help}\n");
        }
    }
    told
}

#[test]
fn resources_of_bundles_are_read_as_they_stand() {
    let fixtures = fixtures("unchanged");
    let names: Vec<&str> = fixtures.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, UNCHANGED);
    let findings: String = fixtures
        .iter()
        .map(|(name, text)| (name, told(&check(&project(text), None))))
        .filter(|(_, told)| !told.is_empty())
        .map(|(name, told)| format!("{name}:\n{told}"))
        .collect();
    assert_eq!(findings, "");
    for (name, text) in &fixtures {
        let checked = check(&project(text), None);
        let model = checked.model.unwrap();
        let kinds: BTreeSet<&str> = model
            .resources
            .iter()
            .filter(|resource| !resource.implied)
            .map(|resource| resource.kind.name)
            .collect();
        assert!(kinds.contains(name.as_str()), "{name} shows {kinds:?}");
    }
}

#[test]
fn resources_of_bundles_compile_on_every_route() {
    for (name, text) in fixtures("unchanged") {
        let files = project(&text);
        for route in Route::ALL {
            let model = check(&files, Some(route)).model.unwrap();
            let sources = model.resources.iter().flat_map(|resource| resource.sources.iter().flatten());
            let assets = Assets::read(&files, sources).unwrap();
            let generated = generate(&model, &assets, "bricep.yaml").unwrap();
            let place = match route {
                Route::CustomProvider => "infra/databricks-infrastructure.bicep",
                Route::DeploymentScript | Route::Direct => "infra/manifest.json",
            };
            let text = &generated.iter().find(|file| file.path == place).unwrap().text;
            for resource in &model.resources {
                let symbol = resource.key.as_ref();
                assert!(text.contains(symbol), "{name}: {place} has no {symbol} on {}", route.as_str());
            }
        }
    }
}

#[test]
fn every_kind_of_a_bundle_is_one_of_ours() {
    for name in UNCHANGED.iter().chain(&["secret_scopes"]) {
        assert!(KINDS.iter().any(|kind| kind.name == *name), "{name}");
    }
}

#[test]
fn what_differs_is_told_with_what_to_write() {
    for (name, text) in fixtures("different") {
        let told = told(&check(&project(&text), None));
        assert_ne!(told, "", "{name}");
        insta::assert_snapshot!(name, told);
    }
}

#[test]
fn what_stands_beside_resources_is_told_what_it_is_called() {
    let text = "
bundle: { name: contoso }
workspace: { host: https://adb-1.2.azuredatabricks.net }
artifacts: { default: { type: whl, path: . } }
sync: { include: [ src ] }
permissions: [ { level: CAN_VIEW, group_name: users } ]
run_as: { user_name: ada@example.com }
presets: { name_prefix: x }
scripts: { hello: { content: echo } }
python: { resources: [ 'resources:load' ] }
experimental: { skip_artifact_cleanup: true }
definitions: { tags: &tags { team: orders } }
variables:
  warehouse: { lookup: { warehouse: reports } }
  cluster: { type: complex, default: { num_workers: 1 } }
targets: { dev: { mode: development } }
environments:
  dev:
    workspace: { host: https://adb-1.2.azuredatabricks.net }
    cluster_id: 1234-567890-abcde123
    compute_id: 1234-567890-abcde123
    git: { branch: main }
    run_as: { user_name: ada@example.com }
    permissions: []
    presets: { name_prefix: x }
    artifacts: {}
    bundle: {}
    sync: {}
resources: {}
";
    let files = Memory::with([("bricep.yaml", text)]).unwrap();
    insta::assert_snapshot!(told(&check(&files, None)));
}
