"""faq/ -> site/ and the contact bundle: the one module that knows every stage and their order.

What is needed only once the search is begun is imported then: it takes some hundredths of a second, in which another
process is at work already.
"""

import shutil
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desk.bundle import BUNDLE_FILE
from desk.data import Data
from desk.finding import Finding, FindingsError, Severity, errors, in_order
from desk.folders import Folders, made_private
from desk.kept import key_of
from desk.settings import read_settings
from desk.words import Words
from generator.content import Site
from generator.content.listing import Listing
from generator.kept.keys import maker
from generator.kept.store import LostError, stores
from generator.markdown.uses import Use
from generator.output import replace_file
from generator.processes import cores
from generator.publication import Publication
from generator.published import Published
from generator.rules import site_findings
from generator.rules.golden_queries import golden_lists
from generator.rules.profiles import profile_findings
from generator.stages.answers import Answers, render_answers
from generator.stages.categories import category_findings
from generator.stages.content import read_content
from generator.stages.searching import Searched, SearchStage
from generator.stages.texts import read_all_words
from generator.stages.workshop import Progress, Stopwatch, Workshop
from generator.starter import theme_folders

if TYPE_CHECKING:
    from generator.stages.composing import Composed
    from generator.stages.pouring import SiteFiles
    from generator.stages.templates import Templates


class Built(Data, frozen=True, kw_only=True):
    """A site: its files by path, the bundle, what a person should mend, and by what each language is searched.

    `uses` are the desk tags that its answers show; `behind` the languages whose search is that of an earlier build.
    """

    site: Site
    files: "SiteFiles"
    bundle: bytes
    findings: tuple[Finding, ...]
    uses: Sequence[Use]
    shop: Workshop
    searched: Mapping[str, Searched]
    behind: frozenset[str]

    @property
    def watch(self) -> Stopwatch:
        """How long each stage took."""
        return self.shop.watch


def build_site(
    project: Path,
    today: date,
    *,
    progress: Progress | None = None,
    broken_golden: Severity = "warning",
    jobs: int = 1,
    earlier: Mapping[str, Searched] | None = None,
    publication: Publication | None = None,
) -> Built:
    """Run every stage but the last. Raises FindingsError where an error was found: then there is nothing to publish.

    What is wrong with golden queries is `broken_golden`: an urgent answer has to get out although the search likes another.
    At most `jobs` processes work at once; 0 stands for one a core. Whoever cannot wait for a new search gives an `earlier` one.
    To a `publication` what is ready is written while the search is made.
    """
    for store in stores(_kept_folder(project), maker()):
        shop = Workshop(
            project=project,
            today=today,
            store=store,
            jobs=jobs or cores(),
            progress=progress,
            watch=Stopwatch(),
        )
        try:
            return _build(shop, broken_golden, earlier or {}, publication)
        except LostError:
            # Somebody emptied the cache, or the disk damaged it, while it was used.
            store.close()
        except BaseException:
            store.save(whole=False)
            raise
    raise RuntimeError("a build that keeps nothing lost something")


def _kept_folder(project: Path) -> Path:
    return Folders(project).cache / "kept"


class _Read(Data, frozen=True, kw_only=True):
    """What is written in a project, and its answers rendered."""

    themes: Sequence[Path]
    words: Mapping[str, Words]
    site: Site
    listing: Listing
    answers: Answers
    uses: Sequence[Use]


