"""Composed pages -> findings: every link, anchor, id and picture of the site as a visitor would meet them.

Where no page links elsewhere than before or offers other anchors, nothing has to be looked at again.
"""

from collections.abc import Collection, Iterator, Mapping

from desk.data import Data, packed
from desk.finding import Finding
from desk.kept import key_of
from generator.checked_html import Source, check_pages
from generator.content import Site
from generator.kept.table import Table
from generator.stages.planned import Planned
from generator.stages.pouring import Pourer, SiteFiles
from generator.stages.workshop import Workshop


class _Checked(Data, frozen=True, array_like=True):
    findings: tuple[Finding, ...]
    sources: dict[str, bytes]


def check_site(
    shop: Workshop, site: Site, files: SiteFiles, pourer: Pourer, planned: Mapping[str, Planned]
) -> Iterator[Finding]:
    """What is wrong with the pages."""
    links = {path: digest for path, (_, _, digest) in _links(shop, files, pourer).items()}
    shelf, key = shop.shelf(_Checked), key_of("checked", packed(links), packed(sorted(files)))
    checked = shelf.get(key)
    if checked is None or checked.sources != _sources(site, checked.sources):
        pages = {path: pourer.read(poured) for path, poured in files.poured.items()}
        findings = tuple(check_pages(pages, lambda path: _source(site, planned, path), files))
        checked = _Checked(findings, _sources(site, {finding.place.file for finding in findings}))
        shelf.put(key, checked)
    yield from checked.findings


def _sources(site: Site, files: Collection[str]) -> dict[str, bytes]:
    """The digests of the files in which findings name lines: in a file that was edited they may be others."""
    if not files:
        return {}
    return {question.file: question.digest for question in site.all_questions() if question.file in files}


def _links(shop: Workshop, files: SiteFiles, pourer: Pourer) -> dict[str, tuple[bytes, bytes, bytes]]:
    """By path: what the page is made of, and a digest of what it links to and offers. Most stand in the last build's list."""
    table = Table(shop.store, "links", str, tuple[bytes, bytes, bytes])
    known = table.rows
    links = {}
    for path, poured in files.poured.items():
        before = known.get(path)
        if before and before[:2] == (poured.own, poured.around.contact.digest):
            links[path] = before
        else:
            digest = key_of("read", packed(pourer.read(poured)))
            links[path] = (poured.own, poured.around.contact.digest, digest)
    if links != known:
        table.keep(links)
    return links


def _source(site: Site, planned: Mapping[str, Planned], path: str) -> Source:
    """The file that a person edits for a page."""
    page = planned.get(path)
    if page is None:
        return Source(path)
    question = site.questions[page.language].get(page.path)
    if question:
        return Source(question.file, question.body, question.body_line)
    category = site.categories[page.language].get(page.path)
    return Source(category.file) if category else Source(path)
