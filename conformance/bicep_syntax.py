"""Every generated Bicep file through tree-sitter's grammar of Bicep: no node of it may be an error."""

import tree_sitter_bicep
from tree_sitter import Language, Parser

import suite as shared

PARSER = Parser(Language(tree_sitter_bicep.language()))


def faults(source):
    """Where the grammar does not follow the text."""
    found = []
    open_nodes = [PARSER.parse(source).root_node]
    while open_nodes:
        node = open_nodes.pop()
        if node.is_error or node.is_missing:
            line, column = node.start_point
            what = f"{node.type} is missing" if node.is_missing else "syntax error"
            found.append(f"{line + 1}:{column + 1}: {what}: {node.text.decode()[:80]!r}")
        elif node.has_error:
            open_nodes.extend(node.children)
    return sorted(found)


def tree(path):
    source = path.read_bytes()
    if found := faults(source):
        raise ValueError("; ".join(found))
    return PARSER.parse(source).root_node


def main():
    suite = shared.Suite("Bicep syntax")
    declarations = 0
    for path in shared.generated("infra/**/*.bicep"):
        root = suite.parse(path, tree)
        if root is not None:
            suite.check(shared.relative(path), [] if root.named_child_count else ["is empty"])
            declarations += root.named_child_count
    suite.note(f"{declarations} declarations and comments")
    suite.expect("a string without an end", faults(b"param a string = 'x\n"))
    suite.expect("a body without an end", faults(b"resource a 'b@2020-01-01' = {\n  name: 'x'\n"))
    suite.expect("an expression that breaks off", faults(b"var a = 1 +\n"))
    suite.finish()


if __name__ == "__main__":
    main()
