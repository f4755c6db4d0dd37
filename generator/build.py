"""faq/ -> site/ and the contact bundle: the one module that knows every stage and their order."""

import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from desk.bundle import BUNDLE_FILE, BUNDLE_VERSION, AckTemplate, Bundle, bundle_bytes
from desk.finding import Finding, FindingsError, Severity, errors, in_order
from desk.folders import Folders, made_private
from desk.known_paths import marks_of
from desk.settings import Settings, read_settings
from desk.shell import Shell
from desk.words import Words
from generator.assembly import Assembly, assemble
from generator.checked_html import check_pages
from generator.content import Question, Site, read_site
from generator.content.files import content_files
from generator.content.pictures import active_picture
from generator.house import house_of, open_house
from generator.markdown import Answer, Renderer
from generator.markdown.dialect import dialect_named
from generator.output import publish, replace_file
from generator.rules import findings_of
from generator.rules.acknowledgements import read_ack_templates
from generator.rules.golden_queries import golden_findings, golden_lists
from generator.rules.profiles import profile_findings
from generator.rules.prose import settled_in_templates
from generator.rules.synonyms import synonym_findings
from generator.rules.translations import missing_words
from generator.search import open_index
from generator.search.golden import Search
from generator.shells import Shells
from generator.starter import STARTER_THEME, ack_folders
from generator.wordbook import read_words

# Of these a person may want to see that something happens.
Progress = Callable[[str, int, int], None]


