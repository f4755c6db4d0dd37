"""Questions -> one search index a language, and results from it: the same in the terminal as in the browser.

First version, on lunr; everything that knows lunr is in `index.py` here and `theme/assets/frontdesk/search.js`.
"""

from generator.search.index import SearchEntry, build_index, search

__all__ = ["SearchEntry", "build_index", "search"]
