"""Desks that are killed again and again while customers write to them, and what is left of it all (rows E3, T1)."""

import random
import socket
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from pathlib import Path

from contact.doubt import Doubt
from contact.keys import LocalKeys
from contact.log import Log
from contact.mail.smtp import smtp_mailer
from contact.outbox import Outbox
from contact.store import Store
from contact.verify import doubts
from desk.bundle import BUNDLE_FILE, Bundle, bundle_bytes
from desk.data import replace
from desk.settings.model import Limits
from tests.contact.crash.customers import Told, customers, token_in
from tests.contact.crash.desks import AGE_SECONDS, DEATHS, Danger, Desk, a_desk
from tests.contact.crash.mail_counter import MailCounter

# Where several desks share a store, so many die within an age, while the others go on.
DEATHS_IN_AN_AGE = 3
WITHOUT_END = 10**9


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a run found. `repeated` mails went out more than once, each time because a desk died between sending and marking.

    What follows it must be empty.
    """

    kills: int
    seconds: float
    requests: int
    answers: int
    # Requests over which a desk died, and those that were told to come again.
    without_answer: int
    put_off: int
    # Messages whose customers saw a reference, and cases in the log; those of customers who saw none are no fault.
    accepted: int
    cases: int
    sent: int
    repeated: int
    lost: Sequence[str]
    without_acknowledgement: Sequence[str]
    told_twice: Sequence[str]
    recorded_twice: Sequence[str]
    mixed_up: Sequence[str]
    marked_twice: Sequence[str]
    twice_in_one_life: Sequence[str]
    other_identifiers: Sequence[str]
    unexpected: Sequence[str]
    doubts: Sequence[Doubt]

    @property
    def faults(self) -> Mapping[str, int]:
        """How many there were of each fault."""
        found = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: len(value) for name, value in found.items() if not isinstance(value, int | float)}

    @property
    def flawless(self) -> bool:
        """Whether nothing was lost, nothing was told twice, and the log adds up."""
        return not any(self.faults.values())


def rampage(
    store: Store,
    environment: Mapping[str, str],
    bundle: Bundle,
    folder: Path,
    *,
    kills: int,
    desks: int = 1,
    seed: int = 1,
) -> Outcome:
    """Kill desks so many times while customers write to them, and look at what is left. `environment` names the store."""
    started = time.monotonic()
    told = Told()
    # Its customers all come from this machine, and more of them than a desk is used to.
    limits = Limits(
        proof_of_work="never",
        from_one_address=WITHOUT_END,
        refused_from_one_address=WITHOUT_END,
        in_one_minute=WITHOUT_END,
        mails_a_day=WITHOUT_END,
    )
    bundle = replace(bundle, settings=replace(bundle.settings, limits=limits))
    (folder / BUNDLE_FILE).write_bytes(bundle_bytes(bundle))
    with ExitStack() as stack:
        listening = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=128))
        mail = stack.enter_context(MailCounter())
        named = {**environment, "FRONTDESK_SMTP_URL": mail.address}
        victims = [stack.enter_context(a_desk(folder, listening, named)) for _ in range(desks)]
        chance = random.Random(seed)  # noqa: S311 - to repeat a run
        danger = Danger(chance=chance, told=told, mail=mail, written=_written(environment))
        with customers(listening.getsockname()[1], told, lambda: len(mail.identifiers)):
            while sum(desk.deaths for desk in victims) < kills:
                _one_age(victims, danger)
            # The last desk lives until everybody has an answer.
            victims[0].be_born(mail.life)
        victims[0].die()
        mail.life += 1
        now = datetime.now(UTC) + timedelta(seconds=mail.life * AGE_SECONDS)
        log = Log(store=store, keys=LocalKeys())
        Outbox(log=log, bundle=lambda: bundle, mailer=smtp_mailer(mail.address), clock=lambda: now).send_due()
    deaths = sum(desk.deaths for desk in victims)
    return _outcome(log, told, mail, now, kills=deaths, seconds=time.monotonic() - started)


def _written(environment: Mapping[str, str]) -> Path | None:
    """The file to which SQLite writes first. Of the other stores the server is not ours to look into."""
    named = environment["FRONTDESK_DATABASE"]
    return None if "://" in named else Path(f"{named}-wal")


def _one_age(desks: Sequence[Desk], danger: Danger) -> None:
    """All desks live by the same clock, and in the end all are dead."""
    for desk in desks:
        desk.be_born(danger.mail.life)
    for _ in range(DEATHS_IN_AN_AGE if len(desks) > 1 else 0):
        desk = danger.chance.choice(desks)
        danger.chance.choice(DEATHS)(desk, danger)
        desk.die()
        desk.be_born(danger.mail.life)
    danger.chance.choice(DEATHS)(desks[0], danger)
    for desk in desks:
        desk.die()
    danger.mail.life += 1


def _outcome(log: Log, told: Told, mail: MailCounter, now: datetime, *, kills: int, seconds: float) -> Outcome:
    tokens: dict[str, str] = {}
    acknowledged: Counter[str] = Counter()
    for case in log.store.walk():
        texts = log.texts(case)
        tokens[case.reference] = token_in(texts.fields["message"]) if texts else ""
        acknowledged[case.reference] = sum(event.kind == "acknowledged" for event in case.events)
    seen = {reference: token for token, references in told.references.items() for reference in references}
    deliveries = Counter(reference for _, reference in mail.deliveries)
    return Outcome(
        kills=kills,
        seconds=seconds,
        requests=told.requests,
        answers=told.answers,
        without_answer=told.without_answer,
        put_off=told.put_off,
        accepted=len(told.references),
        cases=len(tokens),
        sent=len(deliveries),
        repeated=sum(number > 1 for number in deliveries.values()),
        lost=[reference for reference in seen if reference not in tokens],
        without_acknowledgement=[each for each in tokens if not acknowledged[each] or not deliveries[each]],
        told_twice=[token for token, references in told.references.items() if len(references) > 1],
        recorded_twice=[token for token, number in Counter(tokens.values()).items() if number > 1],
        mixed_up=[reference for reference, token in seen.items() if tokens.get(reference, token) != token],
        marked_twice=[reference for reference, number in acknowledged.items() if number > 1],
        twice_in_one_life=[each for (_, each), number in Counter(mail.deliveries).items() if number > 1],
        other_identifiers=[reference for reference, names in mail.identifiers.items() if len(names) > 1],
        unexpected=told.unexpected,
        doubts=list(doubts(log, now, lambda _count: None, texts=True)),
    )
