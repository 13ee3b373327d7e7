"""The unmodified Python SDK of Databricks, held against the kinds.

For every kind: each valid fixture is built with the SDK's own classes and sent through the SDK's own method, whose HTTP
client is replaced by one that records. What the SDK would send has to be what the fixture says: a field that the SDK
does not know gets lost on the way. And each field that the SDK can send is either a property of the kind's schema or
left out there with a reason.
"""

import dataclasses
import enum
import importlib
import inspect
import json
import re
import types
import typing

import yaml

import suite as shared

STANDS_FOR_MORE = object()
OURS = {"permissions", "grants", "lifecycle", "libraries"}  # carried out by requests of their own


class Recorder:
    """Stands for the SDK's HTTP client: keeps the body of each request."""

    def __init__(self):
        self.bodies = []
        self._cfg = types.SimpleNamespace(workspace_id=None)

    def do(self, method, path=None, url=None, query=None, headers=None, body=None, **rest):
        if method not in ("GET", "DELETE"):
            self.bodies.append({**(query or {}), **(body or {})})
        return {}

class Kind:
    """A kind: its schema, its overlay, and the SDK's methods for it."""

    def __init__(self, path):
        self.name = path.stem
        self.overlay = yaml.safe_load(path.read_text())
        self.schema = json.loads((shared.ROOT / "schemas/v1/kinds" / f"{self.name}.json").read_text())
        requests = self.overlay["request"]
        service = importlib.import_module(f"databricks.sdk.service.{self.overlay['service']}")
        self.methods = []
        for request in [requests] if isinstance(requests, str) else requests:
            owner, method = request.split(".")
            self.methods.append((getattr(service, owner), method))

    def resolve(self, schema):
        """A schema with what it refers to by `$ref` and `allOf` joined."""
        joined = dict(schema)
        for part in schema.get("allOf", []):
            reference = part.get("$ref", "")
            if reference:
                target = self.resolve(self.schema["$defs"][reference.removeprefix("#/$defs/")])
                joined = {**target, **joined, "properties": target.get("properties", {})}
                joined["x-bricep-dropped"] = target.get("x-bricep-dropped", {})
        return joined

    def plain(self, schema, value):
        """A value with keyed lists as lists, and without what is bricep's own."""
        schema = self.resolve(schema)
        key = schema.get("x-bricep-key")
        if key and isinstance(value, dict):
            value = [{key: name, **(element or {})} for name, element in value.items()]
        if isinstance(value, list):
            return [self.plain(schema.get("items", {}), element) for element in value]
        if isinstance(value, dict) and not schema.get("x-bricep-free-form"):
            properties = schema.get("properties", {})
            found = {name: self.plain(properties.get(name, {}), inner) for name, inner in value.items()}
            return {name: inner for name, inner in found.items() if inner is not STANDS_FOR_MORE}
        # An interpolation in place of a number, an object, a word or a duration: nothing to send before it has its value.
        of_text = schema.get("type") == "string" and not {"enum", "pattern"} & set(schema.get("else", {}))
        if isinstance(value, str) and "${" in value and not of_text:
            return STANDS_FOR_MORE
        return value


def arguments(method, body, left):
    """The method's arguments out of what is left of a body, by its own type hints; and what it does not take."""
    hints = {name: bare(hint) for name, hint in typing.get_type_hints(method).items()}
    names = [name for name in inspect.signature(method).parameters if name != "self"]
    taken, rest = {}, dict(left)
    for name in names:
        if name in rest:
            taken[name] = build(hints[name], rest.pop(name))
    # A method may take the whole object as one argument (`create(self, app: App)`).
    for name in names:
        if name not in body and dataclasses.is_dataclass(hints[name]):
            own = {field: rest.pop(field) for field in members(hints[name]) if field in rest}
            if own:
                taken[name] = build(hints[name], own)
    return taken, rest


def bare(hint):
    """A type without `Optional`."""
    options = [option for option in typing.get_args(hint) if option is not type(None)]
    return options[0] if typing.get_origin(hint) is typing.Union and len(options) == 1 else hint


def build(hint, value):
    """A value as the SDK's classes hold it."""
    if dataclasses.is_dataclass(hint):
        return hint.from_dict(value)
    if inspect.isclass(hint) and issubclass(hint, enum.Enum):
        # Methods ask an enumeration for its `value`: an interpolation in its place stands for any.
        return hint(value) if "${" not in value else types.SimpleNamespace(value=value)
    if typing.get_origin(hint) is list:
        return [build(typing.get_args(hint)[0], element) for element in value]
    return value


def required(method):
    parameters = inspect.signature(method).parameters.values()
    return [one.name for one in parameters if one.default is one.empty and one.name != "self"]


def sent(kind, body):
    """What the SDK sends for a body, all requests of the kind together."""
    out, rest = {}, dict(body)
    for owner, name in kind.methods:
        recorder = Recorder()
        method = getattr(owner, name)
        taken, rest = arguments(method, body, rest)
        if not taken:
            continue
        hints = typing.get_type_hints(method)
        for missing in [one for one in required(method) if one not in taken]:
            # How the object is found, or what the engine fills in.
            choice = inspect.isclass(hints[missing]) and issubclass(hints[missing], enum.Enum)
            taken[missing] = next(iter(hints[missing])) if choice else body.get(missing, "x")
        try:
            getattr(owner(recorder), name)(**taken)
        except (AttributeError, TypeError, KeyError) as stopped:
            # The empty answer of the recorder ends some methods; the request was sent before.
            if not recorder.bodies:
                raise RuntimeError(f"{owner.__name__}.{name}: {stopped}") from stopped
        for sent_body in recorder.bodies:
            out.update({snake(key): value for key, value in sent_body.items()})
    return out, rest


