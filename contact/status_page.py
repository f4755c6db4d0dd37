"""A case and its status code -> the page that says how things stand, and the form that asks for both.

Shows a state, dates and the way to a person; nothing that was typed, and no name (rows R3, L2, N4).
"""

from collections.abc import Mapping
from datetime import datetime

from contact.case import Case
from contact.page_parts import callable_paragraph, heading, link, panel, paragraph, rows, section
from contact.pages import ROOT, DeskPages
from contact.public_status import public_status
from desk.acknowledgement import human_route
from desk.form.action import STATUS, status_action
from desk.form.status import status_form_html
from desk.settings.model import Settings
from desk.wording import dated_instant
from desk.words import Words

# Seen from a page of the desk.
STATUS_PAGE = STATUS.rpartition("/")[2]


def status_form_page(pages: DeskPages, case: str, errors: Mapping[str, str]) -> str:
    """The form, with the reference that was typed or that a mail's link names."""
    words = pages.words
    title = words("status.title")
    action = status_action(pages.bundle.settings, ROOT, words.language)
    form = status_form_html(words, action=action, case=case, errors=errors)
    parts = [heading(title), paragraph(words("status.intro")), form, section(words("contact.talk"), *pages.routes())]
    shown = f"{words('form.errors')}: {title}" if errors else title
    return pages.page(shown, parts, switch={"case": case})


def status_page(pages: DeskPages, case: Case, now: datetime) -> str:
    """How things stand with a case."""
    words, settings = pages.words, pages.bundle.settings
    status = public_status(case)
    late = status.estimate is not None and status.estimate.due < now
    parts = [
        panel(words("status.title"), words("received.reference"), case.reference),
        rows(status_texts(case, settings, words)),
        paragraph(words(f"status.means.{status.state}")),
        paragraph(words("status.late" if late else "status.estimate-text")) if status.estimate else "",
        paragraph(words("status.unreached")) if status.unreached else "",
        section(words("contact.talk"), callable_paragraph(human_route(settings, words, now), settings)),
        link(f"{STATUS_PAGE}?language={words.language}", words("status.again")),
    ]
    return pages.page(words("status.title"), parts, switch={"case": case.reference})


def status_texts(case: Case, settings: Settings, words: Words) -> dict[str, str]:
    """State and dates alone, by the words for them, on the clock of the desk."""
    status = public_status(case)
    zone = settings.time_zone(case.received.estimate.calendar)
    texts = {words("status.now"): words(f"status.state.{status.state}")}
    texts |= {words(f"status.on.{happened}"): dated_instant(at, zone, words) for happened, at in status.dates.items()}
    if status.estimate:
        texts[words("status.estimate")] = dated_instant(status.estimate.shown(zone), zone, words)
    return texts
