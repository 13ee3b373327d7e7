"""Each resource of each template: its pinned API version, its schema, its published type."""

import collections
import copy
import json
import re

from jsonschema import Draft4Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

import suite as shared
from bicep_types import Types
from expressions import is_expression

CUSTOM_PROVIDER = "Microsoft.CustomProviders/resourceProviders/"

#: Versions other than the newest stable one, with the reason.
OTHER_VERSIONS = {
    "Microsoft.Insights/diagnosticSettings": (
        "2021-05-01-preview",
        "the stable version is of 2016 and knows no category groups",
    ),
}

#: Types that the list of versions does not have; the published type of exactly this version has to exist.
UNLISTED = {
    "Microsoft.Network/natGateways": "2025-09-01",
    "Microsoft.Network/publicIPAddresses": "2025-09-01",
}

#: Faults of the published files, by type and problem, with the reason. One that excuses nothing is a failure.
PUBLISHED_FAULTS = {
    ("Microsoft.Databricks/accessConnectors", "$: 'properties' is a required property"): (
        "the published type has it optional: nothing in it can be set"
    ),
    ("Microsoft.ManagedIdentity/userAssignedIdentities", "$: 'properties' is a required property"): (
        "the published type has it optional: nothing in it has to be set"
    ),
    ("Microsoft.Web/sites/extensions", "Microsoft.Web/sites/extensions.properties: is no property of this type"): (
        "the published type lacks the properties of a package deployment; Bicep is told so by BCP187"
    ),
}


class Schemas:
    """Schemas of resources by type and version; only an exact version is taken."""

    def __init__(self, folder):
        self.by_type = {}
        contents = []
        for path in sorted(folder.glob("*.json")):
            schema = shared.read_json(path)
            contents.append((schema["id"].rstrip("#"), Resource.from_contents(schema, default_specification=DRAFT4)))
            for name, definition in schema.get("resourceDefinitions", {}).items():
                properties = definition["properties"]
                for version in properties["apiVersion"]["enum"]:
                    of = properties["type"]["enum"][0]
                    self.by_type[(of.lower(), version)] = f"{schema['id']}/resourceDefinitions/{name}"
        self.registry = Registry().with_resources(contents)

    def check(self, resource):
        """Problems of a resource; `None` where no schema of its version exists."""
        reference = self.by_type.get((resource["type"].lower(), resource["apiVersion"]))
        if reference is None:
            return None
        validator = Draft4Validator({"$ref": reference}, registry=self.registry)
        return [f"{error.json_path}: {error.message[:300]}" for error in validator.iter_errors(resource) if real(error)]


def real(error):
    """Whether an error is of a value that is known. The schemas judge the text of an expression, as if it were a name."""
    if is_expression(error.instance):
        return False
    if error.validator in ("oneOf", "anyOf") and error.context:
        branches = collections.defaultdict(list)
        for inner in error.context:
            branches[inner.schema_path[0]].append(inner)
        return all(any(real(inner) for inner in branch) for branch in branches.values())
    return True


def pins(path):
    """The newest version by type: a stable one where there is any."""
    return {of: (stable or preview)[0] for of, stable, preview, _ in shared.read_json(path)}


def pinned(listed, resource):
    """Problems of the API version. A child has the version of the nearest type above it that is listed."""
    of = resource["type"]
    version = resource.get("apiVersion")
    if of in OTHER_VERSIONS:
        expected = OTHER_VERSIONS[of][0]
    elif of in UNLISTED:
        expected = UNLISTED[of]
    else:
        while of not in listed:
            if "/" not in of:
                return [f"{resource['type']}: no list names a version"]
            of = of.rsplit("/", 1)[0]
        expected = listed[of]
    return [] if version == expected else [f"{resource['type']}@{version}: {expected} is pinned"]


DATE = re.compile(r"'(\d{4}-\d{2}-\d{2}(?:-[a-z]+)?)'")


def in_expressions(template, known):
    """Versions that functions such as `reference` name and that are pinned for no type."""
    text = json.dumps({key: value for key, value in template.items() if key != "resources"})
    for _, resource in shared.resources(template):
        properties = {key: value for key, value in resource.get("properties", {}).items() if key != "template"}
        text += json.dumps(resource | {"properties": properties})
    return [f"version {found} is pinned for no type" for found in sorted(set(DATE.findall(text)) - known)]


def excused(resource, problems, used):
    """The problems that are not faults of the published files."""
    left = []
    for problem in problems:
        key = (resource["type"], problem)
        if key in PUBLISHED_FAULTS:
            used[key] += 1
        else:
            left.append(problem)
    return left


