"""The page of a report: one file that anybody can open, print and check."""

import base64
import hashlib
import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from contact.log import Log
from contact.report.document import Column, PeriodReport, Row, Table
from contact.report.paper.page import page
from contact.report.paper.values import shown
from contact.report.paper.words import FOLDER, paper_in
from contact.report.period_report.presets import PRESETS
from desk.bundle import Bundle
from desk.data import replace
from frontdesk.print_to_pdf import NONE_THERE, print_to_pdf
from tests.commands.conftest import Run, run
from tests.project import parsed
from tests.synthetic.made import report_over

__all__ = ["run"]

DIGEST = "ab" * 32
HOSTILE = '"><script>alert(1)</script>&'


def texts_of(report: PeriodReport) -> Iterator[str]:
    """All sentences of a report that are ours."""
    yield from report.notes
    for file in report.files:
        yield from (file.title, file.definition)
    for table in report.tables:
        yield from (table.title, table.definition)
        for column in table.columns:
            yield from (column.title, column.definition)


def test_page_needs_nothing_beside_itself(report: PeriodReport) -> None:
    """No script, no address of another site, and a policy that allows its own style alone."""
    drawn = page(report, DIGEST, "en")
    style = re.search("<style>(.*?)</style>", drawn, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert f'<meta http-equiv="Content-Security-Policy" content="{policy}">' in drawn
    tree = parsed(drawn)
    assert not tree.find_all(["script", "link", "img", "iframe", "object", "form"])
    assert not tree.find_all(style=True)
    assert {str(link["href"])[0] for link in tree.find_all("a")} == {"#"}


def test_every_figure_stands_there_under_its_name(report: PeriodReport) -> None:
    """The cell of each figure bears the figure's id, and the command that lists its cases is beside the table (row Q7)."""
    tree, words = parsed(page(report, DIGEST, "en")), paper_in("en")
    cells = {str(cell["id"]): cell.get_text() for cell in tree.find_all("td", id=True)}
    assert cells == {name: shown(value, column.unit, words) for name, _, _, column, value in report.figures()}
    assert report.seal
    command = "frontdesk report cases received-by-kind/total/received "
    assert f"{command}--period 2026-Q3 --profile nydfs --as-of {report.seal.day}" in tree.get_text()
    kept = page(replace(report, made_at=report.as_of), DIGEST, "en")
    assert f"{command}--id 2026-Q3-nydfs-{report.seal.day}" in kept


def test_every_chart_is_told_in_words(report: PeriodReport) -> None:
    """Each has a name and says all that it shows; the table stands beside it (row W1)."""
    charts = parsed(page(report, DIGEST, "en")).find_all("figure")
    assert len(charts) > 5
    for chart in charts:
        named, below = chart.find(role="img"), chart.find("figcaption")
        assert named
        assert below
        told = str(named["aria-label"])
        assert told.startswith(below.get_text())
        # A drawing a group, so that it can go on on the next sheet; each is told.
        drawings = chart.find_all("svg")
        assert len(drawings) > 1
        for drawing in drawings:
            assert drawing.find_all("text")[0].get_text().split(":")[0] in told


def test_what_it_is_over_is_said_first(report: PeriodReport) -> None:
    """Days, time zone, seal, hash, version and what it checks for (rows Q3, Q7)."""
    (about,) = parsed(page(report, DIGEST, "en")).find_all("dl", class_="about")
    lines = dict(zip(*([one.get_text() for one in about.find_all(tag)] for tag in ("dt", "dd")), strict=True))
    assert report.seal
    assert lines["Period"] == "2026-Q3 (2026-07-01 to 2026-09-30, both included)"
    assert lines["Time zone of days"] == "America/New_York"
    assert lines["Seal of the log"] == f"{report.seal.digest} (of {report.seal.day}, UTC)"
    assert lines["SHA-256 of report.json"] == DIGEST
    assert lines["Version of the definitions"] == "1"
    assert lines["Checks for"] == "the figures of the profile nydfs. It is no statement that a law is kept."
    bare = page(replace(report, seal=None), "", "en")
    assert "none: this report is not made over a sealed log" in bare
    assert "none: this report is not kept" in bare
    assert "complian" not in bare


def test_synthetic_is_said_on_every_sheet(report: PeriodReport) -> None:
    """In the title, first and last on the page, and across each sheet of paper; real cases have none of it."""
    drawn = parsed(page(report, DIGEST, "en"))
    sentence = (
        f"SYNTHETIC: {report.synthetic} of the {report.cases_read} cases in this report were made up by demo-data."
    )
    warned = [one.get_text() for one in drawn.find_all(class_="warning")]
    assert [one.startswith(sentence) for one in warned] == [True, True]
    assert drawn.title
    assert drawn.title.get_text().startswith("SYNTHETIC: ")
    assert [one.get_text().strip() for one in drawn.find_all(class_="on-each-page")] == ["SYNTHETIC"]
    assert "SYNTHETIC" not in page(replace(report, synthetic=0), DIGEST, "en")


def test_drafts_nil_and_unfinished_reports_say_so(report: PeriodReport) -> None:
    """A mapping that is a draft, a period in which nothing was, one that is not over (row Q5)."""
    drawn = parsed(page(replace(report, draft=True, nil=True, complete=False, synthetic=0), "", "en"))
    assert [one.get_text() for one in drawn.header.find_all(class_="warning")] == [  # type: ignore[union-attr]
        "Draft mapping: what this preset counts has not been checked against the regulator's own text.",
        "Nil report: nothing was received, resolved or open in this period.",
        "The period was not over when this was counted: figures can still grow.",
    ]
    empty = page(replace(report, tables=(replace(report.tables[0], rows=()),)), "", "en")
    assert "There is nothing to show in this table." in empty
    assert page(replace(report, tables=()), "", "en")


def test_names_of_the_settings_are_text(report: PeriodReport) -> None:
    """What an owner or a colleague is called is never markup."""
    columns = (Column(id="n", title=HOSTILE, definition=HOSTILE, row="Q1"), Column(id="m", title="n"))
    rows = tuple(Row(id=f"{HOSTILE}{number}", label=HOSTILE, values=(number, HOSTILE)) for number in (1, 2, 3))
    table = Table(id=HOSTILE, title=HOSTILE, definition=HOSTILE, source="cases", columns=columns, rows=rows)
    drawn = page(replace(report, organisation=HOSTILE, addressee=HOSTILE, tables=(table,)), HOSTILE, "en")
    assert "<script" not in drawn
    assert html.escape(HOSTILE) in drawn


def test_not_measured_is_never_zero() -> None:
    """What nobody measured is said in words; zero stays zero (row P4)."""
    words = paper_in("en")
    units = ("count", "share", "minutes", "seconds", "score", "text", "date")
    assert [shown(None, unit, words) for unit in units] == ["not measured"] * 5 + ["–"] * 2  # type: ignore[arg-type]
    assert [shown(0, unit, words) for unit in units[:5]] == ["0", "0.00%", "0 min", "0 s", "0.00"]  # type: ignore[arg-type]
    assert shown(73261, "minutes", words) == "1,221 h 1 min"
    assert shown(605, "seconds", words) == "10 min 5 s"
    assert shown(0.9091, "share", words) == "90.91%"


@pytest.mark.parametrize("profile", sorted(PRESETS))
def test_every_text_is_there_in_spanish(synthetic: Log, bundle: Bundle, profile: str) -> None:
    """Titles, definitions and notes of every preset are translated; English ones would be marked as English."""
    report, spanish = report_over(synthetic, bundle, profile), paper_in("es")
    assert [text for text in texts_of(report) if text and text not in spanish.texts] == []
    assert '<span lang="en">' not in page(report, DIGEST, "es")


def test_both_languages_have_the_same_words() -> None:
    """No word is missing in one of them, and an unknown language gets English."""
    english, spanish = (json.loads((FOLDER / f"{one}.json").read_text(encoding="utf-8")) for one in ("en", "es"))
    assert list(english) == list(spanish)
    placeholders = re.compile(r"{\w+}")
    for key, text in english.items():
        assert sorted(placeholders.findall(text)) == sorted(placeholders.findall(spanish[key])), key
    assert paper_in("fr").language == "en"
    assert paper_in("../en").language == "en"


def test_without_chromium_there_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PDF is optional: where nothing can print it, the page says it all."""
    monkeypatch.setenv("PATH", "")
    assert print_to_pdf(tmp_path / "report.html", tmp_path / "report.pdf") == NONE_THERE


def test_pdf_goes_into_a_folder(run: Run) -> None:
    """It is printed from the page that lies there."""
    ran = run("report", "--pdf")
    assert (ran.code, ran.err) == (2, "--pdf prints the page that --output writes: name a folder with --output\n")
