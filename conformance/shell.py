"""Every script, and every step of a pipeline that holds one, through shellcheck."""

import functools
import json
import subprocess

import pipeline
import suite as shared

#: Keys of steps that hold a script of bash.
BASH = ("bash", "run", "inlineScript", "script")

#: Keys of steps that hold a script which shellcheck cannot read.
OTHER = ("powershell", "pwsh")


@functools.cache
def shellcheck(text):
    """What shellcheck says of a text, notes on style included. Many projects have the same scripts."""
    command = [pipeline.BIN / "shellcheck", "--format", "json", "--shell", "bash", "--enable", "quote-safe-variables", "-"]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        return [f"shellcheck failed: {done.stderr}"]
    return [f"{one['line']}: SC{one['code']}: {one['message']}" for one in json.loads(done.stdout)]


def steps(value):
    """`(key, script)` of every step that holds one."""
    for one in pipeline.walk(value):
        for key in (*BASH, *OTHER):
            if isinstance(one.get(key), str):
                yield key, one[key]


def inline(key, script):
    """Problems of a script in a step. What a pipeline pastes into it is not data any more: environment variables are."""
    if key in OTHER:
        return [f"a step of {key}, which shellcheck cannot read"]
    pasted = [f"{found} is pasted into the script" for found in pipeline.PASTED.findall(script)]
    return pasted or shellcheck(script)


def main():
    suite = shared.Suite("shell")
    # What is joined when bricep is built is no script before; it is read as it comes out.
    whole = [path for folder in ("", "pipeline/") for path in shared.ROOT.glob(f"templates/scripts/{folder}*.sh")]
    scripts = [shared.ROOT / ".ci" / "run", *sorted(whole)]
    scripts += shared.generated("**/*.sh")
    for path in scripts:
        text = suite.parse(path, lambda path: path.read_text(encoding="utf-8"))
        if text is not None:
            strict = "\nset -euo pipefail\n" in text
            suite.check(shared.relative(path), shellcheck(text) + ([] if strict else ["lacks `set -euo pipefail`"]))
    count = 0
    for path in shared.generated("azure-pipelines*.yml", "azure-pipelines/**/*.yml", ".github/**/*.yml"):
        value = suite.parse(path, pipeline.read_yaml)
        for key, script in steps(value) if value is not None else ():
            count += 1
            suite.check(f"{shared.relative(path)} · {key}", inline(key, script))
    suite.note(f"{len(scripts)} scripts, {count} steps")
    if not count:
        suite.check("steps", ["no pipeline holds a step with a script"])
    suite.expect("a variable without quotes", inline("bash", "rm -r $FOLDER"))
    suite.expect("an expression in a script", inline("run", "echo '${{ inputs.target }}'"))
    suite.expect("a macro in a script", inline("bash", 'cd "$(Build.SourcesDirectory)"'))
    suite.expect("a step of PowerShell", inline("pwsh", "dir"))
    suite.finish()


if __name__ == "__main__":
    main()
