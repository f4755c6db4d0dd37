"""The parts of a letter: what is to be written, what was written, and why it could not be. Knows no log."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Literal

from contact.case import Case
from contact.events import Body, Way
from desk.data import Data

Unless = Callable[[Case], bool]


class LetterError(Exception):
    """It cannot be written so; the message says why in a sentence, and names nobody."""


class NoAddressError(LetterError):
    """The customer left no e-mail address."""


class RestingAddressError(LetterError):
    """Mail to this address came back lately: who writes should know, and may write all the same."""


class ChangedError(LetterError):
    """Something came in between. `case` is as it is now."""

    def __init__(self, message: str, case: Case) -> None:
        super().__init__(message)
        self.case = case


class Written(Data, frozen=True, kw_only=True):
    """The number of the event; `mail` is the name in the outbox and `email` the recipient, empty where nothing is mailed."""

    number: int
    mail: str
    email: str


class Act(Data, frozen=True, kw_only=True):
    """What is to be written. `way` is by which the customer hears of it, empty where they do not.

    `ask` is when the customer is asked for feedback, None where they are not.
    """

    sort: Literal["reply", "update", "resolution", "note"]
    words: Mapping[str, str]
    way: Way | Literal[""]
    to_resting: bool = False
    unless: Unless | None = None
    ask: datetime | None = None


class Named(Data, frozen=True, kw_only=True):
    """What the body of an event says of the words that belong to it: their name, their digest, the mail."""

    text: str
    digest: str
    mail: str


BodyOf = Callable[[Named], Body]
