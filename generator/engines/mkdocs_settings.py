"""A house -> the settings with which MkDocs would build a site in Material's theme.

Starts MkDocs, which takes a third of a second: only for templates that ask for more than generator.engines.mkdocs_context has.
"""

import logging
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.templates import script_tag_filter

script_tag: Callable[..., str] = script_tag_filter


def settings_of(site: dict[str, Any], theme: dict[str, Any], themes: Sequence[Path]) -> MkDocsConfig:
    """The settings of MkDocs for a `site` and its `theme`; `themes` are folders with overrides, the most important first."""
    # MkDocs warns of settings that a site with pages would need.
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    config = MkDocsConfig()
    # While it checks its settings MkDocs insists on a folder of documents; ours stays empty.
    with tempfile.TemporaryDirectory(prefix="frontdesk-") as documents:
        folders = {"docs_dir": documents, "site_dir": documents + "-site"}
        config.load_dict({**site, **folders, "theme": {"name": "material", **theme}, "plugins": []})
        errors, _ = config.validate()
    if errors:
        raise RuntimeError(f"MkDocs refused its settings: {errors}")
    config.theme.dirs[:0] = [str(folder) for folder in themes]
    return config
