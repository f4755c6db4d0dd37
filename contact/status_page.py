"""A case and its status code -> the page that says how things stand, and the form that asks for both.

Shows a state, dates and the way to a person; nothing that was typed, and no name (rows R3, L2, N4).
"""

from collections.abc import Mapping
from datetime import datetime

from contact.case import Case
from contact.feedback_link import feedback_code, may_answer
from contact.page_parts import callable_paragraph, heading, link, panel, paragraph, rows, section
from contact.pages import ROOT, DeskPages
from contact.public_status import PublicStatus, public_status
from desk.acknowledgement import human_route
from desk.form.action import STATUS, feedback_link, status_action
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
        paragraph(meaning(status, words)),
        paragraph(words(f"{_estimate_key(status)}{'late' if late else 'estimate-text'}")) if status.estimate else "",
        paragraph(words("status.estimate-text-next")) if status.next_due else "",
        paragraph(words("status.unreached")) if status.unreached else "",
        section(words("contact.talk"), callable_paragraph(human_route(settings, words, now), settings)),
        _offer(case, words),
        link(f"{STATUS_PAGE}?language={words.language}", words("status.again")),
    ]
    return pages.page(words("status.title"), parts, switch={"case": case.reference})


def _offer(case: Case, words: Words) -> str:
    """The way to the one question about a closed case, as long as it has not been answered (row K1)."""
    if not may_answer(case):
        return ""
    return link(feedback_link(ROOT, case.reference, feedback_code(case), words.language), words("feedback.offer"))


def meaning(status: PublicStatus, words: Words) -> str:
    """What the state means for the customer: of a call that was asked for, until the case is closed, how it stands."""
    of_call = status.call and status.state not in {"closed", "reopened", "waiting"}
    return words(f"status.call.means.{status.call}" if of_call else f"status.means.{status.state}")


def _estimate_key(status: PublicStatus) -> str:
    """An estimate of when somebody calls is spoken of in other words than one of an answer."""
    return "status.call." if status.call in {"requested", "tried"} else "status."


def status_texts(case: Case, settings: Settings, words: Words) -> dict[str, str]:
    """State and dates alone, by the words for them, on the clock of the desk."""
    status = public_status(case)
    zone = settings.time_zone(case.received.estimate.calendar)
    texts = {words("status.now"): words(f"status.state.{status.state}")}
    if status.call:
        texts[words("status.call")] = words(f"status.call.{status.call}")
    texts |= {words(f"status.on.{happened}"): dated_instant(at, zone, words) for happened, at in status.dates.items()}
    if status.estimate:
        texts[words(f"{_estimate_key(status)}estimate")] = dated_instant(status.estimate.shown(zone), zone, words)
    if status.next_due:
        texts[words("status.next")] = dated_instant(status.next_due, zone, words)
    return texts
