"""A house -> what MkDocs hands to the templates of a theme, as far as Material's ask for it, without starting MkDocs.

What else a template asks for, it is given by MkDocs itself.
"""

import os
import posixpath
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from desk.installed import version_of
from desk.yaml_lines import Text, read_table


class Asked:
    """Values by name, as a template asks for them; the thing itself is made for a name that is not among them.

    Jinja asks for an attribute first, then for an item, and takes what has neither for undefined.
    """

    def __init__(self, known: Mapping[str, object], itself: Callable[[], Any], absent: Collection[str] = ()) -> None:
        self._known, self._itself, self._absent = known, itself, absent

    def __getattr__(self, name: str) -> object:
        if name in self._absent:
            raise AttributeError(name)
        return self._known[name] if name in self._known else getattr(self._itself(), name)

    def __getitem__(self, name: str) -> object:
        if name in self._absent:
            raise KeyError(name)
        return self._known[name] if name in self._known else self._itself()[name]

    def __contains__(self, name: object) -> bool:
        return name in self._known or name in self._itself()

    def __iter__(self) -> Iterator[object]:
        return iter(self._itself())

    def __len__(self) -> int:
        return len(self._itself())


class Site:
    """One site in one language. `defaults` is what the theme sets, `theme` and `site` are what we set."""

    def __init__(
        self, site: dict[str, object], theme: dict[str, object], defaults: Mapping[str, object], themes: Sequence[Path]
    ) -> None:
        self._site, self._theme, self._themes = site, theme, themes
        look = Asked({**defaults, **theme, "name": "material"}, lambda: self._settings.theme, absent=_ABSENT)
        self._config = Asked(
            {**site, "theme": look, "extra": {}, "extra_css": [], "extra_javascript": []}, lambda: self._settings
        )

    def context(self, base_url: str) -> dict[str, object]:
        """For a page from which `base_url` leads to the root of the site."""
        return {
            "nav": _Navigation(),
            "pages": [],
            "base_url": base_url,
            "extra_css": [],
            "extra_javascript": [],
            "mkdocs_version": version_of("mkdocs"),
            "build_date_utc": _now(),
            "config": self._config,
            "page": None,
        }

    @cached_property
    def _settings(self) -> Any:  # noqa: ANN401 - MkDocs is not imported here
        from generator.engines.mkdocs_settings import settings_of  # noqa: PLC0415 - it starts MkDocs

        return settings_of(self._site, self._theme, self._themes)


# What Material's own templates look for in their theme, and do not find.
_ABSENT = frozenset({"palette"})


class _Navigation(list[object]):
    """That of a site without pages."""

    homepage = None

    def __init__(self) -> None:
        self.items: list[object] = []
        self.pages: list[object] = []


def defaults_of(theme: Path) -> dict[str, object]:
    """What a theme's mkdocs_theme.yml sets, as far as it is one text; lists and tables are MkDocs' business."""
    table = read_table((theme / "mkdocs_theme.yml").read_text(encoding="utf-8"), "mkdocs_theme.yml", [])
    entries = table.entries if table else {}
    return {
        name: None if found.blank else found.text
        for name, found in entries.items()
        if isinstance(found, Text) and found.text not in _NO_TEXT
    }


# Plain scalars that are no text in YAML.
_NO_TEXT = ("true", "false", "yes", "no", "on", "off")


def url(context: Mapping[str, Any], value: object) -> str:
    """The filter `url`: an address from the root of the site -> the same from the page."""
    path = str(value).replace("\\", "/") or "."
    parts = urlsplit(path)
    if parts.scheme or parts.netloc or path.startswith(("/", "#")):
        return path
    return posixpath.join(context["base_url"], path)


def script_tag(context: Mapping[str, Any], value: object) -> str:
    """The filter `script_tag`, by MkDocs itself."""
    from generator.engines.mkdocs_settings import script_tag  # noqa: PLC0415 - it starts MkDocs

    return script_tag(context, value)


def _now() -> datetime:
    """The time of the build, or what SOURCE_DATE_EPOCH says it is."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(given), UTC) if given else datetime.now(UTC)
