"""Composed pages, shells, notices and contact blocks -> the files of the site, each poured when somebody asks for it.

Whether a file is another one than in the last build is known without pouring it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from hashlib import sha256
from itertools import chain
from pathlib import Path

from desk.data import Data, to_json
from desk.kept import beside, key_of
from desk.shell import Form, Shell
from generator.checked_html import Read, joined, read_page
from generator.content import Site
from generator.engines.port import ANYWHERE, ShellKey
from generator.kept.store import LostError
from generator.pages.contact_block import contact_slot
from generator.pages.notices import banner
from generator.pages.page import Desk, server_root
from generator.shells import Shells
from generator.stages.planned import Own, OwnRead, Pages, Planned
from generator.stages.whereabouts import MISSING
from generator.stages.workshop import Workshop


class Part(Data, frozen=True):
    """What is poured into many pages, with its digest."""

    html: str
    digest: bytes


class Around(Data, frozen=True):
    """All that is poured around a page, with its digest; many pages share it."""

    shell: Shell
    notices: Part
    contact: Part
    digest: bytes


class Poured(Data, frozen=True):
    """All that a page is poured from."""

    own: bytes
    around: Around

    @property
    def identity(self) -> bytes:
        """The same for the same content."""
        return self.own + self.around.digest


class _Mold(Data, frozen=True):
    """What is poured around a page, ready for many."""

    form: Form
    notices: bytes
    contact: bytes

    def pour(self, own: Own) -> bytes:
        return self.form.fill(
            {
                "title": own.title,
                "head": own.head,
                "languages": own.languages,
                "notices": self.notices,
                "main": self.contact.join(own.main),
            }
        )


class SiteFiles(Mapping[str, bytes]):
    """Every file of the site by path.

    Those that are `ready` lie in memory, those that are `copied` in the project, each with what tells it from another one;
    pages are `poured` from what was kept.
    """

    def __init__(self, shop: Workshop) -> None:
        self.ready: dict[str, bytes] = {}
        self.poured: dict[str, Poured] = {}
        self.copied: dict[str, tuple[Path, bytes]] = {}
        self._own = shop.shelf(Own)
        self._molds: dict[bytes, _Mold] = {}

    def __getitem__(self, path: str) -> bytes:
        if path in self.ready:
            return self.ready[path]
        if path in self.copied:
            return self.copied[path][0].read_bytes()
        poured = self.poured[path]
        own = self._own.get(poured.own)
        if own is None:
            raise LostError
        around = poured.around
        mold = self._molds.get(around.digest)
        if mold is None:
            mold = self._molds[around.digest] = _Mold(
                around.shell.form(), around.notices.html.encode(), around.contact.html.encode()
            )
        return mold.pour(own)

    def add_ready(self, more: Iterable[Mapping[str, bytes]]) -> None:
        """Add files that lie in memory."""
        for files in more:
            self.ready |= files

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(chain(self.ready, self.copied, self.poured)))

    def __len__(self) -> int:
        return len({*self.ready, *self.copied, *self.poured})

    def __contains__(self, path: object) -> bool:
        return path in self.ready or path in self.poured or path in self.copied

    def identity(self, path: str) -> bytes:
        """The same for the same content: two builds in which it is the same wrote the same file."""
        if path in self.ready:
            return sha256(self.ready[path]).digest()
        if path in self.copied:
            return self.copied[path][1]
        return self.poured[path].identity


class Pourer:
    """Knows the shell, the notices and the contact block of each page."""

    def __init__(self, shop: Workshop, site: Site, pages: Pages, shells: Shells) -> None:
        self._shop, self._site, self._pages, self._shells = shop, site, pages, shells
        self._shell_digests: dict[ShellKey, tuple[Shell, bytes]] = {}
        self._parts: dict[tuple[str, ...], Part] = {}
        self._arounds: dict[tuple[str, int, str, str, str], Around] = {}
        self._reads: dict[bytes, Read] = {}
        self._roots = {language: site.root(language) for language in site.languages}
        self._read = shop.shelf(OwnRead)

    def pour_into(self, files: SiteFiles) -> dict[str, Planned]:
        """Add every page; the planned pages by path of their file."""
        planned = {self._file(page): page for page in self._pages.planned}
        files.poured |= {path: Poured(page.key, self._around(page)) for path, page in planned.items()}
        return planned

    def read(self, poured: Poured) -> Read:
        """What a page links to and offers as anchors, with what was poured into it."""
        own = self._read.get(beside(poured.own, b"r"))
        if own is None:
            raise LostError
        contact = poured.around.contact
        if contact.digest not in self._reads:
            self._reads[contact.digest] = read_page(contact.html)
        return joined([own.read, *[self._reads[contact.digest]] * own.blocks])

    def _around(self, page: Planned) -> Around:
        """Pages of one depth below the same category have the same shell; notices and contact block go by less."""
        missing = page.path == MISSING
        depth = -1 if missing else page.path.count("/") + 1 if page.path else 0
        about = (page.language, depth, page.category, page.layout, page.topic)
        around = self._arounds.get(about)
        if around is None:
            desk = self._pages.desks[page.language]
            root = server_root(desk) if missing else desk.root(page.path)
            depth = ANYWHERE if missing else depth + bool(self._site.root(page.language))
            shell, digest = self._shell(
                ShellKey(layout=page.layout, language=page.language, depth=depth, category=page.category)
            )
            notices, contact = self._notices(desk, root), self._contact(desk, root, page.topic)
            digest = key_of("around", digest, notices.digest, contact.digest)
            around = self._arounds[about] = Around(shell, notices, contact, digest)
        return around

    def _file(self, page: Planned) -> str:
        folder, path = self._roots[page.language], page.path
        if path == MISSING:
            return f"{folder}404.html"
        return f"{folder}{path}/index.html" if path else f"{folder}index.html"

    def _shell(self, key: ShellKey) -> tuple[Shell, bytes]:
        found = self._shell_digests.get(key)
        if found is None:
            shell = self._shells.shell(key)
            found = self._shell_digests[key] = (shell, key_of("shell", to_json(shell)))
        return found

    def _notices(self, desk: Desk, root: str) -> Part:
        found = self._parts.get((desk.language, root))
        if found is None:
            found = self._parts[desk.language, root] = self._part(desk, banner, root)
        return found

    def _contact(self, desk: Desk, root: str, topic: str) -> Part:
        """The block differs only by the page's distance from home and by the topic: a few dozen for a site of any size."""
        found = self._parts.get((desk.language, root, topic))
        if found is None:
            found = self._parts[desk.language, root, topic] = self._part(
                desk, partial(contact_slot, topic=topic), root, topic
            )
        return found

    def _part(self, desk: Desk, draw: Callable[[Desk, str], str], root: str, *about: str) -> Part:
        """Drawn, unless it was before by a desk that knew the same."""
        parts = [self._pages.desk_keys[desk.language], root.encode(), *(text.encode() for text in about)]
        html = self._shop.kept("notices and contact", parts, str, lambda: _plain(draw(desk, root)))
        return Part(html, key_of("part", html.encode()))


def _plain(html: str) -> str:
    """Not as Markup, which would escape what it is poured between."""
    return html.encode().decode()
