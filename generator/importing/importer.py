"""The import from end to end: read, place, convert, write. The only module that knows all stages."""

import re
from pathlib import Path

from desk.finding import Finding
from desk.folders import Folders
from desk.place import Place
from desk.settings import SETTINGS_FILE, read_settings
from generator.importing.article import Article, read_article
from generator.importing.attachments import Attachments
from generator.importing.library import library
from generator.importing.model import ImportRefusedError, ImportResult, Options
from generator.importing.output import Output
from generator.importing.plan import Planner, Taken
from generator.importing.references import references
from generator.importing.sources import read_sources
from generator.importing.writing import write_all

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]+)*")


def import_tree(source: Path, options: Options) -> ImportResult:
    """Import every article below a folder. Raises ImportRefusedError, FindingsError (broken settings) or OSError."""
    languages = _languages(source, options)
    findings: list[Finding] = []
    sources = read_sources(source, Folders(options.project).faq, findings)
    articles = [article for article in map(read_article, sources) if _has_answer(article, source, findings)]
    root = f"faq/{options.language}"
    planner = Planner(root, languages, Taken.of(options.project / root), findings)
    plan = planner.plan(articles, options.category)
    links = [references(article.prose) for article in articles]
    output = Output(options, root, library(plan, links, options.style), Attachments(source.resolve(), root), findings)
    for placed, found in zip(plan.placed, links, strict=True):
        output.take(placed, found, pending=len(languages) > 1)
    output.finish(plan)
    if not options.dry_run:
        write_all(options.project, output.files)
    return output.result(read=len(articles))


def _languages(source: Path, options: Options) -> tuple[str, ...]:
    """The languages of the project; the one of the import where it has no settings yet."""
    own = Folders(options.project).faq.resolve()
    if not source.is_dir():
        raise ImportRefusedError(f"there is no folder {source}")
    if not options.project.is_dir():
        raise ImportRefusedError(f"there is no folder {options.project}; make it first, or name another: --project DIR")
    if source.resolve().is_relative_to(own):
        raise ImportRefusedError(f"{source} is in the project's own faq/ folder; name the folder to import from")
    if not _LANGUAGE.fullmatch(options.language):
        raise ImportRefusedError(f"'{options.language}' is no language code; use a code such as en, es, fr or zh-Hant")
    if not (options.project / SETTINGS_FILE).exists():
        return (options.language,)
    offered = read_settings(options.project, options.today).languages.offered
    if options.language not in offered:
        known = ", ".join(offered)
        raise ImportRefusedError(
            f"the site does not offer '{options.language}'; its languages in {SETTINGS_FILE} are: {known}"
        )
    return offered


def _has_answer(article: Article, source: Path, findings: list[Finding]) -> bool:
    text, title = article.prose.text, article.repeated
    if (text[: title.start] + text[title.end :] if title else text).strip():
        return True
    place = Place((source / article.source).as_posix())
    message = "there is a title but no answer; it was not imported"
    fix = "write the answer, or delete the file"
    findings.append(Finding(place=place, rule="empty-article", message=message, fix=fix, severity="warning"))
    return False