def judge(resource, template, listed, schemas, types, counts):
    """Everything that is wrong with one resource."""
    problems = pinned(listed, resource)
    if problems:
        return problems
    existing = resource.get("existing", False)
    by_schema = None if existing else schemas.check(resource)
    by_type = types.check(resource, template)
    if by_schema is not None:
        counts["by its schema"] += 1
    if by_type is not None:
        counts["existing, by type and version" if existing else "by its published type"] += 1
    if by_schema is None and by_type is None:
        if not resource["type"].startswith(CUSTOM_PROVIDER):
            return [f"{resource['type']}@{resource['apiVersion']}: no schema and no published type"]
        counts["of the custom provider, which has no published types: frame only"] += 1
    return (by_schema or []) + (by_type or [])


def self_test(suite, template, judge_one):
    """Faults put into resources that are right."""

    def broken(of, change):
        for _, one in shared.nested(template, ""):
            for _, resource in shared.resources(one):
                if resource["type"] == of and not resource.get("existing"):
                    resource = copy.deepcopy(resource)
                    change(resource)
                    return judge_one(resource, one)
        raise LookupError(f"the self-test needs a {of}")

    def rules(expression):
        return lambda resource: resource["properties"].update(networkAcls=f"[{expression}]")

    vault, account = "Microsoft.KeyVault/vaults", "Microsoft.Storage/storageAccounts"
    suite.expect("an old API version", broken(vault, lambda r: r.update(apiVersion="2019-09-01")))
    suite.expect("an unknown property", broken(vault, lambda r: r["properties"].update(purgeProtection=True)))
    suite.expect("a missing property", broken(vault, lambda r: r["properties"].pop("tenantId")))
    suite.expect("a text for a number", broken(account, lambda r: r["properties"].update(minimumTlsVersion=12)))
    suite.expect("an unknown word", broken(account, lambda r: r["sku"].update(name="Standard_XRS")))
    suite.expect("a read-only property", broken(account, lambda r: r["properties"].update(creationTime="now")))
    suite.expect("an unknown type", broken(vault, lambda r: r.update(type="Microsoft.KeyVault/vault")))
    settings = "Microsoft.Web/sites/config"
    suite.expect("a setting of a wrong type", broken(settings, lambda r: r["properties"].update(A=1)))
    suite.expect("an unknown discriminator", broken(settings, lambda r: r.update(name="a/appsetting")))
    workspace = "Microsoft.Databricks/workspaces"
    suite.expect("an unknown property in an expression", broken(vault, rules("createObject('bypas', 'None')")))
    suite.expect("a number in a branch", broken(vault, rules("if(true(), createObject('bypass', 5), null())")))
    suite.expect("a text for a map", broken(vault, rules("if(true(), 'Deny', null())")))
    suite.expect("no compute mode", broken(workspace, lambda r: r["properties"].pop("computeMode")))


def main():
    suite = shared.Suite("ARM resources")
    listed = pins(shared.data(suite, "arm", "versions.json"))
    schemas = Schemas(shared.data(suite, "arm", "arm-schemas"))
    types = Types(shared.data(suite, "arm", "bicep-types"))
    counts, used = collections.Counter(), collections.Counter()
    total, kinds, richest = 0, set(), None
    known = {*listed.values(), *UNLISTED.values(), *(version for version, _ in OTHER_VERSIONS.values())}
    for path, template in shared.templates(suite):
        for where, one in shared.nested(template, shared.relative(path)):
            suite.check(where, in_expressions(one, known))
            for symbol, resource in shared.resources(one):
                total += 1
                kinds.add(resource["type"])
                problems = judge(resource, one, listed, schemas, types, counts)
                suite.check(f"{where} > {symbol}", excused(resource, problems, used))
        if path.match("samples/private-network/infra/main.json"):
            richest = template
    suite.note(f"{total} resources of {len(kinds)} types")
    for how, count in sorted(counts.items()):
        suite.note(f"{count} {how}")
    for key, reason in PUBLISHED_FAULTS.items():
        suite.note(f"excused {used[key]} times: {' · '.join(key)} ({reason})")
        suite.check("excuse", [] if used[key] else [f"{' · '.join(key)} is no longer met: remove it"])
    for of in [*OTHER_VERSIONS, *UNLISTED]:
        suite.check("version", [] if of in kinds else [f"{of} is no longer written: remove it"])
    suite.expect("an old version in an expression", in_expressions({"variables": {"a": "[f('2019-01-01')]"}}, known))
    self_test(suite, richest, lambda resource, one: judge(resource, one, listed, schemas, types, collections.Counter()))
    suite.finish()


if __name__ == "__main__":
    main()
