"""check-jsonschema gives the verdict that `bricep validate` gives, on every fixture, for what a schema can express.

It reads the published schema, and the fixtures as they are.
"""

import json
import os
import re
import subprocess
import sys

import suite as shared

SCHEMA = shared.ROOT / "schemas/v1/bricep.schema.json"
BRICEP = os.environ.get("BRICEP", str(shared.ROOT / "target/debug/bricep"))
#: Findings that a schema can express; all others belong to bricep alone.
FAULTS = {f"BRC20{number:02}" for number in (1, 2, 3, 4, 5, 6, 7, 10, 11, 12)}
#: Findings of which a schema sees a part: elements that are there twice (those that are equal as a whole, not by their
#: key), and the rules that the schemas name where they say some of what the rule says.
PARTLY = {"BRC2013"}.union(
    *(
        re.findall(r'"(?:x-bricep-rule|code)": "(BRC\d{4})"', path.read_text(encoding="utf-8"))
        for path in (shared.ROOT / "schemas/v1/kinds").glob("*.json")
    )
)


def rejected(files):
    """Those of the files that check-jsonschema rejects."""
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(SCHEMA), "--output-format", "json"]
    run = subprocess.run([*command, *map(str, files)], capture_output=True, text=True, check=False)
    report = json.loads(run.stdout)
    if report.get("parse_errors"):
        sys.exit(f"cannot be parsed: {report['parse_errors']}")
    return {error["filename"] for error in report["errors"]}


def faults(path, rejected):
    """The codes of what bricep finds that a schema can express."""
    run = subprocess.run([BRICEP, "validate", "--format", "json", str(path)], capture_output=True, text=True, check=False)
    if run.returncode > 1:
        sys.exit(f"bricep validate {path}: {run.stderr}")
    found = {one["code"] for one in json.loads(run.stdout)["diagnostics"]}
    return sorted(found & (FAULTS | PARTLY if rejected else FAULTS))


def main():
    suite = shared.Suite("check-jsonschema")
    files = sorted((shared.ROOT / "tests/fixtures/kinds").glob("*/*valid/*.yaml"))
    refused = rejected(files)
    for path in files:
        suite.parse(path, lambda path: path)
        theirs = str(path) in refused
        ours = faults(path, theirs)
        problems = [] if bool(ours) == theirs else [f"bricep finds {ours}, check-jsonschema {'rejects' if theirs else 'accepts'} it"]
        suite.check(shared.relative(path), problems)
    suite.note(f"{len(files) - len(refused)} accepted, {len(refused)} rejected")
    suite.finish()


if __name__ == "__main__":
    main()
