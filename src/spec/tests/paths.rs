use insta::assert_snapshot;

use super::{findings, run, shown, spec, tree};

const NOTEBOOK: (&str, &str) = ("notebooks/etl.py", "print(1)");

fn with(body: &str, files: &[(&str, &str)]) -> String {
    let root = spec(body);
    let files: Vec<(&str, &str)> =
        [("bricep.yaml", root.as_str())].into_iter().chain(files.iter().copied()).collect();
    findings(&files)
}

#[test]
fn sources_exist_inside_the_project() {
    assert_snapshot!(with("
        resources:
          notebooks:
            a: { source: notebooks/elt.py }
            b: { source: ../other/etl.py }
            c: { source: /etc/passwd }
            d: { source: 'notebooks/${environment}.py' }
            e: { source: 5 }
            f: { source: notebooks/etl.py }
            g: { source: notebooks/ }
            h: { source: '' }
    ", &[NOTEBOOK]), @r#"
    bricep.yaml:5:18: error[BRC1015] source-not-found: there is no file or folder `notebooks/elt.py` (did you mean `notebooks/etl.py`?)
        `notebooks/elt.py` /resources/notebooks/a/source
    bricep.yaml:6:18: error[BRC1011] path-outside-project: `../other/etl.py` leads out of the folder of the spec (keep the file beside the spec, or below its folder)
        `../other/etl.py` /resources/notebooks/b/source
    bricep.yaml:7:18: error[BRC1011] path-outside-project: `/etc/passwd` is an absolute path (write it relative to this file, as `./notebooks/etl.py`)
        `/etc/passwd` /resources/notebooks/c/source
    bricep.yaml:8:18: error[BRC3016] misplaced-interpolation: `notebooks/${environment}.py` is filled in, and a source has to be known when the spec is compiled (write the path; an environment may overlay it)
        `'notebooks/${environment}.py'` /resources/notebooks/d/source
    bricep.yaml:9:18: error[BRC2002] wrong-type: expected `source` to be text, found a number (put it in quotes: `"5"`) [fixable]
        `5` /resources/notebooks/e/source
    bricep.yaml:12:18: error[BRC2007] wrong-length: `source` is empty (it takes 1 character at least)
        `''` /resources/notebooks/h/source
    "#);
}

#[test]
fn a_path_declares_what_it_names() {
    let root = spec(
        "
        environments: { dev: , prod: }
        resources:
          jobs:
            j:
              name: j
              tasks:
                - { task_key: a, notebook_task: { notebook_path: ./notebooks/etl.py } }
                - { task_key: b, notebook_task: { notebook_path: ./notebooks/2-load.py } }
                - { task_key: c, spark_python_task: { python_file: ./scripts/run.py } }
                - { task_key: d, notebook_task: { notebook_path: notebooks/etl.py } }
    ",
    );
    let checked =
        run(&[("bricep.yaml", &root), NOTEBOOK, ("notebooks/2-load.py", ""), ("scripts/run.py", "")]);
    assert_snapshot!(shown(&checked), @"");
    let model = checked.model.as_ref().unwrap();
    let resources: Vec<String> = model
        .resources
        .iter()
        .map(|resource| {
            format!(
                "{}.{} {}",
                resource.kind.name,
                resource.key,
                tree(&checked, "prod", resource.kind.name, &resource.key)
            )
        })
        .collect();
    assert_snapshot!(resources.join("\n"), @r#"
    notebooks.notebooks_etl {"path":"/.bricep/demo/${environment}/files/notebooks/etl","source":"notebooks/etl.py"}
    notebooks.notebooks_2_load {"path":"/.bricep/demo/${environment}/files/notebooks/2-load","source":"notebooks/2-load.py"}
    workspace_files.scripts_run {"path":"/.bricep/demo/${environment}/files/scripts/run.py","source":"scripts/run.py"}
    jobs.j {"name":"j","tasks":[{"task_key":"a","notebook_task":{"notebook_path":"${resources.notebooks.notebooks_etl.path}"}},{"task_key":"b","notebook_task":{"notebook_path":"${resources.notebooks.notebooks_2_load.path}"}},{"task_key":"c","spark_python_task":{"python_file":"${resources.workspace_files.scripts_run.path}"}},{"task_key":"d","notebook_task":{"notebook_path":"notebooks/etl.py"}}]}
    "#);
    assert_eq!(checked.resources, 1, "only what the spec declares by name is counted");
}

#[test]
fn a_path_is_relative_to_the_file_it_stands_in() {
    let checked = run(&[
        ("bricep.yaml", "{ version: 1, name: demo, include: [team/*.yaml] }"),
        (
            "team/jobs.yaml",
            "resources: { jobs: { j: { name: j, tasks: [{ task_key: a, notebook_task: { notebook_path: ../notebooks/etl.py } }] } }, notebooks: { n: { source: n.py, path: /Shared/n } } }",
        ),
        ("team/n.py", ""),
        NOTEBOOK,
    ]);
    assert_snapshot!(shown(&checked), @"");
    assert_snapshot!(tree(&checked, "dev", "jobs", "j") + "\n" + &tree(&checked, "dev", "notebooks", "n"), @r#"
    {"name":"j","tasks":[{"task_key":"a","notebook_task":{"notebook_path":"${resources.notebooks.notebooks_etl.path}"}}]}
    {"source":"team/n.py","path":"/Shared/n"}
    "#);
}

#[test]
fn declared_keys_do_not_collide() {
    assert_snapshot!(with("
        resources:
          notebooks: { notebooks_etl: { source: notebooks/etl.py } }
          jobs:
            j:
              name: j
              tasks:
                - { task_key: a, notebook_task: { notebook_path: ./notebooks/etl.py } }
                - { task_key: b, notebook_task: { notebook_path: ./notebooks/a-b.py } }
                - { task_key: c, notebook_task: { notebook_path: ./notebooks/a_b.py } }
    ", &[NOTEBOOK, ("notebooks/a-b.py", ""), ("notebooks/a_b.py", "")]), @"
    bricep.yaml:9:58: error[BRC3013] name-collision: `notebooks/etl.py` declares `notebooks.notebooks_etl`, which is another one already (rename one of the files, or declare it under `resources` with a key of its own)
        `./notebooks/etl.py` /resources/jobs/j/tasks/0/notebook_task/notebook_path
        bricep.yaml:4:16: the other one: `notebooks_etl`
    bricep.yaml:11:58: error[BRC3013] name-collision: `notebooks/a_b.py` declares `notebooks.notebooks_a_b`, which is another one already (rename one of the files, or declare it under `resources` with a key of its own)
        `./notebooks/a_b.py` /resources/jobs/j/tasks/2/notebook_task/notebook_path
        bricep.yaml:10:58: the other one: `./notebooks/a-b.py`
    ");
}

#[test]
fn missing_and_outside_paths_are_reported_where_they_stand() {
    assert_snapshot!(with("
        environments:
          dev:
          prod: { resources: { jobs: { j: { tasks: { a: { notebook_task: { notebook_path: ./notebooks/none.py } } } } } } }
        resources:
          jobs:
            j:
              name: j
              tasks:
                - { task_key: a, notebook_task: { notebook_path: ./notebooks/elt.py } }
                - { task_key: b, notebook_task: { notebook_path: ../etl.py } }
    ", &[NOTEBOOK]), @"
    bricep.yaml:5:83: error[BRC1015] source-not-found: there is no file or folder `notebooks/none.py` (did you mean `notebooks/etl.py`?)
        `./notebooks/none.py` /environments/prod/resources/jobs/j/tasks/0/notebook_task/notebook_path
    bricep.yaml:11:58: error[BRC1015] source-not-found: there is no file or folder `notebooks/elt.py` (did you mean `notebooks/etl.py`?)
        `./notebooks/elt.py` /resources/jobs/j/tasks/0/notebook_task/notebook_path
    bricep.yaml:12:58: error[BRC1011] path-outside-project: `../etl.py` leads out of the folder of the spec (keep the file beside the spec, or below its folder)
        `../etl.py` /resources/jobs/j/tasks/1/notebook_task/notebook_path
    ");
}

#[test]
fn what_a_path_declares_is_where_something_uses_it() {
    let root = spec("
        environments:
          dev:
          prod: { resources: { jobs: { j: null } } }
        resources:
          jobs: { j: { name: '${user}', tasks: [{ task_key: a, notebook_task: { notebook_path: ./notebooks/etl.py } }] } }
    ");
    let checked = run(&[("bricep.yaml", &root), NOTEBOOK]);
    assert_snapshot!(shown(&checked), @"");
    let trees = ["dev", "prod"].map(|environment| tree(&checked, environment, "notebooks", "notebooks_etl"));
    assert_snapshot!(trees.join("\n"), @r#"
    {"path":"/.bricep/demo/${environment}/${user}/files/notebooks/etl","source":"notebooks/etl.py"}
    -
    "#);
}

#[test]
fn a_folder_of_notebooks_may_be_named_where_a_notebook_is_not() {
    assert_snapshot!(with("
        resources:
          jobs: { j: { name: j, tasks: [{ task_key: a, notebook_task: { notebook_path: ./notebooks } }] } }
    ", &[NOTEBOOK]), @"
    bricep.yaml:4:80: error[BRC1015] source-not-found: `notebooks` is a folder, not a file (name a file in it)
        `./notebooks` /resources/jobs/j/tasks/0/notebook_task/notebook_path
    ");
}

#[test]
fn a_script_is_a_single_file_that_the_resource_holds() {
    let files = [("init-scripts/proxy.sh", "export http_proxy=http://proxy:3128")];
    assert_snapshot!(with("
        resources:
          global_init_scripts:
            a: { name: a, source: ./init-scripts/proxi.sh }
            b: { name: b, source: init-scripts }
            c: { name: c, source: ../proxy.sh }
            d: { name: d, source: 'init-scripts/${environment}.sh' }
            e: { name: e, source: init-scripts/proxy.sh }
    ", &files), @"
    bricep.yaml:5:27: error[BRC1015] source-not-found: there is no file or folder `init-scripts/proxi.sh` (did you mean `init-scripts/proxy.sh`?)
        `./init-scripts/proxi.sh` /resources/global_init_scripts/a/source
    bricep.yaml:6:27: error[BRC1015] source-not-found: `init-scripts` is a folder, not a file (name a file in it)
        `init-scripts` /resources/global_init_scripts/b/source
    bricep.yaml:7:27: error[BRC1011] path-outside-project: `../proxy.sh` leads out of the folder of the spec (keep the file beside the spec, or below its folder)
        `../proxy.sh` /resources/global_init_scripts/c/source
    bricep.yaml:8:27: error[BRC3016] misplaced-interpolation: `init-scripts/${environment}.sh` is filled in, and a source has to be known when the spec is compiled (write the path; an environment may overlay it)
        `'init-scripts/${environment}.sh'` /resources/global_init_scripts/d/source
    ");
    let root =
        spec("resources: { global_init_scripts: { e: { name: e, source: ./init-scripts/proxy.sh } } }");
    let checked = run(&[("bricep.yaml", &root), files[0]]);
    assert_snapshot!(shown(&checked), @"");
    assert_snapshot!(tree(&checked, "dev", "global_init_scripts", "e"), @r#"{"name":"e","source":"init-scripts/proxy.sh"}"#);
}

#[test]
fn a_file_may_be_all_that_a_resource_holds() {
    let file = ("dashboards/sales.lvdash.json", "{}");
    assert_snapshot!(with("
        resources:
          dashboards:
            a: { display_name: a, warehouse_id: abc, file_path: ./dashboards/sales.lvdash.json }
            b: { display_name: b, warehouse_id: abc, file_path: dashboards/sale.lvdash.json }
            c: { display_name: c, warehouse_id: abc, file_path: ../sales.lvdash.json }
            d: { display_name: d, warehouse_id: abc, file_path: 'dashboards/${environment}.lvdash.json' }
            e: { display_name: e, warehouse_id: abc, file_path: ./dashboards/folder.json }
            f: { display_name: f, warehouse_id: abc, serialized_dashboard: '{}' }
          alerts:
            a: { display_name: a, warehouse_id: abc, file_path: ./alerts/a.dbalert.json }
    ", &[file, ("dashboards/folder.json/a", "")]), @"
    bricep.yaml:6:57: error[BRC1015] source-not-found: there is no file or folder `dashboards/sale.lvdash.json` (did you mean `dashboards/sales.lvdash.json`?)
        `dashboards/sale.lvdash.json` /resources/dashboards/b/file_path
    bricep.yaml:7:57: error[BRC1011] path-outside-project: `../sales.lvdash.json` leads out of the folder of the spec (keep the file beside the spec, or below its folder)
        `../sales.lvdash.json` /resources/dashboards/c/file_path
    bricep.yaml:8:57: error[BRC3016] misplaced-interpolation: `dashboards/${environment}.lvdash.json` is filled in, and a source has to be known when the spec is compiled (write the path; an environment may overlay it)
        `'dashboards/${environment}.lvdash.json'` /resources/dashboards/d/file_path
    bricep.yaml:9:57: error[BRC1015] source-not-found: `dashboards/folder.json` is a folder, not a file (name a file in it)
        `./dashboards/folder.json` /resources/dashboards/e/file_path
    bricep.yaml:12:57: error[BRC1015] source-not-found: there is no file or folder `alerts/a.dbalert.json` (paths are relative to the file they stand in)
        `./alerts/a.dbalert.json` /resources/alerts/a/file_path
    ");
    let checked = run(&[
        ("bricep.yaml", "{ version: 1, name: demo, include: [team/*.yaml] }"),
        (
            "team/views.yaml",
            "resources: { dashboards: { d: { display_name: d, warehouse_id: abc, file_path: sales.lvdash.json } } }",
        ),
        ("team/sales.lvdash.json", "{}"),
    ]);
    assert_snapshot!(shown(&checked), @"");
    assert_snapshot!(tree(&checked, "dev", "dashboards", "d"), @r#"{"display_name":"d","warehouse_id":"abc","file_path":"team/sales.lvdash.json"}"#);
    let model = checked.model.as_ref().unwrap();
    let sources: Vec<String> =
        model.resources[0].sources.iter().flatten().map(|source| format!("{source:?}")).collect();
    assert_snapshot!(sources.join("\n"), @r#"File(ProjectPath("team/sales.lvdash.json"))"#);
}

#[test]
fn a_folder_is_uploaded_where_a_path_of_the_workspace_is_expected() {
    let file = ("app/main.py", "");
    assert_snapshot!(with("
        resources:
          apps:
            a: { name: app-a, source_code_path: ./app/ }
            b: { name: app-b, source_code_path: ./app }
            c: { name: app-c, source_code_path: /Workspace/Shared/app }
            d: { name: app-d, source_code_path: ./app/main.py }
            e: { name: app-e, source_code_path: ./ap/ }
    ", &[file]), @"
    bricep.yaml:8:41: error[BRC1015] source-not-found: `app/main.py` is a file, not a folder (name the folder it stands in)
        `./app/main.py` /resources/apps/d/source_code_path
    bricep.yaml:9:41: error[BRC1015] source-not-found: there is no file or folder `ap` (paths are relative to the file they stand in)
        `./ap/` /resources/apps/e/source_code_path
    ");
    let root = spec(
        "
        environments: { dev: , prod: }
        resources:
          apps: { a: { name: app-a, source_code_path: ./app/ } }
    ",
    );
    let checked = run(&[("bricep.yaml", &root), file]);
    assert_snapshot!(shown(&checked), @"");
    assert_snapshot!(
        tree(&checked, "prod", "apps", "a") + "\n" + &tree(&checked, "prod", "workspace_files", "app"),
        @r#"
    {"name":"app-a","source_code_path":"${resources.workspace_files.app.path}"}
    {"path":"/.bricep/demo/${environment}/files/app","source":"app"}
    "#
    );
}

#[test]
fn a_pattern_in_a_list_is_every_file_that_it_matches() {
    let checked = run(&[
        ("bricep.yaml", "{ version: 1, name: demo, include: [resources/*.yml] }"),
        (
            "resources/job.yml",
            "
            resources:
              jobs:
                j:
                  name: j
                  tasks:
                    - task_key: a
                      python_wheel_task: { package_name: p, entry_point: main }
                      new_cluster: { spark_version: 16.4.x-scala2.12, node_type_id: Standard_D4ds_v5, num_workers: 1 }
                      libraries: [ { whl: ../dist/*.whl }, { pypi: { package: requests } } ]
                    - { task_key: b, environment_key: e, spark_python_task: { python_file: /Shared/b.py } }
                  environments:
                    - environment_key: e
                      spec:
                        environment_version: '4'
                        dependencies: [ ../dist/*.whl, -r ../requirements.txt, 'requests==2.32.3', '../odd/[a].whl' ]
            ",
        ),
        ("dist/a-1.whl", ""),
        ("dist/b-1.whl", ""),
        ("dist/notes.txt", ""),
        ("odd/[a].whl", ""),
        ("requirements.txt", ""),
    ]);
    assert_snapshot!(shown(&checked), @"");
    let job = tree(&checked, "dev", "jobs", "j");
    let start = job.find("\"libraries\"").unwrap();
    assert_snapshot!(&job[start..], @r#""libraries":[{"whl":"${resources.workspace_files.dist_a_1.path}"},{"whl":"${resources.workspace_files.dist_b_1.path}"},{"pypi":{"package":"requests"}}]},{"task_key":"b","environment_key":"e","spark_python_task":{"python_file":"/Shared/b.py"}}],"environments":[{"environment_key":"e","spec":{"environment_version":"4","dependencies":["${resources.workspace_files.dist_a_1.path}","${resources.workspace_files.dist_b_1.path}","-r ${resources.workspace_files.requirements.path}","requests==2.32.3","${resources.workspace_files.odd__a_.path}"]}}]}"#);
    let files = checked.model.as_ref().unwrap().resources.iter().filter(|resource| resource.implied);
    let files: Vec<String> = files.map(|file| tree(&checked, "dev", file.kind.name, &file.key)).collect();
    assert_snapshot!(files.join("\n"), @r#"
    {"path":"/.bricep/demo/${environment}/files/dist/a-1.whl","source":"dist/a-1.whl"}
    {"path":"/.bricep/demo/${environment}/files/dist/b-1.whl","source":"dist/b-1.whl"}
    {"path":"/.bricep/demo/${environment}/files/requirements.txt","source":"requirements.txt"}
    {"path":"/.bricep/demo/${environment}/files/odd/[a].whl","source":"odd/[a].whl"}
    "#);
}

#[test]
fn a_pattern_that_matches_nothing_is_a_finding() {
    assert_snapshot!(with("
        resources:
          clusters:
            c:
              spark_version: 16.4.x-scala2.12
              node_type_id: Standard_D4ds_v5
              num_workers: 1
              libraries: [ { whl: ./dist/*.whl }, { whl: '../*.whl' }, { whl: './dist/[.whl' } ]
    ", &[NOTEBOOK]), @"
    bricep.yaml:9:27: error[BRC1015] source-not-found: no file matches `./dist/*.whl` (build what it stands for before the spec is compiled, or mend the pattern)
        `./dist/*.whl` /resources/clusters/c/libraries/0/whl
    bricep.yaml:9:50: error[BRC1011] path-outside-project: `../` leads out of the folder of the spec (keep the file beside the spec, or below its folder)
        `'../*.whl'` /resources/clusters/c/libraries/1/whl
    bricep.yaml:9:71: error[BRC1015] source-not-found: `[.whl` is not a pattern: unclosed character class; missing ']' (`*` and `?` match within a name, `**` across folders, `{a,b}` either of two)
        `'./dist/[.whl'` /resources/clusters/c/libraries/2/whl
    ");
}

#[test]
fn a_tree_is_a_folder_that_keeps_its_stars() {
    let root = spec(
        "
        resources:
          pipelines:
            p:
              name: p
              root_path: ./etl
              libraries:
                - { glob: { include: ./etl/transformations/** } }
                - { glob: { include: ./etl/one.py } }
                - { glob: { include: /Shared/etl/** } }
    ",
    );
    let checked = run(&[("bricep.yaml", &root), ("etl/one.py", ""), ("etl/transformations/two.sql", "")]);
    assert_snapshot!(shown(&checked), @"");
    assert_snapshot!(tree(&checked, "dev", "pipelines", "p"), @r#"{"name":"p","root_path":"${resources.workspace_files.etl.path}","libraries":[{"glob":{"include":"${resources.workspace_files.etl_transformations.path}/**"}},{"glob":{"include":"${resources.workspace_files.etl_one.path}"}},{"glob":{"include":"/Shared/etl/**"}}]}"#);
}

#[test]
fn a_tree_is_no_file_and_a_folder_needs_its_stars() {
    assert_snapshot!(with("
        resources:
          pipelines:
            p:
              name: p
              root_path: ./
              libraries:
                - { glob: { include: ./notebooks } }
                - { glob: { include: ./notebooks/etl.py/** } }
                - { glob: { include: ./none/** } }
    ", &[NOTEBOOK]), @"
    bricep.yaml:7:18: error[BRC1015] source-not-found: `./` is the folder of the spec, which holds what is generated (keep what is uploaded in a folder of its own, and name that)
        `./` /resources/pipelines/p/root_path
    bricep.yaml:9:30: error[BRC1015] source-not-found: `notebooks` is a folder, not a file (name a file in it)
        `./notebooks` /resources/pipelines/p/libraries/0/glob/include
    bricep.yaml:10:30: error[BRC1015] source-not-found: `notebooks/etl.py` is a file, not a folder (name the folder it stands in)
        `./notebooks/etl.py/**` /resources/pipelines/p/libraries/1/glob/include
    bricep.yaml:11:30: error[BRC1015] source-not-found: there is no file or folder `none` (paths are relative to the file they stand in)
        `./none/**` /resources/pipelines/p/libraries/2/glob/include
    ");
}

#[test]
fn a_pattern_that_matches_too_much_is_a_finding() {
    let root = spec(
        "
        resources:
          clusters:
            c:
              spark_version: 16.4.x-scala2.12
              node_type_id: Standard_D4ds_v5
              num_workers: 1
              libraries: [ { whl: ./dist/* } ]
    ",
    );
    let wheels: Vec<String> =
        (0..=crate::source::limits::MATCHED_FILES).map(|at| format!("dist/{at}.whl")).collect();
    let files: Vec<(&str, &str)> =
        wheels.iter().map(|wheel| (wheel.as_str(), "")).chain([("bricep.yaml", root.as_str())]).collect();
    assert_snapshot!(findings(&files), @"
    bricep.yaml:9:27: error[BRC1015] source-not-found: `./dist/*` matches 101 files (narrow the pattern: 100 files are the most)
        `./dist/*` /resources/clusters/c/libraries/0/whl
    ");
}
