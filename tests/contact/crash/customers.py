"""Customers who do not give up: each sends a message until there is an answer, and some send it once more."""

import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from urllib.parse import parse_qs, urlencode, urlsplit

CUSTOMERS = 6
# Who got no answer for so long has found a fault in the desk, not a crash.
PATIENCE_SECONDS = 20
AGAIN_AFTER_SECONDS = 0.01
# Where so many acknowledgements are missing, nobody writes until some have come: a desk is to be killed over them as well.
MOST_WAITING = 60
# One in so many reloads the page that the form was sent from.
RELOADS = 5
_SEE_OTHER, _COME_AGAIN = 303, 503
# Digits by chance make a card number now and then, which the desk strikes out of a message.
_LETTERS = str.maketrans("0123456789", "ghijklmnop")


@dataclass(slots=True)
class Told:
    """What customers were told: for each message the references, which must all be the same one."""

    references: dict[str, set[str]] = field(default_factory=dict)
    requests: int = 0
    answers: int = 0
    # The desk died over a request, or said that it could not record anything now.
    without_answer: int = 0
    put_off: int = 0
    unexpected: list[str] = field(default_factory=list)
    # Set where the test itself has failed, and nobody will answer any more.
    over: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def hear(self, token: str, answer: str | int | None) -> bool:
        """Keep what somebody was told; whether that is an answer."""
        with self._lock:
            self.requests += 1
            if isinstance(answer, str):
                self.answers += 1
                self.references.setdefault(token, set()).add(answer)
            elif answer is None:
                self.without_answer += 1
            elif answer == _COME_AGAIN:
                self.put_off += 1
            else:
                self.unexpected.append(f"status {answer}")
        return isinstance(answer, str)


@contextmanager
def customers(port: int, told: Told, delivered: Callable[[], int]) -> Iterator[None]:
    """One message after the other from each, until the block ends; by then everybody has an answer.

    `delivered` says how many acknowledgements have come.
    """
    enough = threading.Event()

    def customer() -> None:
        number = 0
        while not enough.is_set():
            if len(told.references) - delivered() > MOST_WAITING:
                time.sleep(AGAIN_AFTER_SECONDS)
                continue
            token = f"customer-{uuid.uuid4().hex.translate(_LETTERS)}"
            for _ in range(2 if number % RELOADS == 0 else 1):
                _write_until_answered(port, token, told)
            number += 1

    threads = [threading.Thread(target=customer) for _ in range(CUSTOMERS)]
    for thread in threads:
        thread.start()
    try:
        yield
    except BaseException:
        told.over = True
        raise
    finally:
        enough.set()
        for thread in threads:
            thread.join()


def token_in(message: str) -> str:
    """Which message this is, from its text."""
    return message.rpartition(" ")[2]


def _write_until_answered(port: int, token: str, told: Told) -> None:
    form = {
        "kind": "request",
        "topic": "fees",
        "message": f"What does it cost? {token}",
        "email": f"{token}@example.net",
        "language": "en",
        "token": token,
    }
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end and not told.over:
        if told.hear(token, _posted(port, urlencode(form))):
            return
        time.sleep(AGAIN_AFTER_SECONDS)
    told.unexpected.append(f"no answer to {token}")


def _posted(port: int, body: str) -> str | int | None:
    """The reference that the customer sees, another answer's status, or None where the desk died over it."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
    try:
        headers = {"content-type": "application/x-www-form-urlencoded"}
        connection.request("POST", "/_desk/requests", body, headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status != _SEE_OTHER:
            return answer.status
        return parse_qs(urlsplit(answer.headers["location"]).query)["case"][0]
    except (OSError, HTTPException):
        return None
    finally:
        connection.close()
