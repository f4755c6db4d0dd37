"""The fields of the forms. Labels, hints and error messages are words under `form.<field>.`."""

from typing import Literal

from desk.data import Data

FieldKind = Literal["text", "email", "tel", "select", "radios", "textarea"]

# Typed by people only by mistake; filled in by programs that fill in everything.
HONEYPOT = "website"
# Sent along without being shown: see contact.accept and contact.abuse.protection. How many milliseconds went by between
# opening the page and sending is measured by the browser, whose clock need not be right.
TOOK = "took"
HIDDEN = ("token", "page", TOOK)
# Where customers write what they like: also what they should keep to themselves (contact.abuse.masking).
FREELY_TYPED = ("message", "name")
# The solution of a task, which the page's script adds where it was set one.
PROOF = "altcha"
LONGEST_HIDDEN = 300


class FormField(Data, frozen=True, kw_only=True):
    """One question of a form. `longest` is in characters; of the fields marked `one_of`, one is needed.

    `personal` ones are never logged or put in a URL. A choice that is left out is `default`. Where a form asks for the same in
    other words, those are below `form.<said>.`.
    """

    name: str
    kind: FieldKind
    longest: int
    required: bool = False
    one_of: bool = False
    personal: bool = True
    autocomplete: str = ""
    default: str = ""
    said: str = ""

    @property
    def key(self) -> str:
        """Its words are below this key."""
        return f"form.{self.said or self.name}"


REQUEST_FORM: tuple[FormField, ...] = (
    FormField(name="kind", kind="radios", longest=20, required=True, personal=False),
    FormField(name="customer", kind="radios", longest=20, required=True, personal=False, default="individual"),
    FormField(name="topic", kind="select", longest=60, required=True, personal=False),
    FormField(name="message", kind="textarea", longest=5000, required=True),
    FormField(name="name", kind="text", longest=100, autocomplete="name"),
    FormField(name="email", kind="email", longest=254, one_of=True, autocomplete="email"),
    FormField(name="phone", kind="tel", longest=40, one_of=True, autocomplete="tel"),
    FormField(name="language", kind="select", longest=20, required=True, personal=False),
)

# The customer's time zone, as the page's script knows it.
ZONE = "zone"
# A call that is asked for (row C1). There is nothing to write: whoever calls asks what it is about.
CALLBACK_FORM: tuple[FormField, ...] = (
    FormField(name="phone", said="call-phone", kind="tel", longest=40, required=True, autocomplete="tel"),
    FormField(name="day", kind="select", longest=20, required=True, personal=False, default="soon"),
    FormField(name="part", kind="select", longest=20, required=True, personal=False, default="any"),
    FormField(name="topic", kind="select", longest=60, required=True, personal=False),
    FormField(name="name", kind="text", longest=100, autocomplete="name"),
    FormField(name="email", said="call-email", kind="email", longest=254, autocomplete="email"),
    FormField(name="language", said="call-language", kind="select", longest=20, required=True, personal=False),
)
