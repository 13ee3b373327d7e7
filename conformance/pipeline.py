"""What the suites of pipelines share: YAML as it is read there, and the schemas."""

import json
import re
import subprocess
import sys
from pathlib import Path

from ruamel.yaml import YAML

BIN = Path(sys.executable).parent

#: `${{ … }}`, and macros of Azure Pipelines such as `$(Build.SourcesDirectory)`; both are pasted into a script as text.
PASTED = re.compile(r"\$\{\{.*?\}\}|\$\([A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z0-9_.]+)+\)")


def read_yaml(path):
    """A file as YAML 1.2, in which `on` is a word; a key that stands twice is an error."""
    with open(path, encoding="utf-8") as file:
        return YAML(typ="safe", pure=True).load(file)


def walk(value):
    """Every map in a value."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from walk(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from walk(inner)


def by_schema(files, *which):
    """Problems by file, as `check-jsonschema` finds them with a schema."""
    if not files:
        return {}
    # The patterns of these schemas are older than the `u` flag of regular expressions.
    options = ["--output-format", "json", "--no-cache", "--regex-variant", "nonunicode"]
    command = [BIN / "check-jsonschema", *options, *which, *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        report = json.loads(done.stdout)
    except json.JSONDecodeError:
        sys.exit(f"check-jsonschema gave no report: {done.stdout}{done.stderr}")
    found = {str(file): [] for file in files}
    for error in report.get("parse_errors", []):
        found[error["filename"]].append(error["message"])
    for error in report.get("errors", []):
        best = error.get("best_deep_match") or error
        found[error["filename"]].append(f"{best['path']}: {best['message']}"[:400])
    return found


def check_schemas(suite, files, schemas):
    """Each file against each schema; `schemas` name them and say how `check-jsonschema` takes them."""
    import suite as shared

    for name, which in schemas.items():
        for file, problems in by_schema(files, *which).items():
            suite.check(f"{shared.relative(file)} by {name}", problems)
