"""The Python of one stemmer, as Snowball generates it -> JavaScript that does the same, before names are shortened.

Knows the form of that Python, and no more of the language. What it does not know it refuses: a newer Snowball may write it.
"""

import ast
from collections.abc import Iterator, Sequence
from typing import Final

# Stands between the endings of a table in stemmer_base.js; some Persian ones hold a space.
SEPARATOR: Final = "|"
# A longer code point would be two units of a JavaScript string.
LAST_OF_ONE_UNIT: Final = 0xFFFF

_OPERATORS: Final[dict[type[ast.AST], str]] = {
    ast.Eq: "===",
    ast.NotEq: "!==",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Add: "+",
    ast.Sub: "-",
    ast.Or: "||",
    ast.Not: "!",
    ast.USub: "-",
}
# What stemmer_base.js holds: fields that may be assigned, routines that tell something, and routines that only do something.
_FIELDS: Final = {"cursor", "limit", "limit_backward", "bra", "ket"}
_GROUPINGS: Final = {
    f"{start}{kind}_grouping{end}" for start in ("", "go_") for kind in ("in", "out") for end in ("", "_b")
}
_TELLING: Final = _GROUPINGS | {"eq_s", "eq_s_b", "find_among", "find_among_b", "slice_to"}
_DOING: Final = {"slice_from", "slice_del", "insert"}
_SIMPLE: Final = (ast.Name, ast.Attribute, ast.Constant)  # need no brackets in any place


class UnknownConstructError(Exception):
    """Snowball generates Python of another form than this module knows; the message says where."""


