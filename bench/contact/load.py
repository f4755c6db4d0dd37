"""500 requests a second, recorded and acknowledged? After `frontdesk build`: `python -m bench.contact.load`.

[RATE] [SECONDS] [STORE ...] may follow; a store is `sqlite`, `postgresql` (a server is started for it) or what
FRONTDESK_DATABASE would be. A whole desk (`frontdesk serve --production`) with a mail server that only counts; beside it the
same form posted to plain Flask and SQLite, without any of the guarantees. Customers come at a steady rate.
"""

import json
import os
import platform
import resource
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.contact.desk import a_desk, verified
from bench.contact.processor import processor_seconds
from bench.timing import TOP, say
from tests.contact.stores.postgresql_server import postgresql_server

RATE = float(sys.argv[1]) if sys.argv[1:] else 500
SECONDS = float(sys.argv[2]) if sys.argv[2:] else 30
STORES = sys.argv[3:] or ["sqlite", "postgresql"]
PYTHON = sys.executable
# Before it counts: everything is imported by then, and every connection open.
WARM_UP_RATE, WARM_UP_SECONDS = 50, 3
# For the last acknowledgement, and for a peer that has to be installed first.
LONGEST_WAIT_SECONDS = 120
FORM, PEERS_FORM = "/_desk/requests", "/contact"


@dataclass(frozen=True)
class Run:
    """Who answers at a port, and which processes take part in that, by their names."""

    port: int
    path: str
    processes: Mapping[str, int]


@dataclass(frozen=True)
class Figures:
    """What customers were told, in milliseconds, and how much processor time each request took, by who took it."""

    told: Mapping[str, float]
    processor: Mapping[str, float]


def main() -> None:
    """One after the other."""
    say(
        f"{RATE:g} requests a second for {SECONDS:g} s, on {os.cpu_count()} cores that customers and mail server share,"
    )
    say(f"Python {platform.python_version()}, load average before {os.getloadavg()[0]:.1f}")
    say(f"\n{'':14}   a second   median      p99   longest   milliseconds of processor time for each request")
    for store in STORES:
        _desk(store)
    _flask()


def _desk(store: str) -> None:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="frontdesk-bench-", dir=TOP)))
        database, processes = "" if store == "sqlite" else store, {}
        if store == "postgresql":
            server = stack.enter_context(postgresql_server(hurried=False))
            database = server.address
            processes["PostgreSQL"] = int((server.folder / "data" / "postmaster.pid").read_text().split()[0])
        sink = stack.enter_context(_sink())
        desk = stack.enter_context(a_desk(folder, sink.port, database))
        processes |= {"desk": desk.process, "mail server": sink.process.pid}
        run = Run(port=desk.port, path=FORM, processes=processes)
        _customers(run, WARM_UP_RATE, WARM_UP_SECONDS)
        before = sink.taken()[0]
        figures = _measured(run, lambda told: sink.wait_for(before + int(told["accepted"])))
        taken, repeated = sink.taken()
        _show(store.partition(":")[0], figures)
        late = f"the last {sink.waited:.1f} s after the last answer"
        say(f"{'':14}   acknowledgements delivered: {taken - before:,}, {repeated} of them twice, {late}")
        say(f"{'':14}   {verified(folder, database)}")


def _flask() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    uv = [
        TOP / "tools" / "uv",
        "run",
        "--quiet",
        "--no-project",
        "--python",
        PYTHON,
        "--with",
        "flask",
        "--with",
        "waitress",
    ]
    with tempfile.TemporaryDirectory(prefix="frontdesk-bench-", dir=TOP) as folder:
        program = [TOP / "bench/contact/flask_peer.py", str(port), Path(folder) / "peer.sqlite3"]
        with subprocess.Popen([*uv, "python", *program], cwd=folder, stderr=subprocess.DEVNULL) as peer:
            try:
                _wait_for(port)
                run = Run(port=port, path=PEERS_FORM, processes={"Flask": peer.pid})
                _customers(run, WARM_UP_RATE, WARM_UP_SECONDS)
                _show("Flask, SQLite", _measured(run, lambda _told: None))
            finally:
                # uv passes it on to the interpreter that it has started.
                peer.terminate()


def _measured(run: Run, settle: Callable[[Mapping[str, float]], None]) -> Figures:
    """With all that is still to be done for the last request."""
    before = {name: processor_seconds(process) for name, process in run.processes.items()}
    told = _customers(run, RATE, SECONDS)
    settle(told)
    after = {name: processor_seconds(process) for name, process in run.processes.items()}
    requests = RATE * SECONDS
    processor = {name: 1000 * (after[name] - before[name]) / requests for name in after}
    return Figures(told, {**processor, "customers": 1000 * told["processor"] / requests})


def _customers(run: Run, rate: float, seconds: float) -> Mapping[str, float]:
    command = [PYTHON, "-m", "bench.contact.customers", str(run.port), run.path, str(rate), str(seconds)]
    before = _spent_by_children()
    done = subprocess.run(command, cwd=TOP, check=True, stdout=subprocess.PIPE)
    told: dict[str, float] = json.loads(done.stdout)
    return {**told, "processor": _spent_by_children() - before}


def _show(name: str, figures: Figures) -> None:
    told = figures.told
    waits = f"{told['median']:7.1f}  {told['p99']:7.1f}  {told['longest']:8.1f}"
    spent = ", ".join(f"{who} {milliseconds:.2f}" for who, milliseconds in figures.processor.items())
    others = (
        ""
        if told["accepted"] == RATE * SECONDS
        else f", only {told['accepted']:,.0f} of {RATE * SECONDS:,.0f} accepted"
    )
    say(f"{name:14}   {told['per_second']:8.0f}  {waits}   {spent}{others}")


def _spent_by_children() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def _wait_for(port: int) -> None:
    end = time.monotonic() + LONGEST_WAIT_SECONDS
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    sys.exit("the peer does not answer")


class _Sink:
    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self.port = int(process.stdout.readline())
        self.waited = 0.0

    def taken(self) -> tuple[int, int]:
        """How many messages it has, and how many of them were repeated."""
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        taken, repeated = self.process.stdout.readline().split()
        return int(taken), int(repeated)

    def wait_for(self, messages: int) -> None:
        """Until it has so many; how long that took is then in `waited`."""
        start = time.perf_counter()
        while self.taken()[0] < messages and self.waited < LONGEST_WAIT_SECONDS:
            time.sleep(0.05)
            self.waited = time.perf_counter() - start


@contextmanager
def _sink() -> Iterator[_Sink]:
    command = [PYTHON, "-m", "bench.contact.sink"]
    with subprocess.Popen(command, cwd=TOP, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield _Sink(process)
        process.terminate()


if __name__ == "__main__":
    main()
