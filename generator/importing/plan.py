"""Decide where each article goes: a category for each folder, a name for each file, no two the same.

Knows names only; reads no article and writes nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desk.finding import Finding
from desk.place import Place
from generator.importing.article import Article, Placed
from generator.importing.naming import free, is_reserved, slug, title

# Where articles go that lie in no folder.
WITHOUT_FOLDER = "General"
CATEGORY_FILE = "_category.yml"

Chain = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewCategory:
    """A category by its path, with the name that its folder had and its place among its neighbours."""

    path: str
    title: str
    order: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Every category, and every article with its path."""

    categories: tuple[NewCategory, ...]
    placed: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """The paths of categories and questions that a project has already."""

    categories: frozenset[str] = frozenset()
    questions: frozenset[str] = frozenset()

    @classmethod
    def of(cls, folder: Path) -> "Taken":
        """What lies below faq/<language>."""
        found = [path for path in folder.rglob("*") if not path.name.startswith(".")] if folder.is_dir() else []
        return cls(
            frozenset(path.relative_to(folder).as_posix() for path in found if path.is_dir()),
            frozenset(path.relative_to(folder).with_suffix("").as_posix() for path in found if path.suffix == ".md"),
        )


@dataclass(slots=True)
class Planner:
    """Hands out names. `root` is the new folder as findings name it: faq/en."""

    root: str
    languages: Sequence[str]
    taken: Taken
    findings: list[Finding]
    folders: dict[Chain, str] = field(default_factory=dict)

    def plan(self, articles: Iterable[Article], below: str) -> Plan:
        """Place every article, in the order given."""
        prefix = tuple(part.strip() for part in below.split("/") if part.strip())
        chains = [(article, self._chain(article, prefix)) for article in articles]
        for part in sorted({chain[:depth] for _, chain in chains for depth in range(1, len(chain) + 1)}):
            self.folders[part] = self._category(part)
        used: defaultdict[str, dict[str, Article]] = defaultdict(dict)
        placed = tuple(
            self._place(article, self.folders[chain], used[self.folders[chain]]) for article, chain in chains
        )
        return Plan(categories=tuple(self._categories()), placed=placed)

    def _chain(self, article: Article, prefix: Chain) -> Chain:
        return (*prefix, *article.source.parts[:-1]) or (WITHOUT_FOLDER,)

    def _category(self, chain: Chain) -> str:
        parent = self.folders[chain[:-1]] + "/" if len(chain) > 1 else ""
        name = wanted = slug(chain[-1]) or "category"
        if not parent and is_reserved(name, self.languages):
            name += "-help"
            self._note(
                name, "reserved-name", f"'{wanted}' is the address of a page of the site; the category became '{name}'"
            )
        near = {path.removeprefix(parent) for path in self.folders.values() if path.startswith(parent)}
        questions = {path.removeprefix(parent) for path in self.taken.questions if path.startswith(parent)}
        alone = free(name, near | questions)
        if alone != name:
            message = f"the folder {'/'.join(chain)} comes to a name that is taken; the category became '{alone}'"
            self._note(parent + alone, "same-name", message)
        return parent + alone

    def _note(self, path: str, rule: str, message: str) -> None:
        place = Place(f"{self.root}/{path}/{CATEGORY_FILE}")
        fix = "rename the folder, if you like; links to its questions have to follow"
        self.findings.append(Finding(place=place, rule=rule, message=message, fix=fix, severity="warning"))

    def _categories(self) -> Iterable[NewCategory]:
        neighbours: defaultdict[Chain, list[Chain]] = defaultdict(list)
        for chain in self.folders:
            neighbours[chain[:-1]].append(chain)
        for chain, path in sorted(self.folders.items(), key=lambda item: item[1]):
            row = sorted(neighbours[chain[:-1]], key=lambda near: (title(near[-1]).casefold(), near))
            yield NewCategory(path, title(chain[-1]), row.index(chain) + 1)

    def _place(self, article: Article, category: str, used: dict[str, Article]) -> Placed:
        inside = category + "/"
        folders = {*self.folders.values(), *self.taken.categories}
        categories = {path.removeprefix(inside) for path in folders if path.startswith(inside)}
        name = slug(article.name) or slug(article.title) or slug(f"article {article.id}")
        alone = free(name, {*used, *categories})
        place = Place(f"{self.root}/{inside}{alone}.md")
        if alone != name:
            holder = f"{used[name].source} has" if name in used else "a category there has"
            message = f"{holder} the name '{name}' too; {article.source} became '{alone}'"
            fix = "if both say the same, merge them; else give this one a name of its own"
            self.findings.append(Finding(place=place, rule="same-name", message=message, fix=fix, severity="warning"))
        used[alone] = article
        return Placed(article, inside + alone)


def by_path(placed: Iterable[Placed]) -> Mapping[str, Placed]:
    """Articles by their new path."""
    return {one.path: one for one in placed}
