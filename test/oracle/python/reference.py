"""What CPython itself sees in Python files: a line of JSON for each path on standard input.

`{"fields": [...]}`, or `{"error": "..."}` for a file that this interpreter does not take. Offsets are UTF-16 units into
the text without byte order mark. With `--places` also where the file can be damaged (see mutations.ts).
"""

import ast
import io
import json
import re
import sys
import tokenize
import warnings

LINE_BREAK = re.compile("\r\n|\r|\n")


class Source:
    def __init__(self, path):
        with open(path, "rb") as file:
            encoding, _ = tokenize.detect_encoding(file.readline)
            file.seek(0)
            self.text = file.read().decode(encoding)
        self.lines = []
        self.starts = []
        units = at = 0
        for match in LINE_BREAK.finditer(self.text):
            self._add_line(self.text[at : match.start()], units)
            units += units_of(self.text[at : match.end()])
            at = match.end()
        self._add_line(self.text[at:], units)

    def _add_line(self, line, start):
        self.lines.append(line)
        self.starts.append(start)

    def offset_of_bytes(self, row, column):
        """CPython's syntax tree counts columns in bytes of UTF-8."""
        line = self.lines[row - 1]
        before = column if line.isascii() else units_of(line.encode()[:column].decode())
        return self.starts[row - 1] + before

    def offset_of_characters(self, row, column):
        """Its tokenizer counts them in characters."""
        return self.starts[row - 1] + units_of(self.lines[row - 1][:column])

    def start(self, node):
        return self.offset_of_bytes(node.lineno, node.col_offset)

    def end(self, node):
        return self.offset_of_bytes(node.end_lineno, node.end_col_offset)


def units_of(text):
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def fields_of(source, tree):
    fields = []

    def visit(statements, path, in_class):
        for statement in statements:
            if isinstance(statement, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
                is_class = isinstance(statement, ast.ClassDef)
                visit(statement.body, [*path, statement.name], is_class)
                continue
            field = field_of(source, statement, path) if in_class else None
            if field:
                fields.append(field)
            for block in blocks_of(statement):
                visit(block, path, in_class)

    visit(tree.body, [], False)
    return fields


def blocks_of(statement):
    for name in ("body", "handlers", "cases", "orelse", "finalbody"):
        block = getattr(statement, name, [])
        if name in ("handlers", "cases"):
            for part in block:
                yield part.body
        else:
            yield block


def field_of(source, statement, path):
    """`name = call(...)`, annotated or not; of a chain of targets the first."""
    if isinstance(statement, ast.Assign):
        target = statement.targets[0]
    elif isinstance(statement, ast.AnnAssign):
        target = statement.target
    else:
        return None
    value = statement.value
    if not isinstance(target, ast.Name) or not isinstance(value, ast.Call):
        return None
    return {
        "class": ".".join(path),
        "name": target.id,
        "start": source.start(target),
        "callee": dotted(value.func),
        "call": [source.start(value), source.end(value)],
        "positional": len(value.args),
        "keywords": [[keyword.arg or "**", source.start(keyword)] for keyword in value.keywords],
        "statement": [source.start(statement), source.end(statement)],
    }


def dotted(node):
    """None when something else than a dotted name is called."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return before and f"{before}.{node.attr}"
    return None


def places_of(source, tree):
    statements, classes = [], []
    for node in ast.walk(tree):
        if not isinstance(node, ast.stmt):
            continue
        decorators = getattr(node, "decorator_list", [])
        start = source.start(decorators[0]) - 1 if decorators else source.start(node)
        if isinstance(node, ast.ClassDef):
            classes.append([start, source.end(node)])
        body = node.cases[0].body if isinstance(node, ast.Match) else getattr(node, "body", None)
        statements.append([start, source.start(body[0]) if body else source.end(node)])
    brackets, quotes, colons = [], [], []
    readline = io.StringIO("\n".join(source.lines)).readline
    for token in tokenize.generate_tokens(readline):
        kind = tokenize.tok_name[token.type]
        start = source.offset_of_characters(*token.start)
        if kind == "OP" and token.string in "()[]{}":
            brackets.append(start)
        elif kind == "OP" and token.string == ":":
            colons.append(start)
        elif kind == "STRING":
            prefix = re.match("[A-Za-z]*", token.string).end()
            width = 3 if token.string[prefix : prefix + 3] in ('"""', "'''") else 1
            quotes.append([start + prefix, width])
            quotes.append([source.offset_of_characters(*token.end) - width, width])
    return {
        "statements": sorted(statements),
        "classes": sorted(classes),
        "brackets": brackets,
        "quotes": quotes,
        "colons": colons,
    }


def reference_of(path, with_places):
    source = Source(path)
    tree = ast.parse(source.text)
    result = {"fields": fields_of(source, tree)}
    if with_places and result["fields"]:
        result["places"] = places_of(source, tree)
    return result


def main():
    warnings.simplefilter("ignore")
    with_places = "--places" in sys.argv[1:]
    for line in sys.stdin:
        try:
            result = reference_of(line.rstrip("\n"), with_places)
        except (SyntaxError, ValueError, LookupError, RecursionError, MemoryError, tokenize.TokenError) as error:
            result = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(result))


if __name__ == "__main__":
    main()
