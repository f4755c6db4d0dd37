"""Pages are composed, poured into their shells and joined by indexes and feeds: every file of the site, in memory."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from html import escape
from pathlib import Path

from desk.masking import rules_json
from desk.templates import Components
from desk.words import Words
from generator.checked_html import Source
from generator.content import Question, Site
from generator.content.files import leads_outside
from generator.desk_files import desk_files
from generator.engines.port import ANYWHERE, ShellKey
from generator.feeds import redirects, robots, sitemap
from generator.head import head, language_links
from generator.markdown import Answer
from generator.pages.contact_block import contact_slot
from generator.pages.desk_pages import contact_page, hours_page, missing_page
from generator.pages.listing import category_page, home_page, search_page
from generator.pages.notices import banner, notices_page
from generator.pages.page import Desk, Page, languages_by_path
from generator.pages.question import question_page
from generator.pages.search_words import search_words
from generator.pages.status import status_page
from generator.search import SearchEntry
from generator.search.meaning import meant_index
from generator.search.stemmer_script import stemmer_script
from generator.search.stems import algorithm_of
from generator.search.synonyms import Reach, expanded, reaches
from generator.shells import Shells

Answers = Mapping[tuple[str, str], Answer]
Stage = Callable[[str], AbstractContextManager[None]]


@dataclass(slots=True)
class Assembly:
    """`files` by path in the site; `mains` the content of each page, `sources` the file that a person edits for it.

    `entries` are what is searched, by language, as the writers wrote it; `synonyms` where the groups of synonyms.yml lead.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    mains: dict[str, str] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    entries: dict[str, list[SearchEntry]] = field(default_factory=dict)
    searched: dict[str, str] = field(default_factory=dict)
    synonyms: dict[str, list[Reach]] = field(default_factory=dict)


def assemble(
    site: Site,
    words: Mapping[str, Words],
    answers: Answers,
    *,
    shells: Shells,
    themes: Sequence[Path],
    today: date,
    stage: Stage,
    cache: Path,
) -> Assembly:
    """Every file of the site except the images and downloads beside the answers."""
    assembly = Assembly()
    components = Components([theme / "components" for theme in themes])
    pages: list[Page] = []
    with stage("pages"):
        for language in site.languages:
            desk = Desk(site=site, words=words[language], components=components, icon=shells.icon, today=today)
            pages += _pages(desk, answers)
            assembly.files[f"assets/frontdesk/search-{language}.json"] = search_words(desk)
    with stage("pour"):
        languages = languages_by_path(pages)
        for page in pages:
            _pour(assembly, site, page, languages[page.path], shells)
    with stage("search"):
        for language in site.languages:
            assembly.entries[language] = _entries(site, language, answers)
            reached = reaches(assembly.entries[language], site.synonyms.get(language, ()), language)
            assembly.synonyms[language] = reached
            entries = expanded(assembly.entries[language], reached)
            searched = meant_index(
                entries, language, site.settings.search.meaning, site.golden.get(language, ()), cache / "search"
            )
            assembly.searched[language] = searched.told
            assembly.files |= _search_files(searched.files, language)
    with stage("feeds"):
        assembly.files |= dict(redirects(site)) | _theme_assets(themes) | shells.assets()
        assembly.files["sitemap.xml"] = sitemap(site, pages, languages)
        assembly.files["robots.txt"] = robots(site.settings)
        assembly.files["assets/frontdesk/masking.json"] = rules_json()
        assembly.files |= desk_files(site.settings, words, today)
    return assembly


def _pages(desk: Desk, answers: Answers) -> list[Page]:
    language = desk.language

    # The block differs only by the page's distance from home and by the topic: a few dozen for a site of any size.
    @cache
    def contact(root: str, topic: str) -> str:
        return contact_slot(desk, root, topic=topic)

    @cache
    def notices(root: str) -> str:
        return banner(desk, root)

    questions = desk.site.questions[language].values()
    summaries = {question.path: answers[language, question.path].summary for question in questions}
    pages = [
        home_page(desk, contact),
        search_page(desk, contact),
        contact_page(desk),
        hours_page(desk, contact),
        notices_page(desk, contact),
        status_page(desk, contact),
    ]
    pages += [category_page(desk, category, summaries, contact) for category in desk.site.categories[language].values()]
    pages += [question_page(desk, question, answers[language, question.path], contact) for question in questions]
    pages = [replace(page, notices=notices(desk.root(page.path))) for page in pages]
    root = _server_root(desk)
    return [*pages, replace(missing_page(desk, root, contact), notices=notices(root))]


def _server_root(desk: Desk) -> str:
    path = "/" + desk.site.settings.organisation.site_url.split("/", 3)[3]
    return path + desk.site.root(desk.language)


def _pour(assembly: Assembly, site: Site, page: Page, languages: Sequence[str], shells: Shells) -> None:
    missing = page.path == "404"
    below_root = bool(site.root(page.language))
    depth = ANYWHERE if missing else (page.path.count("/") + 1 if page.path else 0) + below_root
    shell = shells.shell(ShellKey(layout=page.layout, language=page.language, depth=depth, category=page.category))
    name = site.settings.organisation.name
    html = shell.fill(
        {
            "title": escape(f"{page.title} – {name}"),
            "head": head(site, page, languages),
            "languages": "" if missing else language_links(site, page, languages),
            "notices": page.notices,
            "main": page.main,
        }
    )
    folder = site.root(page.language)
    path = f"{folder}404.html" if missing else f"{folder}{page.path + '/' if page.path else ''}index.html"
    assembly.files[path] = html.encode()
    assembly.mains[path] = page.main
    question = site.questions[page.language].get(page.path)
    category = site.categories[page.language].get(page.path)
    if question:
        assembly.sources[path] = Source(question.file, question.body, question.body_line)
    elif category:
        assembly.sources[path] = Source(category.file)


def _entries(site: Site, language: str, answers: Answers) -> list[SearchEntry]:
    return [_entry(site, question, answers[language, question.path]) for question in site.questions[language].values()]


def _entry(site: Site, question: Question, answer: Answer) -> SearchEntry:
    crumbs = tuple(category.title for category in site.around(question.language, question.category))
    topic = site.settings.topic(question.topic)
    return SearchEntry(
        path=question.path,
        title=question.title,
        synonyms=question.synonyms,
        summary=answer.summary,
        body=answer.text,
        # Words of the topic and of the categories around it: `I cannot get in` stands in no answer's own title.
        about=" ".join([*crumbs, topic.name.get(question.language, "") if topic else ""]),
        crumbs=crumbs,
    )


def _search_files(index: Mapping[str, bytes], language: str) -> dict[str, bytes]:
    files = {f"assets/search/{name}": content for name, content in index.items()}
    algorithm = algorithm_of(language)
    if algorithm:
        files[f"assets/frontdesk/stemmer-{algorithm}.js"] = stemmer_script(algorithm).encode()
    return files


def _theme_assets(themes: Sequence[Path]) -> dict[str, bytes]:
    """Scripts, styles and images of the themes; the project's own win."""
    files: dict[str, bytes] = {}
    for theme in reversed(themes):
        for file in sorted((theme / "assets").rglob("*")):
            if file.is_file() and not file.name.startswith(".") and not leads_outside(file, theme):
                files[file.relative_to(theme).as_posix()] = file.read_bytes()
    return files
