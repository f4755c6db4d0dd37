"""A site and its answers -> all of its files but those of the search, and what is wrong with them.

Imports all that draws pages: whoever begins a search imports this after it.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from desk.data import Data
from desk.finding import Finding
from desk.folders import Folders
from desk.words import Words
from generator.content import Site
from generator.content.listing import Listing
from generator.house import house_of, open_house
from generator.shells import Shells
from generator.stages.answers import Answers
from generator.stages.checking import check_site
from generator.stages.others import copy_shown_files, other_files
from generator.stages.pages import compose_pages
from generator.stages.pouring import Pourer, SiteFiles
from generator.stages.workshop import Workshop


class Composed(Data, frozen=True):
    """The files, and the shells around their pages."""

    files: SiteFiles
    shells: Shells


def composed(
    shop: Workshop,
    site: Site,
    answers: Answers,
    *,
    words: Mapping[str, Words],
    themes: Sequence[Path],
    listing: Listing,
    findings: list[Finding],
) -> Composed:
    """Every page that was not kept is drawn. Problems are added to `findings`."""
    watch = shop.watch
    with watch.stage("shells"):
        shells = open_house(house_of(site, words), themes, Folders(shop.project).cache, shop.store)
    with watch.stage("pages"):
        pages = compose_pages(shop, site, words, answers, shells=shells, themes=themes)
    with watch.stage("pour"):
        files = SiteFiles(shop)
        pourer = Pourer(shop, site, pages, shells)
        planned = pourer.pour_into(files)
        files.ready |= other_files(shop, site, words, pages, themes) | shells.assets()
        findings += copy_shown_files(shop, files, site, answers, listing)
    with watch.stage("check"):
        findings += check_site(shop, site, files, pourer, planned)
    return Composed(files, shells)
