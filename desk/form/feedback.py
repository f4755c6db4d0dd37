"""The form in which a customer says what they think of how their message was handled: its fields and its HTML (row K1)."""

from collections.abc import Mapping
from html import escape

from desk.data import replace
from desk.form.fields import FormField
from desk.form.html import error_summary, field_html
from desk.words import Words

# The best first, as the question asks how satisfied somebody is.
SCORES = ("5", "4", "3", "2", "1")
# Long enough for whatever stands between the symbols of a code that somebody copies.
CODE = "feedback-code"
FEEDBACK_FORM: tuple[FormField, ...] = (
    FormField(name="score", kind="radios", longest=1, required=True),
    FormField(name="comment", kind="textarea", longest=2000),
    FormField(name="case", kind="text", longest=40, required=True, personal=False, autocomplete="off"),
    FormField(name=CODE, kind="text", longest=40, required=True, personal=False, autocomplete="off"),
)


def feedback_form_html(
    words: Words, *, action: str, question: str, values: Mapping[str, str], errors: Mapping[str, str]
) -> str:
    """The form. With a script the code comes from behind the # of the address; without one it is typed."""
    asking = replace(words, texts={**words.texts, "form.score.label": question})
    options = {"score": [(score, words(f"feedback.score.{score}")) for score in SCORES]}
    parts = [
        error_summary(errors, words) if errors else "",
        f'<form class="fd-form" method="post" action="{escape(action)}" novalidate data-fd-feedback="{CODE}">',
        *(
            field_html(field, asking, options, values.get(field.name, ""), errors.get(field.name))
            for field in FEEDBACK_FORM
        ),
        f'<p class="fd-consent">{escape(words("feedback.use"))}</p>',
        f'<button class="md-button md-button--primary" type="submit">{escape(words("feedback.send"))}</button>',
        "</form>",
    ]
    return "\n".join(part for part in parts if part)
