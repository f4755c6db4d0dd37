"""Messages and answers, written into a log as the desk writes them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import count

from contact.case import Case
from contact.events import PROMISED_AS, Body, CaseChannel, Received, Replied
from contact.log import Arrival, Log
from contact.personal import Personal
from desk.data import replace
from desk.estimate import estimate
from desk.settings import Settings
from desk.settings.model import Kind
from tests.desk.sample import at

# A Monday, 10:00 in New York, when the office has just opened.
MONDAY = at("2026-08-03T10:00-04:00")
REPLIED = Replied(text="reply", personal_digest="d1", by="lee")


class History:
    """A log that is being filled."""

    def __init__(self, log: Log, settings: Settings) -> None:
        self.log, self.settings = log, settings
        self._number = count()

    def message(
        self,
        received: datetime = MONDAY,
        *,
        channel: CaseChannel = "form",
        kind: Kind = "request",
        topic: str = "other",
        **changed: object,
    ) -> Case:
        """A message that came in at an instant; `changed` are fields of Received."""
        due = estimate(self.settings, channel=PROMISED_AS[channel], kind=kind, topic_id=topic, now=received)
        body = Received(
            channel=channel,
            kind=kind,
            topic=topic,
            language="en",
            page="",
            page_language="en",
            consent_digest="",
            personal_digest="d0",
            estimate=due,
            acknowledged_by="page",
            suspected=False,
            commit="0123abc",
        )
        token = f"token-{next(self._number)}"
        texts = Personal(salt="salt", fields={"message": "Hello"})
        arrival = Arrival(at=received, token=token, texts=texts, bodies=[replace(body, **changed)])
        found = self.log.store.find(self.log.record(arrival).reference)
        assert found
        return found

    def event(self, case: Case, when: datetime, body: Body = REPLIED) -> None:
        """Something that happened to a case."""
        assert self.log.add(case, when, body)

    def answered(self, minutes: Sequence[int | None], received: datetime = MONDAY, **about: object) -> None:
        """Messages that all came in at one instant, each answered so many minutes later, or not at all."""
        for after in minutes:
            case = self.message(received, **about)  # type: ignore[arg-type]  # the names and types are those of `message`
            if after is not None:
                self.event(case, received + timedelta(minutes=after))
