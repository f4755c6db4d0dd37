"""Pages of the desk read again, and cases to which something happens: for the tests of confirmation and status."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from bs4 import BeautifulSoup, Tag

from contact.case import Case
from contact.events import Acknowledged, Body, Erased
from contact.http import HttpRequest, HttpResponse
from contact.log import Log
from contact.request_desk import RequestDesk
from contact.status_desk import StatusDesk
from contact.store.sqlite import SqliteStore
from tests.contact.conftest import Clock

MAIL_ID = "<7kq.acknowledgement@example-exchange.com>"
SENT = Acknowledged(
    message_id=MAIL_ID,
    language="en",
    subject="s",
    text="t",
    html="h",
    template="request",
    template_digest="d",
    commit="c",
    attempts=1,
)
ERASED = Erased(by="Ben", reason="asked for it", kept_until="2026-11-21")


def query_of(answer: HttpResponse) -> dict[str, str]:
    """The query of the address that a browser is sent on to."""
    return {name: values[0] for name, values in parse_qs(urlsplit(answer.headers["location"]).query).items()}


def get(desk: RequestDesk, path: str, query: dict[str, str]) -> HttpResponse:
    answer = desk.handle(HttpRequest(method="GET", path=path, query=query))
    assert answer is not None
    return answer


def opened(desk: StatusDesk, query: dict[str, str], method: str = "GET") -> HttpResponse:
    """The status page as an address shows it."""
    answer = desk.handle(HttpRequest(method=method, path="/_desk/status", query=query))
    assert answer is not None
    return answer


def main_of(answer: HttpResponse) -> Tag:
    found = BeautifulSoup(answer.body, "html.parser").main
    assert found is not None
    return found


def texts_of(answer: HttpResponse) -> list[str]:
    """The texts of a page, one a paragraph, heading or cell."""
    return [element.get_text(" ", strip=True) for element in main_of(answer).select("h1, h2, p, th, td, dt, dd")]


def table_of(answer: HttpResponse) -> dict[str, str]:
    """The rows of the page's table."""
    return {row.select("th")[0].text: row.select("td")[0].text for row in main_of(answer).select("tr")}


def case_of(log: Log, answer: HttpResponse) -> Case:
    case = log.store.find(query_of(answer)["case"])
    assert case is not None
    return case


def happens(log: Log, clock: Clock, answer: HttpResponse, bodies: Sequence[Body], *, erase: bool = False) -> None:
    """Add events to the case that an answer confirmed, an hour apart."""
    for body in bodies:
        clock.pass_by(hours=1)
        assert log.add(case_of(log, answer), clock.now, body, erase=erase)


@dataclass
class Counted:
    """A store that writes down what is asked of it."""

    inner: SqliteStore
    asked: list[str] = field(default_factory=list)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - stands for every method of a store
        self.asked.append(name)
        return getattr(self.inner, name)
