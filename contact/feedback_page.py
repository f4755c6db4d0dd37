"""What has to be said about an answer to the question for feedback -> a page: the form, or a word of thanks.

Shows nothing of the case but the reference that was typed (rows L2, N4). Knows no store.
"""

from collections.abc import Mapping
from typing import Literal

from contact.feedback_link import feedback_question
from contact.page_parts import heading, paragraph, section
from contact.pages import ROOT, DeskPages
from desk.form.action import feedback_action
from desk.form.feedback import feedback_form_html

# What became of an answer with the right code.
Became = Literal["kept", "low", "known", "open", "erased"]
_SAID: Mapping[Became, tuple[str, ...]] = {
    "kept": ("thanks-text",),
    "low": ("thanks-text", "sorry"),
    "known": ("known",),
    "open": ("open",),
    "erased": ("erased",),
}


def feedback_form_page(pages: DeskPages, values: Mapping[str, str], errors: Mapping[str, str]) -> str:
    """The question, with what was typed and what has to be mended."""
    words, settings = pages.words, pages.bundle.settings
    title = words("feedback.title")
    form = feedback_form_html(
        words,
        action=feedback_action(settings, ROOT, words.language),
        question=feedback_question(settings, words),
        values=values,
        errors=errors,
    )
    parts = [heading(title), paragraph(words("feedback.intro")), form]
    shown = f"{words('form.errors')}: {title}" if errors else title
    # Behind the # of the address stands the code: a link to another language would lose it, so there is none once it was sent.
    return pages.page(shown, parts, switch=None if errors else {"case": values.get("case", "")})


def answered_page(pages: DeskPages, became: Became) -> str:
    """Thanks, and for whom it is not over the way to a person."""
    words = pages.words
    title = words("feedback.title") if became in {"open", "erased"} else words("feedback.thanks")
    said = [paragraph(words(f"feedback.{key}")) for key in _SAID[became]]
    routes = section(words("contact.talk"), *pages.routes()) if became in {"low", "open", "erased"} else ""
    return pages.page(title, [heading(title), *said, routes])
