"""Cases to be recorded and events to be added, with no more in them than a store looks at."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from contact.case import Case
from contact.chain import chained
from contact.events import Body, Event, Received, new_event
from contact.reference import ALPHABET
from contact.store import NewCase, NewMail
from desk.duration import Duration
from desk.estimate import Estimate

NOW = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
LEASE = timedelta(minutes=3)

RECEIVED = Received(
    channel="form",
    kind="request",
    topic="fees",
    language="en",
    page="/fees/",
    page_language="en",
    consent_digest="c0",
    personal_digest="d0",
    estimate=Estimate(
        due=NOW + timedelta(days=2), duration=Duration(2, "business days"), calendar="office", basis="channel"
    ),
    acknowledged_by="email",
    suspected=False,
    commit="0123abc",
)


def reference(number: int) -> str:
    """The references of higher numbers come later in the alphabet."""
    symbols = ""
    for _ in range(10):
        number, at = divmod(number, len(ALPHABET))
        symbols = ALPHABET[at] + symbols
    return f"{symbols[:3]}-{symbols[3:7]}-{symbols[7:]}"


def following(reference: str, last: Event | None, *bodies: Body, at: datetime = NOW) -> list[Event]:
    """Events that come after another one."""
    chain: list[Event] = []
    for body in bodies:
        last = chained(reference, last, new_event(at, body))
        chain.append(last)
    return chain


def new_case(
    number: int = 1,
    *,
    at: datetime = NOW,
    token: str = "",
    texts: Mapping[str, bytes] | None = None,
    mails: Sequence[NewMail] = (),
    aliases: Sequence[str] = (),
    sender: str = "",
) -> NewCase:
    """A case that differs in everything from those of other numbers."""
    return NewCase(
        reference=reference(number),
        token=token or f"token-{number}",
        key=f"key-{number}",
        wrapped_key=f"wrapped-key-{number}".encode(),
        texts={"request": f"text-{number}".encode()} if texts is None else texts,
        events=following(reference(number), None, RECEIVED, at=at),
        mails=mails,
        aliases=aliases,
        sender=sender,
    )


def waiting(due: datetime = NOW, mail: str = "acknowledgement") -> NewMail:
    """A mail that is to be sent."""
    return NewMail(mail=mail, state="waiting", due=due)


def as_found(case: NewCase, *added: Event, texts: Mapping[str, bytes] | None = None) -> Case:
    """What a store answers once a case has been recorded, and something has been added."""
    return Case(
        reference=case.reference,
        key=case.key,
        wrapped_key=case.wrapped_key,
        texts={**case.texts, **(texts or {})},
        events=(*case.events, *added),
    )
