"""Reports of `bricep validate`: SARIF by the official schema and validator, JUnit and Code Quality by strict readers.

The schema and the validator come with the SARIF Multitool, from npm; it is built for Linux.
"""

import json
import os
import stat
import subprocess
import tempfile
import xml.etree.ElementTree as xml
from pathlib import Path

import jsonschema

import suite as shared

BRICEP = os.environ.get("BRICEP", str(shared.ROOT / "target/debug/bricep"))
MULTITOOL = shared.ROOT / "conformance/clients/node_modules/@microsoft/sarif-multitool-linux"

#: Texts that would end what they stand in, or begin something.
HOSTILE = """version: 1
name: "a]]></failure><x a='&amp;'> [b](https://x) {0} \\u001B[31m \\u0085 \\uFFFE é"
"]]>&<[x](y)": 1
"""


#: What its author has answered, by a comment and by a setting, and what can be fixed.
ANSWERED = """version: "1"
name: answered
validate: { ignore: [unused-variable] }
variables:
  a: { default: x }
resources:
  jobs:
    nightly:
      name: nightly
      # bricep: ignore[BRC2009] [pasted](https://x) from "the UI"
      creator_user_name: me
      created_time: 5 # gone
"""


#: The spec, the templates and the pipeline with one violation of every rule.
EVERY_RULE = shared.ROOT / "tests/fixtures/every-rule"


def validate(form, *paths, cwd=shared.ROOT):
    """What a run prints, with findings or without."""
    run = subprocess.run([BRICEP, "validate", "--format", form, *map(str, paths)], capture_output=True, text=True, cwd=cwd, check=False)
    if run.returncode > 1:
        raise ValueError(run.stderr)
    return run.stdout


def by_schema(log, validator):
    return [f"{error.json_path}: {error.message}"[:300] for error in validator.iter_errors(log)]


def by_multitool(text):
    """What the Multitool warns of and finds wrong."""
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder) / "log.sarif", Path(folder) / "report.sarif"
        path.write_text(text, encoding="utf-8")
        command = [MULTITOOL / "Sarif.Multitool", "validate", path, "--output", out, "--level", "Error;Warning"]
        command += ["--json-schema", MULTITOOL / "sarif-2.1.0.json"]
        # It does without the system's libraries for languages.
        env = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
        done = subprocess.run(command, capture_output=True, text=True, env=env, check=False)
        if not out.exists():
            return [f"the Multitool wrote no report: {done.stdout[-500:]}{done.stderr[-500:]}"]
        report = json.loads(out.read_text(encoding="utf-8-sig"))
    run = report["runs"][0]
    notes = [one for call in run.get("invocations", []) for one in call.get("toolExecutionNotifications", [])]
    # It tells an enabled rule about each run; only what stopped it is a problem.
    stopped = [str(note["message"]) for note in notes if note.get("level") == "error"]
    return stopped + [f"{one['ruleId']}: {one['message']}"[:300] for one in run.get("results", [])]


def expected(report):
    """What the JSON report says, in the words that the others share."""
    return sorted((one["code"], one["file"], one["start"]["line"], one["severity"]) for one in report["diagnostics"])


def of_sarif(log):
    levels = {"note": "info"}
    for one in log["runs"][0]["results"]:
        if one["suppressions"]:
            continue
        place = one["locations"][0]["physicalLocation"]
        level = levels.get(one["level"], one["level"])
        yield one["ruleId"], place["artifactLocation"]["uri"], place["region"]["startLine"], level


def answers(log):
    """What is wrong with how suppressed findings and fixes are told."""
    results = log["runs"][0]["results"]
    kinds = sorted((one["ruleId"], answer["kind"]) for one in results for answer in one["suppressions"])
    fixed = sorted(one["ruleId"] for one in results if one.get("fixes"))
    expected = [("BRC2009", "inSource"), ("BRC3022", "external")], ["BRC2002", "BRC2009"]
    return [] if (kinds, fixed) == expected else [f"{kinds}, {fixed}"]


def of_gitlab(issues):
    severities = {"major": "error", "minor": "warning", "info": "info"}
    for one in issues:
        place = one["location"]
        yield one["check_name"], place["path"], place["positions"]["begin"]["line"], severities[one["severity"]]


