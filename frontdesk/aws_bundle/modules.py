"""The handlers of the lambdas -> every module of ours that they can come to import, and the packages of others.

Reads source text and runs nothing. Knows nothing of zips.
"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import contact

# Where desk/ and contact/ lie.
TOP = Path(contact.__file__).parent.parent
OURS = ("desk", "contact")
HANDLERS = tuple(
    f"contact.edges.aws.{name}" for name in ("accept", "outbox", "arriving", "bounces", "upkeep", "connect")
)
# Imported only where a deployment asks for it, and on AWS none does: its cases lie in DynamoDB.
NOT_FOLLOWED = ("contact.store.postgresql",)
# Half as large as all the rest: only for who has Twilio answer the telephone.
TWILIO = "contact.telephony.library"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """Our modules by name, with their files; and the packages of others by the name under which they are imported."""

    modules: dict[str, Path]
    packages: frozenset[str]


def reached(start: tuple[str, ...] = HANDLERS, without: tuple[str, ...] = (TWILIO,)) -> Reached:
    """All that the handlers can import, also what they import only when it is needed."""
    modules: dict[str, Path] = {}
    packages: set[str] = set()
    waiting = list(start)
    while waiting:
        name = waiting.pop()
        first = name.partition(".")[0]
        if first in sys.stdlib_module_names or name in modules or name in (*NOT_FOLLOWED, *without):
            continue
        if first not in OURS:
            packages.add(first)
        elif path := _file(name):
            modules[name] = path
            waiting += [*_packages_above(name), *_imported(path)]
    return Reached(modules=modules, packages=frozenset(packages))


def _file(name: str) -> Path | None:
    """The file of a module; None for a name that is something within a module."""
    base = TOP.joinpath(*name.split("."))
    return next((path for path in (base / "__init__.py", base.with_suffix(".py")) if path.is_file()), None)


def _packages_above(name: str) -> Iterator[str]:
    while name := name.rpartition(".")[0]:
        yield name


def _imported(path: Path) -> Iterator[str]:
    waiting: list[ast.AST] = [ast.parse(path.read_bytes())]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            # `from contact.edges.aws import deployed` names a module, too.
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        if not _for_types_only(node):
            waiting += ast.iter_child_nodes(node)


def _for_types_only(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
