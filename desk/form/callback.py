"""The form in which a customer asks to be called: its choices, its words and its HTML, the same on the site and from the backend.

Knows days only by their names: which of them are free the page's script shows, and the backend checks.
"""

from collections.abc import Mapping, Sequence

from desk.call_window import PARTS, SOON, weekdays_open
from desk.form.action import callback_action
from desk.form.fields import CALLBACK_FORM, HIDDEN, ZONE
from desk.form.html import form_html
from desk.form.options import request_options
from desk.settings.model import Settings
from desk.wording import clock, place_of
from desk.words import Words


def callback_form_html(
    settings: Settings, words: Words, *, root: str, values: Mapping[str, str], errors: Mapping[str, str]
) -> str:
    """The form on a page from which `root` leads to the site's root; nothing where no calls are offered."""
    callback = settings.channels.callback
    if callback is None:
        return ""
    return form_html(
        CALLBACK_FORM,
        words,
        action=callback_action(settings, root, words.language),
        options=callback_options(settings, words),
        values={"language": words.language, **values},
        errors=errors,
        disclosure=settings.disclosure(words.language),
        submit=words("callback.submit"),
        consent=callback.consent.text.get(words.language, ""),
        about=_for_script(words, callback.days_ahead),
        hidden=(*HIDDEN, ZONE),
    )


def callback_options(settings: Settings, words: Words) -> Mapping[str, Sequence[tuple[str, str]]]:
    """(value, text) pairs for each choice, on the clock of the desk."""
    calendar = settings.calendar("phone")
    language = words.language
    days = [(name, words(f"form.day.{name}")) for name in weekdays_open(calendar)]
    place = place_of(calendar.time_zone, language)
    parts = [
        (part, words(f"form.part.{part}", start=clock(start, language), end=clock(end, language), place=place))
        for part, (start, end) in PARTS.items()
    ]
    return {**request_options(settings, words), "day": [(SOON, words("form.day.soon")), *days], "part": parts}


def _for_script(words: Words, days_ahead: int) -> Mapping[str, str]:
    """What theme/assets/frontdesk/callback.js needs to show the free days and hours on the customer's clock."""
    return {
        "call": str(days_ahead),
        "yours": words.texts["form.part.yours"],
        "any": words("form.part.any"),
        "today": words.texts["form.day.today"],
        "tomorrow": words.texts["form.day.tomorrow"],
        "clock": words("form.part.your-clock"),
        "one": words.texts["time.clock.one"],
        "other": words.texts["time.clock.other"],
    }
