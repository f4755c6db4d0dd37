"""Questions -> one search index a language, and results from it: the same in the terminal as in the browser.

What is written is described in docs/running/search-index.md.
"""

import os
from importlib import import_module
from typing import TYPE_CHECKING

from generator.search.entry import SearchEntry

if TYPE_CHECKING:
    from generator.search.index import build_index
    from generator.search.query import DEFAULT_LIMIT, Found, Index, open_index

# Read by numpy's algebra when it is first imported. Its threads wait for work by spinning: a small product then takes ten
# times as long, and a forked process must not have any.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__all__ = ["DEFAULT_LIMIT", "Found", "Index", "SearchEntry", "build_index", "open_index"]


def __getattr__(name: str) -> object:
    """An index comes with numpy, which most builds do without: what makes and reads it is imported where it is first used."""
    if name in __all__:
        module = "index" if name == "build_index" else "query"
        return getattr(import_module(f"generator.search.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
