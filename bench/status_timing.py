"""Does the time of an answer tell whether a reference exists? Wrong codes for cases that are there, and for none.

Prints how long the search takes, and how long the answer takes over HTTP, where it leaves at whole quarters of a second.
The last column is the chance that one drawn from the first row took longer than one from the second: 0.5 tells nothing.
"""

import statistics
import sys
import tempfile
import threading
import time
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from contact.edges.asgi import application
from contact.http import HttpRequest
from contact.keys import LocalKeys
from contact.log import Log
from contact.reference import new_reference
from contact.request_desk import RequestDesk
from contact.status_desk import StatusDesk
from contact.store.sqlite import SqliteStore
from frontdesk.backend import open_bundle
from frontdesk.web_server import listening, web_server

AT_ONCE = 4
FORM = {"kind": "request", "phone": "+1 212 555 0187", "language": "en"}
FORM_TYPE = {"content-type": "application/x-www-form-urlencoded"}


class NoLimit:
    """Lets everybody try as often as they like, at the same cost for each."""

    def counted(self, _reference: str, _client: str) -> bool:
        return True

    def right(self, _reference: str, _client: str) -> None:
        pass


def main(requests: int) -> None:
    """Measure both ways, and print."""
    with tempfile.TemporaryDirectory() as folder:
        store = SqliteStore(Path(folder) / "requests.sqlite3")
        bundle = open_bundle(Path())
        log = Log(store=store, keys=LocalKeys())
        received = RequestDesk(lambda: bundle, log, lambda: datetime.now(UTC), lambda: None)
        for number in range(200):
            form = {**FORM, "topic": bundle.settings.topics[0].id, "message": f"Number {number}"}
            body = urlencode(form).encode()
            received.handle(HttpRequest(method="POST", path="/_desk/requests", headers=FORM_TYPE, body=body))
        known = [case.reference for case in store.newest(200)]
        desk = StatusDesk(bundle=lambda: bundle, store=store, tries=NoLimit(), clock=lambda: datetime.now(UTC))
        asked = [(known[number % len(known)], new_reference()) for number in range(requests)]
        print(f"{requests} wrong codes each for cases that are there and for none; milliseconds")
        show("the search alone", pairs(asked, lambda reference: searched(desk, reference), at_once=1))
        with listening("127.0.0.1", 0) as bound:
            server = web_server(application([desk.handle], lambda: Path(folder)))
            thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
            thread.start()
            port = bound.getsockname()[1]
            show("over HTTP", pairs(asked, lambda reference: posted(port, reference), at_once=AT_ONCE))
            server.should_exit = True
            thread.join()
        store.close()


def pairs(
    asked: Sequence[tuple[str, str]], took: Callable[[str], float], *, at_once: int
) -> tuple[list[float], list[float]]:
    """Both in turns, and each of them first every other time, so that whatever else the machine does falls on both."""

    def both(number: int) -> tuple[float, float]:
        there, nowhere = asked[number]
        if number % 2:
            later = took(nowhere)
            return took(there), later
        return took(there), took(nowhere)

    with ThreadPoolExecutor(at_once) as pool:
        times = list(pool.map(both, range(len(asked))))
    return sorted(first for first, _ in times), sorted(second for _, second in times)


def searched(desk: StatusDesk, reference: str) -> float:
    """How long the desk works, without waiting."""
    start = time.perf_counter()
    desk.handle(request_for(reference))
    return (time.perf_counter() - start) * 1000


def request_for(reference: str) -> HttpRequest:
    """A wrong code."""
    body = urlencode({"case": reference, "code": "22222-22222"}).encode()
    return HttpRequest(method="POST", path="/_desk/status", headers=FORM_TYPE, body=body)


def posted(port: int, reference: str) -> float:
    """How long a browser waits."""
    connection = HTTPConnection("127.0.0.1", port)
    start = time.perf_counter()
    request = request_for(reference)
    connection.request("POST", request.path, request.body, dict(request.headers))
    connection.getresponse().read()
    took = (time.perf_counter() - start) * 1000
    connection.close()
    return took


def show(name: str, times: tuple[list[float], list[float]]) -> None:
    """Two rows."""
    there, nowhere = times
    longer = (
        sum(bisect_left(nowhere, one) + bisect_right(nowhere, one) for one in there) / 2 / len(there) / len(nowhere)
    )
    print(f"\n{name}")
    for row, found in (("case is there", there), ("no such case", nowhere)):
        median, late = statistics.median(found), found[int(len(found) * 0.95)]
        chance = f"{longer:.3f}" if found is there else ""
        print(f"  {row:<14} median {median:8.3f}   95 of 100 below {late:8.3f}   {chance}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
