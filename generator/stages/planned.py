"""Pages on their way: planned, each with the key by which its own part is kept; then composed, and ready to be poured."""

from collections.abc import Mapping, Sequence

from desk.data import Data
from generator.checked_html import Read
from generator.engines.port import Layout
from generator.pages.page import Desk


class Own(Data, frozen=True, array_like=True):
    """What is a page's own, ready to be poured: `main` in pieces, between which the contact block belongs.

    As bytes, which are poured much faster: a single dash in a title makes every sign of a text twice as wide.
    """

    title: bytes
    head: bytes
    languages: bytes
    main: tuple[bytes, ...]


class OwnRead(Data, frozen=True, array_like=True):
    """What a page's own part links to and offers as anchors, and how often the contact block is poured into it."""

    read: Read
    blocks: int


class GroupKeys(Data, frozen=True, array_like=True):
    """The keys of the pages of a category and of its questions, in their order; `listed` is one of what lists say of them."""

    category: bytes
    listed: bytes
    questions: tuple[bytes, ...]

    def pages(self) -> tuple[bytes, ...]:
        """Those of all pages."""
        return self.category, *self.questions


class Planned(Data, frozen=True, kw_only=True):
    """A page of the site, and the key by which its own part is kept. `indexed` pages stand in the sitemap."""

    language: str
    path: str
    key: bytes
    layout: Layout = "page"
    category: str = ""
    topic: str = ""
    indexed: bool = True


class Pages(Data, frozen=True, kw_only=True):
    """All pages in their order, in which languages each is there, and what of the site their search says.

    `desk_keys` are by language: other ones where anything is that a desk may know besides the content of the site.
    """

    planned: Sequence[Planned]
    languages: Mapping[str, Sequence[str]]
    desks: Mapping[str, Desk]
    desk_keys: Mapping[str, bytes]
    search_words: Mapping[str, bytes]
