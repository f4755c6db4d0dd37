"""500 requests a second, recorded and acknowledged? After `frontdesk build`: `python -m bench.contact.load`.

[RATE] [SECONDS] [DATABASE] may follow. A whole desk (`frontdesk serve --production`) with a mail server that only counts;
beside it the same form posted to plain Flask and SQLite, without any of the guarantees. Customers come at a steady rate.
DATABASE is what FRONTDESK_DATABASE would be.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bench.contact.desk import a_desk, verified
from bench.timing import TOP, say, show

RATE = float(sys.argv[1]) if sys.argv[1:] else 500
SECONDS = float(sys.argv[2]) if sys.argv[2:] else 20
DATABASE = sys.argv[3] if sys.argv[3:] else ""
PYTHON = sys.executable
# For the last acknowledgement.
LONGEST_WAIT_SECONDS = 120
OURS = "Frontdesk: recorded, chained, encrypted, acknowledged"
FLASK = "Flask + SQLite: one INSERT"


def main() -> None:
    """Both, one after the other."""
    say(f"{RATE:g} requests a second for {SECONDS:g} s, {os.cpu_count()} cores, customers and mail server included")
    with tempfile.TemporaryDirectory(prefix="frontdesk-bench-", dir=TOP) as folder:
        ours = _ours(Path(folder))
        flask = _flask(Path(folder))
    for name in ("median", "p99", "longest"):
        figures = {OURS: float(str(ours[name])), FLASK: float(str(flask[name]))}
        show(f"milliseconds until the customer sees a reference, {name}", "ms", figures, OURS)
    say("")


def _ours(folder: Path) -> Mapping[str, object]:
    with ExitStack() as stack:
        sink = stack.enter_context(_sink())
        desk = stack.enter_context(a_desk(folder, sink.port, DATABASE))
        _customers(desk.port, "/_desk/requests", 50, 2)
        told = _customers(desk.port, "/_desk/requests", RATE, SECONDS)
        accepted = int(told["statuses"].get("303", 0))
        start = time.perf_counter()
        expected = accepted + 100
        while sink.taken()[0] < expected and time.perf_counter() - start < LONGEST_WAIT_SECONDS:
            time.sleep(0.1)
        taken, repeated = sink.taken()
    say(f"\n{OURS}\n  answers: {told['statuses']}, {told['per_second']:.0f} a second")
    late = time.perf_counter() - start
    say(f"  acknowledgements delivered: {taken} of {expected} ({repeated} repeated), the last after {late:.1f} s")
    say(f"  {verified(folder, DATABASE)}")
    return told


def _flask(folder: Path) -> Mapping[str, object]:
    port = "8089"
    command = [
        TOP / "tools" / "uv",
        "run",
        "--quiet",
        "--no-project",
        "--with",
        "flask",
        "--with",
        "waitress",
        "python",
    ]
    with subprocess.Popen([*command, TOP / "bench/contact/flask_peer.py", port, folder / "flask.sqlite3"]) as peer:
        try:
            told = _when_it_answers(int(port))
        finally:
            # uv passes it on to the interpreter that it has started.
            peer.terminate()
    say(f"\n{FLASK}\n  answers: {told['statuses']}, {told['per_second']:.0f} a second")
    return told


def _when_it_answers(port: int) -> Mapping[str, object]:
    for _ in range(300):
        try:
            _customers(port, "/contact", 50, 2)
        except subprocess.CalledProcessError:
            time.sleep(0.2)
        else:
            break
    return _customers(port, "/contact", RATE, SECONDS)


def _customers(port: int, path: str, rate: float, seconds: float) -> dict:
    command = [PYTHON, "-m", "bench.contact.customers", str(port), path, str(rate), str(seconds)]
    done = subprocess.run(command, cwd=TOP, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return json.loads(done.stdout)


class _Sink:
    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self.port = int(process.stdout.readline())

    def taken(self) -> tuple[int, int]:
        """How many messages it has, and how many of them were repeated."""
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        taken, repeated = self.process.stdout.readline().split()
        return int(taken), int(repeated)


@contextmanager
def _sink() -> Iterator[_Sink]:
    command = [PYTHON, "-m", "bench.contact.sink"]
    with subprocess.Popen(command, cwd=TOP, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield _Sink(process)
        process.terminate()


if __name__ == "__main__":
    main()
