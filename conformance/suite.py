"""What every suite shares: where the files are, what a template holds, and how figures are told."""

import glob
import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

#: Official schemas, which are not part of this repository; tests of the crate find them in the same way.
DATA = Path(os.environ.get("BRICEP_SHARED", ROOT.parent / "shared")) / "data"

#: Where `run` writes what the specs of `conformance/specs` generate.
GENERATED = ROOT / "target" / "conformance"

DEPLOYMENT = "Microsoft.Resources/deployments"


class Suite:
    """Counts what was parsed and checked. `finish` prints the figures and gives the exit code."""

    def __init__(self, title):
        self.title = title
        self.files = self.parsed = self.passed = 0
        self.failures = []
        self.skips = []
        self.notes = []

    def parse(self, path, reader):
        """What `reader` makes of a file. A file that it cannot read is a failure."""
        self.files += 1
        try:
            value = reader(path)
        except Exception as error:  # whatever a tool raises, the file was not read
            self.failures.append(f"{relative(path)}: cannot be parsed: {error}")
            return None
        self.parsed += 1
        return value

    def check(self, where, problems):
        """One check, passed if it found no problem."""
        if problems:
            self.failures.extend(f"{where}: {problem}" for problem in problems)
        else:
            self.passed += 1

    def expect(self, what, found):
        """A self-test: `what` is wrong, so something has to be `found`."""
        self.check(f"self-test: {what}", [] if found else ["was not found"])

    def skip(self, what):
        self.skips.append(what)

    def note(self, text):
        self.notes.append(text)

    def finish(self):
        if not self.files and not self.skips:
            self.failures.append("no file was found")
        print(f"{self.title}: {self.parsed} of {self.files} files parsed")
        for note in self.notes:
            print(f"  {note}")
        for skip in self.skips:
            print(f"  skipped: {skip}")
        for failure in self.failures:
            print(f"  failed: {failure}")
        print(f"{self.passed} passed, {len(self.failures)} failed, {len(self.skips)} skipped", flush=True)
        sys.exit(1 if self.failures else 0)


def relative(path):
    path = Path(path)
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


def generated(*patterns):
    """Files that match below each sample and each generated spec, sorted."""
    found = set()
    for pattern in patterns:
        for base in (ROOT / "samples", GENERATED):
            # A glob takes no file or folder with a dot unless it is named: `.github` is.
            found.update(glob.glob(str(base / "*" / pattern), recursive=True))
    return sorted(Path(path) for path in found)


def data(suite, *parts):
    """A path among the official schemas; without them the suite says so and ends."""
    path = DATA.joinpath(*parts)
    if not path.exists():
        suite.skip(f"no {'/'.join(parts)} in {os.path.relpath(DATA, ROOT)}: set BRICEP_SHARED")
        suite.finish()
    return path


def read_json(path):
    return json.loads(Path(path).read_text(encoding="utf-8"))


#: Generated JSON that is no template; each is checked elsewhere.
OTHER_JSON = ("manifest.json", "bicepconfig.json", "*.parameters.json")


def templates(suite):
    """`(path, template)` of every generated deployment template."""
    for path in generated("infra/*.json"):
        if not any(path.match(other) for other in OTHER_JSON):
            template = suite.parse(path, read_json)
            if template is not None:
                yield path, template


def resources(template):
    """`(symbol, resource)` of one template, whichever form its resources have."""
    held = template.get("resources", [])
    return list(held.items()) if isinstance(held, dict) else [(str(at), one) for at, one in enumerate(held)]


def nested(template, where):
    """The template and those inside it, each with where it stands."""
    yield where, template
    for symbol, resource in resources(template):
        inner = resource.get("properties", {}).get("template") if resource["type"] == DEPLOYMENT else None
        if inner is not None:
            yield from nested(inner, f"{where} > {symbol}")
