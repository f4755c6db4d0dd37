"""Rules about file names: they become addresses, so they must be clean, unique and free."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from shlex import quote

from desk.finding import Finding
from desk.place import Place
from generator.content import Category, Question, Site

# Addresses that the site itself uses, in every language.
RESERVED = ("search", "contact", "hours", "notices", "status", "assets", "_desk", "404")

# Files that a build writes beside the pages.
WRITTEN = (
    "index.html",
    "404.html",
    "sitemap.xml",
    "robots.txt",
    "contact.json",
    "contact.schema.json",
    "desk.json",
    "hours.ics",
    "manifest.json",
)

_CLEAN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)*")


def clean_name(path: str) -> str:
    """The nearest path that may be an address: `Lost Phone?` -> `lost-phone`."""
    if _CLEAN.fullmatch(path):
        return path
    plain = unicodedata.normalize("NFKD", path).encode("ascii", "ignore").decode().lower()
    parts = (re.sub(r"[^a-z0-9]+", "-", part).strip("-") for part in plain.split("/"))
    return "/".join(part or "untitled" for part in parts)


def bad_name(site: Site, _today: date) -> Iterator[Finding]:
    """File and folder names are lower case letters, digits and hyphens."""
    for item in _items(site) if _unclean(site) else ():
        if not _CLEAN.fullmatch(item.path):
            name = f"faq/{item.language}/{clean_name(item.path)}"
            target = item.file.replace(f"faq/{item.language}/{item.path}", name)
            message = f"'{item.path}' cannot be an address: use lower case letters, digits and hyphens"
            yield Finding(
                place=Place(item.file),
                rule="bad-name",
                message=message,
                fix=f"git mv {quote(item.file)} {quote(target)}",
            )


def repeated_path(site: Site, _today: date) -> Iterator[Finding]:
    """Two questions, or a question and a category, may not have one address."""
    seen: dict[tuple[str, str], str] = {}
    for item in _items(site) if _unclean(site) or _has_twins(site) else ():
        key = (item.language, clean_name(item.path))
        if key in seen:
            message = f"this has the same address as {seen[key]}: /{key[1]}/"
            yield Finding(
                place=Place(item.file), rule="repeated-path", message=message, fix="rename one of the two files"
            )
        else:
            seen[key] = item.file


def reserved_path(site: Site, _today: date) -> Iterator[Finding]:
    """The first folder may not be an address that the site needs for itself."""
    taken = {*RESERVED, *site.languages}
    for item in _items(site) if not taken.isdisjoint([path.partition("/")[0] for path in _paths(site)]) else ():
        first = item.path.partition("/")[0]
        if first in taken:
            message = f"'{first}' is an address that the site uses itself"
            folder = f"faq/{item.language}/{first}"
            yield Finding(
                place=Place(item.file),
                rule="reserved-path",
                message=message,
                fix=f"git mv {quote(folder)} {quote(folder + '-help')}",
            )


# Most paths stand in every language: each is looked at once.


@lru_cache(maxsize=2)
def _paths(site: Site) -> frozenset[str]:
    """All of them."""
    named = (*site.categories.values(), *site.questions.values(), [draft.path for draft in site.drafts])
    return frozenset[str]().union(*named)


@lru_cache(maxsize=2)
def _unclean(site: Site) -> bool:
    """Whether one of them can be no address."""
    return not all(map(_CLEAN.fullmatch, _paths(site)))


def _has_twins(site: Site) -> bool:
    """Whether two files of a language have the same path."""
    for language, categories in site.categories.items():
        paths = [*categories, *site.questions[language], *(one.path for one in site.drafts if one.language == language)]
        if len(set(paths)) < len(paths):
            return True
    return False


def _items(site: Site) -> Iterator[Category | Question]:
    for categories in site.categories.values():
        yield from categories.values()
    for questions in site.questions.values():
        yield from questions.values()
    yield from site.drafts