def of_junit(root):
    """Failures are errors; what passed and printed something says its severity behind its place."""
    for suite in root.iter("testsuite"):
        cases = list(suite.iter("testcase"))
        failures = [case for case in cases if case.find("failure") is not None]
        if (int(suite.get("tests")), int(suite.get("failures"))) != (len(cases), len(failures)):
            raise ValueError(f"{suite.get('name')} miscounts")
        for case in cases:
            told = case.find("failure") if case in failures else case.find("system-out")
            if told is not None:
                place = f"{case.get('file')}:{case.get('line')}:"
                severity = told.text.removeprefix(place).split(": ")[1]
                yield case.get("name").split()[0], case.get("file"), int(case.get("line")), severity


def main():
    suite = shared.Suite("reports")
    if not MULTITOOL.exists():
        suite.skip("the SARIF Multitool is not installed: npm ci --prefix conformance/clients, on Linux")
        suite.finish()
    program = MULTITOOL / "Sarif.Multitool"
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    schema = shared.read_json(MULTITOOL / "sarif-2.1.0.json")
    checker = jsonschema.validators.validator_for(schema)
    validator = checker(schema, format_checker=checker.FORMAT_CHECKER)
    fixtures = sorted((shared.ROOT / "tests/fixtures/kinds").glob("*/*valid/*.yaml"))
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "bricep.yaml").write_text(HOSTILE, encoding="utf-8")
        answered = Path(folder) / "answered"
        answered.mkdir()
        (answered / "bricep.yaml").write_text(ANSWERED, encoding="utf-8")
        sets = {
            "specs and samples": (["conformance/specs", "samples"], shared.ROOT),
            "every fixture": ([path.relative_to(shared.ROOT) for path in fixtures], shared.ROOT),
            "a spec without findings": (["samples/minimal"], shared.ROOT),
            "every rule": (["--templates", "."], EVERY_RULE),
            "hostile texts": (["bricep.yaml"], folder),
            "answered findings": (["."], answered),
        }
        for name, (paths, cwd) in sets.items():
            report = json.loads(validate("json", *paths, cwd=cwd))
            wanted = expected(report)
            sarif = suite.parse(f"{name}, SARIF", lambda _: validate("sarif", *paths, cwd=cwd))
            log = json.loads(sarif)
            suite.check(f"{name}, SARIF by the official schema", by_schema(log, validator))
            suite.check(f"{name}, SARIF by the Multitool", by_multitool(sarif))
            junit = suite.parse(f"{name}, JUnit", lambda _: xml.fromstring(validate("junit", *paths, cwd=cwd)))
            gitlab = suite.parse(f"{name}, Code Quality", lambda _: json.loads(validate("gitlab", *paths, cwd=cwd)))
            prints = [one["fingerprint"] for one in gitlab]
            suite.check(f"{name}, fingerprints", [] if len(set(prints)) == len(prints) else ["some are the same"])
            for form, found in [("SARIF", of_sarif(log)), ("JUnit", of_junit(junit)), ("Code Quality", of_gitlab(gitlab))]:
                suite.check(f"{name}, {form} as JSON", [] if sorted(found) == wanted else ["other findings"])
            suite.note(f"{name}: {len(wanted)} findings in {report['summary']['files']} files")
            if name == "answered findings":
                suite.check(f"{name}, SARIF", answers(log))
            if name == "every fixture":
                self_test(suite, log, validator)
    suite.finish()


def self_test(suite, log, validator):
    def broken(change):
        copy = json.loads(json.dumps(log))
        change(copy["runs"][0])
        return copy

    faults = {
        "a level that is none": lambda run: run["results"][0].update(level="fatal"),
        "a finding without a message": lambda run: run["results"][0].pop("message"),
        "a line 0": lambda run: run["results"][0]["locations"][0]["physicalLocation"]["region"].update(startLine=0),
    }
    for what, change in faults.items():
        suite.expect(f"{what} by the schema", by_schema(broken(change), validator))
        # It reads a level that it does not know as none.
        if what != "a level that is none":
            suite.expect(f"{what} by the Multitool", by_multitool(json.dumps(broken(change))))
    wrong_rule = broken(lambda run: run["results"][0].update(ruleIndex=len(run["tool"]["driver"]["rules"])))
    suite.expect("an index of no rule by the Multitool", by_multitool(json.dumps(wrong_rule)))


if __name__ == "__main__":
    main()
