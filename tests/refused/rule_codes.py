"""The code of every rule that our source can emit, read from the source itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

_ROOT = Path(__file__).parents[2]
# What an import warns of is tested with the import.
_ELSEWHERE = _ROOT / "generator" / "importing"


def rule_codes() -> set[str]:
    """Each text that is given as `rule`: by name, by position, or as the default of a parameter."""
    trees = [
        ast.parse(file.read_text(encoding="utf-8"))
        for package in ("desk", "generator")
        for file in sorted((_ROOT / package).rglob("*.py"))
        if _ELSEWHERE not in file.parents
    ]
    return {code for tree in trees for code in _codes(tree)}


def _codes(tree: ast.Module) -> Iterator[str]:
    positions: dict[str, int] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            names = [argument.arg for argument in node.args.args]
            if "rule" in names:
                positions[node.name] = names.index("rule")
            defaults = zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
            yield from (_text(value) for argument, value in defaults if argument.arg == "rule")
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from (_text(keyword.value) for keyword in node.keywords if keyword.arg == "rule")
            position = positions.get(node.func.id) if isinstance(node.func, ast.Name) else None
            if position is not None and position < len(node.args):
                yield _text(node.args[position])


def _text(node: ast.expr | None) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
