"""A listed file -> what it says, and all of them together -> a Site: which questions, which categories, in which order."""

from collections.abc import Iterable
from pathlib import Path

from desk.data import Data, replace
from desk.fields import Fields
from desk.finding import Finding
from desk.place import Place
from desk.settings import Settings
from desk.yaml_lines import Table, read_table
from generator.content.front_matter import read_question
from generator.content.golden_queries import GoldenQuery, read_golden_queries
from generator.content.listing import Listed, Stamp, content_listing
from generator.content.model import Body, Category, Question, Site
from generator.content.opened import decoded, digest_of, opened
from generator.content.synonyms import SynonymGroup, read_synonyms

DEFAULT_ORDER = 1000


class FileRead(Data, frozen=True, kw_only=True, array_like=True):
    """What one file says; of the four, one is there at most. `unreadable` is a question or a category of which nothing is known.

    `stamp` is that of what was read: a file that still has it need not be read again. None where it is to be read each time.
    """

    listed: Listed
    stamp: Stamp | None = None
    question: Question | None = None
    category: Category | None = None
    synonyms: tuple[SynonymGroup, ...] | None = None
    golden: tuple[GoldenQuery, ...] | None = None
    findings: tuple[Finding, ...] = ()
    unreadable: bool = False

    def without_body(self) -> "FileRead":
        """The same, as it is kept: the body is in its file."""
        return replace(self, question=replace(self.question, source=Body())) if self.question else self


def read_site(project: Path, settings: Settings, findings: list[Finding]) -> Site:
    """Everything below faq/ in the languages that the settings offer. Problems are added to `findings`."""
    listing = content_listing(project, settings)
    reads = [read_file(project, listed) for listed in listing.files if listed.kind != "other"]
    findings += listing.findings
    for read in reads:
        findings += read.findings
    return site_of(settings, reads)


def read_file(project: Path, listed: Listed) -> FileRead:
    """What one file says, whatever the others do."""
    found = opened(project, listed)
    text = found.refusal or decoded(found.data, listed.file)
    if isinstance(text, Finding):
        return FileRead(listed=listed, findings=(text,), unreadable=listed.kind in {"question", "category"})
    findings: list[Finding] = []
    question, category, synonyms, golden = None, None, None, None
    digest = digest_of(listed, found.data)
    if listed.kind == "question":
        question = read_question(text, listed.file, listed.language, listed.path, findings, digest)
    elif listed.kind == "category":
        category = _category(text, listed, findings, digest)
    elif listed.kind == "synonyms":
        synonyms = read_synonyms(text, listed.file, findings)
    elif listed.kind == "golden":
        golden = read_golden_queries(text, listed.file, findings)
    return FileRead(
        listed=listed,
        stamp=found.stamp,
        question=question,
        category=category,
        synonyms=synonyms,
        golden=golden,
        findings=tuple(findings),
        unreadable=listed.kind in {"question", "category"} and not (question or category),
    )


def site_of(settings: Settings, reads: Iterable[FileRead]) -> Site:
    """What all files say together."""
    offered = settings.languages.offered
    questions: dict[str, list[Question]] = {language: [] for language in offered}
    categories: dict[str, dict[str, Category]] = {language: {} for language in offered}
    unreadable: dict[str, set[str]] = {}
    synonyms: dict[str, tuple[SynonymGroup, ...]] = {}
    golden: dict[str, tuple[GoldenQuery, ...]] = {}
    for read in reads:
        language = read.listed.language
        if read.question:
            questions[language].append(read.question)
        elif read.category:
            categories[language][read.category.path] = read.category
        elif read.unreadable:
            unreadable.setdefault(language, set()).add(read.listed.path)
        elif read.synonyms is not None:
            synonyms[language] = read.synonyms
        elif read.golden is not None:
            golden[language] = read.golden
    in_order = {language: _sorted_categories(own) for language, own in categories.items()}
    all_in_order = {language: _ordered(own, in_order[language]) for language, own in questions.items()}
    return Site(
        settings=settings,
        categories=in_order,
        questions={
            language: {question.path: question for question in own if not question.draft}
            for language, own in all_in_order.items()
        },
        drafts=tuple(question for own in questions.values() for question in own if question.draft),
        unreadable={language: frozenset(paths) for language, paths in unreadable.items()},
        synonyms=synonyms,
        golden=golden,
    )


def _category(text: str, listed: Listed, findings: list[Finding], digest: bytes) -> Category | None:
    table = read_table(text, listed.file, findings)
    if table is None:
        return None
    fields = Fields(Table(table.entries, Place(listed.file), table.places), "", findings)
    category = Category(
        language=listed.language,
        path=listed.path,
        file=listed.file,
        title=fields.text("title", "title: Opening an account"),
        summary=fields.optional_text("summary", "summary: What this category is about.") or "",
        order=fields.parsed("order", "order: 1", _whole, "a whole number") or DEFAULT_ORDER,
        icon=fields.optional_text("icon", "icon: material/help-circle") or "",
        lines=fields.lines,
        digest=digest,
    )
    fields.close()
    return category


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise ValueError from None


def _sorted_categories(own: dict[str, Category]) -> dict[str, Category]:
    """The categories of a language as the reader of a page meets them: by order, then title, each before its own inside."""

    def rank(path: str) -> list[tuple[int, str]]:
        parts = path.split("/")
        chain = [own.get("/".join(parts[: depth + 1])) for depth in range(len(parts))]
        return [(category.order, category.title.casefold()) if category else (DEFAULT_ORDER, "") for category in chain]

    return {path: own[path] for path in sorted(own, key=lambda path: (rank(path), path))}


def _ordered(questions: list[Question], categories: dict[str, Category]) -> list[Question]:
    order = {path: number for number, path in enumerate(categories)}
    last = len(order)

    def rank(question: Question) -> tuple[int, str]:
        path = question.path
        return order.get(path.rpartition("/")[0], last), path

    return sorted(questions, key=rank)
