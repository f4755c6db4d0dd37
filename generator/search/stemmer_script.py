"""A stemmer of the package snowballstemmer -> the same stemmer as a classic script, so that page and build stem alike.

Knows nothing of the search. The script sets `frontdeskStemmers.<algorithm>`, a function from a word to its stem.
"""

import ast
import importlib.util
from functools import cache
from importlib.metadata import distribution
from pathlib import Path
from typing import Final

from generator.search.short_script import shortened
from generator.search.stemmer_translation import Translation

PACKAGE: Final = "snowballstemmer"
BASE: Final = Path(__file__).with_name("stemmer_base.js")


@cache
def stemmer_script(algorithm: str) -> str:
    """The script of one algorithm, as small as it needs to be. Raises UnknownConstructError."""
    file = _folder() / f"{algorithm}_stemmer.py"
    source = file.read_text(encoding="utf-8")
    # Its other classes are the labels of its jumps.
    stemmer = next(node for node in ast.parse(source).body if isinstance(node, ast.ClassDef))
    members = Translation(file.name, stemmer.name).members(stemmer)
    body = "\n".join([BASE.read_text(encoding="utf-8"), *members])
    whole = f"(globalThis.frontdeskStemmers ??= {{}}).{algorithm} = (() => {{\n{body}\nreturn stem_word;\n}})();"
    generated = source.partition("\n")[0].removeprefix("# ")
    return f"/*! {generated}\n{licence()}*/\n{shortened(whole)}\n"


@cache
def licence() -> str:
    """The notice that Snowball's licence asks to keep."""
    return next(file for file in distribution(PACKAGE).files or () if file.name == "COPYING").read_text()


def _folder() -> Path:
    # Found, not imported: the module that stems imports it.
    found = importlib.util.find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError(f"{PACKAGE} is not installed")
    return Path(found.submodule_search_locations[0])
