"""The 414 articles of a real help centre, as their authors wrote them."""

import re
import time
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from desk.finding import Finding
from generator.content.front_matter import read_question
from generator.importing import ImportResult, Options, import_tree
from generator.importing.anchors import numbered_anchors
from generator.importing.headings import headings
from generator.importing.prose import Prose
from generator.markdown.github import GithubDialect

ARTICLES = Path(__file__).parents[3] / "shared" / "data" / "help-center"
# Half of it on a quiet machine of two cores; a slow one may take longer.
SECONDS = 5

pytestmark = pytest.mark.skipif(not ARTICLES.is_dir(), reason=f"the real articles are not there: {ARTICLES}")


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ImportResult]:
    """The project, and what was said."""
    project = tmp_path_factory.mktemp("real")
    options = Options(project=project, today=date(2026, 11, 21), style="zendesk")
    return project, import_tree(ARTICLES, options)


def test_they_all_come_in(imported: tuple[Path, ImportResult]) -> None:
    """With their links; the old site is found out."""
    _, result = imported
    assert (result.articles, result.categories, result.old_host) == (414, 51, "support.arduino.cc")
    assert result.made["links"] == 462
    assert result.dropped_keys == {"id": 414}


def test_what_a_person_must_look_at(imported: tuple[Path, ImportResult]) -> None:
    """The counts by rule: a change here is a change of what the import understands."""
    rules = Counter(finding.rule for finding in imported[1].findings)
    assert rules == {
        "missing-image": 537,
        "no-alt-text": 102,
        "empty-link": 39,
        "dropped-html": 18,
        "starter-settings": 9,
        "hidden-text": 8,
        "repeated-id": 7,
        "missing-article": 4,
        "escaped-placeholder": 2,
        "old-site": 2,
        "image-elsewhere": 1,
        "missing-anchor": 1,
    }


def test_every_finding_points_at_what_it_names(imported: tuple[Path, ImportResult]) -> None:
    """The line of the new file holds the image, the tag or the link that is spoken of."""
    project, result = imported
    signs = {
        "no-alt-text": r"<img|!\[",
        "empty-link": "<a",
        "dropped-html": "<(form|input|iframe|video|script|source)",
        "hidden-text": "display",
        "repeated-id": "id=",
        "escaped-placeholder": r"\\<",
        "image-elsewhere": "content.arduino.cc",
        "missing-anchor": r"\.md",
        "starter-settings": "# change:",
    }
    for finding in result.findings:
        line = line_of(project, finding)
        named = re.search(r"(https?://\S+|img/.+?\.\w+)", finding.message)
        sign = re.escape(named[1]) if finding.rule not in signs and named else signs[finding.rule]
        assert re.search(sign, line), f"{finding}\n{line}"


def test_the_build_can_read_them(imported: tuple[Path, ImportResult]) -> None:
    """Every new file is a question without a finding."""
    project, _ = imported
    findings: list[Finding] = []
    for path in sorted((project / "faq").rglob("*.md")):
        read_question(path.read_text(encoding="utf-8"), path.name, "en", path.stem, findings)
    assert findings == []


def test_anchors_are_those_of_the_build(imported: tuple[Path, ImportResult]) -> None:
    """For every heading of every new file."""
    project, _ = imported
    dialect = GithubDialect()
    for path in sorted((project / "faq").rglob("*.md")):
        prose = Prose(path.read_text(encoding="utf-8").split("---\n", 2)[2])
        # A heading in raw HTML may have an id too: those come after a class or alone, and are not ours.
        built = re.findall(r'<h[1-6] id="([^"]*)">', dialect.html(re.sub(r"</?h\d[^>]*>", "", prose.text)))
        assert numbered_anchors(headings(prose)) == built, path


def test_it_takes_a_moment(tmp_path: Path) -> None:
    """Nobody waits for 414 articles."""
    start = time.process_time()
    import_tree(ARTICLES, Options(project=tmp_path, today=date(2026, 11, 21), style="zendesk"))
    assert time.process_time() - start < SECONDS


def line_of(project: Path, finding: Finding) -> str:
    """The line that a finding points at."""
    return (project / finding.place.file).read_text(encoding="utf-8").split("\n")[finding.place.line - 1]
