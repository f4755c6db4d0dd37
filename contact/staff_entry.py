"""What staff write down (a call, a voicemail, a letter, a chat) -> a case like every other one (row T4).

One row a message, checked in whole before anything is recorded. The same row, entered again, is the same case.
"""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import cast

from contact.accept import ACKNOWLEDGEMENT
from contact.dissatisfaction import sounds_dissatisfied
from contact.events import CASE_CHANNELS, PROMISED_AS, CaseChannel, Received, Resolved
from contact.log import Arrival, Log
from contact.personal import Personal, personal
from contact.staff_answers import ANSWER_COLUMNS, Dealt, answers, dealt_with, instant
from contact.standing import standing_of
from contact.store import Recorded
from contact.validation.email import parse_email
from desk.assignment import taken_care_of_now
from desk.bundle import Bundle
from desk.data import Data, asdict, to_sorted_json
from desk.estimate import estimate
from desk.legal import legal_dues
from desk.phone import country_of, parse_phone
from desk.settings.model import CUSTOMERS, KINDS, Customer, Kind, Settings

LONGEST_MESSAGE = 50_000
LONGEST_LINE = 300
LONG = frozenset({"message", "explanation", "remedies"})
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
    **ANSWER_COLUMNS,
}
NEEDED = ("channel", "topic", "message")
# The name of the text that holds what the customer was told at the end.
TOLD_AT_THE_END = "resolution-entered"


class EntryError(Exception):
    """A row cannot be recorded. `problems` holds a sentence for each column that has to be mended."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{column}: {sentence}" for column, sentence in problems.items()))
        self.problems = problems


class StaffEntry(Data, frozen=True, kw_only=True):
    """A checked row. `number` is the telephone number in E.164; `dealt` is what was done about it elsewhere."""

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
    dealt: Dealt = Dealt()


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
        received_at = instant(texts["received_at"], now) if texts["received_at"] else now
    except ValueError as error:
        problems["received_at"] = str(error)
    dealt = dealt_with(texts, received_at, now, problems)
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
        dealt=dealt,
    )


def enter(entry: StaffEntry, log: Log, bundle: Bundle, now: datetime, *, by: str, acknowledge: bool) -> Recorded:
    """Record it; with `acknowledge` and an address the customer gets a mail with the reference. Raises StoreError."""
    fields = {
        "message": entry.message,
        "name": entry.name,
        "email": entry.email,
        "phone": entry.phone,
        "number": entry.number,
    }
    texts = personal(fields)
    mailed = acknowledge and bool(entry.email)
    token = _token(entry)
    received = _received(entry, bundle, now, texts, token, by=by, mailed=mailed)
    told = personal(entry.dealt.texts) if entry.dealt.texts else None
    arrival = Arrival(
        at=now,
        token=token,
        texts=texts,
        bodies=[received, *answers(entry.dealt, entry.channel, told, TOLD_AT_THE_END, by=by)],
        mails=[(ACKNOWLEDGEMENT, "waiting")] if mailed else [],
        sender=entry.email or entry.number,
        more={TOLD_AT_THE_END: told} if told else {},
    )
    recorded = log.record(arrival)
    if not recorded.new:
        _add_what_is_new(entry, log, recorded.reference, now, by=by)
    return recorded


def _add_what_is_new(entry: StaffEntry, log: Log, reference: str, now: datetime, *, by: str) -> None:
    """A list that is imported again may tell by now how a message was answered, and how it ended."""
    case = log.store.find(reference)
    if case is None or case.erased:
        return
    told = personal(entry.dealt.texts) if entry.dealt.texts else None
    bodies = answers(entry.dealt, entry.channel, told, TOLD_AT_THE_END, by=by, standing=standing_of(case.events))
    needed = {TOLD_AT_THE_END: told} if told and any(isinstance(body, Resolved) for body in bodies) else {}
    if bodies:
        log.add(case, now, *bodies, texts=needed, unless=lambda _changed: True)


def _received(
    entry: StaffEntry, bundle: Bundle, now: datetime, texts: Personal, token: str, *, by: str, mailed: bool
) -> Received:
    settings, promised = bundle.settings, PROMISED_AS[entry.channel]
    queue, person = taken_care_of_now(settings, entry.topic, now, token)
    return Received(
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
        queue=queue,
        to=person,
        dissatisfied=sounds_dissatisfied(entry.message, bundle),
    )


def _token(entry: StaffEntry) -> str:
    """The same for the same row: by the reference that somebody else gave it, else by all that it says of the message.

    What was done about it may be written down later, and changes nothing.
    """
    if entry.external_reference:
        return hashlib.sha256(f"{entry.channel}\n{entry.external_reference}".encode()).hexdigest()
    said = asdict(entry)
    del said["dealt"]
    return hashlib.sha256(to_sorted_json(said)).hexdigest()


def _problems(texts: Mapping[str, str], settings: Settings) -> Iterator[tuple[str, str]]:
    choices = {
        "channel": CASE_CHANNELS,
        "topic": tuple(topic.id for topic in settings.topics),
        "kind": KINDS,
        "customer": CUSTOMERS,
        "language": settings.languages.offered,
    }
    for column, text in texts.items():
        longest = LONGEST_MESSAGE if column in LONG else LONGEST_LINE
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
