"""Questions -> one search index a language, and results from it: the same in the terminal as in the browser.

What is written is described in docs/running/search-index.md.
"""

from generator.search.entry import SearchEntry
from generator.search.index import build_index
from generator.search.query import DEFAULT_LIMIT, Found, Index, open_index

__all__ = ["DEFAULT_LIMIT", "Found", "Index", "SearchEntry", "build_index", "open_index"]
