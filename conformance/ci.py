"""What other repositories use of this one: the action of GitHub, the template of Azure Pipelines, the hook of pre-commit."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import azure_pipelines
import github_workflows
import pipeline
import shell
import suite as shared

ACTION = shared.ROOT / "action.yml"
TEMPLATE = shared.ROOT / "ci/azure-pipelines-validate.yml"
HOOKS = shared.ROOT / ".pre-commit-hooks.yaml"

CHECKOUT = "actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd"

WORKFLOW = f"""on: pull_request
permissions: {{}}
jobs:
  validate:
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    permissions: {{ contents: read, security-events: write }}
    steps:
      - uses: {CHECKOUT}
        with: {{ fetch-depth: 0, persist-credentials: false }}
      - uses: ./
        with: {{ changed-since: origin/main, deny-warnings: 'true', upload-sarif: 'true' }}
"""


def in_a_workflow(workflow):
    """What actionlint says of a workflow that uses the action."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ".github/workflows/validate.yml"
        path.parent.mkdir(parents=True)
        path.write_text(workflow, encoding="utf-8")
        shutil.copy(ACTION, folder)
        subprocess.run(["git", "init", "--quiet", folder], check=True)
        done = subprocess.run(
            [pipeline.BIN / "actionlint", "-no-color", "-oneline"], cwd=folder, capture_output=True, text=True, check=False
        )
        return done.stdout.splitlines() + done.stderr.splitlines()


def hooks(path):
    """What pre-commit says of a list of hooks."""
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return [] if done.returncode == 0 else [(done.stdout + done.stderr).strip()]


def inputs(action):
    """Inputs that no step is given, and inputs in a script, which are pasted there."""
    body = str(action["runs"])
    return [f"input {name} is not used" for name in action["inputs"] if f"inputs.{name}" not in body]


def main():
    suite = shared.Suite("what other repositories use")
    action = suite.parse(ACTION, pipeline.read_yaml)
    template = suite.parse(TEMPLATE, pipeline.read_yaml)
    suite.parse(HOOKS, pipeline.read_yaml)
    pipeline.check_schemas(suite, [ACTION], {"check-jsonschema": ("--builtin-schema", "vendor.github-actions")})
    pipeline.check_schemas(suite, [TEMPLATE], {"check-jsonschema": azure_pipelines.BUILT_IN})
    suite.check("action.yml", inputs(action) + github_workflows.uses(shared.ROOT, action))
    suite.check("the template", azure_pipelines.parameters(template))
    count = 0
    for name, value in [("action.yml", action), ("the template", template)]:
        for key, script in shell.steps(value):
            count += 1
            suite.check(f"{name} · {key}", shell.inline(key, script))
    for path in sorted((shared.ROOT / "ci").glob("*.sh")):
        suite.check(shared.relative(path), shell.shellcheck(path.read_text(encoding="utf-8")))
    suite.note(f"{count} steps with a script")
    suite.check(".pre-commit-hooks.yaml by pre-commit", hooks(HOOKS))
    with tempfile.TemporaryDirectory() as folder:
        wrong = Path(folder) / "hooks.yaml"
        wrong.write_text("- id: a\n  name: a\n", encoding="utf-8")
        suite.expect("a hook without an entry", hooks(wrong))
    suite.expect("an input that nothing uses", inputs({"inputs": {"a": {}}, "runs": {}}))
    suite.expect("a tag in place of a commit", github_workflows.uses(shared.ROOT, {"steps": [{"uses": "a/b@v1"}]}))
    if (pipeline.BIN / "actionlint").exists():
        suite.check("a workflow by actionlint", in_a_workflow(WORKFLOW))
        suite.expect("an input that is none by actionlint", in_a_workflow(WORKFLOW.replace("deny-warnings", "deny")))
    else:
        suite.skip("actionlint: not installed beside the interpreter")
    suite.finish()


if __name__ == "__main__":
    main()