def snake(name):
    """The spec's name of a field: SCIM alone has capitals (`displayName`)."""
    return re.sub(r"(?<=[a-z])([A-Z])", lambda found: "_" + found.group(1).lower(), name)


def differences(ours, theirs, path=""):
    """Where two values differ, as paths; a list that the SDK left out is said once."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for name in sorted(set(ours) | set(theirs)):
            if name not in theirs:
                yield f"{path}.{name} is lost"
            elif name in ours:
                yield from differences(ours[name], theirs[name], f"{path}.{name}")
    elif isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        for index, pair in enumerate(zip(ours, theirs)):
            yield from differences(*pair, f"{path}[{index}]")
    elif ours != theirs and not same_time(ours, theirs):
        yield f"{path} is {theirs!r}, not {ours!r}"


def same_time(ours, theirs):
    """Whether two texts are one duration; the SDK writes `30.5s` as `30.500s`."""
    seconds = [re.fullmatch(r"(\d+(?:\.\d+)?)s", str(text)) for text in (ours, theirs)]
    return all(seconds) and float(seconds[0][1]) == float(seconds[1][1])


def settable(method, creates):
    """The fields that a request takes, each with its type; those by which an update finds the object are none."""
    hints = typing.get_type_hints(method)
    fields = {name: bare(hint) for name, hint in hints.items() if name != "return"}
    out = {}
    for name in [name for name in inspect.signature(method).parameters if name != "self"]:
        if name in required(method) and dataclasses.is_dataclass(fields[name]):
            out.update(members(fields[name]))
        elif creates or name not in required(method):
            out[name] = fields[name]
    return out


def members(hint):
    return {name: bare(inner) for name, inner in typing.get_type_hints(hint).items()}


def element(hint):
    while typing.get_origin(hint) in (list, dict):
        hint = bare(typing.get_args(hint)[-1])
    return hint


def unexplained(kind, schema, fields, path, seen, count):
    """Fields that the SDK can send, and the schema neither has nor leaves out with a reason."""
    schema = kind.resolve(schema)
    properties, dropped = schema.get("properties", {}), schema.get("x-bricep-dropped", {})
    for name, hint in fields.items():
        count["fields"] += 1
        if name not in properties:
            if not str(dropped.get(name, "")).strip():
                yield f"{kind.name}{path}.{name}: the SDK can send it; the schema neither has it nor says why not"
            continue
        inner = kind.resolve(properties[name])
        if inner.get("x-bricep-server-filled"):
            continue
        while "items" in inner or inner.get("x-bricep-free-form"):
            values = inner.get("additionalProperties")
            inner = kind.resolve(inner.get("items") or (values if isinstance(values, dict) else {}))
        hint = element(hint)
        if dataclasses.is_dataclass(hint) and inner.get("properties") and (name, hint) not in seen:
            yield from unexplained(kind, inner, members(hint), f"{path}.{name}", seen | {(name, hint)}, count)


def sends(suite, kind, fixture):
    """The bodies of one fixture, each as the SDK would send it."""
    own = OURS | set(kind.overlay.get("add", {}))
    for key, body in fixture["resources"][kind.name].items():
        body = kind.plain(kind.schema, {name: value for name, value in body.items() if name not in own})
        try:
            theirs, rest = sent(kind, body)
        except (RuntimeError, ValueError, TypeError, AttributeError) as fault:
            yield key, [f"the SDK refuses it: {fault}"]
            continue
        known = {name: value for name, value in body.items() if name not in rest}
        yield key, [f"the SDK has no {name}" for name in rest] + list(differences(known, theirs, key))


def main():
    suite = shared.Suite("databricks-sdk")
    kinds, bodies, fields = 0, 0, {"fields": 0}
    for path in sorted((shared.ROOT / "schemas/overlay").glob("*.yaml")):
        if path.stem == "spec":
            continue
        kind = Kind(path)
        kinds += 1
        for file in sorted((shared.ROOT / "tests/fixtures/kinds" / kind.name / "valid").glob("*.yaml")):
            fixture = suite.parse(file, lambda path: yaml.safe_load(path.read_text()))
            for key, problems in sends(suite, kind, fixture) if fixture else ():
                bodies += 1
                suite.check(f"{shared.relative(file)}: {key}", problems)
        for at, (owner, name) in enumerate(kind.methods):
            request = settable(getattr(owner, name), creates=at == 0)
            suite.check(f"{kind.name}: {name}", list(unexplained(kind, kind.schema, request, "", frozenset(), fields)))
    pools = Kind(shared.ROOT / "schemas/overlay/instance_pools.yaml")
    wrong = {"resources": {pools.name: {"main": {"instance_pool_name": "x", "node_type": "y"}}}}
    suite.expect("a field that the SDK does not know", any(problems for _, problems in sends(suite, pools, wrong)))
    lacking = {**pools.schema, "properties": {}}
    found = list(unexplained(pools, lacking, settable(getattr(*pools.methods[0]), True), "", frozenset(), dict(fields)))
    suite.expect("fields that the schema lacks", found)
    suite.note(f"{kinds} kinds, {bodies} bodies sent, {fields['fields']} fields of the SDK looked up")
    suite.finish()


if __name__ == "__main__":
    main()
