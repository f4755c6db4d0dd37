"""A period report -> one page of HTML that needs nothing beside itself: no script, no font, no picture, no network.

Knows the sections of tables from contact.report.paper.tables. What may be loaded is said in its policy: its own style alone.
"""

import hashlib
from base64 import b64encode
from functools import lru_cache
from html import escape
from pathlib import Path

from contact.report.document import PeriodReport
from contact.report.paper.about import about, drill_down, example_figure, warnings
from contact.report.paper.glance import glance
from contact.report.paper.tables import marked, section, table_title
from contact.report.paper.words import Paper, paper_in

STYLE = Path(__file__).parent / "page.css"


def page(report: PeriodReport, digest: str, language: str) -> str:
    """The page in a language, where we have its paper, else in English."""
    paper = paper_in(language)
    title = f"{paper['title']}, {report.period}: {report.organisation}"
    if report.synthetic:
        title = f"{paper['synthetic']}: {title}"
    sections = "\n".join(section(report, table, paper) for table in report.tables)
    return (
        f'<!DOCTYPE html>\n<html lang="{paper.language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy()}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex">\n'
        f"<title>{escape(title)}</title>\n<style>{_style()}</style>\n</head>\n<body>\n"
        f"{_on_each_page(report, paper)}{_header(report, digest, paper)}\n"
        f'<main id="figures" tabindex="-1">\n{sections}\n{_files(report, paper)}</main>\n{_footer(report, paper)}\n'
        "</body>\n</html>\n"
    )


@lru_cache(maxsize=1)
def _style() -> str:
    return STYLE.read_text(encoding="utf-8")


def _policy() -> str:
    digest = b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _on_each_page(report: PeriodReport, paper: Paper) -> str:
    """What is printed across each sheet of paper: a sheet can be copied without the first one."""
    if not report.synthetic:
        return ""
    return f'<div class="on-each-page" aria-hidden="true"><span>{escape(paper["synthetic"])}</span></div>\n'


def _header(report: PeriodReport, digest: str, paper: Paper) -> str:
    warned = "".join(f'<p class="warning">{escape(text)}</p>' for text in warnings(report, paper))
    lines = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in about(report, digest, paper))
    links = "".join(
        f'<li><a href="#{escape(table.id)}">{marked(table_title(table, paper), paper)}</a></li>'
        for table in report.tables
    )
    contents = (
        f'<nav aria-label="{escape(paper["contents"])}"><h2>{escape(paper["contents"])}</h2><ul>{links}</ul></nav>'
    )
    return (
        f'<header><a class="skip" href="#figures">{escape(paper["skip"])}</a>{warned}'
        f"<h1>{escape(paper['title'])}, {escape(report.period)}</h1><p>{escape(report.organisation)}</p>{glance(report, paper)}"
        f'<h2>{escape(paper["about"])}</h2><dl class="about">{lines}</dl>{_how(report, paper)}'
        f"{contents if links else ''}</header>"
    )


def _how(report: PeriodReport, paper: Paper) -> str:
    example = example_figure(report)
    said = [paper["how.full"], paper("how.none", none=paper["none"]), paper["how.estimate"]]
    if example:
        named = escape(paper("how.figure", example="\0")).replace("\0", f"<code>{escape(example)}</code>")
        command = f"<code>{escape(drill_down(report, example))}</code>"
        told = f"<p>{named}</p><p>{escape(paper['how.cases'])} {command}</p>"
    else:
        told = ""
    return f"<h2>{escape(paper['how'])}</h2>{told}" + "".join(f"<p>{escape(text)}</p>" for text in said)


def _files(report: PeriodReport, paper: Paper) -> str:
    if not report.files:
        return ""
    lines = "".join(
        f"<dt>{marked(paper.said(file.title), paper)} <code>{escape(file.id)}</code></dt>"
        f"<dd>{marked(paper.said(file.definition), paper)}</dd>"
        for file in report.files
    )
    return f"<section><h2>{escape(paper['files'])}</h2><dl>{lines}</dl></section>\n"


def _footer(report: PeriodReport, paper: Paper) -> str:
    notes = "".join(f"<li>{marked(paper.said(note), paper)}</li>" for note in report.notes)
    warned = "".join(f'<p class="warning">{escape(text)}</p>' for text in warnings(report, paper))
    method = f'<h2>{escape(paper["notes"])}</h2><ul class="notes">{notes}</ul>' if notes else ""
    return f"<footer>{method}{warned}</footer>"
