"""Questions, categories and the site that they make: frozen, each with the lines it came from."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from itertools import chain

from desk.data import Data, field
from desk.place import Place
from desk.settings import Settings
from generator.content.golden_queries import GoldenQuery
from generator.content.synonyms import SynonymGroup


class Mention(Data, frozen=True, array_like=True):
    """A path to another question as its author wrote it, and the line where."""

    path: str
    place: Place


class Body(Data, array_like=True, omit_defaults=True):
    """The Markdown of an answer: at hand, or read when somebody asks, as nobody does for a question that is unchanged.

    Where a question is kept from one build to the next, its body is not: whoever reads it again says how to `load` that.
    """

    held: str | None = None
    load: Callable[[], str] | None = None

    @classmethod
    def of(cls, text: str) -> "Body":
        """A body that is at hand."""
        return cls(text)

    @classmethod
    def kept(cls, load: Callable[[], str]) -> "Body":
        """A body that `load` reads whenever somebody asks."""
        return cls(None, load)

    @property
    def text(self) -> str:
        """The Markdown."""
        if self.held is not None:
            return self.held
        if self.load is None:
            raise LookupError("nobody said where this body is read")
        # Not held on to: tens of thousands of bodies would fill the memory, and each is asked for a few times in a row.
        return self.load()


class Question(Data, frozen=True, kw_only=True, array_like=True):
    """One question and its answer in one language. `path` (`account/close-it`) is the same in every language.

    `lines` are those of the front matter's keys; `digest` is another one where the language, the path or the file is.
    """

    language: str
    path: str
    file: str
    title: str
    summary: str
    topic: str
    reviewed: date | None
    owner: str
    synonyms: tuple[str, ...]
    related: tuple[Mention, ...]
    redirect_from: tuple[Mention, ...]
    draft: bool
    translation_pending: bool
    source: Body
    body_line: int
    lines: Mapping[str, int] = field(default_factory=dict)
    digest: bytes = b""

    @property
    def body(self) -> str:
        """The answer in Markdown."""
        return self.source.text

    @property
    def category(self) -> str:
        """The path of the category that the question is in."""
        return self.path.rpartition("/")[0]

    @property
    def url(self) -> str:
        """Relative to the root of its language."""
        return self.path + "/"

    def place(self, key: str) -> Place:
        """The line of a front matter key; the first line of the file where the key is absent."""
        return Place(self.file, self.lines.get(key, 1))


class Category(Data, frozen=True, kw_only=True, array_like=True):
    """A folder of questions in one language. Categories nest: `hardware/sensors` is inside `hardware`."""

    language: str
    path: str
    file: str
    title: str
    summary: str
    order: int
    icon: str
    lines: Mapping[str, int] = field(default_factory=dict)
    digest: bytes = b""

    @property
    def parent(self) -> str:
        """The path of the category around it, or the empty text."""
        return self.path.rpartition("/")[0]

    @property
    def url(self) -> str:
        """Relative to the root of its language."""
        return self.path + "/"

    def place(self, key: str) -> Place:
        """The line of a key; the first line of the file where the key is absent."""
        return Place(self.file, self.lines.get(key, 1))


# Compared by identity, so that what is worked out of it is kept by it.
class Site(Data, frozen=True, kw_only=True, eq=False):
    """All that is published, by language and path, in the order in which it is shown. Drafts are apart.

    `unreadable` are the paths, by language, of files that are there and cannot be read: nobody else is to blame for them.
    """

    settings: Settings
    categories: Mapping[str, Mapping[str, Category]]
    questions: Mapping[str, Mapping[str, Question]]
    drafts: tuple[Question, ...] = ()
    unreadable: Mapping[str, frozenset[str]] = field(default_factory=dict)
    # By language, each as its file lists them.
    synonyms: Mapping[str, tuple[SynonymGroup, ...]] = field(default_factory=dict)
    golden: Mapping[str, tuple[GoldenQuery, ...]] = field(default_factory=dict)

    @property
    def languages(self) -> tuple[str, ...]:
        """The default language first."""
        return self.settings.languages.offered

    def root(self, language: str) -> str:
        """The URL, relative to the root of the site, below which a language lives: empty for the default one."""
        return self.settings.languages.root(language)

    def all_questions(self) -> tuple[Question, ...]:
        """Every question of every language."""
        return tuple(chain.from_iterable([by_path.values() for by_path in self.questions.values()]))

    def all_categories(self) -> tuple[Category, ...]:
        """Every category of every language."""
        return tuple(chain.from_iterable([by_path.values() for by_path in self.categories.values()]))

    def drafts_in(self, language: str) -> frozenset[str]:
        """The paths of the drafts of a language."""
        return frozenset(draft.path for draft in self.drafts if draft.language == language)

    def cannot_be_read(self, language: str, path: str) -> bool:
        """Whether the file of a question or category is there, and nothing is known of it."""
        return path in self.unreadable.get(language, ())

    def all_unreadable(self) -> frozenset[str]:
        """The paths of files that cannot be read in any language."""
        return frozenset(path for paths in self.unreadable.values() for path in paths)

    def pending(self, language: str) -> dict[str, str]:
        """The paths of questions that wait for their translation into a language, each with the language that has it."""
        return {
            question.path: other
            for other in reversed(self.languages)
            for question in self.questions[other].values()
            if question.translation_pending
            and question.path not in self.questions[language]
            and not self.cannot_be_read(language, question.path)
        }

    def in_category(self, language: str, path: str) -> tuple[Question, ...]:
        """The questions directly in a category."""
        return _questions_by_category(self)[language].get(path, ())

    def with_questions(self, language: str) -> Iterable[str]:
        """The paths of the categories that have questions of their own."""
        return _questions_by_category(self)[language].keys()

    def folders(self, language: str) -> frozenset[str]:
        """The paths of all categories that have questions, in them or further inside."""
        own = (path.split("/") for path in self.with_questions(language) if path)
        return frozenset("/".join(parts[:depth]) for parts in own for depth in range(1, len(parts) + 1))

    def below(self, language: str, path: str) -> tuple[Category, ...]:
        """The categories directly inside another; those at the top for the empty path."""
        return _categories_by_parent(self).get((language, path), ())

    def around(self, language: str, path: str) -> tuple[Category, ...]:
        """The categories from the outermost to the one at `path` itself."""
        parts = path.split("/")
        own = self.categories[language]
        paths = ("/".join(parts[: depth + 1]) for depth in range(len(parts)))
        return tuple(own[path] for path in paths if path in own)


# These are asked for once a page: to look through everything each time would take longer than all else on a large site.


@lru_cache(maxsize=2)
def _questions_by_category(site: Site) -> dict[str, dict[str, tuple[Question, ...]]]:
    return {language: _by_category(own.values()) for language, own in site.questions.items()}


def _by_category(questions: Iterable[Question]) -> dict[str, tuple[Question, ...]]:
    grouped: dict[str, list[Question]] = {}
    for question in questions:
        grouped.setdefault(question.path.rpartition("/")[0], []).append(question)
    return {path: tuple(own) for path, own in grouped.items()}


@lru_cache(maxsize=2)
def _categories_by_parent(site: Site) -> dict[tuple[str, str], tuple[Category, ...]]:
    grouped: dict[tuple[str, str], list[Category]] = {}
    for categories in site.categories.values():
        for category in categories.values():
            grouped.setdefault((category.language, category.parent), []).append(category)
    return {key: tuple(found) for key, found in grouped.items()}
