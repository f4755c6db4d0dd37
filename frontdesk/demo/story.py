"""What happens to one made-up case, one thing after another, until the quarter's last instant.

Knows the shape of events, texts and mails; what happens, others decide.
"""

from datetime import datetime, timedelta

from contact.chain import chained
from contact.events import Body, Event, new_event
from contact.personal import Personal
from contact.reference import ALPHABET, LENGTH, check_symbol, normalise
from contact.store import NewMail, OutboxState
from desk.calendar import add, is_open, next_opening
from desk.duration import Duration
from frontdesk.demo.arrivals import Message
from frontdesk.demo.chance import Chance
from frontdesk.demo.people import Staff
from frontdesk.demo.quarter import Quarter

SECOND = timedelta(seconds=1)
MINUTES_AN_HOUR = 60
SALT_CHARACTERS = 32
# Its proof is not made with the log's secret: nobody can take a bounce that names it for one of a real mail.
MESSAGE_ID = "<{reference}.{mail}.0000000000000000@example.com>"


class OverError(Exception):
    """Nothing more happens to this case: the quarter's data ends here."""


class Story:
    """The events of a case so far, its texts and its mails. `at` is when the latest thing happened."""

    def __init__(self, quarter: Quarter, message: Message, staff: Staff) -> None:
        self.quarter, self.message, self.staff = quarter, message, staff
        self.chance = quarter.chance(f"case {message.number}")
        self.reference = _reference(self.chance)
        self.events: list[Event] = []
        self.texts: dict[str, Personal] = {}
        self.mails: dict[str, NewMail] = {}
        self.at = message.at
        # How to reach the customer by mail; empty where nobody knows.
        self.email = ""

    @property
    def next(self) -> int:
        """The number that the next event gets: texts and mails are named by it."""
        return len(self.events) + 1

    def then(self, at: datetime, body: Body) -> None:
        """It happens, at this instant or a second after what happened before. Raises OverError."""
        at = max(at, self.at + SECOND) if self.events else at
        if at >= self.quarter.ends:
            raise OverError
        self.at_once(at, body)

    def at_once(self, at: datetime, body: Body) -> None:
        """What follows within moments, also at the very end: a mail that was caused is sent."""
        self.at = max(at, self.at + SECOND) if self.events else at
        last = self.events[-1] if self.events else None
        self.events.append(chained(self.reference, last, new_event(self.at, body)))

    def later(self, hours: float) -> datetime:
        """When staff have worked for so many hours since, on the clock of the channel's desk."""
        calendar = self.quarter.settings.calendar("form")
        whole = int(hours)
        at = add(calendar, self.at, Duration(whole, "business hours")) if whole else self.at
        if not is_open(calendar, at):
            at = next_opening(calendar, at) or at
        return at + timedelta(seconds=round((hours - whole) * MINUTES_AN_HOUR * 60))

    def written(self, name: str, /, **fields: str) -> Personal:
        """Words that lie encrypted under a name."""
        text = Personal(salt=self.chance.hex(SALT_CHARACTERS), fields=fields)
        self.texts[name] = text
        return text

    def mail(self, mail: str, state: OutboxState) -> None:
        """A mail in the outbox, as it stands since the latest event."""
        self.mails[mail] = NewMail(mail=mail, state=state, due=self.at)

    def message_id(self, mail: str) -> str:
        return MESSAGE_ID.format(reference=self.reference, mail=mail)


def _reference(chance: Chance) -> str:
    symbols = "".join(chance.one(ALPHABET) for _ in range(LENGTH - 1))
    found = normalise(symbols + check_symbol(symbols))
    if found is None:
        raise ValueError(f"{symbols} cannot be a reference")
    return found