def _build(
    shop: Workshop, broken_golden: Severity, earlier: Mapping[str, Searched], publication: Publication | None
) -> Built:
    findings: list[Finding] = []
    read = _read(shop, findings)
    site = read.site
    if errors(findings):
        # Nothing is made of it, but all that is wrong is told.
        _apply_rules(shop, read, broken_golden, findings)
    searching = SearchStage(shop, site, read.answers, broken_golden)
    waiting = searching.waiting()
    behind = frozenset(earlier.keys() & waiting)
    with shop.aside(searching.tasks(behind), searching.items(behind)) as searched:
        # What takes longest waits for nothing that it does not need.
        templates = _apply_rules(shop, read, broken_golden, findings)
        made = _compose(shop, read, findings)
        files = made.files
        ready = searching.known() | {language: earlier[language] for language in behind}
        files.add_ready(of_language.files for of_language in ready.values())
        if publication and not errors(findings):
            with shop.watch.stage("output"):
                publication.begin(files, site.settings.precompressed, shop.hands(len(files.poured)))
        with shop.watch.stage("search"):
            searched()
            new = {language: searching.found(language) for language in waiting - behind}
    files.add_ready(of_language.files for of_language in new.values())
    found = {language: (ready | new)[language] for language in site.languages}
    findings += [finding for of_language in found.values() for finding in of_language.findings]
    _stop_at_errors(findings)
    with shop.watch.stage("bundle"):
        from generator.stages.bundling import bundle_of  # noqa: PLC0415 - see the top

        bundle = bundle_of(shop, site, read.words, made.shells, templates)
        made.shells.keep()
        shop.store.save(whole=True)
    return Built(
        site=site,
        files=files,
        bundle=bundle,
        findings=in_order(findings),
        uses=read.uses,
        shop=shop,
        searched=found,
        behind=behind,
    )


def _read(shop: Workshop, findings: list[Finding]) -> _Read:
    watch = shop.watch
    with watch.stage("settings"):
        settings = read_settings(shop.project, shop.today, shop.store)
        themes = theme_folders(shop.project)
        words = read_all_words(shop, settings, themes, findings)
    with watch.stage("content"):
        site, listing = read_content(shop, settings, findings)
    with watch.stage("answers"):
        answers, uses = render_answers(shop, site, words, listing.others, findings)
    return _Read(themes=themes, words=words, site=site, listing=listing, answers=answers, uses=uses)


def _apply_rules(shop: Workshop, read: _Read, broken_golden: Severity, findings: list[Finding]) -> "Templates":
    """Add what rules find; the acknowledgement templates. Raises FindingsError for errors, also for those found before."""
    from generator.stages.templates import read_all_templates  # noqa: PLC0415 - see the top

    site = read.site
    with shop.watch.stage("rules"):
        templates = read_all_templates(shop, site.settings, findings)
        findings += site_findings(site, shop.today, read.uses)
        findings += profile_findings(site, templates, shop.today)
        findings += category_findings(shop, site)
        findings += golden_lists(site, broken_golden)
    _stop_at_errors(findings)
    return templates


def _compose(shop: Workshop, read: _Read, findings: list[Finding]) -> "Composed":
    from generator.stages.composing import composed  # noqa: PLC0415 - see the top

    return composed(
        shop,
        read.site,
        read.answers,
        words=read.words,
        themes=read.themes,
        listing=read.listing,
        findings=findings,
    )


def publication_of(project: Path, output: Path, told: Callable[[str], None] | None = None) -> Publication:
    """The way of a project's site into a folder. `told` hears of another build that has to end first."""
    notes = Folders(project).cache / f"published-{key_of('target', str(output.resolve()).encode()).hex()}"
    return Publication(output, notes=notes, told=told)


def publish_built(built: Built, project: Path, publication: Publication) -> Published:
    """The last stage: write the site and the bundle; what is in its folder now. Raises OutputError."""
    with built.watch.stage("output"):
        try:
            published = _published(built, publication)
        except LostError:
            # Damaged since it was built: all of it once more, from what is written.
            built.shop.store.close()
            shutil.rmtree(_kept_folder(project), ignore_errors=True)
            published = _published(build_site(project, built.shop.today, jobs=built.shop.jobs), publication)
        # The bundle names responsible people and how to reach them, which no visitor is shown.
        made_private(Folders(project).state)
        folder = made_private(Folders(project).bundle)
        replace_file(folder / BUNDLE_FILE, built.bundle, private=True)
    return published


def _published(built: Built, publication: Publication) -> Published:
    return publication.end(built.files, built.site.settings.precompressed, built.shop.jobs)


def _stop_at_errors(findings: Sequence[Finding]) -> None:
    if errors(findings):
        raise FindingsError(findings)
