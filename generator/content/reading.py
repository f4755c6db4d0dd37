"""Read faq/<language>/<category>/ from disk: which files are questions, which folders categories, in which order."""

import difflib
from pathlib import Path
from shlex import quote

from desk.fields import Fields
from desk.finding import Finding
from desk.place import Place
from desk.settings import Settings
from desk.yaml_lines import Table, read_table
from generator.content.files import files_below, is_special, leads_outside
from generator.content.front_matter import read_question
from generator.content.golden_queries import GOLDEN_FILE, GoldenQuery, read_golden_queries
from generator.content.model import Category, Question, Site
from generator.content.synonyms import SYNONYMS_FILE, SynonymGroup, read_synonyms

CATEGORY_FILE = "_category.yml"
DEFAULT_ORDER = 1000
_READ = (SYNONYMS_FILE, GOLDEN_FILE, CATEGORY_FILE)
# Other files of this ending may be downloads.
_MISSPELLED = frozenset(name.replace(".yml", ".yaml") for name in _READ)


def read_site(project: Path, settings: Settings, findings: list[Finding]) -> Site:
    """Everything below faq/ in the languages that the settings offer. Problems are added to `findings`."""
    faq = project / "faq"
    if not faq.is_dir():
        message, fix = "there is no folder faq/", 'frontdesk new question "How do I ...?" --category account'
        findings.append(Finding(place=Place("faq"), rule="no-content", message=message, fix=fix))
    reader = _Reader(project, findings)
    for language in settings.languages.offered:
        reader.language(faq / language, language)
    _refuse_other_languages(faq, settings, findings)
    published = {
        language: {question.path: question for question in _ordered(reader, language) if not question.draft}
        for language in settings.languages.offered
    }
    drafts = tuple(question for question in reader.questions if question.draft)
    categories = {language: _sorted_categories(reader, language) for language in settings.languages.offered}
    return Site(
        settings=settings,
        categories=categories,
        questions=published,
        drafts=drafts,
        unreadable={language: frozenset(paths) for language, paths in reader.unreadable.items()},
        synonyms=reader.synonyms,
        golden=reader.golden,
    )


