"""Customers who do not give up, a mail server that counts, and a desk that is killed at random points (rows E3, T1)."""

import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

from contact.doubt import Doubt
from contact.keys import LocalKeys
from contact.log import Log
from contact.mail.smtp import smtp_mailer
from contact.outbox import LEASE, Outbox
from contact.store import Store
from contact.verify import doubts
from desk.bundle import BUNDLE_FILE, Bundle, bundle_bytes
from desk.settings.model import Limits
from tests.contact.crash.mail_counter import MailCounter

PROJECT = Path(__file__).parents[3]
CUSTOMERS = 6
# Some desks are killed while they start; most after a few answers, and a moment later: while they record or send.
KILLED_EARLY = 0.2
MOST_ANSWERS = 15
LONGEST_MOMENT_SECONDS = 0.02
LONGEST_LIFE_SECONDS = 3
# A customer who got no answer for so long has found a fault in the desk, not a crash.
PATIENCE_SECONDS = 20
AGAIN_AFTER_SECONDS = 0.01
# One in so many customers reloads the page that the form was sent from.
RELOADS = 5


@dataclass(slots=True)
class Told:
    """What customers were told: for each message the references, which must all be the same one."""

    references: dict[str, set[str]] = field(default_factory=dict)
    requests: int = 0
    answers: int = 0
    without_answer: int = 0
    unexpected: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a run found. `repeated` mails went out more than once, each time because a desk died between sending and marking."""

    kills: int
    requests: int
    answers: int
    accepted: int
    cases: int
    sent: int
    repeated: int
    lost: tuple[str, ...]
    without_acknowledgement: tuple[str, ...]
    told_twice: tuple[str, ...]
    twice_in_one_life: tuple[str, ...]
    unexpected: tuple[str, ...]
    doubts: tuple[Doubt, ...]

    @property
    def flawless(self) -> bool:
        """Whether nothing was lost, nothing was told twice, and the log adds up."""
        faults = (self.lost, self.without_acknowledgement, self.told_twice, self.twice_in_one_life, self.unexpected)
        return not any(faults) and not self.doubts


def rampage(
    store: Store, environment: Mapping[str, str], bundle: Bundle, folder: Path, *, kills: int, seed: int = 1
) -> Outcome:
    """Kill a desk so many times while customers write to it, and look at what is left. `environment` names the store."""
    chance = random.Random(seed)  # noqa: S311 - to repeat a run
    told = Told()
    # Its customers all come from this machine, and more of them than a desk is used to.
    bundle = replace(bundle, settings=replace(bundle.settings, limits=Limits(proof_of_work="never")))
    (folder / BUNDLE_FILE).write_bytes(bundle_bytes(bundle))
    with ExitStack() as stack:
        listening = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=128))
        mail = stack.enter_context(MailCounter())
        victim = stack.enter_context(_victim(folder, listening, {**environment, "FRONTDESK_SMTP_URL": mail.address}))
        with _customers(listening.getsockname()[1], told):
            for life in range(kills):
                mail.life = life
                _live_and_die(victim, life, chance, told)
            # The last desk lives until everybody has an answer.
            child = _born(victim, kills)
            mail.life = kills
        os.kill(child, signal.SIGKILL)
        _buried(victim)
        now = datetime.now(UTC) + (kills + 1) * _ahead()
        mail.life = kills + 1
        log = Log(store=store, keys=LocalKeys())
        Outbox(log=log, bundle=lambda: bundle, mailer=smtp_mailer(mail.address), clock=lambda: now).send_due()
    return _outcome(log, told, mail, now, kills)


def _outcome(log: Log, told: Told, mail: MailCounter, now: datetime, kills: int) -> Outcome:
    cases = {case.reference: case for case in log.store.walk()}
    seen = {reference for references in told.references.values() for reference in references}
    acknowledged = {reference for reference, case in cases.items() if case.acknowledgement == "sent"}
    deliveries = Counter(reference for _, reference in mail.deliveries)
    each_life = Counter(mail.deliveries)
    # A case for which nobody saw a reference is no fault: its customer never got an answer.
    return Outcome(
        kills=kills,
        requests=told.requests,
        answers=told.answers,
        accepted=len(told.references),
        cases=len(cases),
        sent=len(deliveries),
        repeated=sum(1 for number in deliveries.values() if number > 1),
        lost=tuple(sorted(seen - set(cases))),
        without_acknowledgement=tuple(sorted((set(cases) - acknowledged) | (set(cases) - set(deliveries)))),
        told_twice=tuple(token for token, references in told.references.items() if len(references) > 1),
        twice_in_one_life=tuple(reference for (_, reference), number in each_life.items() if number > 1),
        unexpected=tuple(told.unexpected),
        doubts=tuple(doubts(log, now, lambda _count: None, texts=True)),
    )


def _ahead() -> timedelta:
    """Each desk is that much later than the one before, so that it takes over what that one had claimed."""
    return LEASE + timedelta(seconds=1)


def _live_and_die(victim: "subprocess.Popen[str]", life: int, chance: random.Random, told: Told) -> None:
    child = _born(victim, life)
    if chance.random() > KILLED_EARLY:
        enough, end = told.answers + chance.randint(1, MOST_ANSWERS), time.monotonic() + LONGEST_LIFE_SECONDS
        while told.answers < enough and time.monotonic() < end:
            time.sleep(0.001)
    time.sleep(chance.uniform(0, LONGEST_MOMENT_SECONDS))
    os.kill(child, signal.SIGKILL)
    _buried(victim)


def _born(victim: "subprocess.Popen[str]", life: int) -> int:
    assert victim.stdin is not None
    assert victim.stdout is not None
    victim.stdin.write(f"{life * _ahead().total_seconds()}\n")
    victim.stdin.flush()
    return int(victim.stdout.readline())


def _buried(victim: "subprocess.Popen[str]") -> None:
    assert victim.stdout is not None
    assert int(victim.stdout.readline()) == -signal.SIGKILL, "the desk ended by itself"


@contextmanager
def _victim(
    folder: Path, listening: socket.socket, environment: Mapping[str, str]
) -> "Iterator[subprocess.Popen[str]]":
    command = [sys.executable, "-m", "tests.contact.crash.victim", str(folder), str(listening.fileno())]
    with subprocess.Popen(
        command,
        cwd=PROJECT,
        env={**os.environ, **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        pass_fds=[listening.fileno()],
    ) as victim:
        yield victim
        assert victim.stdin is not None
        victim.stdin.close()


@contextmanager
def _customers(port: int, told: Told) -> Iterator[None]:
    """Customers who write one message after the other, until the desk is killed no more; each gets an answer."""
    enough = threading.Event()
    lock = threading.Lock()

    def customer(name: int) -> None:
        number = 0
        while not enough.is_set():
            token = f"customer-{name}-{number}-{uuid.uuid4()}"
            for _ in range(2 if number % RELOADS == 0 else 1):
                _write_until_answered(port, token, told, lock)
            number += 1

    threads = [threading.Thread(target=customer, args=(name,)) for name in range(CUSTOMERS)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        enough.set()
        for thread in threads:
            thread.join()


def _write_until_answered(port: int, token: str, told: Told, lock: threading.Lock) -> None:
    form = {
        "kind": "request",
        "topic": "fees",
        "message": f"What does it cost? {token}",
        "email": f"{token}@example.net",
        "language": "en",
        "token": token,
    }
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        answer = _posted(port, urlencode(form))
        with lock:
            told.requests += 1
            if answer is None:
                told.without_answer += 1
            elif isinstance(answer, str):
                told.answers += 1
                told.references.setdefault(token, set()).add(answer)
                return
            elif answer != 503:
                told.unexpected.append(f"status {answer}")
        time.sleep(AGAIN_AFTER_SECONDS)
    with lock:
        told.unexpected.append("no answer")


def _posted(port: int, body: str) -> str | int | None:
    """The reference that the customer sees, another answer's status, or None where the desk died over it."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
    try:
        headers = {"content-type": "application/x-www-form-urlencoded"}
        connection.request("POST", "/_desk/requests", body, headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 303:
            return answer.status
        return parse_qs(urlsplit(answer.headers["location"]).query)["case"][0]
    except (OSError, HTTPException):
        return None
    finally:
        connection.close()
