//! What tasks wait for, run on and take their files from.

use insta::assert_snapshot;

use super::{found, job, silent};

const CLUSTERS: &str = "job_clusters: [{ job_cluster_key: main, new_cluster: { @cluster } }]\n";

#[test]
fn unreachable_run_if() {
    let code = "BRC4050";
    assert_snapshot!(found(code, &job("
tasks:
- { task_key: a, run_if: ALL_FAILED, @task }
- { task_key: b, run_if: AT_LEAST_ONE_FAILED, depends_on: [], @task }")), @"
    8:32 `ALL_FAILED` the task `a` never runs: `ALL_FAILED`, and it depends on no task that could fail
        /resources/jobs/nightly/tasks/0/run_if: name the tasks in `depends_on`, or leave `run_if` out
    9:32 `AT_LEAST_ONE_FAILED` the task `b` never runs: `AT_LEAST_ONE_FAILED`, and it depends on no task that could fail
        /resources/jobs/nightly/tasks/1/run_if: name the tasks in `depends_on`, or leave `run_if` out
    ");
    silent(
        code,
        &[
            &job(
                "tasks: [{ task_key: a, @task }, { task_key: b, run_if: ALL_FAILED, depends_on: [{ task_key: a }], @task }]",
            ),
            &job("tasks: [{ task_key: a, run_if: ALL_DONE, @task }]"),
        ],
    );
}

#[test]
fn run_if_without_dependencies() {
    let code = "BRC4051";
    assert_snapshot!(found(code, &job("tasks: [{ task_key: a, run_if: ALL_DONE, @task }]")), @"
    7:30 `run_if` the task `a` depends on no task, so `ALL_DONE` has nothing to look at
        /resources/jobs/nightly/tasks/0/run_if: leave `run_if` out, or name the tasks in `depends_on`
    ");
    silent(
        code,
        &[
            &job("tasks: [{ task_key: a, run_if: ALL_SUCCESS, @task }]"),
            &job("tasks: [{ task_key: a, run_if: ALL_FAILED, @task }]"),
            &job(
                "tasks: [{ task_key: a, @task }, { task_key: b, run_if: ALL_DONE, depends_on: [{ task_key: a }], @task }]",
            ),
        ],
    );
}

const CONDITION: &str =
    "{ task_key: full, condition_task: { op: EQUAL_TO, left: '{{job.parameters.mode}}', right: full } }";

#[test]
fn outcome_without_condition() {
    let code = "BRC4052";
    assert_snapshot!(found(code, &job("
tasks:
- { task_key: a, @task }
- { task_key: b, depends_on: [{ task_key: a, outcome: 'true' }], @task }")), @"
    9:52 `outcome` the task `b` waits for an outcome of the task `a`, which is no condition task
        /resources/jobs/nightly/tasks/1/depends_on/0/outcome: leave `outcome` out; `run_if` tells success from failure
        8:21 the task
    ");
    silent(
        code,
        &[
            &job(&format!(
                "tasks:\n- {CONDITION}\n- {{ task_key: b, depends_on: [{{ task_key: full, outcome: 'true' }}], @task }}"
            )),
            &job("tasks: [{ task_key: b, depends_on: [{ task_key: none, outcome: 'true' }], @task }]"),
        ],
    );
}

#[test]
fn missing_outcome() {
    let code = "BRC4053";
    assert_snapshot!(
        found(code, &job(&format!("tasks:\n- {CONDITION}\n- {{ task_key: b, depends_on: [{{ task_key: full }}], @task }}"))),
        @r#"
    9:49 `full` the task `b` depends on the condition of the task `full`, and not on one of its outcomes
        /resources/jobs/nightly/tasks/1/depends_on/0/task_key: add `outcome: "true"` or `outcome: "false"`
    "#
    );
    silent(
        code,
        &[
            &job(&format!(
                "tasks:\n- {CONDITION}\n- {{ task_key: b, depends_on: [{{ task_key: full, outcome: 'false' }}], @task }}"
            )),
            &job("tasks: [{ task_key: a, @task }, { task_key: b, depends_on: [{ task_key: a }], @task }]"),
        ],
    );
}

#[test]
fn task_without_compute() {
    let code = "BRC4054";
    assert_snapshot!(found(code, &job("
tasks:
- { task_key: script, spark_python_task: { python_file: /load.py } }
- { task_key: wheel, python_wheel_task: { package_name: lake, entry_point: main } }
- { task_key: jar, spark_jar_task: { main_class_name: lake.Main } }
- { task_key: all, for_each_task: { inputs: '[1]', task: { task_key: one, dbt_task: { commands: [dbt run] } } } }")), @"
    8:29 `spark_python_task` the task `script` has neither a cluster nor, for serverless compute, an environment
        /resources/jobs/nightly/tasks/0/spark_python_task: name a cluster by `job_cluster_key`, or one of the job's `environments` by `environment_key`
    9:28 `python_wheel_task` the task `wheel` has neither a cluster nor, for serverless compute, an environment
        /resources/jobs/nightly/tasks/1/python_wheel_task: name a cluster by `job_cluster_key`, or one of the job's `environments` by `environment_key`
    10:26 `spark_jar_task` the task `jar` has neither a cluster nor, for serverless compute, an environment
        /resources/jobs/nightly/tasks/2/spark_jar_task: name a cluster by `job_cluster_key`, or one of the job's `environments` by `environment_key`
    11:81 `dbt_task` the task `one` has neither a cluster nor, for serverless compute, an environment
        /resources/jobs/nightly/tasks/3/for_each_task/task/dbt_task: name a cluster by `job_cluster_key`, or one of the job's `environments` by `environment_key`
    ");
    silent(
        code,
        &[
            &job(&format!(
                "{CLUSTERS}tasks: [{{ task_key: a, job_cluster_key: main, spark_python_task: {{ python_file: /x.py }} }}]"
            )),
            &job(
                "environments: [{ environment_key: e, spec: { environment_version: '4' } }]\ntasks: [{ task_key: a, environment_key: e, spark_python_task: { python_file: /x.py } }]",
            ),
            &format!(
                "variables: {{ id: {{}} }}\n{}",
                job(
                    "tasks: [{ task_key: a, existing_cluster_id: '${var.id}', spark_python_task: { python_file: /x.py } }]"
                )
            ),
            &job("tasks: [{ task_key: a, @task }]"),
        ],
    );
}

#[test]
fn several_computes() {
    let code = "BRC4055";
    assert_snapshot!(
        found(code, &job(&format!("{CLUSTERS}tasks: [{{ task_key: a, job_cluster_key: main, new_cluster: {{ @cluster }}, @task }}]"))),
        @"
    8:53 `new_cluster` `job_cluster_key` and `new_cluster` exclude each other
        /resources/jobs/nightly/tasks/0: keep one of them
        8:30 `job_cluster_key` stands here
    "
    );
    silent(code, &[&job("tasks: [{ task_key: a, new_cluster: { @cluster }, @task }]")]);
}

#[test]
fn serverless_setting_on_cluster() {
    let code = "BRC4056";
    assert_snapshot!(found(code, &job(&format!("{CLUSTERS}performance_target: STANDARD
tasks:
- {{ task_key: a, job_cluster_key: main, disable_auto_optimization: true, @task }}
- {{ task_key: b, job_cluster_key: main, compute: {{ hardware_accelerator: GPU_1xA10 }}, @task }}"))), @"
    8:7 `performance_target` all tasks of the job `nightly` run on clusters, and this is for serverless compute
        /resources/jobs/nightly/performance_target: leave it out
    10:47 `disable_auto_optimization` the task `a` runs on a cluster, and this is for serverless compute
        /resources/jobs/nightly/tasks/0/disable_auto_optimization: leave it out, or the cluster
        10:24 the cluster
    11:47 `compute` the task `b` runs on a cluster, and this is for serverless compute
        /resources/jobs/nightly/tasks/1/compute: leave it out, or the cluster
        11:24 the cluster
    ");
    silent(
        code,
        &[
            &job(
                "performance_target: STANDARD\ntasks: [{ task_key: a, disable_auto_optimization: true, @task }]",
            ),
            &job(&format!(
                "{CLUSTERS}performance_target: STANDARD\ntasks: [{{ task_key: a, job_cluster_key: main, @task }}, {{ task_key: b, @task }}]"
            )),
            &job(&format!(
                "{CLUSTERS}tasks: [{{ task_key: a, job_cluster_key: main, disable_auto_optimization: false, @task }}]"
            )),
        ],
    );
}

#[test]
fn libraries_on_serverless() {
    let code = "BRC4057";
    let libraries = "libraries: [{ pypi: { package: requests } }]";
    assert_snapshot!(found(code, &job(&format!("tasks: [{{ task_key: a, {libraries}, @task }}]"))), @"
    7:30 `libraries` the task `a` has libraries and no cluster to install them on
        /resources/jobs/nightly/tasks/0/libraries: list them as `dependencies` of an element of the job's `environments`, which the task names by `environment_key`
    ");
    silent(
        code,
        &[
            &job(&format!("{CLUSTERS}tasks: [{{ task_key: a, job_cluster_key: main, {libraries}, @task }}]")),
            &job(&format!("tasks: [{{ task_key: a, existing_cluster_id: x, {libraries}, @task }}]")),
            &job("tasks: [{ task_key: a, libraries: [], @task }]"),
        ],
    );
}

#[test]
fn unknown_job_environment() {
    let code = "BRC4058";
    let script = "spark_python_task: { python_file: /x.py }";
    assert_snapshot!(found(code, &job(&format!("
environments: [{{ environment_key: default, spec: {{ environment_version: '4' }} }}]
tasks:
- {{ task_key: a, environment_key: defualt, {script} }}
- {{ task_key: b, environment_key: default, environment_variables_key: names, {script} }}"))), @"
    9:41 `defualt` the job `nightly` has no `defualt` in `environments`
        /resources/jobs/nightly/tasks/0/environment_key: did you mean `default`?
    10:77 `names` the job `nightly` has no `names` in `environment_variables`
        /resources/jobs/nightly/tasks/1/environment_variables_key: declare `names` in `environment_variables`
    ");
    silent(
        code,
        &[&format!(
            "variables: {{ key: {{}} }}\n{}",
            job(&format!("tasks: [{{ task_key: a, environment_key: '${{var.key}}', {script} }}]"))
        )],
    );
}

#[test]
fn unused_job_cluster() {
    let code = "BRC4059";
    assert_snapshot!(found(code, &job(&format!("{CLUSTERS}tasks: [{{ task_key: a, @task }}]"))), @"
    7:41 `main` no task runs on the job cluster `main`
        /resources/jobs/nightly/job_clusters/0/job_cluster_key: name it in a task by `job_cluster_key`, or leave it out
    ");
    silent(
        code,
        &[
            &job(&format!(
                "{CLUSTERS}tasks: [{{ task_key: all, for_each_task: {{ inputs: '[1]', task: {{ task_key: one, job_cluster_key: main, @task }} }} }}]"
            )),
            &format!(
                "variables: {{ key: {{}} }}\n{}",
                job(&format!("{CLUSTERS}tasks: [{{ task_key: a, job_cluster_key: '${{var.key}}', @task }}]"))
            ),
        ],
    );
}

#[test]
fn unused_job_environment() {
    let code = "BRC4060";
    let environments = "environments: [{ environment_key: one, spec: { environment_version: '4' } }]\n";
    assert_snapshot!(found(code, &job(&format!("{environments}tasks: [{{ task_key: a, @task }}]"))), @"
    7:41 `one` no task runs in the environment `one` of the job `nightly`
        /resources/jobs/nightly/environments/0/environment_key: name it in a task by `environment_key`, or leave it out
    ");
    silent(code, &[&job(&format!("{environments}tasks: [{{ task_key: a, environment_key: one, @task }}]"))]);
}

/// A job with a Git source of which this is told, and these tasks.
fn git(source: &str, tasks: &str) -> String {
    job(&format!("git_source: {{ {source} }}\ntasks: [{tasks}]"))
}

const SOURCE: &str = "git_url: 'https://github.com/contoso/lake', git_provider: gitHub, git_branch: main";
const IN_GIT: &str = "{ task_key: a, notebook_task: { notebook_path: etl } }";

#[test]
fn ambiguous_git_reference() {
    let code = "BRC4061";
    assert_snapshot!(found(code, &git(&format!("{SOURCE}, git_commit: abc"), IN_GIT)), @"
    7:105 `git_commit` `git_branch` and `git_commit` exclude each other
        /resources/jobs/nightly/git_source: keep one of them
        7:87 `git_branch` stands here
    ");
    assert_snapshot!(
        found(code, &git("git_url: 'https://github.com/contoso/lake', git_provider: gitHub", IN_GIT)),
        @"
    7:7 `git_source` `git_source` has none of `git_branch`, `git_tag` and `git_commit`
        /resources/jobs/nightly/git_source: add `git_branch`, `git_tag` or `git_commit`
    "
    );
    silent(code, &[&git(SOURCE, IN_GIT)]);
}

#[test]
fn git_without_git_source() {
    let code = "BRC4062";
    let task = "{ task_key: a, notebook_task: { notebook_path: etl, source: GIT } }";
    assert_snapshot!(found(code, &job(&format!("tasks: [{task}]"))), @"
    7:75 `GIT` the task `a` takes its file from Git, and the job `nightly` has no `git_source`
        /resources/jobs/nightly/tasks/0/notebook_task/source: declare `git_source`, or write `source: WORKSPACE`
    ");
    silent(
        code,
        &[
            &git(SOURCE, task),
            &job("tasks: [{ task_key: a, notebook_task: { notebook_path: /x, source: WORKSPACE } }]"),
        ],
    );
}

#[test]
fn git_provider_mismatch() {
    let code = "BRC4063";
    let source = |url: &str, provider: &str| {
        git(&format!("git_url: '{url}', git_provider: {provider}, git_branch: main"), IN_GIT)
    };
    assert_snapshot!(found(code, &source("https://contoso@dev.azure.com/contoso/lake/_git/lake", "gitHub")), @"
    7:100 `gitHub` `dev.azure.com` is not served by `gitHub`
        /resources/jobs/nightly/git_source/git_provider: write `azureDevOpsServices`
        7:30 the repository
    ");
    assert_snapshot!(found(code, &source("https://contoso.visualstudio.com/lake/_git/lake", "gitLab")), @"
    7:95 `gitLab` `contoso.visualstudio.com` is not served by `gitLab`
        /resources/jobs/nightly/git_source/git_provider: write `azureDevOpsServices`
        7:30 the repository
    ");
    assert_snapshot!(
        found(code, "resources: { repos: { lake: { url: 'https://gitlab.com/contoso/lake', provider: gitHub, path: /Shared/lake, branch: main } } }"),
        @"
    3:81 `gitHub` `gitlab.com` is not served by `gitHub`
        /resources/repos/lake/provider: write `gitLab`
        3:36 the repository
    "
    );
    silent(
        code,
        &[
            &git(SOURCE, IN_GIT),
            &source("https://git.contoso.com/lake", "gitHubEnterprise"),
            &source("https://contoso.ghe.com/lake", "gitHub"),
            &format!("variables: {{ url: {{}} }}\n{}", source("${var.url}", "gitHub")),
        ],
    );
}

#[test]
fn relative_path() {
    let code = "BRC4064";
    assert_snapshot!(found(code, &job(&format!("{CLUSTERS}tasks:
- {{ task_key: a, notebook_task: {{ notebook_path: src/etl }} }}
- {{ task_key: b, job_cluster_key: main, spark_python_task: {{ python_file: load.py }} }}
- {{ task_key: c, sql_task: {{ warehouse_id: x, file: {{ path: report.sql }} }} }}"))), @"
    9:56 `src/etl` `src/etl` is neither a local path nor an absolute one of the workspace
        /resources/jobs/nightly/tasks/0/notebook_task/notebook_path: write `./src/etl` for a file beside this one, which is uploaded, or an absolute path of the workspace
    10:81 `load.py` `load.py` is neither a local path nor an absolute one of the workspace
        /resources/jobs/nightly/tasks/1/spark_python_task/python_file: write `./load.py` for a file beside this one, which is uploaded, or an absolute path of the workspace
    11:67 `report.sql` `report.sql` is neither a local path nor an absolute one of the workspace
        /resources/jobs/nightly/tasks/2/sql_task/file/path: write `./report.sql` for a file beside this one, which is uploaded, or an absolute path of the workspace
    ");
    // A script is taken from the workspace unless it says otherwise.
    assert_snapshot!(
        found(code, &job(&format!("{CLUSTERS}git_source: {{ {SOURCE} }}\ntasks: [{{ task_key: b, job_cluster_key: main, spark_python_task: {{ python_file: load.py }} }}]"))),
        @"
    9:87 `load.py` `load.py` is neither a local path nor an absolute one of the workspace
        /resources/jobs/nightly/tasks/0/spark_python_task/python_file: write `source: GIT` for a file of the Git source, or an absolute path of the workspace
    "
    );
    silent(
        code,
        &[
            &git(SOURCE, IN_GIT),
            &job("tasks: [{ task_key: a, @task }]"),
            &job(&format!(
                "{CLUSTERS}tasks: [{{ task_key: b, job_cluster_key: main, spark_python_task: {{ python_file: 'abfss://code@lake.dfs.core.windows.net/x.py' }} }}]"
            )),
            &format!(
                "variables: {{ path: {{}} }}\n{}",
                job("tasks: [{ task_key: a, notebook_task: { notebook_path: '${var.path}' } }]")
            ),
        ],
    );
}

#[test]
fn absolute_path_in_git() {
    let code = "BRC4065";
    assert_snapshot!(
        found(code, &git(SOURCE, "{ task_key: a, notebook_task: { notebook_path: /Shared/etl } }")),
        @"
    8:62 `/Shared/etl` the task `a` takes its file from the Git source, and this is a path of the workspace
        /resources/jobs/nightly/tasks/0/notebook_task/notebook_path: write `source: WORKSPACE` beside it, or the path within the repository, without `/` or `./` in front
        7:7 the Git source
    "
    );
    // A local file is uploaded to the workspace.
    assert_snapshot!(
        found(code, &git(SOURCE, "{ task_key: a, sql_task: { warehouse_id: x, file: { path: ./bricep.yaml } } }")),
        @"
    8:73 `./bricep.yaml` the task `a` takes its file from the Git source, and this is a file that the spec uploads
        /resources/jobs/nightly/tasks/0/sql_task/file/path: write `source: WORKSPACE` beside it, or the path within the repository, without `/` or `./` in front
        7:7 the Git source
    "
    );
    silent(
        code,
        &[
            &git(SOURCE, IN_GIT),
            &git(SOURCE, "{ task_key: a, notebook_task: { notebook_path: /Shared/etl, source: WORKSPACE } }"),
            &job("tasks: [{ task_key: a, @task }]"),
        ],
    );
}