@dataclass(slots=True)
class Stopwatch:
    """Seconds of wall time by stage, in the order in which they ran."""

    stages: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time one stage."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.stages[name] = self.stages.get(name, 0.0) + time.perf_counter() - start


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A site in memory: its files by path, the bundle, what a person should mend, and by what each language is searched."""

    site: Site
    files: Mapping[str, bytes]
    bundle: bytes
    findings: tuple[Finding, ...]
    watch: Stopwatch
    searched: Mapping[str, str]


def build_site(
    project: Path, today: date, *, progress: Progress | None = None, broken_golden: Severity = "warning"
) -> Built:
    """Run every stage but the last. Raises FindingsError where an error was found: then there is nothing to publish.

    What is wrong with golden queries is `broken_golden`: an urgent answer has to get out although the search likes another.
    """
    watch, findings = Stopwatch(), list[Finding]()
    with watch.stage("settings"):
        settings = read_settings(project, today)
        themes = theme_folders(project)
        words = _words(settings, themes, findings)
    with watch.stage("content"):
        site = read_site(project, settings, findings)
        files = {language: content_files(project / "faq" / language) for language in settings.languages.offered}
        templates = read_ack_templates(ack_folders(project), settings.languages.offered, findings)
    with watch.stage("rules"):
        findings += findings_of(site, today)
        findings += profile_findings(site, templates, today)
        findings += settled_in_templates(settings, templates)
        findings += golden_lists(site, broken_golden)
    with watch.stage("markdown"):
        answers = _answers(site, words, files, findings, progress)
    _stop_at_errors(findings)
    with watch.stage("shells"):
        shells = open_house(house_of(site, words), themes, Folders(project).cache)
    cache = Folders(project).cache
    assembly = assemble(site, words, answers, shells=shells, themes=themes, today=today, stage=watch.stage, cache=cache)
    findings += _add_content_files(assembly, site, project, answers)
    with watch.stage("check"):
        findings += check_pages(assembly.mains, assembly.sources, assembly.files)
    with watch.stage("golden"):
        findings += _found_by_search(site, assembly, broken_golden)
    _stop_at_errors(findings)
    with watch.stage("bundle"):
        bundle = bundle_bytes(_bundle(project, site, words, shells, templates))
        shells.keep()
    return Built(
        site=site,
        files=assembly.files,
        bundle=bundle,
        findings=in_order(findings),
        watch=watch,
        searched=assembly.searched,
    )


def _words(settings: Settings, themes: Sequence[Path], findings: list[Finding]) -> dict[str, Words]:
    words = {
        language: read_words(themes, language, settings.languages.default, findings)
        for language in settings.languages.offered
    }
    english = read_words([STARTER_THEME], "en", "en", findings).texts
    findings += missing_words(words, english)
    if any(found.severity == "error" for found in findings):
        # Nothing is published. Until the other mistakes are found too, texts stand in that can all be filled.
        return {language: Words(language, english) for language in words}
    return words


def publish_built(built: Built, project: Path, output: Path) -> None:
    """The last stage: write the site and the bundle. Raises generator.output.OutputError."""
    with built.watch.stage("output"):
        publish(built.files, output)
        # The bundle names responsible people and how to reach them, which no visitor is shown.
        made_private(Folders(project).state)
        folder = made_private(Folders(project).bundle)
        replace_file(folder / BUNDLE_FILE, built.bundle, private=True)


def theme_folders(project: Path) -> list[Path]:
    """Where theme files are looked for: the project's own theme, then the product's."""
    own = project / "theme"
    return [own, STARTER_THEME] if own.is_dir() and own.resolve() != STARTER_THEME.resolve() else [STARTER_THEME]


def _answers(
    site: Site,
    words: Mapping[str, Words],
    files: Mapping[str, frozenset[str]],
    findings: list[Finding],
    progress: Progress | None,
) -> dict[tuple[str, str], Answer]:
    unreadable = site.all_unreadable()
    known = {
        language: frozenset({*site.questions[language], *site.categories[language], *unreadable})
        for language in site.languages
    }
    drafts = {language: site.drafts_in(language) for language in site.languages}
    pending = {language: _pending(site, language) for language in site.languages}
    renderer = Renderer(site.settings, words, dialect_named(site.settings.dialect), known, files, drafts, pending)
    questions: Sequence[Question] = site.all_questions()
    answers = {}
    for number, question in enumerate(questions, start=1):
        answer = renderer.answer(question)
        findings += answer.findings
        answers[question.language, question.path] = answer
        if progress:
            progress("answers", number, len(questions))
    for draft in site.drafts:
        findings += renderer.answer(draft).findings
    return answers


def _pending(site: Site, language: str) -> dict[str, str]:
    """The page of each question that is not translated yet, from the root of the language that lacks it."""
    up = "../" if site.root(language) else ""
    return {path: f"{up}{site.root(other)}{path}/" for path, other in site.pending(language).items()}


def _bundle(
    project: Path,
    site: Site,
    words: Mapping[str, Words],
    shells: Shells,
    templates: Mapping[str, Mapping[str, AckTemplate]],
) -> Bundle:
    settings = site.settings
    backend: dict[str, Shell] = {
        language: shells.backend(settings, language) for language in settings.languages.offered
    }
    return Bundle(
        version=BUNDLE_VERSION,
        commit=_commit(project),
        settings=settings,
        words=words,
        shells=backend,
        templates=templates,
        answers={language: marks_of(site.questions[language]) for language in settings.languages.offered},
    )


def _commit(project: Path) -> str:
    """The commit that the site was built from; empty outside a git checkout."""
    try:
        found = subprocess.run(  # noqa: S603 - fixed arguments
            ["git", "-C", str(project), "rev-parse", "HEAD"],  # noqa: S607 - git wherever the owner has it
            capture_output=True,
            text=True,
            check=False,
            timeout=10,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return found.stdout.strip() if found.returncode == 0 else ""


def _found_by_search(site: Site, assembly: Assembly, broken_golden: Severity) -> Iterator[Finding]:
    """What is wrong with synonyms and golden queries, on the index that is about to be written."""
    searches: dict[str, Search] = {
        language: open_index(lambda name: assembly.files[f"assets/search/{name}"], language).paths
        for language in assembly.entries
    }
    yield from synonym_findings(site, assembly.entries, assembly.synonyms)
    yield from golden_findings(site, searches, broken_golden)


def _add_content_files(
    assembly: Assembly, site: Site, project: Path, answers: Mapping[tuple[str, str], Answer]
) -> Iterator[Finding]:
    """Images and downloads that answers show, at the same place below the language as in faq/."""
    for (language, _), answer in answers.items():
        for path in sorted(answer.files):
            target = site.root(language) + path
            if target not in assembly.files:
                assembly.files[target] = (project / "faq" / language / path).read_bytes()
                yield from active_picture(f"faq/{language}/{path}", assembly.files[target])


def _stop_at_errors(findings: Sequence[Finding]) -> None:
    if errors(findings):
        raise FindingsError(findings)
