"""The whole desk without a server, and visitors who write to it from addresses of their own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from urllib.parse import urlencode

import pytest

from contact.edges.handlers import Handler, desk_handlers, first_answer
from contact.http import HttpRequest, HttpResponse
from contact.log import Log
from desk.bundle import Bundle
from desk.data import replace
from desk.settings.model import Limits
from tests.contact.conftest import FORM, Clock, Wake

FORM_TYPE = "application/x-www-form-urlencoded"
NOT_OURS = HttpResponse(status=404)


@dataclass
class Desk:
    """The handlers of a desk, as every edge has them."""

    handlers: Sequence[Handler]

    def asked(self, request: HttpRequest) -> HttpResponse:
        return first_answer(self.handlers, lambda _: NOT_OURS, request)

    def get(self, path: str, **query: str) -> HttpResponse:
        return self.asked(HttpRequest(method="GET", path=path, query=query))

    def post(self, *, client: str = "", accept: str = "text/html", page_in: str = "en", **changed: str) -> HttpResponse:
        """The contact form, with some fields other than FORM has them."""
        headers = {"content-type": FORM_TYPE, "accept": accept}
        return self.sent("/_desk/requests", FORM | changed, headers, client=client, query={"language": page_in})

    def sent(
        self,
        path: str,
        form: Mapping[str, str],
        headers: Mapping[str, str] = MappingProxyType({"content-type": FORM_TYPE}),
        *,
        client: str = "",
        query: Mapping[str, str] = MappingProxyType({}),
    ) -> HttpResponse:
        """Any form to any address of the desk."""
        body = urlencode(form).encode()
        request = HttpRequest(method="POST", path=path, query=query, headers=headers, body=body, client=client)
        return self.asked(request)


MakeDesk = Callable[..., Desk]


@pytest.fixture
def make_desk(bundle: Bundle, log: Log, clock: Clock, wake: Wake) -> MakeDesk:
    """A desk with limits of its own."""

    def made(limits: Limits | None = None, clock: Callable[[], datetime] = clock) -> Desk:
        settings = replace(bundle.settings, limits=limits or Limits())
        limited = replace(bundle, settings=settings)
        return Desk(desk_handlers(lambda: limited, log, clock, wake))

    return made


@pytest.fixture
def whole_desk(make_desk: MakeDesk) -> Desk:
    """A desk with the usual limits."""
    return make_desk()


def real_clock() -> datetime:
    """ALTCHA looks at the clock of the machine."""
    return datetime.now(UTC)
