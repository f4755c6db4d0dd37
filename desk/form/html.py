"""A form schema -> HTML that works without a script: labels, hints, errors beside their fields and summed up above.

The markup follows the pattern of GOV.UK's design system: an error summary that takes the focus and links to each field.
"""

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from desk.data import to_json
from desk.form.fields import FREELY_TYPED, HIDDEN, HONEYPOT, FormField
from desk.masking import SORTS
from desk.words import Words

Options = Mapping[str, Sequence[tuple[str, str]]]
_NOTHING: Mapping[str, str] = {}


def form_html(
    fields: Sequence[FormField],
    words: Words,
    *,
    action: str,
    options: Options,
    values: Mapping[str, str],
    errors: Mapping[str, str],
    disclosure: str,
    submit: str = "",
    consent: str = "",
    about: Mapping[str, str] = _NOTHING,
    hidden: Sequence[str] = HIDDEN,
) -> str:
    """The form. `options` are (value, text) pairs of each choice; `values` what was typed; `errors` a sentence a field.

    `disclosure` says that there is an assistant, before anything can be typed (row I1); empty where there is none. `submit` and
    `consent` are words in place of those of the contact form; `about` is what else the page's script has to know.
    """
    parts = [
        error_summary(errors, words) if errors else "",
        f'<p class="fd-note" id="disclosure">{escape(disclosure)}</p>' if disclosure else "",
        _opening(action, words, about, [field.name for field in fields]),
        *(_hidden(name, values.get(name, "")) for name in hidden),
        *(
            field_html(field, words, options, values.get(field.name) or field.default, errors.get(field.name))
            for field in fields
        ),
        _honeypot(words),
        f'<p class="fd-consent" id="consent">{escape(consent or words("form.consent"))}</p>',
        f'<button class="md-button md-button--primary" type="submit">{escape(submit or words("form.submit"))}</button>',
        "</form>",
    ]
    return "\n".join(part for part in parts if part)


def _opening(action: str, words: Words, about: Mapping[str, str], fields: Sequence[str]) -> str:
    # The page's script shows the same words that the backend would.
    said = {
        "errors": words("form.errors"),
        "failed": words("failed.unsent"),
        "sending": words("form.sending"),
        "proving": words("form.proving"),
        "masked": to_json(_masking(words, fields)).decode(),
        **about,
    }
    data = " ".join(f'data-{name}="{escape(text)}"' for name, text in said.items())
    return f'<form class="fd-form" method="post" action="{escape(action)}" novalidate data-fd-form {data}>'


def _masking(words: Words, fields: Sequence[str]) -> Mapping[str, object]:
    """What the script says of secrets that it took out, and what it puts in their place."""
    return {
        "fields": [name for name in FREELY_TYPED if name in fields],
        "found": words.texts["masked.found"],
        "instead": {sort: words(f"masked.{sort}") for sort in SORTS},
        "named": {sort: words(f"masked.a.{sort}") for sort in SORTS},
    }


def error_summary(errors: Mapping[str, str], words: Words) -> str:
    """What is wrong, above a form: each sentence leads to its field."""
    links = "".join(f'<li><a href="#form-{name}">{escape(text)}</a></li>' for name, text in errors.items())
    return (
        '<div class="fd-error-summary" role="alert" tabindex="-1" aria-labelledby="fd-errors" data-fd-errors>'
        f'<h2 id="fd-errors">{escape(words("form.errors"))}</h2><ul>{links}</ul></div>'
    )


def _hidden(name: str, value: str) -> str:
    return f'<input type="hidden" name="{name}" value="{escape(value)}">'


def _honeypot(words: Words) -> str:
    label = escape(words("form.honeypot"))
    return (
        f'<div class="fd-away" aria-hidden="true"><label for="form-{HONEYPOT}">{label}</label>'
        f'<input id="form-{HONEYPOT}" name="{HONEYPOT}" tabindex="-1" autocomplete="off"></div>'
    )


def field_html(field: FormField, words: Words, options: Options, value: str, error: str | None) -> str:
    """One question with its label, its hint, and what is wrong with the answer."""
    label = escape(words(f"{field.key}.label"))
    optional = (
        "" if field.required or field.one_of else f' <span class="fd-optional">{escape(words("form.optional"))}</span>'
    )
    hint = words.get(f"{field.key}.hint", "").format(limit=field.longest)
    described = [f"form-{field.name}-{part}" for part, there in (("hint", hint), ("error", error)) if there]
    about = f' aria-describedby="{" ".join(described)}"' if described else ""
    about += ' aria-invalid="true"' if error else ""
    notes = "".join(_notes(field, hint, error))
    state = " fd-field--error" if error else ""
    if field.kind == "radios":
        body = "".join(_radios(field, options[field.name], value))
        inner = f"<fieldset{about}><legend>{label}{optional}</legend>{notes}{body}</fieldset>"
    else:
        inner = (
            f'<label for="form-{field.name}">{label}{optional}</label>{notes}{_control(field, options, value, about)}'
        )
    return f'<div class="fd-field{state}">{inner}</div>'


def _notes(field: FormField, hint: str, error: str | None) -> Iterator[str]:
    if hint:
        yield f'<p class="fd-hint" id="form-{field.name}-hint">{escape(hint)}</p>'
    if error:
        yield f'<p class="fd-error" id="form-{field.name}-error">{escape(error)}</p>'


def _radios(field: FormField, options: Sequence[tuple[str, str]], value: str) -> Iterator[str]:
    for number, (key, text) in enumerate(options):
        # The first one bears the field's own id, so that the error summary can point at it.
        own_id = f"form-{field.name}" if number == 0 else f"form-{field.name}-{key}"
        checked = " checked" if key == value else ""
        yield (
            f'<div class="fd-radio"><input type="radio" id="{own_id}" name="{field.name}" value="{escape(key)}"{checked}>'
            f'<label for="{own_id}">{escape(text)}</label></div>'
        )


def _control(field: FormField, options: Options, value: str, about: str) -> str:
    common = f'id="form-{field.name}" name="{field.name}"{about}'
    if field.kind == "textarea":
        # A line break directly after the tag is dropped by browsers; ours protects one that was typed.
        return f'<textarea {common} rows="8" maxlength="{field.longest}">\n{escape(value)}</textarea>'
    if field.kind == "select":
        return f"<select {common}>{''.join(_choices(options[field.name], value))}</select>"
    complete = f' autocomplete="{field.autocomplete}"' if field.autocomplete else ""
    return f'<input type="{field.kind}" {common} maxlength="{field.longest}" value="{escape(value)}"{complete}>'


def _choices(options: Sequence[tuple[str, str]], value: str) -> Iterator[str]:
    for key, text in options:
        selected = " selected" if key == value else ""
        yield f'<option value="{escape(key)}"{selected}>{escape(text)}</option>'
