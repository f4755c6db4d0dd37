"""The fields of the forms. Labels, hints and error messages are words under `form.<field>.`."""

from dataclasses import dataclass
from typing import Literal

FieldKind = Literal["text", "email", "tel", "select", "radios", "textarea"]

# Typed by people only by mistake; filled in by programs that fill in everything.
HONEYPOT = "website"
# Sent along without being shown: see contact.accept.
HIDDEN = ("token", "page", "started")
LONGEST_HIDDEN = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One question of a form. `longest` is in characters; of the fields marked `one_of`, one is needed.

    `personal` ones are never logged or put in a URL.
    """

    name: str
    kind: FieldKind
    longest: int
    required: bool = False
    one_of: bool = False
    personal: bool = True
    autocomplete: str = ""


REQUEST_FORM: tuple[FormField, ...] = (
    FormField(name="kind", kind="radios", longest=20, required=True, personal=False),
    FormField(name="topic", kind="select", longest=60, required=True, personal=False),
    FormField(name="message", kind="textarea", longest=5000, required=True),
    FormField(name="name", kind="text", longest=100, autocomplete="name"),
    FormField(name="email", kind="email", longest=254, one_of=True, autocomplete="email"),
    FormField(name="phone", kind="tel", longest=40, one_of=True, autocomplete="tel"),
    FormField(name="language", kind="select", longest=20, required=True, personal=False),
)
