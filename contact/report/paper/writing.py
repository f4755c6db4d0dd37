"""A period report and a folder -> the page and the workbook in it."""

from pathlib import Path

from contact.report.document import PeriodReport
from contact.report.paper.page import page
from contact.report.paper.workbook import write_workbook

HTML, XLSX = "report.html", "report.xlsx"


def write_paper(folder: Path, report: PeriodReport, digest: str, language: str) -> list[Path]:
    """Write both. `digest` is the SHA-256 of the report that is kept, or empty. Raises OSError.

    A list of cases that lies in the folder becomes a sheet of the workbook.
    """
    html, xlsx = folder / HTML, folder / XLSX
    html.write_text(page(report, digest, language), encoding="utf-8", newline="\n")
    write_workbook(xlsx, report, digest, language)
    return [html, xlsx]
