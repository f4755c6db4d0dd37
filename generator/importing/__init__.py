"""A tree of Markdown help articles -> faq/<language>/<category>/<slug>.md, and what a person must look at there.

Reads any folder, writes into one project. Knows the format of faq/; nothing of HTML pages, themes or the build.
"""

from generator.importing.importer import import_tree
from generator.importing.model import STYLES, ImportRefusedError, ImportResult, Options, Style

__all__ = ["STYLES", "ImportRefusedError", "ImportResult", "Options", "Style", "import_tree"]
