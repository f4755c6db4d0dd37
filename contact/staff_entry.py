"""What staff write down (a call, a voicemail, a letter, a chat) -> a case like every other one (row T4).

One row a message, checked in whole before anything is recorded. The same row, entered again, is the same case.
"""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import cast

from contact.accept import ACKNOWLEDGEMENT
from contact.events import CASE_CHANNELS, PROMISED_AS, CaseChannel, Received
from contact.log import Arrival, Log
from contact.personal import personal
from contact.store import Recorded
from contact.validation.email import parse_email
from desk.bundle import Bundle
from desk.data import Data, to_sorted_json
from desk.estimate import estimate
from desk.legal import legal_dues
from desk.phone import country_of, parse_phone
from desk.settings.model import CUSTOMERS, KINDS, Customer, Kind, Settings

LONGEST_MESSAGE = 50_000
LONGEST_LINE = 300
# In the order in which `frontdesk requests import --help` lists them; the first three are needed.
COLUMNS: Mapping[str, str] = {
    "channel": f"one of {', '.join(CASE_CHANNELS)}",
    "topic": "the id of a topic in site_config.yml",
    "message": "what it is about",
    "received_at": "when it came, with its offset from UTC, such as 2026-11-20T15:30-05:00 (default: now)",
    "kind": f"one of {', '.join(KINDS)} (default: request)",
    "customer": f"one of {', '.join(CUSTOMERS)} (default: individual)",
    "language": "a language of the site (default: its first one)",
    "name": "the customer's name",
    "email": "the customer's address",
    "phone": "the customer's number",
    "external_reference": "what somebody else calls it, such as a regulator who passed it on",
}
NEEDED = ("channel", "topic", "message")


class EntryError(Exception):
    """A row cannot be recorded. `problems` holds a sentence for each column that has to be mended."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{column}: {sentence}" for column, sentence in problems.items()))
        self.problems = problems


class StaffEntry(Data, frozen=True, kw_only=True):
    """A checked row. `number` is the telephone number in E.164."""

    channel: CaseChannel
    topic: str
    message: str
    received_at: datetime
    kind: Kind
    customer: Customer
    language: str
    name: str
    email: str
    phone: str
    number: str
    external_reference: str


def checked_entry(row: Mapping[str, str], settings: Settings, now: datetime) -> StaffEntry:
    """The row as a message. Raises EntryError with everything that is wrong with it."""
    texts = {column: (row.get(column) or "").strip() for column in COLUMNS}
    texts["kind"] = texts["kind"] or "request"
    texts["customer"] = texts["customer"] or "individual"
    texts["language"] = texts["language"] or settings.languages.default
    problems = dict(_problems(texts, settings))
    parsed: dict[str, str] = {}
    received_at = now
    for column, parse in (("email", parse_email), ("phone", lambda text: _number(text, settings))):
        try:
            parsed[column] = parse(texts[column]) if texts[column] else ""
        except ValueError:
            problems[column] = f"'{texts[column]}' is not one {'address' if column == 'email' else 'telephone number'}"
    try:
        received_at = _instant(texts["received_at"], now) if texts["received_at"] else now
    except ValueError as error:
        problems["received_at"] = str(error)
    if problems:
        raise EntryError({column: problems[column] for column in (*COLUMNS, *row) if column in problems})
    return StaffEntry(
        channel=cast("CaseChannel", texts["channel"]),
        topic=texts["topic"],
        message=texts["message"],
        received_at=received_at,
        kind=cast("Kind", texts["kind"]),
        customer=cast("Customer", texts["customer"]),
        language=texts["language"],
        name=texts["name"],
        email=parsed["email"],
        phone=texts["phone"],
        number=parsed["phone"],
        external_reference=texts["external_reference"],
    )


def enter(entry: StaffEntry, log: Log, bundle: Bundle, now: datetime, *, by: str, acknowledge: bool) -> Recorded:
    """Record it; with `acknowledge` and an address the customer gets a mail with the reference. Raises StoreError."""
    settings = bundle.settings
    fields = {
        "message": entry.message,
        "name": entry.name,
        "email": entry.email,
        "phone": entry.phone,
        "number": entry.number,
    }
    texts = personal(fields)
    mailed, promised = acknowledge and bool(entry.email), PROMISED_AS[entry.channel]
    received = Received(
        channel=entry.channel,
        kind=entry.kind,
        topic=entry.topic,
        language=entry.language,
        page="",
        page_language=entry.language,
        consent_digest="",
        personal_digest=texts.digest,
        estimate=estimate(settings, channel=promised, kind=entry.kind, topic_id=entry.topic, now=entry.received_at),
        legal=legal_dues(settings, kind=entry.kind, channel=promised, now=entry.received_at),
        acknowledged_by="email" if mailed else "person",
        suspected=False,
        commit=bundle.commit,
        customer=entry.customer,
        came_at=entry.received_at,
        external_reference=entry.external_reference,
        entered_by=by,
        notices=tuple(notice.id for notice in settings.notices_for(promised, entry.topic, entry.received_at)),
    )
    arrival = Arrival(
        at=now,
        token=_token(entry),
        texts=texts,
        bodies=[received],
        mails=[(ACKNOWLEDGEMENT, "waiting")] if mailed else [],
        sender=entry.email or entry.number,
    )
    return log.record(arrival)


def _token(entry: StaffEntry) -> str:
    """The same for the same row: by the reference that somebody else gave it, else by all that it says."""
    if entry.external_reference:
        return hashlib.sha256(f"{entry.channel}\n{entry.external_reference}".encode()).hexdigest()
    return hashlib.sha256(to_sorted_json(entry)).hexdigest()


def _problems(texts: Mapping[str, str], settings: Settings) -> Iterator[tuple[str, str]]:
    choices = {
        "channel": CASE_CHANNELS,
        "topic": tuple(topic.id for topic in settings.topics),
        "kind": KINDS,
        "customer": CUSTOMERS,
        "language": settings.languages.offered,
    }
    for column, text in texts.items():
        longest = LONGEST_MESSAGE if column == "message" else LONGEST_LINE
        if not text and column in NEEDED:
            yield column, f"is missing: {COLUMNS[column]}"
        elif text and column in choices and text not in choices[column]:
            yield column, f"'{text}' is not one of {', '.join(choices[column])}"
        elif len(text) > longest:
            yield column, f"has {len(text):,} characters; at most {longest:,} are recorded"
        elif any(ord(character) < ord(" ") and character not in "\r\n\t" for character in text):
            yield column, "holds a character that nobody can see"


def _number(text: str, settings: Settings) -> str:
    phone = settings.channels.phone
    return parse_phone(text, country_of(phone.number) if phone else None)


def _instant(text: str, now: datetime) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"'{text}' is no time such as 2026-11-20T15:30-05:00") from None
    if found.tzinfo is None:
        raise ValueError(f"'{text}' does not say in which time zone: add the offset from UTC, such as {text}-05:00")
    if found > now:
        raise ValueError(f"'{text}' is in the future")
    return found.astimezone(UTC)
