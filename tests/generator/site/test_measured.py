"""Measured figures stand beside the promises that they are of (rows R1, R6)."""

from desk.data import replace
from desk.measured import Group
from tests.desk.measured_sample import FIGURES, as_file
from tests.project import Project, parsed

OF_TOPIC = Group(channel="form", kind="request", topic="account", messages=50, in_time=40)
SHOWN = as_file(replace(FIGURES, groups=(*FIGURES.groups, OF_TOPIC), promises=()))
GUARANTEE = "These are estimates of when a person will answer, not guarantees."


def text_of(html: bytes, selector: str) -> str:
    """The words of one part of a page."""
    found = parsed(html).select_one(selector)
    assert found
    return " ".join(found.get_text(" ", strip=True).split())


def test_pages_show_what_was_measured(project: Project) -> None:
    """Row R6: sentence and shares on the page of hours, and how sure an estimate is beside it, in both languages."""
    project.write("measured.json", SHOWN)
    project.write("site_config.yml", project.read("site_config.yml") + "measured: measured.json\n")
    files = project.build().files
    hours = text_of(files["hours/index.html"], "article")
    assert "Through the contact form 1 business day 88% in time 2 business days " in hours
    assert f"92% by the time that we had estimated (1,204 messages). {GUARANTEE}" in hours
    such = "% of such messages were answered by the time that we had estimated."
    promise = "Usual response: within 1 business day (an estimate) From July to September 2026, "
    assert f"{promise}80{such}" in text_of(files["account/open-it/index.html"], "aside")
    assert f"{promise}88{such}" in text_of(files["index.html"], "aside")
    spanish = "De julio a septiembre de 2026, el 80% de los mensajes de este tipo recibió respuesta dentro del tiempo"
    assert spanish in text_of(files["es/account/open-it/index.html"], "aside")
    assert "1 día hábil 88% a tiempo" in text_of(files["es/hours/index.html"], "article")


def test_without_figures_pages_say_nothing_of_them(project: Project) -> None:
    """No gap, no zero, no word of what was not measured (row P4)."""
    files = project.build().files
    for path in ("hours/index.html", "account/open-it/index.html"):
        assert not any(word in files[path].decode() for word in ("in time", "such messages", "had estimated"))
