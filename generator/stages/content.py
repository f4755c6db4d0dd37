"""The folder faq/ -> a Site: files that are as they were are not opened (row W1)."""

from collections.abc import Iterable, Mapping
from functools import partial

from desk.data import packed
from desk.finding import Finding
from desk.kept import beside
from desk.known_paths import marks_of
from desk.settings import Settings
from generator.content.listing import Listed, Listing, content_listing
from generator.content.model import Site
from generator.content.reading import FileRead, read_file, site_of
from generator.kept.store import LostError
from generator.kept.table import Table
from generator.kept.values import Shelf
from generator.stages.workshop import Workshop

# A file is read in a tenth of a millisecond: for fewer, another process takes longer to start and to hand them over.
_FEWEST = 2_000


def read_content(shop: Workshop, settings: Settings, findings: list[Finding]) -> tuple[Site, Listing]:
    """The site, and all files of faq/. Problems are added to `findings`."""
    listing = content_listing(shop.project, settings)
    findings += listing.findings
    table = Table(shop.store, "files", str, FileRead)
    known = table.rows
    files = [listed for listed in listing.files if listed.kind != "other"]
    reads = _unchanged(shop, files, known)
    changed = [listed for listed in files if listed.file not in reads]
    fresh = {
        read.listed.file: read for read in shop.each("files", changed, partial(_read, shop, shop.shelf(str)), _FEWEST)
    }
    kept = reads | {file: read for file, read in fresh.items() if read.stamp}
    if fresh or len(kept) != len(known):
        table.keep(kept)
    bodies = _Bodies(shop)
    ordered = []
    for listed in files:
        read = reads.get(listed.file) or fresh[listed.file]
        bodies.lend(read)
        findings += read.findings
        ordered.append(read)
    return site_of(settings, ordered), listing


def answer_marks(shop: Workshop, site: Site, language: str) -> str:
    """By what the paths of a language's answers are known again."""
    paths = [*site.questions[language]]
    return shop.kept("marks", [packed(paths)], str, lambda: marks_of(paths))


def _unchanged(shop: Workshop, files: Iterable[Listed], known: Mapping[str, FileRead]) -> dict[str, FileRead]:
    """What was read of files, by their paths: those that are still the same and whose bodies were kept."""
    same = {
        listed.file: before
        for listed in files
        if (before := known.get(listed.file)) and listed.stamp is not None and before.stamp == listed.stamp
    }
    bodies = {file: beside(read.question.digest, b"b") for file, read in same.items() if read.question}
    if shop.store.has_all(bodies.values()):
        return same
    return {file: read for file, read in same.items() if file not in bodies or shop.store.has(bodies[file])}


def _read(shop: Workshop, bodies: Shelf[str], listed: Listed) -> FileRead:
    """What a file says, without its body, which is kept."""
    read = read_file(shop.project, listed)
    if read.question:
        bodies.put(beside(read.question.digest, b"b"), read.question.body)
    return read.without_body()


class _Bodies:
    """Gives each question its body, to be read when somebody asks for it."""

    def __init__(self, shop: Workshop) -> None:
        self._shelf = shop.shelf(str)

    def lend(self, read: FileRead) -> None:
        """Tell the question of a file where its body is."""
        if read.question:
            read.question.source.load = partial(self._body, read.question.digest)

    def _body(self, digest: bytes) -> str:
        body = self._shelf.get(beside(digest, b"b"))
        if body is None:
            raise LostError
        return body
