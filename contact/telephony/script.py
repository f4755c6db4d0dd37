"""What a caller hears next, step by step. Knows no provider: contact.telephony.library writes it as Twilio reads it."""

from collections.abc import Sequence

from desk.data import Data
from desk.telephony import Voice


class Say(Data, frozen=True, kw_only=True):
    """Words, spoken."""

    text: str
    voice: Voice


class Play(Data, frozen=True, kw_only=True):
    """A sound file."""

    address: str


class Silence(Data, frozen=True, kw_only=True):
    """Nothing, for some seconds."""

    seconds: int


class Keys(Data, frozen=True, kw_only=True):
    """During all this a key may be pressed: then it goes on at `next`; where none is pressed, with the next step."""

    words: Sequence[Say | Play | Silence]
    next: str
    wait_seconds: int = 5


class Hold(Data, frozen=True, kw_only=True):
    """The caller waits in a queue: hears what stands at `meanwhile`, and goes on at `next` when it is over."""

    queue: str
    meanwhile: str
    next: str


class Record(Data, frozen=True, kw_only=True):
    """A tone, and then what the caller says is recorded. `next` is told where it lies, and so is `finished`, once it does."""

    next: str
    finished: str
    longest_seconds: int


class GoOn(Data, frozen=True, kw_only=True):
    """It goes on at another address."""

    next: str


class HangUp(Data, frozen=True):
    """The end."""


class Leave(Data, frozen=True):
    """The caller leaves the queue; it goes on where the queue's end is asked for."""


Step = Say | Play | Silence | Keys | Hold | Record | GoOn | HangUp | Leave
Script = Sequence[Step]
