"""Requests to the function URL or the HTTP API -> the desk's answers. Records; sends nothing.

The table's stream wakes the function that sends (contact.edges.aws.outbox).
"""

import time
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from contact.deployment import configured_proxies
from contact.edges.aws import deployed
from contact.edges.aws.function_url import http_request, lambda_answer
from contact.edges.handlers import Handler, desk_handlers, first_answer
from contact.http import SECURITY_HEADERS, HttpRequest, HttpResponse


def handler(event: Mapping[str, Any], _context: object) -> dict[str, object]:
    """One request. Raises UnknownEventError for an event of another sort."""
    request = http_request(event, configured_proxies())
    answer = first_answer(_handlers(), _not_here, request)
    time.sleep(answer.seconds_early)
    return lambda_answer(answer, event)


@cache
def _desk() -> list[Handler]:
    return desk_handlers(deployed.bundle, deployed.log(), deployed.clock, lambda: None)


def _handlers() -> Iterator[Handler]:
    """Opened inside of what answers the customer where it cannot be opened."""
    yield from _desk()


def _not_here(_request: HttpRequest) -> HttpResponse:
    headers = {**SECURITY_HEADERS, "content-type": "text/plain; charset=utf-8"}
    return HttpResponse(status=404, headers=headers, body=b"not found")


deployed.opened_early()
