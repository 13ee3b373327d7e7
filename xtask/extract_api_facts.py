"""Reads facts about the Databricks REST API out of a `databricks-sdk` wheel (Apache-2.0).

Facts only: names of types and fields, types, values of enums, what is required, what is marked deprecated. Names are
those of JSON, but in snake_case, which all but SCIM use; a field that JSON calls otherwise says so in `json`. No
sentence of the wheel is carried over. Run through `cargo xtask facts --wheel PATH`, which names the roots:

    extract_api_facts.py WHEEL OUTPUT_FOLDER request:compute.ClustersAPI.create read:compute.ClusterDetails ...

A root is a request, a type, or a type that is only read, of which no more than the names of the fields are kept. The
fields of a request are what it sends in body and query; where its body is one object, the fields of that object. One
file per service is written, with the transitive closure of what the roots need, sorted by name.
"""

import ast
import json
import pathlib
import re
import sys
import zipfile

SCALARS = {"str": "string", "int": "integer", "float": "number", "bool": "boolean", "Any": "any", "any": "any"}


class Service:
    """One module of the wheel."""

    def __init__(self, name, text):
        self.name = name
        self.classes = {node.name: node for node in ast.parse(text).body if isinstance(node, ast.ClassDef)}


def is_enum(node):
    return any(isinstance(base, ast.Name) and base.id == "Enum" for base in node.bases)


def json_names(function):
    """Attribute → name in JSON, from the assignments `body["name"] = …` of a serializer."""
    names = {}
    for node in ast.walk(function):
        if not (isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript)):
            continue
        target = node.targets[0]
        if not (isinstance(target.value, ast.Name) and target.value.id == "body"):
            continue
        for part in ast.walk(node.value):
            if isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name) and part.value.id == "self":
                names[part.attr] = target.slice.value
            elif isinstance(part, ast.Name) and part.id != "v":
                names.setdefault(part.id, target.slice.value)
    return names


def snake_case(name):
    return re.sub(r"(?<=[a-z0-9])([A-Z])", lambda found: "_" + found.group(1).lower(), name)


def named_fields(facts, names):
    """Facts by attribute as facts by the field's name in the spec."""
    fields = {}
    for attribute, fact in facts.items():
        name = names.get(attribute, attribute)
        if snake_case(name) != name:
            fact["json"] = name
        fields[snake_case(name).lstrip("$")] = fact
    return fields


def is_sent(function, argument):
    """Whether an argument goes into body or query, rather than into the path alone."""
    for node in ast.walk(function):
        if not isinstance(node, ast.Assign):
            continue
        target = ast.unparse(node.targets[0])
        if target.startswith(("body", "query")) and argument in {n.id for n in ast.walk(node.value) if isinstance(n, ast.Name)}:
            return True
    return False


