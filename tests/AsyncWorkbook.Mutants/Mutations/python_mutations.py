"""Reads a file {"swaps", "codes"} and prints how each of these Python cells may be changed, as the ast module reads it."""

import ast
import json
import sys

AT_BOUND = {ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">"}
LEFT = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom, ast.Pass, ast.Global, ast.Nonlocal)


class Cell:
    def __init__(self, code, swaps):
        self.code = code
        self.swaps = swaps
        self.starts = [0]
        for line in code.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))
        self.lines = code.splitlines()
        self.tree = ast.parse(code)
        self.mutations = []

    def read(self):
        for node in ast.walk(self.tree):
            self.at(node)
        self.mutations.sort(key=lambda each: each["start"])
        return {"writes": sorted(self.writes()), "entries": list(self.entries()), "mutations": self.mutations}

    def at(self, node):
        match node:
            case ast.Await(value=ast.Call(func=ast.Attribute(attr="put" | "get" as name)) as call):
                self.replace("drop await", node, self.text(call))
                end = self.span(call.func)[1]
                self.replace("do not wait", node, self.code[self.span(call)[0]:end] + "_nowait" + self.code[end:self.span(call)[1]])
            case ast.Await(value=value):
                self.replace("drop await", node, self.text(value))
            case ast.Compare(ops=[operator], comparators=[right]) if type(operator) in AT_BOUND:
                self.replace("move bound", node, f"{self.text(node.left)} {AT_BOUND[type(operator)]} {self.text(right)}")
            case ast.keyword(value=ast.Constant(value=bool(value))):
                self.replace("negate", node, f"{node.arg}={not value}")
            case ast.Constant(value=bool(value)) if not isinstance(getattr(node, "parent", None), ast.keyword):
                self.replace("negate", node, str(not value))
            case ast.Call(args=[first, *_]):
                name = self.text(node.func)
                if name in self.swaps["wrappers"]:
                    self.replace("unwrap", node, self.text(first))
                if name in self.swaps["bounds"]:
                    self.replace("widen", first, f"{self.text(first)} + 1", was=node)
            case ast.With(items=items) | ast.AsyncWith(items=items) if not any(item.optional_vars for item in items):
                start, end = self.span(node)[0], self.span(items[-1].context_expr)[1]
                end = self.code.index(":", end)
                self.add("drop with", self.code[start:end], start, end, "if True")
        if isinstance(node, (ast.Attribute, ast.Name)):
            for other in self.others(node):
                self.replace("swap", node, other)
        if isinstance(node, ast.stmt) and not isinstance(node, LEFT) and not self.is_shown(node):
            self.replace("drop statement", node, "pass")
        if isinstance(node, ast.Try) and node.finalbody:
            self.finally_of(node)
        for child in ast.iter_child_nodes(node):
            child.parent = node

    def is_shown(self, node):
        """A docstring, or what the cell shows at its end."""
        return isinstance(node, ast.Expr) and (isinstance(node.value, ast.Constant) or node is self.tree.body[-1])

    def others(self, node):
        text, name = self.text(node), node.attr if isinstance(node, ast.Attribute) else node.id
        if text in self.swaps["names"]:
            return self.swaps["names"][text]
        if text != name and "." + name in self.swaps["names"]:
            return [text[: -len(name)] + other for other in self.swaps["names"]["." + name]]
        return []

    def finally_of(self, node):
        start, end = self.span(node)
        last = self.span(node.finalbody[0])[0]
        keyword = self.code.rindex("finally", start, last)
        was = self.code[keyword:end]
        head = self.code[start:keyword].rstrip()
        if not node.handlers:
            head = "if True" + head[len("try"):]
        indent = " " * node.col_offset
        self.add("drop finally", was, start, end, head)
        self.add("not in finally", was, start, end, head + "\n" + indent + "if True" + was[len("finally"):])

    def writes(self):
        for node in self.tree.body:
            match node:
                case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                    yield node.name
                case ast.Import(names=names) | ast.ImportFrom(names=names):
                    yield from (alias.asname or alias.name.split(".")[0] for alias in names)
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                yield node.id

    def entries(self):
        for node in ast.walk(self.tree):
            match node:
                case ast.Subscript(value=ast.Name(id=name), slice=ast.Constant(value=str(key)), ctx=ast.Store()):
                    yield {"name": name, "key": key}
                case ast.Attribute(value=ast.Name(id=name), attr=key, ctx=ast.Store()):
                    yield {"name": name, "key": key}
                case ast.Attribute(ctx=ast.Store()) | ast.Subscript(ctx=ast.Store()):
                    while isinstance(node, (ast.Attribute, ast.Subscript)):
                        node = node.value
                    if isinstance(node, ast.Name):
                        yield {"name": node.id, "key": ""}

    def span(self, node):
        return self.offset(node.lineno, node.col_offset), self.offset(node.end_lineno, node.end_col_offset)

    def offset(self, line, column):
        """From a line and a column in bytes to a place in the text."""
        return self.starts[line - 1] + len(self.lines[line - 1].encode()[:column].decode())

    def text(self, node):
        start, end = self.span(node)
        return self.code[start:end]

    def replace(self, kind, node, replacement, was=None):
        self.add(kind, self.text(was or node), *self.span(node), replacement)

    def add(self, kind, was, start, end, replacement):
        self.mutations.append({"kind": kind, "was": was, "start": start, "end": end, "with": replacement})


def read(code, swaps):
    try:
        return Cell(code, swaps).read()
    except SyntaxError:  # a cell that shows what the language refuses
        return {"writes": [], "entries": [], "mutations": []}


with open(sys.argv[1], encoding="utf-8") as file:
    asked = json.load(file)
json.dump([read(code, asked["swaps"]) for code in asked["codes"]], sys.stdout)
