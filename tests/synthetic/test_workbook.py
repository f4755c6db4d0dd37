"""The workbook of a report, read again by another program."""

import csv
import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from contact.report.document import PeriodReport
from contact.report.paper import XLSX, write_paper
from desk.data import replace

DIGEST = "ab" * 32


def sheets(folder: Path, report: PeriodReport) -> dict[str, list[list[object]]]:
    """The cells of every sheet, by its name."""
    write_paper(folder, report, DIGEST, "en")
    book = load_workbook(folder / XLSX)
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets}


def test_every_figure_is_a_number(report: PeriodReport, tmp_path: Path) -> None:
    """The definitions come first; then a sheet a table, with the ids by which cases are listed (rows Q1, Q7)."""
    found = sheets(tmp_path, report)
    assert next(iter(found)) == "Definitions"
    assert list(found)[1:] == [table.id[:31] for table in report.tables]
    for table in report.tables:
        lines = found[table.id[:31]]
        for row in table.rows:
            (line,) = (line for line in lines if line[1] == f"{table.id}/{row.id}")
            for value, column, cell in zip(row.values, table.columns, line[2:], strict=False):
                missing = "" if column.unit in {"text", "date"} else "not measured"
                assert ("" if cell is None else cell) == (missing if value is None else value)


def test_first_sheet_defines_every_column(report: PeriodReport, tmp_path: Path) -> None:
    """What a figure means goes with the figures, and so do seal, hash and version (row Q2)."""
    lines = sheets(tmp_path, report)["Definitions"]
    assert report.seal
    assert ["SHA-256 of report.json", DIGEST] in [line[:2] for line in lines]
    assert ["Seal of the log", f"{report.seal.digest} (of {report.seal.day}, UTC)"] in [line[:2] for line in lines]
    defined = {(line[0], line[1], line[2] or "") for line in lines}
    for table in report.tables:
        assert {(table.id[:31], column.title, column.definition) for column in table.columns} <= defined


def test_nothing_in_it_is_worked_out(report: PeriodReport, tmp_path: Path) -> None:
    """A name that begins like a formula stays a text; there is no macro and no link (row A4)."""
    formula = '=HYPERLINK("https://evil.example","x")'
    buffer = io.StringIO()
    csv.writer(buffer).writerows([["reference", "channel"], ["7KQ-4M2P-9XW", formula]])
    (tmp_path / "cases.csv").write_text(buffer.getvalue(), encoding="utf-8")
    found = sheets(tmp_path, replace(report, organisation=formula, addressee="+1 212", notes=("@SUM(A1)",)))
    cells = [cell for lines in found.values() for line in lines for cell in line if isinstance(cell, str)]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []
    assert f"'{formula}" in cells
    with zipfile.ZipFile(tmp_path / XLSX) as parts:
        whole = b"".join(parts.read(name) for name in parts.namelist())
        assert not [name for name in parts.namelist() if "vba" in name.lower() or "externalLink" in name]
    assert b"<f>" not in whole
    assert b"<hyperlink " not in whole


def test_cases_are_a_sheet_of_their_own(report: PeriodReport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each line of cases.csv is a line, its numbers numbers; of a list that is too long it is said where it stands."""
    lines = [["reference", "minutes"], *([f"7KQ-4M2P-{number:03}", str(number)] for number in range(500))]
    (tmp_path / "cases.csv").write_text("\n".join(map(",".join, lines)), encoding="utf-8")
    found = sheets(tmp_path, report)["Cases"]
    assert [line[:2] for line in found[-501:]] == [lines[0], *([name, int(number)] for name, number in lines[1:])]
    # The names of the columns, and of the case, stay in sight.
    assert load_workbook(tmp_path / XLSX)["Cases"].freeze_panes == f"B{len(found) - 500 + 1}"
    monkeypatch.setattr("contact.report.paper.workbook.MOST_CASES", 499)
    assert sheets(tmp_path, report)["Cases"][-1][0] == "The list has more than 499 lines: see cases.csv."


def test_every_sheet_says_that_it_is_synthetic(report: PeriodReport, tmp_path: Path) -> None:
    """On the screen, and at the top of each printed page."""
    write_paper(tmp_path, report, DIGEST, "en")
    for sheet in load_workbook(tmp_path / XLSX).worksheets:
        assert str(sheet["A2"].value).startswith("SYNTHETIC: ")
        assert sheet.oddHeader.center.text == "SYNTHETIC"


def test_same_report_is_the_same_file(report: PeriodReport, tmp_path: Path) -> None:
    """A report that is made again can be compared byte for byte (row Q3)."""
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
        write_paper(folder, report, DIGEST, "en")
    for name in ("report.html", XLSX):
        assert (first / name).read_bytes() == (second / name).read_bytes()


def test_sheets_with_long_names_are_told_apart(report: PeriodReport, tmp_path: Path) -> None:
    """Excel has 31 characters for a name, and none of a few."""
    long = "resolution-received-in-by-channel-and-"
    tables = tuple(replace(report.tables[0], id=f"{long}{end}") for end in ("kind", "topic", "[x]:*?"))
    assert list(sheets(tmp_path, replace(report, tables=tables)))[1:] == [
        long[:31],
        f"{long[:27]}-2",
        f"{long[:27]}-3",
    ]
