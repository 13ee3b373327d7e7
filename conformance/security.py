"""Templates through checkov, which reads resources in an array only.

Each template, and each one inside it, becomes a file of its own with its resources as an array. No check may fail, but
for those that the generated Bicep leaves out beside the resource, with the reason: `// checkov:skip=ID,ID: reason`.
"""

import collections
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import suite as shared

SKIP = re.compile(r"^( *)// checkov:skip=([A-Z0-9_,]+): (\S.*)$")
DECLARED = re.compile(r"^( *)resource (\w+) '")
MODULE = re.compile(r"^module (\w+) '([^']+)'", re.MULTILINE)


def justified(bicep):
    """The checks that a Bicep file leaves out: `{(symbol, check): reason}`."""
    found, holders = {}, []
    for line in bicep.read_text(encoding="utf-8").splitlines():
        if declared := DECLARED.match(line):
            indent = len(declared.group(1))
            holders = [holder for holder in holders if holder[0] < indent] + [(indent, declared.group(2))]
        elif skip := SKIP.match(line):
            holders = [holder for holder in holders if holder[0] < len(skip.group(1))]
            symbol = "::".join(name for _, name in holders)
            found |= {(symbol, check): skip.group(3) for check in skip.group(2).split(",")}
        elif "checkov:skip" in line:
            raise ValueError(f"a skip without a reason: {line.strip()}")
    return found


def modules(template, bicep, where):
    """`(where, template, its Bicep file)` for a template and all inside it."""
    yield where, template, bicep
    files = dict(MODULE.findall(bicep.read_text(encoding="utf-8")))
    for symbol, resource in shared.resources(template):
        inner = resource.get("properties", {}).get("template") if resource["type"] == shared.DEPLOYMENT else None
        if inner is not None:
            yield from modules(inner, bicep.parent / files[symbol], f"{where} > {symbol}")


class Handed:
    """One file for checkov, and which resource begins on which line of it."""

    def __init__(self, template):
        # Symbol by the line on which a resource begins; where it ends, checkov does not always know.
        self.symbols, names = {}, set()
        resources = []
        for symbol, resource in shared.resources(template):
            if resource.get("existing"):
                continue
            resource = dict(resource)
            if resource["type"] == shared.DEPLOYMENT:
                resource["properties"] = {k: v for k, v in resource["properties"].items() if k != "template"}
            # Two resources that differ in their scope alone are one to checkov.
            if (resource["type"], resource["name"]) in names:
                resource["name"] += f"-{symbol}"
            names.add((resource["type"], resource["name"]))
            resources.append((symbol, resource))
        # Sections before the resources would move their lines, so the resources come first.
        rest = {key: value for key, value in template.items() if key not in ("resources", "languageVersion")}
        self.text = json.dumps({"resources": [resource for _, resource in resources]} | rest, indent=1)
        line = 3
        for symbol, resource in resources:
            self.symbols[line] = symbol
            line += json.dumps(resource, indent=1).count("\n") + 1

    def symbol(self, failed):
        return self.symbols[failed["file_line_range"][0]]


def scan(folder):
    """What checkov says of a folder."""
    command = [
        Path(sys.executable).parent / "checkov",
        *("--directory", folder, "--framework", "arm", "--output", "json", "--compact", "--quiet"),
        # Nothing is fetched or sent.
        "--skip-download",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        report = json.loads(done.stdout)
    except json.JSONDecodeError:
        sys.exit(f"checkov gave no report: {done.stdout[-500:]}{done.stderr[-2000:]}")
    return report["summary"] if "summary" in report else report, report.get("results", {}).get("failed_checks", [])


def self_test(suite):
    open_account = {
        "type": "Microsoft.Storage/storageAccounts",
        "apiVersion": "2026-04-01",
        "name": "st",
        "properties": {"supportsHttpsTrafficOnly": False, "allowBlobPublicAccess": True},
    }
    with tempfile.TemporaryDirectory() as folder:
        accounts = {"account": open_account, "other": dict(open_account, name="other")}
        schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"
        handed = Handed({"$schema": schema, "contentVersion": "1.0.0.0", "resources": accounts})
        (Path(folder) / "x.json").write_text(handed.text, encoding="utf-8")
        _, failed = scan(folder)
        suite.expect("a storage account without https", [one for one in failed if one["check_id"] == "CKV_AZURE_3"])
        where = {handed.symbol(one) for one in failed}
        suite.check("self-test: each failure is told of its resource", [] if where == {"account", "other"} else [where])
        (Path(folder) / "x.bicep").write_text("resource a 'x' = {\n  // checkov:skip=CKV_AZURE_3\n}\n", encoding="utf-8")
        try:
            found = not justified(Path(folder) / "x.bicep")
        except ValueError:
            found = True
        suite.expect("a skip without a reason", found)


def main():
    suite = shared.Suite("checkov")
    handed, reasons = {}, {}
    used = collections.Counter()
    with tempfile.TemporaryDirectory() as folder:
        for path, template in shared.templates(suite):
            for where, one, bicep in modules(template, path.with_suffix(".bicep"), shared.relative(path)):
                name = f"{len(handed):04}.json"
                handed[name] = (where, bicep, Handed(one))
                (Path(folder) / name).write_text(handed[name][2].text, encoding="utf-8")
                reasons[where] = justified(bicep)
        summary, failed = scan(folder)
    total = sum(len(one.symbols) for _, _, one in handed.values())
    counted = summary["resource_count"]
    suite.check("count", [] if counted == total else [f"checkov read {counted} of {total} resources"])
    errors = summary["parsing_errors"]
    suite.check("parsing", [f"checkov could not parse {errors} files"] if errors else [])
    excused = 0
    for one in failed:
        where, bicep, file = handed[Path(one["file_path"]).name]
        symbol, check = file.symbol(one), one["check_id"]
        if (symbol, check) in reasons[where]:
            used[bicep.name, symbol, check] += 1
            excused += 1
        else:
            suite.check(f"{where} > {symbol}", [f"{check}: {one['check_name']}"])
    # Where environments differ, checkov sees an expression and passes; so a skip has to be needed somewhere.
    declared = {(bicep.name, *key): bicep for where, bicep, _ in handed.values() for key in reasons[where]}
    for key, bicep in sorted(declared.items()):
        suite.check(shared.relative(bicep), [] if used[key] else [f"{key[1]}: nothing needs the skip of {key[2]}"])
    suite.passed += summary["passed"]
    suite.note(f"{len(handed)} files, {counted} of {total} resources")
    suite.note(f"{summary['passed']} checks passed, {excused} left out with a reason beside the resource")
    self_test(suite)
    suite.finish()


if __name__ == "__main__":
    main()