class _Reader:
    def __init__(self, project: Path, findings: list[Finding]) -> None:
        self.project, self.findings = project, findings
        self.questions: list[Question] = []
        self.categories: list[Category] = []
        self.unreadable: dict[str, set[str]] = {}
        self.synonyms: dict[str, tuple[SynonymGroup, ...]] = {}
        self.golden: dict[str, tuple[GoldenQuery, ...]] = {}

    def language(self, folder: Path, language: str) -> None:
        if not folder.is_dir():
            file = folder.relative_to(self.project).as_posix()
            fix = f"write the answers in {language} there, or take {language} out of 'languages:' in site_config.yml"
            self.findings.append(
                Finding(place=Place(file), rule="no-content", message=f"there is no folder {file}", fix=fix)
            )
            return
        for found in sorted(files_below(folder)):
            relative = found.relative_to(folder)
            if found.suffix == ".md":
                self.question(found, language, relative.with_suffix("").as_posix())
            elif found.name == CATEGORY_FILE:
                self.category(found, language, relative.parent.as_posix())
            elif found.suffix == ".yml" or found.name in _MISSPELLED:
                self.other(found, language, relative.as_posix())

    def question(self, found: Path, language: str, path: str) -> None:
        file = found.relative_to(self.project).as_posix()
        if "/" not in path:
            message = f"{file} is in no category"
            fix = f"git mv {file} faq/{language}/<category>/{path}.md"
            self.findings.append(Finding(place=Place(file), rule="no-category", message=message, fix=fix))
            self.unreadable.setdefault(language, set()).add(path)
            return
        text = self.text(found, file)
        question = None if text is None else read_question(text, file, language, path, self.findings)
        if question is None:
            self.unreadable.setdefault(language, set()).add(path)
        else:
            self.questions.append(question)

    def category(self, found: Path, language: str, path: str) -> None:
        file = found.relative_to(self.project).as_posix()
        text = self.text(found, file)
        table = None if text is None else read_table(text, file, self.findings)
        if table is None:
            self.unreadable.setdefault(language, set()).add(path)
            return
        fields = Fields(Table(table.entries, Place(file), table.places), "", self.findings)
        category = Category(
            language=language,
            path=path,
            file=file,
            title=fields.text("title", "title: Opening an account"),
            summary=fields.optional_text("summary", "summary: What this category is about.") or "",
            order=fields.parsed("order", "order: 1", _whole, "a whole number") or DEFAULT_ORDER,
            icon=fields.optional_text("icon", "icon: material/help-circle") or "",
            places=fields.places,
        )
        fields.close()
        self.categories.append(category)

    def other(self, found: Path, language: str, name: str) -> None:
        """Synonyms or golden queries of a language; a finding for a file that nothing would read."""
        file = found.relative_to(self.project).as_posix()
        if name not in {SYNONYMS_FILE, GOLDEN_FILE}:
            self.findings.append(_unknown_file(file, found.name, language))
            return
        text = self.text(found, file)
        if text is not None and name == SYNONYMS_FILE:
            self.synonyms[language] = read_synonyms(text, file, self.findings)
        elif text is not None:
            self.golden[language] = read_golden_queries(text, file, self.findings)

    def text(self, found: Path, file: str) -> str | None:
        if leads_outside(found, self.project / "faq"):
            message = "this is a link to a file outside faq/"
            finding = Finding(place=Place(file), rule="unreadable", message=message, fix="put the file itself there")
            self.findings.append(finding)
            return None
        if is_special(found):
            message, fix = "this is no ordinary file", "put an ordinary file there, or delete it"
            self.findings.append(Finding(place=Place(file), rule="unreadable", message=message, fix=fix))
            return None
        try:
            return found.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            line = found.read_bytes()[: error.start].count(b"\n") + 1
            message, fix = "this file is not UTF-8 text", "save it again as UTF-8"
            self.findings.append(Finding(place=Place(file, line), rule="not-utf8", message=message, fix=fix))
        except OSError as error:
            fix = "make the file readable"
            message = f"this file cannot be read: {error.strerror}"
            self.findings.append(Finding(place=Place(file), rule="unreadable", message=message, fix=fix))
        return None


def _unknown_file(file: str, name: str, language: str) -> Finding:
    near = difflib.get_close_matches(name, _READ, n=1)
    folder = file.rpartition("/")[0] if near == [CATEGORY_FILE] else f"faq/{language}"
    fix = f"git mv {quote(file)} {quote(f'{folder}/{near[0]}')}" if near else f"git rm {quote(file)}"
    message = "nothing reads a file of this name here"
    return Finding(place=Place(file), rule="unknown-file", message=message, fix=fix, severity="warning")


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise ValueError from None


def _sorted_categories(reader: _Reader, language: str) -> dict[str, Category]:
    """The categories of a language as the reader of a page meets them: by order, then title, each before its own inside."""
    own = {category.path: category for category in reader.categories if category.language == language}

    def rank(path: str) -> list[tuple[int, str]]:
        parts = path.split("/")
        chain = [own.get("/".join(parts[: depth + 1])) for depth in range(len(parts))]
        return [(category.order, category.title.casefold()) if category else (DEFAULT_ORDER, "") for category in chain]

    return {path: own[path] for path in sorted(own, key=lambda path: (rank(path), path))}


def _ordered(reader: _Reader, language: str) -> list[Question]:
    order = {path: number for number, path in enumerate(_sorted_categories(reader, language))}
    own = [question for question in reader.questions if question.language == language]
    return sorted(own, key=lambda question: (order.get(question.category, len(order)), question.path))


def _refuse_other_languages(faq: Path, settings: Settings, findings: list[Finding]) -> None:
    if not faq.is_dir():
        return
    for folder in sorted(faq.iterdir()):
        if folder.is_dir() and not folder.name.startswith(".") and folder.name not in settings.languages.offered:
            offered = ", ".join((*settings.languages.offered, folder.name))
            message = f"faq/{folder.name} is in no language that the site offers"
            findings.append(
                Finding(
                    place=Place(f"faq/{folder.name}"),
                    rule="unknown-language",
                    message=message,
                    fix=f"offered: [{offered}]",
                )
            )
