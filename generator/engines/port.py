"""The port to a theme: shells of pages, the files that they need, and the icons that it ships.

An engine may know MkDocs or any other generator; it knows nothing of questions.
"""

from collections.abc import Mapping, Sequence
from typing import Literal, Protocol

from desk.data import Data
from desk.shell import Shell

# `page` has the categories beside it, `wide` has not.
Layout = Literal["page", "wide"]

# Depths of pages that are not at a fixed place: shown at any address of the server (404), or by another server.
ANYWHERE = -1
ABSOLUTE = -2


class NavigationItem(Data, frozen=True, kw_only=True):
    """One line of the navigation. `url` is relative to the root of the language; `key` says on which pages it is current."""

    key: str
    title: str
    url: str


class Way(Data, frozen=True, kw_only=True):
    """A way to complain. `from_home` says that `url` starts at the root of the language."""

    text: str
    url: str
    label: str = ""
    from_home: bool = False


class Party(Data, frozen=True, kw_only=True):
    """Somebody to whom one can complain: by which ways, and by post."""

    intro: str
    ways: tuple[Way, ...]
    address: tuple[str, ...]


class ComplaintsBlock(Data, frozen=True, kw_only=True):
    """Where complaints go, for the foot of every page. `post` is the word before an address."""

    title: str
    post: str
    parties: tuple[Party, ...]


class House(Data, frozen=True, kw_only=True):
    """What an engine must know of a site to render its shells, and which `engine` it is that renders them.

    `policy` is the content security policy of static pages, `backend_policy` that of pages which a backend at another
    address draws.
    """

    engine: str
    site_name: str
    site_url: str
    default_language: str
    policy: str
    backend_policy: str
    navigation: Mapping[str, Sequence[NavigationItem]]
    words: Mapping[str, Mapping[str, str]]
    complaints: Mapping[str, ComplaintsBlock]


class ShellKey(Data, frozen=True, kw_only=True, order=True):
    """Which shell.

    `depth` counts the folders between the page and the root of the site, or is ANYWHERE (links start at the root of the
    server) or ABSOLUTE (links start at the site's public address).
    """

    layout: Layout
    language: str
    depth: int
    category: str = ""


class Engine(Protocol):
    """Renders shells. `version` names everything that they depend on besides the House."""

    version: str

    def shell(self, key: ShellKey) -> Shell:
        """One shell."""
        ...

    def assets(self) -> Mapping[str, bytes]:
        """The files that the shells refer to, by path from the root of the site."""
        ...

    def icon(self, name: str) -> str | None:
        """An icon as inline SVG, or None where the engine has none of this name."""
        ...
