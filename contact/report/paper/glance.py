"""A period report -> the few figures that are asked for first, each with its name and a link to where it stands.

Nothing is worked out here: every one of them is a figure of a table.
"""

from collections.abc import Iterator
from html import escape

from contact.report.document import Column, PeriodReport, Value
from contact.report.paper.values import shown
from contact.report.paper.words import Paper

# By their names; a preset that lacks a table has fewer. Beside each, the word of the tile.
FIRST = (
    ("received-by-kind/total/received", "glance.received"),
    ("received-by-kind/complaint/received", "glance.complaints"),
    ("resolution-resolved-in-by-kind/total/resolved", "glance.resolved"),
    ("resolution-received-in-by-kind/total/open", "glance.open"),
    ("resolution-resolved-in-by-kind/total/mean", "glance.mean"),
    ("resolution-resolved-in-by-kind/total/median", "glance.median"),
    ("resolution-resolved-in-by-kind/total/p90", "glance.p90"),
    ("acknowledgement/total/acknowledged", "glance.acknowledged"),
    ("estimate/total/share", "glance.estimate"),
    ("estimate/total/share-without-surge", "glance.estimate-usual"),
    ("estimate/total/share-in-surge", "glance.estimate-surge"),
    ("callbacks/total/share", "glance.callbacks"),
    ("feedback/total/mean", "glance.feedback"),
    ("feedback/total/answered", "glance.answers"),
)


def glance(report: PeriodReport, paper: Paper) -> str:
    """The tiles; nothing where the report has none of these figures."""
    tiles = "".join(_tiles(report, paper))
    if not tiles:
        return ""
    return f'<h2>{escape(paper["glance"])}</h2><dl class="glance">{tiles}</dl>'


def first_figures(report: PeriodReport) -> Iterator[tuple[str, str, Column, Value]]:
    """Each with its name and the key of its word."""
    found = {name: (column, value) for name, _, _, column, value in report.figures()}
    for name, key in FIRST:
        if name in found:
            column, value = found[name]
            yield name, key, column, value


def _tiles(report: PeriodReport, paper: Paper) -> Iterator[str]:
    for name, key, column, value in first_figures(report):
        yield (
            f"<div><dt>{escape(paper[key])}</dt><dd>{escape(shown(value, column.unit, paper))}</dd>"
            f'<dd><a href="#{escape(name)}"><code>{escape(name)}</code></a></dd></div>'
        )
