"""Checks one resource against the published resource types of Bicep, as the compiler would.

What an expression builds is checked as far as `expressions.py` follows it. What it cannot follow is not known before a
deployment, and passes wherever a value may stand.
"""

import json
import re

from expressions import Reader, alternatives, is_expression

REQUIRED, READ_ONLY = 1, 2

#: What every resource of a template may have, beside what its type declares.
FRAME = {"type", "apiVersion", "name", "condition", "copy", "dependsOn", "scope", "comments", "existing"}

#: Deployments may go to another place; the types of Bicep say so by the scope of a module.
DEPLOYMENT_FRAME = {"subscriptionId", "resourceGroup"}


class Types:
    """Every type of the files in a folder."""

    def __init__(self, folder):
        self.resources = {}
        for path in sorted(folder.glob("*.json")):
            table = json.loads(path.read_text(encoding="utf-8"))
            for one in table:
                if one["$type"] == "ResourceType":
                    self.resources[one["name"].lower()] = (table, one)

    def find(self, resource_type, version):
        return self.resources.get(f"{resource_type}@{version}".lower())

    def check(self, resource, template):
        """Problems of a resource of a template; `None` where its type and version are not published."""
        found = self.find(resource["type"], resource["apiVersion"])
        if found is None:
            return None
        table, declared = found
        if resource.get("existing"):
            return []
        if not declared["writableScopes"]:
            return [f"{resource['type']} cannot be written"]
        frame = FRAME | (DEPLOYMENT_FRAME if resource["type"] == "Microsoft.Resources/deployments" else set())
        body = {key: value for key, value in resource.items() if key not in frame}
        body["name"] = last_segment(resource["name"])
        checker = Checker(table, Reader(template), skip={"type", "apiVersion"})
        problems = checker.at(declared["body"], body, resource["type"])
        return list(dict.fromkeys(problems))


class Checker:
    """Walks one value and one type."""

    def __init__(self, table, reader, skip=()):
        self.table = table
        self.reader = reader
        self.skip = skip

    def at(self, reference, value, where):
        kind = self.table[int(reference["$ref"].removeprefix("#/"))]
        values = alternatives(self.reader.value(value))
        # Where a value is null in some environments, what uses it may be left out in just these.
        known = [one for one in values if one is not None] or values
        for one in known:
            if not is_expression(one):
                yield from getattr(self, kind["$type"])(kind, one, where)

    def AnyType(self, _kind, _value, _where):
        return ()

    def StringType(self, kind, value, where):
        if not isinstance(value, str):
            yield f"{where}: a text is expected, not {value!r}"
            return
        if not kind.get("minLength", 0) <= len(value) <= kind.get("maxLength", len(value)):
            yield f"{where}: {value!r} is too short or too long"
        if "pattern" in kind and not re.search(kind["pattern"], value):
            yield f"{where}: {value!r} does not match {kind['pattern']}"

    def StringLiteralType(self, kind, value, where):
        if value != kind["value"]:
            yield f"{where}: {kind['value']!r} is expected, not {value!r}"

    def BooleanType(self, _kind, value, where):
        if not isinstance(value, bool):
            yield f"{where}: true or false is expected, not {value!r}"

    def IntegerType(self, kind, value, where):
        if not isinstance(value, int) or isinstance(value, bool):
            yield f"{where}: a whole number is expected, not {value!r}"
        elif not kind.get("minValue", value) <= value <= kind.get("maxValue", value):
            yield f"{where}: {value} is out of range"

    def ArrayType(self, kind, value, where):
        if not isinstance(value, list):
            yield f"{where}: a list is expected, not {value!r}"
            return
        if not kind.get("minLength", 0) <= len(value) <= kind.get("maxLength", len(value)):
            yield f"{where}: too few or too many elements"
        for at, element in enumerate(value):
            yield from self.at(kind["itemType"], element, f"{where}[{at}]")

    def UnionType(self, kind, value, where):
        tried = [list(self.at(element, value, where)) for element in kind["elements"]]
        if all(tried):
            words = [self.table[int(one["$ref"][2:])].get("value") for one in kind["elements"]]
            yield f"{where}: {value!r} is none of {words}"

    def ObjectType(self, kind, value, where):
        if not isinstance(value, dict):
            yield f"{where}: a map is expected, not {value!r}"
            return
        declared = kind["properties"]
        value = with_copies(value)
        for name, property_ in declared.items():
            if property_["flags"] & REQUIRED and name not in value and name not in self.skip:
                yield f"{where}.{name}: is required"
        for name, inner in value.items():
            below = f"{where}.{name}"
            if name not in declared:
                if "additionalProperties" in kind:
                    yield from self.at(kind["additionalProperties"], inner, below)
                else:
                    yield f"{below}: is no property of this type"
            elif declared[name]["flags"] & READ_ONLY:
                yield f"{below}: only the service sets this"
            else:
                optional = not declared[name]["flags"] & REQUIRED
                value = self.reader.value(inner)
                # A property that may be left out may be null, which is the same.
                if not (optional and value is None):
                    yield from self.at(declared[name]["type"], value, below)

    def DiscriminatedObjectType(self, kind, value, where):
        if not isinstance(value, dict):
            yield f"{where}: a map is expected, not {value!r}"
            return
        by = kind["discriminator"]
        chosen = value.get(by)
        if is_expression(chosen):
            yield f"{where}.{by}: decides which properties there are, so it cannot be an expression"
        elif chosen not in kind["elements"]:
            yield f"{where}.{by}: {chosen!r} is none of {list(kind['elements'])}"
        else:
            element = self.table[int(kind["elements"][chosen]["$ref"][2:])]
            merged = dict(element, properties={**kind["baseProperties"], **element["properties"]})
            yield from self.ObjectType(merged, value, where)


def with_copies(value):
    """A map in which each loop over a property stands as a list of its body."""
    loops = value.get("copy")
    if not isinstance(loops, list) or not all(isinstance(loop, dict) and "input" in loop for loop in loops):
        return value
    rest = {key: inner for key, inner in value.items() if key != "copy"}
    return rest | {loop["name"]: [loop["input"]] for loop in loops}


#: `format('{0}/{1}', …, 'last')`, or a literal.
LAST_OF_FORMAT = re.compile(r"^\[format\('\{0\}(?:/\{\d+\})+', .*, '([^']*)'\)\]$")


def last_segment(name):
    """The name of a child resource below its parent."""
    if not is_expression(name):
        return name.rsplit("/", 1)[-1]
    found = LAST_OF_FORMAT.match(name)
    return found.group(1) if found else name
