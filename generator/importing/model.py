"""What an import is asked to do, and what it did. Frozen data; knows neither files nor Markdown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from desk.finding import Finding

Style = Literal["plain", "zendesk"]
STYLES: tuple[Style, ...] = ("plain", "zendesk")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to import. With `category`, everything comes below it; `today` is the day a starter's settings begin."""

    project: Path
    today: date
    style: Style = "plain"
    language: str = "en"
    category: str = ""
    force: bool = False
    dry_run: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """What was done. `files` are relative to the project; `made` counts what was changed on the way, by what it is."""

    language: str
    articles: int
    categories: int
    read: int
    files: tuple[str, ...]
    made: Mapping[str, int] = field(default_factory=dict)
    dropped_keys: Mapping[str, int] = field(default_factory=dict)
    old_host: str = ""
    dry_run: bool = False
    findings: tuple[Finding, ...] = ()


class ImportRefusedError(Exception):
    """The import was asked for something that cannot be done; nothing was written."""
