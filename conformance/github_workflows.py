"""Workflows and actions of GitHub: their schemas, actionlint, and actions pinned by commit."""

import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import pipeline
import suite as shared

PINNED = re.compile(r"^[\w.-]+/[\w./-]+@[0-9a-f]{40}$")


def uses(project, value):
    """Actions of others that are not pinned by the digest of a commit, and actions of the project that are not there.

    actionlint looks into an action of the project, but does not mind if there is none.
    """
    problems = []
    for name in (step["uses"] for step in pipeline.walk(value) if isinstance(step.get("uses"), str)):
        if name.startswith("./"):
            there = (project / name).is_file() or (project / name / "action.yml").is_file()
            problems += [] if there else [f"{name} is not there"]
        elif not PINNED.match(name):
            problems.append(f"{name} is not pinned")
    return problems


def project_of(path):
    """The folder that holds `.github`."""
    return next(parent.parent for parent in path.parents if parent.name == ".github")


def rights(workflow):
    """Workflows that leave the token its default rights, and jobs that do not say which they need."""
    problems = [] if workflow.get("permissions") == {} else ["the workflow does not begin with no rights"]
    for name, job in workflow.get("jobs", {}).items():
        if "permissions" not in job:
            problems.append(f"{name} does not say which rights it needs")
        if "uses" not in job and "timeout-minutes" not in job:
            problems.append(f"{name} has no time limit")
    return problems


def actionlint(folder):
    """What actionlint says of the workflows of a project. Local actions are looked up in a repository alone."""
    with tempfile.TemporaryDirectory() as copy:
        shutil.copytree(folder / ".github", Path(copy) / ".github")
        subprocess.run(["git", "init", "--quiet", copy], check=True)
        command = [pipeline.BIN / "actionlint", "-format", "{{json .}}", "-shellcheck", pipeline.BIN / "shellcheck"]
        done = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
        if done.returncode not in (0, 1):
            return [f"actionlint failed: {done.stderr}"]
        return [f"{one['filepath']}:{one['line']}: {one['message']}" for one in json.loads(done.stdout or "[]")]


def self_test(suite, schemas, linted):
    job = "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ".github" / "workflows" / "a.yml"
        path.parent.mkdir(parents=True)
        path.write_text(job + "      - { run: a, user: b }\n", encoding="utf-8")
        for name, which in schemas.items():
            suite.expect(f"an unknown key by {name}", any(pipeline.by_schema([path], *which).values()))
        if linted:
            path.write_text(job + "      - run: echo ${{ github.evnt }}\n", encoding="utf-8")
            suite.expect("an unknown name by actionlint", actionlint(Path(folder)))
            path.write_text(job + "      - run: '[ $A = b ]'\n", encoding="utf-8")
            suite.expect("a script by actionlint", actionlint(Path(folder)))
        for what, name in [("an action by its tag", "actions/checkout@v6"), ("an action that is not there", "./a")]:
            suite.expect(what, uses(Path(folder), {"jobs": {"a": {"steps": [{"uses": name}]}}}))
    suite.expect("a workflow with default rights", rights({"jobs": {}}))
    suite.expect("a job without a time limit", rights({"permissions": {}, "jobs": {"a": {"permissions": {}}}}))


def main():
    suite = shared.Suite("GitHub workflows")
    schemas = {
        "SchemaStore": ("--schemafile", str(shared.data(suite, "github-workflow.json"))),
        "check-jsonschema": ("--builtin-schema", "vendor.github-workflows"),
    }
    read = {}
    for path in shared.generated(".github/**/*.yml"):
        value = suite.parse(path, pipeline.read_yaml)
        if value is not None:
            read[path] = value
    workflows = [path for path in read if path.parent.name == "workflows"]
    actions = [path for path in read if path.name == "action.yml"]
    for path, value in read.items():
        problems = uses(project_of(path), value) + (rights(value) if path in workflows else [])
        if path not in workflows and path not in actions:
            problems.append("is neither a workflow nor an action")
        suite.check(shared.relative(path), problems)
    pipeline.check_schemas(suite, workflows, schemas)
    pipeline.check_schemas(suite, actions, {"check-jsonschema": ("--builtin-schema", "vendor.github-actions")})
    linted = (pipeline.BIN / "actionlint").exists()
    if linted:
        projects = sorted({project_of(path) for path in workflows})
        for project in projects:
            suite.check(f"{shared.relative(project)} by actionlint", actionlint(project))
        suite.note(f"actionlint read the workflows of {len(projects)} projects")
    else:
        suite.skip("actionlint: not installed beside the interpreter")
    suite.note(f"{len(workflows)} workflows, {len(actions)} actions")
    self_test(suite, schemas, linted)
    suite.finish()


if __name__ == "__main__":
    main()
