"""Cases, events, mails and seals <-> the items of a DynamoDB table. Knows no request.

Everything about a case lies in the partition of its reference: `case`, `event#000001`, `mail#acknowledgement`,
`text#request#0000`, and `work` as long as something has to be done (contact.store.dynamodb_work).
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime

from contact.case import Case
from contact.events import Event
from contact.store.dynamodb_table import Key, shard_of
from contact.store.dynamodb_writes import Item, Put, Value
from contact.store.values import Entry, NewCase, NewMail, OutboxState, Seal
from desk.data import Data

# An item holds 400 kB; this leaves room for what else stands in it.
PIECE = 350_000

CASE, EVENT, MAIL, TEXT = "case", "event", "mail", "text"
# The group of the index by time to which all cases belong.
ALL_CASES = "cases"


def text_of(instant: datetime) -> str:
    """An instant in UTC, always of the same length."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


def partition_of(reference: str) -> str:
    """Where everything about a case lies."""
    return f"case#{reference}"


def case_key(reference: str) -> Key:
    return Key(partition_of(reference), CASE)


def mail_key(reference: str, mail: str) -> Key:
    return Key(partition_of(reference), f"{MAIL}#{mail}")


def alias_key(alias: str) -> Key:
    return Key(f"alias#{alias}", "alias")


def token_key(token: str) -> Key:
    return Key(f"token#{token}", "token")


def sender_key(sender: str, reference: str) -> Key:
    return Key(f"sender#{sender}", reference)


def seal_key(day: date) -> Key:
    return Key("seals", day.isoformat())


def case_item(case: NewCase) -> Put:
    """The case itself: what changes when something is added to it."""
    kept: dict[str, Value] = {
        "key": case.key,
        "token": case.token,
        "wrapped_key": case.wrapped_key,
        "number": case.events[-1].number,
        "time_shard": f"{ALL_CASES}#{shard_of(case.reference)}",
        "received_at": f"{text_of(case.events[0].at)}#{case.reference}",
    }
    if case.sender:
        kept["sender"] = case.sender
    if case.texts:
        kept["texts"] = text_names(case.texts)
    return Put(key=case_key(case.reference), item=kept)


def event_item(event: Event) -> Put:
    at = text_of(event.at)
    kept: dict[str, Value] = {
        "at": at,
        "kind": event.kind,
        "body": event.body,
        "previous": event.previous,
        "digest": event.digest,
        "day_shard": f"{at[:10]}#{shard_of(event.reference)}",
        "head": f"{event.reference}#{event.number:06}",
    }
    return Put(key=Key(partition_of(event.reference), f"{EVENT}#{event.number:06}"), item=kept)


def mail_item(reference: str, mail: NewMail) -> Put:
    due = text_of(mail.due)
    kept: dict[str, Value] = {"state": mail.state, "attempts": 0, "due": due, "lease": "", "error": ""}
    return Put(key=mail_key(reference, mail.mail), item=kept | unsent(reference, mail.state))


def unsent(reference: str, state: OutboxState) -> dict[str, Value]:
    """What puts a mail into the index of those that have not been sent; nothing for one that has been."""
    return {} if state == "sent" else {"unsent_shard": f"{state}#{shard_of(reference)}"}


def text_names(texts: Mapping[str, bytes]) -> frozenset[str]:
    """Which texts a case has, and in how many pieces: `request#1`."""
    return frozenset(f"{name}#{len(pieces(body))}" for name, body in texts.items())


def text_items(reference: str, texts: Mapping[str, bytes]) -> Iterator[Put]:
    for name, body in texts.items():
        keys = text_keys(reference, [f"{name}#{len(pieces(body))}"])
        yield from (Put(key=key, item={"body": piece}) for key, piece in zip(keys, pieces(body), strict=True))


def text_keys(reference: str, names: Sequence[str] | frozenset[str]) -> Iterator[Key]:
    """The keys of all pieces of texts, as `text_names` names them."""
    for counted in sorted(names):
        name, _, pieces = counted.rpartition("#")
        yield from (Key(partition_of(reference), f"{TEXT}#{name}#{number:04}") for number in range(int(pieces)))


class Found(Data, frozen=True):
    """All items of a case, by sort key, as they were read one after the other: a change may have come in between."""

    reference: str
    items: Mapping[str, Item]

    @property
    def is_whole(self) -> bool:
        """Whether what was read belongs together: every event up to the last, every piece of every text."""
        case = self.items[CASE]
        events = [f"{EVENT}#{number:06}" for number in range(1, case["number"] + 1)]
        texts = [key.sort for key in text_keys(self.reference, case.get("texts", frozenset()))]
        present = [sort for sort in self.items if sort.startswith((f"{EVENT}#", f"{TEXT}#"))]
        return sorted(present) == sorted([*events, *texts])

    def case(self) -> Case:
        """The case, of what was found of it."""
        case = self.items[CASE]
        events = [event_from(self.reference, item) for sort, item in self.items.items() if sort.startswith(f"{EVENT}#")]
        texts = {name.rpartition("#")[0]: self._pieces_of(name) for name in sorted(case.get("texts", ()))}
        return Case(
            reference=self.reference,
            key=case["key"],
            wrapped_key=case.get("wrapped_key"),
            texts={name: b"".join(pieces) for name, pieces in texts.items() if pieces},
            events=tuple(sorted(events, key=lambda event: event.number)),
        )

    def _pieces_of(self, name: str) -> list[bytes]:
        return [self.items[key.sort]["body"] for key in text_keys(self.reference, [name]) if key.sort in self.items]


def event_from(reference: str, item: Item) -> Event:
    return Event(
        reference=reference,
        number=int(item["sk"].rpartition("#")[2]),
        at=datetime.fromisoformat(item["at"]),
        kind=item["kind"],
        body=item["body"],
        previous=item["previous"],
        digest=item["digest"],
    )


def entry_from(item: Item) -> Entry:
    return Entry(
        reference=item["pk"].partition("#")[2],
        mail=item["sk"].partition("#")[2],
        state=item["state"],
        attempts=item["attempts"],
        due=datetime.fromisoformat(item["due"]),
        lease=item["lease"],
        error=item["error"],
    )


def seal_from(item: Item) -> Seal:
    return Seal(
        day=date.fromisoformat(item["sk"]),
        heads=item["heads"],
        parts=item["parts"],
        previous=item["previous"],
        digest=item["digest"],
    )


def pieces(body: bytes) -> list[bytes]:
    """What fits into items; of an empty text one empty piece."""
    return [body[start : start + PIECE] for start in range(0, len(body) or 1, PIECE)]
