"""The shape of the code: who knows which package, and how long a module or a function may grow.

Reads source text and pyproject.toml, and imports nothing of what it judges.
"""

import ast
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
OUR_PACKAGES = ("desk", "generator", "contact", "frontdesk")
MODULE_LINES = 250
FUNCTION_LINES = 45
DRAWERS = {"common", "helper", "helpers", "misc", "util", "utils"}

# Run-time dependencies that no module needs to import, and what reads them instead.
NEVER_IMPORTED = {
    "pymdown-extensions": "Python-Markdown loads an extension by name",
    "snowballstemmer": "generator.search.stemmer_script reads its modules, and never runs them",
    "wordllama": "generator.search.meaning.general reads its vectors, and never runs it",
    "tzdata": "zoneinfo reads it where the system has no time zones",
}

# An array of numbers is a type like a list: every module of one package may work with it.
WHOLE_PACKAGE = {"numpy": "generator.search"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    name: str
    path: Path
    source: str

    @property
    def tree(self) -> ast.Module:
        return ast.parse(self.source, filename=str(self.path))

    @property
    def third_party(self) -> set[str]:
        """The packages that it imports, also inside a function or for types only, by their first name."""
        first_names = {name.partition(".")[0] for name in self._imported()}
        return first_names - sys.stdlib_module_names - set(OUR_PACKAGES)

    def _imported(self) -> Iterator[str]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module


@cache
def our_modules() -> tuple[Module, ...]:
    paths = sorted(path for package in OUR_PACKAGES for path in (ROOT / package).rglob("*.py"))
    return tuple(
        Module(name=module_name(path), path=path.relative_to(ROOT), source=path.read_text(encoding="utf-8"))
        for path in paths
    )


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def importers() -> Mapping[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for module in our_modules():
        for package in module.third_party:
            found[package].add(module.name)
    return found


def contracts() -> dict[str, set[str]]:
    """Each third-party package that has a contract, with the modules that may import it."""
    return {
        package: set(contract["allowed_importers"])
        for contract in pyproject()["tool"]["importlinter"]["contracts"]
        if contract["type"] == "protected"
        for package in contract["protected_modules"]
        if package.partition(".")[0] not in OUR_PACKAGES
    }


def dependencies() -> set[str]:
    return names_of(pyproject()["project"]["dependencies"])


def optional_dependencies() -> set[str]:
    """Those of the extras, such as `pip install 'frontdesk[postgresql]'`."""
    extras = pyproject()["project"]["optional-dependencies"]
    return {name for requirements in extras.values() for name in names_of(requirements)}


def names_of(requirements: Iterable[str]) -> set[str]:
    return {normal(re.split(r"[^\w.-]", requirement)[0]) for requirement in requirements}


def distributions(package: str) -> set[str]:
    return {normal(name) for name in packages_distributions().get(package, ())}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pyproject() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def listed(names: set[str]) -> str:
    return ", ".join(sorted(names)) or "no module"


def test_each_package_is_imported_by_the_one_module_of_its_contract() -> None:
    """A second importer, a missing contract and a contract that is no longer needed are all named."""
    allowed = contracts()
    wrong = [
        f"{package}: imported by {listed(importers().get(package, set()))}, "
        f"its contract in pyproject.toml allows {listed(allowed.get(package, set()))}"
        for package in sorted({*importers(), *allowed} - {*WHOLE_PACKAGE})
        if importers().get(package) != allowed.get(package) or len(allowed[package]) != 1
    ]
    assert not wrong, "\n".join(wrong)


def test_arrays_stay_in_the_package_that_calculates() -> None:
    """Outside of it nothing knows what the numbers are kept in."""
    allowed = contracts()
    for package, where in WHOLE_PACKAGE.items():
        assert allowed[package] == {f"{where}.**"}
        assert {name for name in importers()[package] if not name.startswith(f"{where}.")} == set()


def test_each_imported_package_is_a_dependency() -> None:
    """A package that is only installed because another one needs it may be gone tomorrow."""
    declared = dependencies() | optional_dependencies()
    undeclared = {package for package in importers() if not distributions(package) & declared}
    assert undeclared == set()


def test_each_dependency_is_imported_or_says_why_not() -> None:
    """A dependency that nothing imports is dead weight, unless something loads it by name."""
    imported = {name for package in importers() for name in distributions(package)}
    wrong = (dependencies() - imported) ^ set(NEVER_IMPORTED)
    assert not wrong, f"not as NEVER_IMPORTED says: {listed(wrong)}"


def test_no_module_is_long() -> None:
    """A module that outgrows the limit holds two nouns."""
    lengths = {str(module.path): len(module.source.splitlines()) for module in our_modules()}
    assert {path: lines for path, lines in lengths.items() if lines > MODULE_LINES} == {}


def test_no_function_is_long() -> None:
    """A function that outgrows the limit does two things."""
    lengths = {
        f"{module.path}:{node.lineno} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for module in our_modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {function: lines for function, lines in lengths.items() if lines > FUNCTION_LINES} == {}


def test_no_module_is_a_drawer() -> None:
    """A module is named for what it holds: 'utils' and 'common' hold whatever has no home."""
    assert [str(module.path) for module in our_modules() if DRAWERS & set(module.name.split("."))] == []


def test_no_field_hides_the_type_of_a_field() -> None:
    """`date: date` would be read as the field itself from Python 3.14 on, where types are looked up after the class is made."""
    owners = [
        (module, [line for line in node.body if isinstance(line, ast.AnnAssign)])
        for module in our_modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef)
    ]
    hidden = [
        f"{module.path}:{line.lineno}: {name.id}"
        for module, lines in owners
        for line in lines
        for name in ast.walk(line.annotation)
        if isinstance(name, ast.Name) and name.id in {ast.unparse(field.target) for field in lines}
    ]
    assert not hidden, "\n".join(hidden)