def body_argument(function):
    """The argument that is the whole of the body, if there is one: `body = app.as_dict()`."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "body":
            value = ast.unparse(node.value)
            if value.endswith(".as_dict()"):
                return value.removesuffix(".as_dict()")
    return None


def method(node, name):
    for item in node.body:
        if isinstance(item, ast.FunctionDef) and item.name == name:
            return item
    raise SystemExit(f"{node.name} has no method {name}")


def is_marked_deprecated(docstring):
    return docstring.strip().lower().startswith(("deprecated", "[deprecated", "(deprecated"))


class Extractor:
    """Collects what the roots need, service by service."""

    def __init__(self, wheel):
        self.archive = zipfile.ZipFile(wheel)
        self.services = {}
        self.facts = {}

    def service(self, name):
        if name not in self.services:
            path = f"databricks/sdk/service/{name}.py"
            self.services[name] = Service(name, self.archive.read(path).decode())
        return self.services[name]

    def output(self, service):
        return self.facts.setdefault(service, {"requests": {}, "reads": {}, "types": {}, "enums": {}})

    def type_of(self, service, annotation):
        """The fact for an annotation, and whether a value must be given."""
        if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
            annotation = ast.parse(annotation.value, mode="eval").body
        if isinstance(annotation, ast.Subscript):
            outer = ast.unparse(annotation.value)
            if outer == "Optional":
                return self.type_of(service, annotation.slice)[0], False
            if outer in ("List", "Iterator"):
                return {"list": self.type_of(service, annotation.slice)[0]}, True
            if outer in ("Dict", "dict"):
                return {"map": self.type_of(service, annotation.slice.elts[1])[0]}, True
        if isinstance(annotation, ast.Attribute):
            return self.named(annotation.value.id, annotation.attr), True
        if isinstance(annotation, ast.Name):
            if annotation.id in SCALARS:
                return SCALARS[annotation.id], True
            if annotation.id == "dict":
                return {"map": "any"}, True
            if annotation.id in self.service(service).classes:
                return self.named(service, annotation.id), True
        return "string", True  # Timestamp, Duration and FieldMask are texts in JSON.

    def named(self, service, name):
        node = self.service(service).classes[name]
        output = self.output(service)
        if is_enum(node):
            output["enums"][name] = [item.value.value for item in node.body if isinstance(item, ast.Assign)]
            return {"enum": f"{service}.{name}"}
        if name not in output["types"]:
            output["types"][name] = {}
            output["types"][name] = self.fields(service, node)
        return {"type": f"{service}.{name}"}

    def fields(self, service, node):
        names = json_names(method(node, "as_dict")) if any(isinstance(i, ast.FunctionDef) for i in node.body) else {}
        facts = {}
        for item, following in zip(node.body, [*node.body[1:], None]):
            if not isinstance(item, ast.AnnAssign):
                continue
            fact = self.fact(service, item.annotation)
            text = following.value if isinstance(following, ast.Expr) else None
            if isinstance(text, ast.Constant) and isinstance(text.value, str) and is_marked_deprecated(text.value):
                fact["deprecated"] = True
            facts[item.target.id] = fact
        return named_fields(facts, names)

    def fact(self, service, annotation):
        kind, required = self.type_of(service, annotation)
        return {"is": kind, "required": True} if required else {"is": kind}

    def request(self, service, class_name, name):
        function = method(self.service(service).classes[class_name], name)
        body = body_argument(function)
        facts, fields = {}, {}
        for argument in [*function.args.args[1:], *function.args.kwonlyargs]:
            if argument.arg == body:
                fields.update(self.fields(*self.class_of(service, argument.annotation)))
            elif is_sent(function, argument.arg):
                facts[argument.arg] = self.fact(service, argument.annotation)
        for field, fact in named_fields(facts, json_names(function)).items():
            fields.setdefault(field, fact)
        call = next(
            node
            for node in ast.walk(function)
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "self._api.do"
        )
        self.output(service)["requests"][f"{class_name}.{name}"] = {
            "method": call.args[0].value,
            "path": ast.unparse(call.args[1]).removeprefix("f").strip("'"),
            "fields": fields,
        }

    def class_of(self, service, annotation):
        """The service and the class that an annotation names."""
        if isinstance(annotation, ast.Attribute):
            service, name = annotation.value.id, annotation.attr
        else:
            name = annotation.id
        return service, self.service(service).classes[name]

    def read(self, service, name):
        node = self.service(service).classes[name]
        names = json_names(method(node, "as_dict"))
        attributes = [item.target.id for item in node.body if isinstance(item, ast.AnnAssign)]
        fields = named_fields({attribute: {} for attribute in attributes}, names)
        self.output(service)["reads"][name] = list(fields)

    def root(self, text):
        what, name = text.split(":")
        service, *rest = name.split(".")
        {"request": self.request, "read": self.read, "type": self.named}[what](service, *rest)

    def version(self):
        metadata = next(name for name in self.archive.namelist() if name.endswith(".dist-info/METADATA"))
        lines = self.archive.read(metadata).decode().splitlines()
        return next(line.removeprefix("Version: ") for line in lines if line.startswith("Version: "))


def main(wheel, folder, *roots):
    extractor = Extractor(wheel)
    for root in roots:
        extractor.root(root)
    source = {"package": "databricks-sdk", "version": extractor.version(), "licence": "Apache-2.0"}
    for service, facts in extractor.facts.items():
        ordered = {"source": source}
        ordered.update({section: dict(sorted(facts[section].items())) for section in ("requests", "reads", "types", "enums")})
        text = json.dumps(ordered, indent=1, ensure_ascii=False) + "\n"
        (pathlib.Path(folder) / f"{service}.json").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
