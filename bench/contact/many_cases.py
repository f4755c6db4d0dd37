"""Does a log of millions stay usable? `python -m bench.contact.many_cases [CASES] [STORE] [FOLDER]`, after `frontdesk build`.

A month of a firm with 31 million customers: 2 million cases, each with its message, its acknowledgement in full, and an
encrypted text, in `sqlite` or `postgresql` (a server is started for it). Then what people run on it, with the time that
passes and the most memory that is used. 2 million take 20 GB of disk for as long as it runs.
"""

import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from bench.contact.desk import environment
from bench.timing import TOP, say
from contact.accept import received_event, typed
from contact.acknowledge import acknowledgement
from contact.case import Case
from contact.chain import chained
from contact.events import Acknowledged, Event, Received, new_event
from contact.keys import LocalKeys
from contact.personal import locked, personal
from contact.reference import new_reference
from contact.store import NewCase, NewMail, Store
from contact.validation import checked
from desk.bundle import BUNDLE_FILE, Bundle, bundle_bytes, read_bundle
from desk.folders import Folders, made_private
from frontdesk.backend import configured_store
from tests.contact.stores.postgresql_server import postgresql_server

CASES = int(sys.argv[1]) if sys.argv[1:] else 2_000_000
STORE = sys.argv[2] if sys.argv[2:] else "sqlite"
FOLDER = sys.argv[3] if sys.argv[3:] else ""
DAYS = 30
START = datetime(2026, 10, 1, tzinfo=UTC)
# Each writes one transaction after the other; SQLite lets those that come at once share one, PostgreSQL has 10 connections.
WRITERS = 32 if STORE == "sqlite" else 8
MESSAGE = "I sent 200 dollars on Monday and it is not there yet. Where is it, and what does it cost me to cancel?"
COMMANDS: Sequence[Sequence[str]] = (
    ("requests", "seal"),
    ("requests", "list"),
    ("requests", "list", "--since", "2026-10-15", "--until", "2026-10-15", "--json"),
    ("requests", "list", "--since", "2026-10-01"),
    ("outbox", "list"),
    ("requests", "verify"),
)


def main() -> None:
    """Fill a log, then run the commands on it."""
    bundle = read_bundle(Folders(TOP).bundle)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="frontdesk-bench-", dir=FOLDER or TOP)))
        (made_private(Folders(folder).bundle) / BUNDLE_FILE).write_bytes(bundle_bytes(bundle))
        files, database = Folders(folder).state, ""
        if STORE == "postgresql":
            # What is written does not have to survive, and to read it takes as long.
            server = stack.enter_context(postgresql_server(hurried=True))
            files, database = server.folder / "data" / "base", server.address
        os.environ.update(environment(0, database))
        start = time.perf_counter()
        store = configured_store(folder)
        _fill(store, bundle)
        store.close()
        say(f"{STORE}: {CASES:,} cases written in {time.perf_counter() - start:,.0f} s")
        size = sum(path.stat().st_size for path in files.rglob("*") if path.is_file())
        say(f"{size / 1e9:.1f} GB on the disk, {size / CASES:,.0f} bytes a case")
        for words in COMMANDS:
            _run(folder, words)


def _run(folder: Path, words: Sequence[str]) -> None:
    command = [sys.executable, "-c", _MEASURED, *words, "--project", str(folder)]
    done = subprocess.run(command, cwd=TOP, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    *told, figures = done.stderr.strip().splitlines()
    say(f"frontdesk {' '.join(words):55} {figures}  {' '.join(told)}")


_MEASURED = """
import sys, time
from frontdesk.cli import main
start = time.perf_counter()
code = main(sys.argv[1:])
most = next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split(":")[1].strip()
seconds = time.perf_counter() - start
print(f"exit {code}, {seconds:,.1f} s, {most} at most", file=sys.stderr)
"""


def _fill(store: Store, bundle: Bundle) -> None:
    cases = _cases(bundle)
    with ThreadPoolExecutor(WRITERS) as writers:
        while block := list(islice(cases, 10_000)):
            list(writers.map(store.record, block))


def _cases(bundle: Bundle) -> Iterator[NewCase]:
    form = {"kind": "request", "topic": "fees", "message": MESSAGE, "email": "ana@example.net", "language": "en"}
    request = checked(form, bundle.settings, bundle.words_in("en"))
    texts = personal(typed(request))
    received = received_event(request, bundle, START, texts, request.token)
    keys = LocalKeys()
    model = _acknowledged(received, bundle)
    references = _references()
    for number in range(CASES):
        at = START + timedelta(days=DAYS) * number / CASES
        reference = next(references)
        key = keys.new(reference)
        first = chained(reference, None, new_event(at, received))
        second = chained(reference, first, new_event(at + timedelta(seconds=1), _for(model, reference)))
        yield NewCase(
            reference=reference,
            token=secrets.token_hex(32),
            key=secrets.token_urlsafe(16),
            wrapped_key=key.wrapped,
            texts={"request": locked(texts, key.plain, reference, "request")},
            events=[first, second],
            mails=[NewMail(mail="acknowledgement", state="sent", due=at)],
            sender=secrets.token_hex(32),
        )


def _references() -> Iterator[str]:
    """Each once: among millions two may be the same, and the desk then takes another (contact.log)."""
    taken: set[str] = set()
    while True:
        reference = new_reference()
        if reference not in taken:
            taken.add(reference)
            yield reference


_MODEL = "7KQ-4M2P-9XW"


def _acknowledged(received: Received, bundle: Bundle) -> Acknowledged:
    event: Event = chained(_MODEL, None, new_event(START, received))
    case = Case(reference=_MODEL, key="", wrapped_key=None, events=[event])
    words = acknowledgement(case, bundle, START)
    return Acknowledged(
        message_id=f"<{_MODEL}.acknowledgement@example-exchange.com>",
        language=words.language,
        subject=words.subject,
        text=words.text,
        html=words.html,
        template=words.template,
        template_digest=words.template_digest,
        commit=bundle.commit,
        attempts=1,
    )


def _for(model: Acknowledged, reference: str) -> Acknowledged:
    return Acknowledged(
        message_id=model.message_id.replace(_MODEL, reference),
        language=model.language,
        subject=model.subject.replace(_MODEL, reference),
        text=model.text.replace(_MODEL, reference),
        html=model.html.replace(_MODEL, reference),
        template=model.template,
        template_digest=model.template_digest,
        commit=model.commit,
        attempts=model.attempts,
    )


if __name__ == "__main__":
    main()
