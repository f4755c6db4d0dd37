"""Gather the new files of an import, and what is said about them. Writes nothing itself."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from desk.data import replace
from desk.finding import Finding, in_order
from desk.place import Place
from desk.settings import SETTINGS_FILE
from generator.importing.article import Placed
from generator.importing.attachments import Attachments
from generator.importing.conversion import converted, quoted
from generator.importing.library import Library
from generator.importing.model import ImportResult, Options
from generator.importing.plan import CATEGORY_FILE, NewCategory, Plan
from generator.importing.references import Reference
from generator.importing.starter import starter_findings, starter_settings
from generator.importing.writing import Content


@dataclass(slots=True)
class Output:
    """`files` are the paths below the project, with what goes there; `root` is faq/<language>."""

    options: Options
    root: str
    library: Library
    attachments: Attachments
    findings: list[Finding]
    files: dict[str, Content] = field(default_factory=dict)
    placed: list[Placed] = field(default_factory=list)
    categories: int = 0
    made: Counter[str] = field(default_factory=Counter)

    def take(self, placed: Placed, links: Sequence[Reference], *, pending: bool) -> None:
        """Convert an article, unless its file is there already."""
        path = f"{self.root}/{placed.path}.md"
        self._refuse_second_id(placed, path)
        if self._stays(path, f"this question is there already; {placed.article.source} was not imported"):
            return
        new = converted(placed, links, self.library, self.attachments, pending=pending)
        self.files[path] = new.text
        self.findings += new.findings
        self.made += new.made
        self.placed.append(placed)

    def finish(self, plan: Plan) -> None:
        """Add what the articles need around them: categories, images and downloads, settings."""
        for category in plan.categories:
            self._category(category)
        for path, source in sorted(self.attachments.files.items()):
            goal = self.options.project / self.root / path
            same = goal.is_file() and goal.read_bytes() == source.read_bytes()
            if not same and not self._stays(
                f"{self.root}/{path}", f"another file is there already; {source.name} was not copied"
            ):
                self.files[f"{self.root}/{path}"] = source
        if self.placed and not (self.options.project / SETTINGS_FILE).exists():
            name = self.options.project.resolve().name
            text = starter_settings(name, self.options.language, self.options.today)
            self.files[SETTINGS_FILE] = text
            self.findings += starter_findings(text)
        self._count_images_elsewhere()

    def result(self, *, read: int) -> ImportResult:
        """What was done, in numbers and findings."""
        copied = sum(1 for path in self.attachments.files if f"{self.root}/{path}" in self.files)
        return ImportResult(
            language=self.options.language,
            read=read,
            articles=len(self.placed),
            categories=self.categories,
            files=tuple(sorted(self.files)),
            made={**dict(sorted(self.made.items())), "files copied": copied},
            dropped_keys=dict(Counter(key for placed in self.placed for key in placed.article.front.dropped)),
            old_host=self.library.old_host,
            dry_run=self.options.dry_run,
            findings=in_order(self.findings),
        )

    def _refuse_second_id(self, placed: Placed, path: str) -> None:
        first = self.library.by_id.get(placed.article.id)
        if first is not None and first is not placed:
            message = f"the id {placed.article.id} is also that of {first.path}.md; links lead to that one"
            self._warn(path, "repeated-id", message, "if both say the same, merge them")

    def _stays(self, path: str, message: str) -> bool:
        """Whether a file is there and is to be kept; a finding says so."""
        there = (self.options.project / path).exists() and not self.options.force
        if there:
            self._warn(path, "target-exists", message, "to replace it, import again with --force")
        return there

    def _category(self, category: NewCategory) -> None:
        """A category that a person has written stays as it is, also with --force."""
        path = f"{self.root}/{category.path}/{CATEGORY_FILE}"
        used = any(placed.path.startswith(category.path + "/") for placed in self.placed)
        if used and not (self.options.project / path).exists():
            self.files[path] = f"title: {quoted(category.title)}\norder: {category.order}\n"
            self.categories += 1

    def _count_images_elsewhere(self) -> None:
        for number, finding in enumerate(self.findings):
            if finding.rule == "image-elsewhere":
                host = finding.message.rpartition(" ")[2]
                count = self.attachments.elsewhere[host]
                shown = "1 image is" if count == 1 else f"{count} images are"
                self.findings[number] = replace(finding, message=f"{shown} still shown from {host}")

    def _warn(self, path: str, rule: str, message: str, fix: str) -> None:
        self.findings.append(Finding(place=Place(path), rule=rule, message=message, fix=fix, severity="warning"))
