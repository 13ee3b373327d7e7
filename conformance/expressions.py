"""What an expression builds, as far as a template alone tells.

Objects, lists and literals become values, variables what they hold, and `if` and an index that is not known become
`Either`. Everything else stays the text of an expression: a value that nobody knows before a deployment.
"""

import re

TOKEN = re.compile(r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<number>-?\d+)|(?P<name>[A-Za-z_][A-Za-z0-9_]*)|(?P<mark>[()\[\],.]))")

UNKNOWN = "[unknown()]"


class Either:
    """One of several values."""

    def __init__(self, values):
        self.values = []
        for value in values:
            self.values.extend(value.values if isinstance(value, Either) else [value])


def is_expression(value):
    """Whether Azure evaluates a text: `[…]`, and not `[[…`."""
    return isinstance(value, str) and value.startswith("[") and value.endswith("]") and not value.startswith("[[")


def alternatives(value):
    return value.values if isinstance(value, Either) else [value]


class Reader:
    """Reads expressions of one template."""

    def __init__(self, template):
        self.variables = template.get("variables", {})
        self.open = []

    def value(self, value):
        """A JSON value in which each expression that can be followed is followed."""
        if is_expression(value):
            return self.expression(value)
        if isinstance(value, str) and value.startswith("[["):
            return value[1:]
        return value

    def expression(self, text):
        tokens = list(tokenise(text[1:-1]))
        value, rest = self.read(tokens)
        if rest:
            raise ValueError(f"more than an expression: {text}")
        return value

    def read(self, tokens):
        """One value, and the tokens behind it."""
        (kind, word), rest = tokens[0], tokens[1:]
        if kind == "text":
            value = word[1:-1].replace("''", "'")
        elif kind == "number":
            value = int(word)
        elif kind == "name":
            args, rest = self.arguments(rest)
            value = self.call(word, args)
        else:
            raise ValueError(f"a value is expected, not {word}")
        while rest and rest[0][1] in (".", "["):
            if rest[0][1] == ".":
                value, rest = member(value, rest[1][1]), rest[2:]
            else:
                key, rest = self.read(rest[1:])
                value, rest = member(value, key), rest[1:]
        return value, rest

    def arguments(self, tokens):
        args, rest = [], tokens[1:]
        while rest[0][1] != ")":
            value, rest = self.read(rest)
            args.append(value)
            if rest[0][1] == ",":
                rest = rest[1:]
        return args, rest[1:]

    def call(self, name, args):
        match name:
            case "createObject":
                keys, values = args[::2], args[1::2]
                return dict(zip(keys, values)) if all(isinstance(key, str) for key in keys) else UNKNOWN
            case "createArray":
                return args
            case "if":
                return Either(args[1:])
            case "null":
                return None
            case "true" | "false":
                return name == "true"
            case "concat" if args and all(isinstance(one, list) for arg in args for one in alternatives(arg)):
                return [element for arg in args for one in alternatives(arg) for element in one]
            case "tryGet":
                value = args[0]
                for key in args[1:]:
                    value = member(value, key)
                return Either([value, None])
            case "variables" if args and args[0] in self.variables and args[0] not in self.open:
                self.open.append(args[0])
                value = self.inner(self.variables[args[0]])
                self.open.pop()
                return value
            case _:
                return UNKNOWN

    def inner(self, value):
        """A variable, all through: what it holds is read where the variable stands."""
        value = self.value(value)
        if isinstance(value, dict):
            return {key: self.inner(one) for key, one in value.items()}
        if isinstance(value, list):
            return [self.inner(one) for one in value]
        return value


def member(value, key):
    """A property or an element, of each alternative that has it; all of them where the key is not known."""
    found = []
    for one in alternatives(value):
        if isinstance(one, dict):
            found.extend(one.values() if key == UNKNOWN else [one[key]] if key in one else [])
        elif isinstance(one, list):
            found.extend([one[key]] if isinstance(key, int) and key < len(one) else one)
        elif one is not None:
            found.append(UNKNOWN)
    return Either(found) if found else UNKNOWN


def tokenise(text):
    at = 0
    while at < len(text):
        found = TOKEN.match(text, at)
        if found is None:
            raise ValueError(f"no expression: {text[at:]}")
        yield found.lastgroup, found.group(found.lastgroup)
        at = found.end()
