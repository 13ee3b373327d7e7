"""Pipelines of Azure DevOps: their schema, the templates that they use, and what stages refer to."""

import re
import tempfile
from pathlib import Path

import pipeline
import suite as shared

BUILT_IN = ("--builtin-schema", "vendor.azure-pipelines")

PARAMETER = re.compile(r"parameters\.([A-Za-z_][A-Za-z0-9_]*)")


def templates(path, value):
    """Problems of the templates that a file uses: whether they are there, and whether they take what is given."""
    problems = []
    for step in pipeline.walk(value):
        if "template" not in step:
            continue
        target = path.parent / step["template"]
        if not target.is_file():
            problems.append(f"{step['template']}: no such template")
            continue
        takes = {one["name"]: one for one in pipeline.read_yaml(target).get("parameters", [])}
        given = step.get("parameters", {})
        problems += [f"{step['template']} takes no {name}" for name in given if name not in takes]
        needs = [name for name, one in takes.items() if "default" not in one]
        problems += [f"{step['template']} needs {name}" for name in needs if name not in given]
    return problems


def parameters(value):
    """Parameters that a file names and does not declare, and those that it declares and does not use."""
    declared = {one["name"] for one in value.get("parameters", [])}
    body = {key: inner for key, inner in value.items() if key != "parameters"}
    named = set(PARAMETER.findall(str(body)))
    return [f"parameter {name} is not declared" for name in sorted(named - declared)] + [
        f"parameter {name} is not used" for name in sorted(declared - named)
    ]


def order(value):
    """Stages and jobs that depend on what is not there, or that depend on nothing they say."""
    problems = []
    for holder, key in [(value, "stages"), *((stage, "jobs") for stage in value.get("stages", []))]:
        names = []
        for one in holder.get(key, []):
            name = one.get("stage") or one.get("job") or one.get("deployment")
            needs = one.get("dependsOn", [])
            needs = [needs] if isinstance(needs, str) else needs
            problems += [f"{name} depends on {need}, which is not before it" for need in needs if need not in names]
            if name in names:
                problems.append(f"{name} stands twice")
            names.append(name)
    return problems


def jobs(value):
    """Jobs without a time limit, and deployments without an environment."""
    problems = []
    for one in pipeline.walk(value):
        name = one.get("job") or one.get("deployment")
        if isinstance(name, str) and ("steps" in one or "strategy" in one):
            if "timeoutInMinutes" not in one:
                problems.append(f"{name} has no time limit")
            if "deployment" in one and "environment" not in one:
                problems.append(f"{name} has no environment")
    return problems


def self_test(suite, schemas):
    faults = {
        "an unknown task": "steps:\n- task: AzureCLJ@2\n",
        "an unknown input": "steps:\n- task: PublishPipelineArtifact@1\n  inputs: { targetPath: a, artefact: b }\n",
        "an unknown key of a stage": "stages:\n- stage: a\n  depends: b\n  jobs: []\n",
        "a missing input": "steps:\n- task: AzureCLI@2\n  inputs: { scriptType: bash }\n",
    }
    with tempfile.TemporaryDirectory() as folder:
        written = {Path(folder) / f"{at}.yml": fault for at, fault in enumerate(faults.items())}
        for path, (_, text) in written.items():
            path.write_text(text, encoding="utf-8")
        for name, which in schemas.items():
            found = pipeline.by_schema(list(written), *which)
            for path, (what, _) in written.items():
                suite.expect(f"{what} by {name}", found[str(path)])
        (Path(folder) / "t.yml").write_text("parameters:\n- { name: a, type: string }\nsteps: []\n", encoding="utf-8")
        user = Path(folder) / "u.yml"
        suite.expect("a template that is not there", templates(user, {"steps": [{"template": "x.yml"}]}))
        suite.expect("a parameter too few", templates(user, {"steps": [{"template": "t.yml"}]}))
        suite.expect("a parameter too many", templates(user, {"steps": [{"template": "t.yml", "parameters": {"a": 1, "b": 2}}]}))
    suite.expect("a parameter without a declaration", parameters({"steps": [{"bash": "${{ parameters.a }}"}]}))
    suite.expect("a stage that nothing comes before", order({"stages": [{"stage": "a", "dependsOn": ["b"]}]}))
    suite.expect("a job without a time limit", jobs({"jobs": [{"job": "a", "steps": []}]}))


def main():
    suite = shared.Suite("Azure Pipelines")
    schemas = {
        "the schema of the service": ("--schemafile", str(shared.data(suite, "azure-pipelines-schema.json"))),
        "check-jsonschema": BUILT_IN,
    }
    files = []
    for path in shared.generated("azure-pipelines*.yml", "azure-pipelines/**/*.yml"):
        value = suite.parse(path, pipeline.read_yaml)
        if value is None:
            continue
        files.append(path)
        name = shared.relative(path)
        suite.check(name, templates(path, value) + parameters(value) + order(value) + jobs(value))
    pipeline.check_schemas(suite, files, schemas)
    used = {step["task"] for path in files for step in pipeline.walk(pipeline.read_yaml(path)) if "task" in step}
    suite.note(f"tasks: {', '.join(sorted(used))}")
    self_test(suite, schemas)
    suite.finish()


if __name__ == "__main__":
    main()
