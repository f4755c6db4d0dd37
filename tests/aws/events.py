"""Events as AWS sends them, from its documentation, with what a test wants in them."""

from base64 import b64encode
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from tests.contact.conftest import FORM

Event = dict[str, Any]

FORM_TYPE = "application/x-www-form-urlencoded"


def function_url(
    method: str = "GET",
    path: str = "/_desk/received",
    *,
    query: Mapping[str, str] | str = "",
    headers: Mapping[str, str] | None = None,
    body: bytes | str | None = None,
) -> Event:
    """A request to a function URL. A body of bytes travels in base64, as AWS sends forms."""
    written = query if isinstance(query, str) else urlencode(query)
    event: Event = {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": path,
        "rawQueryString": written,
        "headers": {
            "x-forwarded-proto": "https",
            "x-forwarded-port": "443",
            "x-forwarded-for": "192.0.2.7",
            "host": "abcdefghij.lambda-url.us-east-1.on.aws",
            "user-agent": "Mozilla/5.0",
            **(headers or {}),
        },
        "requestContext": {
            "accountId": "anonymous",
            "apiId": "abcdefghij",
            "domainName": "abcdefghij.lambda-url.us-east-1.on.aws",
            "domainPrefix": "abcdefghij",
            "http": {
                "method": method,
                "path": path,
                "protocol": "HTTP/1.1",
                "sourceIp": "192.0.2.7",
                "userAgent": "Mozilla/5.0",
            },
            "requestId": "6ce5d0d2-0000-0000-0000-000000000000",
            "routeKey": "$default",
            "stage": "$default",
            "time": "21/Nov/2026:15:00:00 +0000",
            "timeEpoch": 1795273200000,
        },
        "isBase64Encoded": isinstance(body, bytes),
    }
    if body is not None:
        event["body"] = b64encode(body).decode() if isinstance(body, bytes) else body
    return event


def http_api(stage: str, event: Event) -> Event:
    """The same request to an HTTP API, below the name of its stage."""
    path = f"/{stage}{event['rawPath']}"
    context = {
        **event["requestContext"],
        "stage": stage,
        "routeKey": "ANY /_desk/{proxy+}",
        "accountId": "123456789012",
    }
    context["http"] = {**context["http"], "path": path}
    return {**event, "rawPath": path, "routeKey": "ANY /_desk/{proxy+}", "requestContext": context}


def posted_form(accept: str = "text/html", **changed: str) -> Event:
    """The form as a browser sends it."""
    return function_url(
        "POST",
        "/_desk/requests",
        query={"language": "en"},
        headers={"content-type": FORM_TYPE, "accept": accept},
        body=urlencode(FORM | changed).encode(),
    )


def stream_records(*numbers: str) -> Event:
    """New items of a table, as its stream hands them over."""
    return {
        "Records": [
            {
                "eventID": number,
                "eventName": "INSERT",
                "eventVersion": "1.1",
                "eventSource": "aws:dynamodb",
                "awsRegion": "us-east-1",
                "dynamodb": {"SequenceNumber": number, "StreamViewType": "NEW_IMAGE", "NewImage": {}},
            }
            for number in numbers
        ]
    }


# Of a rule that is due every minute.
SCHEDULED: Event = {
    "version": "0",
    "id": "53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa",
    "detail-type": "Scheduled Event",
    "source": "aws.events",
    "account": "123456789012",
    "time": "2026-11-21T15:00:00Z",
    "region": "us-east-1",
    "resources": ["arn:aws:events:us-east-1:123456789012:rule/frontdesk-outbox"],
    "detail": {},
}
