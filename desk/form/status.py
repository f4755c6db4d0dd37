"""The form in which a customer asks how things stand: its fields and its HTML, the same on the site and from the backend."""

from collections.abc import Mapping
from html import escape

from desk.form.fields import FormField
from desk.form.html import error_summary, field_html
from desk.words import Words

# Long enough for whatever stands between the symbols of a reference that somebody copies.
STATUS_FORM: tuple[FormField, ...] = (
    FormField(name="case", kind="text", longest=40, required=True, personal=False, autocomplete="off"),
    FormField(name="code", kind="text", longest=40, required=True, personal=False, autocomplete="off"),
)


def status_form_html(words: Words, *, action: str, case: str = "", errors: Mapping[str, str] | None = None) -> str:
    """The form. `case` is the reference as it was typed; the code is typed anew each time."""
    found = errors or {}
    parts = [
        error_summary(found, words) if found else "",
        f'<form class="fd-form" method="post" action="{escape(action)}" novalidate>',
        *(
            field_html(field, words, {}, case if field.name == "case" else "", found.get(field.name))
            for field in STATUS_FORM
        ),
        f'<button class="md-button md-button--primary" type="submit">{escape(words("status.show"))}</button>',
        "</form>",
    ]
    return "\n".join(part for part in parts if part)