class Translation(ast.NodeVisitor):
    """Each kind of node has one method that gives its JavaScript."""

    def __init__(self, file: str, class_name: str) -> None:
        self.file = file
        self.class_name = class_name
        self.labels: list[str] = []
        self.registers: dict[str, str] = {}
        self.routines: set[str] = set()

    def members(self, stemmer: ast.ClassDef) -> Iterator[str]:
        """Functions, tables and registers of the class."""
        registers = self.registers
        self.routines = {node.name for node in stemmer.body if isinstance(node, ast.FunctionDef)}
        for node in stemmer.body:
            match node:
                case ast.Expr(value=ast.Constant()):  # the docstring
                    continue
                case ast.FunctionDef(args=ast.arguments(args=[ast.arg(arg="self")])):
                    yield self.visit(node)
                case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=bool() | int())):
                    registers[name] = self.visit(node.value)
                case ast.Assign(targets=[ast.Name(id=name)], value=value):
                    yield f"const {name} = {self.visit(value)};"
                case _:
                    raise self.unknown(node)
        if registers:
            yield f"let {', '.join(registers)};"
        starts = "".join(f" {name} = {value};" for name, value in registers.items())
        yield f"function start_values() {{{starts} }}"

    def block(self, statements: Sequence[ast.stmt]) -> str:
        """Statements in brackets."""
        return "{\n" + "\n".join(map(self.visit, statements)) + "\n}"

    def visit_FunctionDef(self, node: ast.FunctionDef) -> str:
        # A routine of the language. What it assigns to a plain name is its own.
        stores = (each for each in ast.walk(node) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store))
        own = dict.fromkeys(each.id for each in stores)
        declared = f"let {', '.join(own)};\n" if own else ""
        return f"function {_routine(node.name)}() {{\n{declared}{self.block(node.body)[1:]}"

    def visit_Expr(self, node: ast.Expr) -> str:
        match node.value:
            case ast.Call(func=ast.Attribute(attr=name)) if name in _DOING:
                return f"{self.called(node.value)};"
        return f"{self.visit(node.value)};"

    def visit_Assign(self, node: ast.Assign) -> str:
        match node.targets:
            case [ast.Attribute(attr=name)] if name not in _FIELDS | self.registers.keys():
                raise self.unknown(node)
            case [ast.Name() | ast.Attribute()]:
                pass
            case _:
                raise self.unknown(node)
        return f"{self.visit(node.targets[0])} = {self.visit(node.value)};"

    def visit_AugAssign(self, node: ast.AugAssign) -> str:
        return f"{self.visit(node.target)} {self.operator(node.op, node)}= {self.visit(node.value)};"

    def visit_If(self, node: ast.If) -> str:
        rest = f" else {self.block(node.orelse)}" if node.orelse else ""
        return f"if ({self.visit(node.test)}) {self.block(node.body)}{rest}"

    def visit_While(self, node: ast.While) -> str:
        if node.orelse:
            raise self.unknown(node)
        return f"while ({self.visit(node.test)}) {self.block(node.body)}"

    def visit_For(self, node: ast.For) -> str:
        # `for _ in 0, 0:` is Snowball's way to do something twice.
        if node.orelse or not isinstance(node.iter, ast.Tuple) or not isinstance(node.target, ast.Name):
            raise self.unknown(node)
        return f"for ({self.visit(node.target)} of {self.visit(node.iter)}) {self.block(node.body)}"

    def visit_Return(self, node: ast.Return) -> str:
        if node.value is None:
            raise self.unknown(node)
        return f"return {self.visit(node.value)};"

    def visit_Break(self, _node: ast.Break) -> str:
        return "break;"

    def visit_Continue(self, _node: ast.Continue) -> str:
        return "continue;"

    def visit_Try(self, node: ast.Try) -> str:
        # `try: ... except lab0: pass`: an exception of Snowball's is a jump to the end of its `try`; in JavaScript, a label.
        match node:
            case ast.Try(
                handlers=[ast.ExceptHandler(type=ast.Name(id=label), body=[ast.Pass()])], orelse=[], finalbody=[]
            ) if label not in self.labels:
                self.labels.append(label)
                inside = self.block(node.body)
                self.labels.pop()
                return f"{label}: {inside}"
        raise self.unknown(node)

    def visit_Raise(self, node: ast.Raise) -> str:
        match node.exc:
            case ast.Call(func=ast.Name(id=label), args=[], keywords=[]) if label in self.labels:
                return f"break {label};"
        raise self.unknown(node)

    def visit_Constant(self, node: ast.Constant) -> str:
        match node.value:
            case bool() as value:
                return str(value).lower()
            case int() as value:
                return str(value)
            case str() as value if not any(
                char in '"\\\n\u2028\u2029' or ord(char) > LAST_OF_ONE_UNIT for char in value
            ):
                return f'"{value}"'
        raise self.unknown(node)

    def visit_Name(self, node: ast.Name) -> str:
        return _routine(node.id)

    def visit_Attribute(self, node: ast.Attribute) -> str:
        if ast.unparse(node.value) not in {"self", self.class_name}:
            raise self.unknown(node)
        return _routine(node.attr)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> str:
        if not isinstance(node.operand, (*_SIMPLE, ast.Call)):
            raise self.unknown(node)
        return f"{self.operator(node.op, node)}{self.visit(node.operand)}"

    def visit_BinOp(self, node: ast.BinOp) -> str:
        if not isinstance(node.left, _SIMPLE) or not isinstance(node.right, _SIMPLE):
            raise self.unknown(node)
        return f"{self.visit(node.left)} {self.operator(node.op, node)} {self.visit(node.right)}"

    def visit_BoolOp(self, node: ast.BoolOp) -> str:
        if not all(isinstance(value, ast.Compare) for value in node.values):
            raise self.unknown(node)
        return f" {self.operator(node.op, node)} ".join(map(self.visit, node.values))

    def visit_Compare(self, node: ast.Compare) -> str:
        if len(node.ops) != 1 or isinstance(node.left, ast.Compare) or isinstance(node.comparators[0], ast.Compare):
            raise self.unknown(node)
        return f"{self.visit(node.left)} {self.operator(node.ops[0], node)} {self.visit(node.comparators[0])}"

    def visit_Subscript(self, node: ast.Subscript) -> str:
        return f"{self.visit(node.value)}[{self.visit(node.slice)}]"

    def visit_Call(self, node: ast.Call) -> str:
        match node:
            case ast.Call(func=ast.Name(id="len"), args=[value], keywords=[]):
                return f"{self.visit(value)}.length"
            case ast.Call(func=ast.Attribute(attr=name)) if name in _TELLING | self.routines:
                return self.called(node)
        raise self.unknown(node)

    def called(self, node: ast.Call) -> str:
        """A call of a routine of the language or of the base."""
        if node.keywords:
            raise self.unknown(node)
        return f"{self.visit(node.func)}({', '.join(map(self.visit, node.args))})"

    def visit_Set(self, node: ast.Set) -> str:
        # A group of letters is a string; some already are in Python.
        return self.visit_Constant(ast.Constant("".join(map(ast.literal_eval, node.elts))))

    def visit_Tuple(self, node: ast.Tuple) -> str:
        return f"[{', '.join(map(self.visit, node.elts))}]"

    def visit_List(self, node: ast.List) -> str:
        """A table for `find_among`. Which entry follows which is left out: the script looks from long to short."""
        groups: dict[int, list[str]] = {}
        conditions = []
        for entry in node.elts:
            match entry:
                case ast.Call(func=ast.Name(id="Among"), args=[ast.Constant(value=str() as text), _, result, *method]):
                    if SEPARATOR in text:
                        raise self.unknown(entry)
                    groups.setdefault(max(0, ast.literal_eval(result)), []).append(text)
                    conditions += [f"{self.visit(entry.args[0])}: {self.visit(each)}" for each in method]
                case _:
                    raise self.unknown(entry)
        texts = [SEPARATOR.join(groups[n]) if n in groups else None for n in range(max(groups) + 1)]
        listed = ", ".join("" if text is None else self.visit(ast.Constant(text)) for text in texts)
        also = f", {{{', '.join(conditions)}}}" if conditions else ""
        return f"among([{listed}]{also})"

    def operator(self, operator: ast.AST, whole: ast.AST) -> str:
        """An operator that means the same in both languages, for what Snowball does with it."""
        if type(operator) not in _OPERATORS:
            raise self.unknown(whole)
        return _OPERATORS[type(operator)]

    def generic_visit(self, node: ast.AST) -> str:
        raise self.unknown(node)

    def unknown(self, node: ast.AST) -> UnknownConstructError:
        """Says where a newer Snowball writes something new."""
        line = getattr(node, "lineno", 0)
        return UnknownConstructError(
            f"snowballstemmer/{self.file}:{line}: generator/search/stemmer_translation.py cannot translate "
            f"{ast.unparse(node)!r}"
        )


def _routine(name: str) -> str:
    """The name of a routine or field: `self.__r_R1` is `r_R1`, `_stem` is `stem`."""
    return name.lstrip("_") or name
