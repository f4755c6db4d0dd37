"""A page before it is poured, and what all pages of one build share."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desk.templates import Components
from desk.words import Words
from generator.content import Site
from generator.engines.port import Layout

# Gives the contact block of (root of the language, topic).
Contact = Callable[[str, str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page to pour.

    `path` is the same in every language (`account/close-it`, empty for home); `indexed` says whether search engines may
    list it; `structured` is schema.org data; `notices` is HTML for the banner.
    """

    language: str
    path: str
    title: str
    description: str
    main: str
    layout: Layout = "page"
    category: str = ""
    indexed: bool = True
    notices: str = ""
    structured: tuple[Mapping[str, object], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What pages are made from, in one language. `today` decides which special days are still ahead."""

    site: Site
    words: Words
    components: Components
    icon: Callable[[str], str | None]
    today: date

    @property
    def language(self) -> str:
        """The language of the pages."""
        return self.words.language

    def root(self, path: str) -> str:
        """From the page at `path` to the root of its language."""
        return "../" * (path.count("/") + 1) if path else "./"

    def site_root(self, path: str) -> str:
        """From the page at `path` to the root of the site."""
        return self.root(path) + ("../" if self.site.root(self.language) else "")

    def count(self, number: int) -> str:
        """`12 questions`."""
        return self.words("site.questions.one" if number == 1 else "site.questions.other", count=number)


def languages_by_path(pages: Iterable[Page]) -> Mapping[str, Sequence[str]]:
    """In which languages there is a page at each path."""
    languages: dict[str, list[str]] = {}
    for page in pages:
        languages.setdefault(page.path, []).append(page.language)
    return languages
