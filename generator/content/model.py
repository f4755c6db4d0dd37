"""Questions, categories and the site that they make: frozen, each with the lines it came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from desk.place import Place
from desk.settings import Settings
from generator.content.golden_queries import GoldenQuery
from generator.content.synonyms import SynonymGroup


@dataclass(frozen=True, slots=True)
class Mention:
    """A path to another question as its author wrote it, and the line where."""

    path: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question and its answer in one language. `path` (`account/close-it`) is the same in every language."""

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
    body: str
    body_line: int
    places: Mapping[str, Place] = field(default_factory=dict)

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
        return self.places.get(key, Place(self.file))


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A folder of questions in one language. Categories nest: `hardware/sensors` is inside `hardware`."""

    language: str
    path: str
    file: str
    title: str
    summary: str
    order: int
    icon: str
    places: Mapping[str, Place] = field(default_factory=dict)

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
        return self.places.get(key, Place(self.file))


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
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
    # Asked for once a question: to look through all of them each time would take longer than all else on a large site.
    _by_category: Mapping[tuple[str, str], tuple[Question, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        grouped: dict[tuple[str, str], list[Question]] = {}
        for question in self.all_questions():
            grouped.setdefault((question.language, question.category), []).append(question)
        frozen = {key: tuple(questions) for key, questions in grouped.items()}
        object.__setattr__(self, "_by_category", frozen)

    @property
    def languages(self) -> tuple[str, ...]:
        """The default language first."""
        return self.settings.languages.offered

    def root(self, language: str) -> str:
        """The URL, relative to the root of the site, below which a language lives: empty for the default one."""
        return self.settings.languages.root(language)

    def all_questions(self) -> tuple[Question, ...]:
        """Every question of every language."""
        return tuple(question for by_path in self.questions.values() for question in by_path.values())

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
        return self._by_category.get((language, path), ())

    def below(self, language: str, path: str) -> tuple[Category, ...]:
        """The categories directly inside another; those at the top for the empty path."""
        return tuple(category for category in self.categories[language].values() if category.parent == path)

    def around(self, language: str, path: str) -> tuple[Category, ...]:
        """The categories from the outermost to the one at `path` itself."""
        parts = path.split("/")
        own = self.categories[language]
        paths = ("/".join(parts[: depth + 1]) for depth in range(len(parts)))
        return tuple(own[path] for path in paths if path in own)
