"""A page before it is poured, and what all pages of one build share."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date

from desk.data import Data
from desk.settings.model import Languages
from desk.templates import Components, safe
from desk.words import Words
from generator.content import Site
from generator.engines.port import Layout

# Where the contact block belongs in a page. It is poured in with the shell: hours and notices stand in every page, and a
# change of theirs needs no page to be composed again. No text can hold it: neither YAML nor Markdown lets a NUL through.
CONTACT_MARK = "\x00contact\x00"


def contact_mark(_root: str, _topic: str) -> str:
    """In the place of the contact block."""
    return safe(CONTACT_MARK)


class Page(Data, frozen=True, kw_only=True):
    """One page to pour.

    `path` is the same in every language (`account/close-it`, empty for home); `main` holds CONTACT_MARK where the contact
    block about `topic` belongs; `indexed` says whether search engines may list it; `structured` is schema.org data.
    """

    language: str
    path: str
    title: str
    description: str
    main: str
    topic: str = ""
    layout: Layout = "page"
    category: str = ""
    indexed: bool = True
    structured: tuple[Mapping[str, object], ...] = ()


class Frame(Data, frozen=True, kw_only=True):
    """What the pages of questions and categories may know besides their own content: so little that they seldom change.

    `name` is the organisation's, `site_url` the public address of the site.
    """

    name: str
    site_url: str
    languages: Languages
    words: Words
    components: Components

    @property
    def language(self) -> str:
        """The language of the pages."""
        return self.words.language

    def root(self, path: str) -> str:
        """From the page at `path` to the root of its language."""
        return "../" * (path.count("/") + 1) if path else "./"

    def site_root(self, path: str) -> str:
        """From the page at `path` to the root of the site."""
        return self.root(path) + ("../" if self.languages.root(self.language) else "")

    def count(self, number: int) -> str:
        """`12 questions`."""
        return self.words("site.questions.one" if number == 1 else "site.questions.other", count=number)


class Desk(Frame, frozen=True, kw_only=True):
    """What the pages of the desk itself are made from, in one language. `today` decides which special days are still ahead."""

    site: Site
    icon: Callable[[str], str | None]
    today: date

    @property
    def frame(self) -> Frame:
        """What the other pages may know of it."""
        return Frame(
            name=self.name,
            site_url=self.site_url,
            languages=self.languages,
            words=self.words,
            components=self.components,
        )


def desk_of(site: Site, words: Words, components: Components, icon: Callable[[str], str | None], today: date) -> Desk:
    """The desk of a site in the language of `words`."""
    organisation = site.settings.organisation
    return Desk(
        name=organisation.name,
        site_url=organisation.site_url,
        languages=site.settings.languages,
        words=words,
        components=components,
        site=site,
        icon=icon,
        today=today,
    )


def server_root(desk: Desk) -> str:
    """The root of a language from the root of the server, for the page that is shown at any address."""
    path = "/" + desk.site_url.split("/", 3)[3]
    return path + desk.languages.root(desk.language)


def languages_by_path(pages: Mapping[str, Collection[str]]) -> Mapping[str, Sequence[str]]:
    """In which languages there is a page at each path, from the paths of each language."""
    everywhere = set.intersection(*map(set, pages.values()))
    languages: dict[str, list[str]] = {}
    for language, paths in pages.items():
        for path in paths:
            if path not in everywhere:
                languages.setdefault(path, []).append(language)
    return languages | dict.fromkeys(everywhere, tuple(pages))
