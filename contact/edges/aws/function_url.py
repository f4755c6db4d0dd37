"""The event of a function URL or an HTTP API -> HttpRequest, and HttpResponse -> what the lambda returns.

Both speak payload format 2.0. Knows nothing of what is asked.
"""

from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, unquote

from contact.abuse.client_address import client_of
from contact.http import LARGEST_FORM, HttpRequest, HttpResponse
from desk.form.action import DESK_FOLDER

PAYLOAD_VERSION = "2.0"
# Base64 makes four letters of three bytes.
LARGEST_TEXT = LARGEST_FORM * 4 // 3 + 4

_DESK = f"/{DESK_FOLDER}"


class UnknownEventError(Exception):
    """No request in this form: the function is called by something that it is not made for."""


def http_request(event: Mapping[str, Any], proxies: int = 0) -> HttpRequest:
    """The request of an event; `proxies` is how many of ours it passed before. Raises UnknownEventError."""
    if event.get("version") != PAYLOAD_VERSION:
        raise UnknownEventError(f"this is no request in payload format {PAYLOAD_VERSION}: it has {sorted(event)}")
    http = event["requestContext"]["http"]
    headers = {name.lower(): value for name, value in event.get("headers", {}).items()}
    if event.get("cookies"):
        headers["cookie"] = "; ".join(event["cookies"])
    body = _body(event)
    return HttpRequest(
        method="GET" if http["method"] == "HEAD" else http["method"],
        path=_path(event["rawPath"]),
        query=dict(parse_qsl(event.get("rawQueryString", ""), keep_blank_values=True)),
        headers=headers,
        body=body or b"",
        oversized=body is None,
        client=client_of(http.get("sourceIp", ""), headers.get("x-forwarded-for", ""), proxies),
    )


def lambda_answer(answer: HttpResponse, event: Mapping[str, Any]) -> dict[str, object]:
    """What the lambda returns. Bytes that are no text travel in base64."""
    headers = dict(answer.headers)
    cookie = headers.pop("set-cookie", None)
    body = b"" if event["requestContext"]["http"]["method"] == "HEAD" else answer.body
    try:
        text, encoded = body.decode(), False
    except UnicodeDecodeError:
        text, encoded = b64encode(body).decode(), True
    returned: dict[str, object] = {
        "statusCode": answer.status,
        "headers": headers,
        "body": text,
        "isBase64Encoded": encoded,
    }
    return returned if cookie is None else {**returned, "cookies": [cookie]}


def _path(raw: str) -> str:
    """The path as the desk knows it: the stage of an HTTP API, or the path of a domain's mapping, may stand before it."""
    path = unquote(raw)
    _, desk, rest = path.partition(_DESK)
    return desk + rest if desk else path


def _body(event: Mapping[str, Any]) -> bytes | None:
    """The body; None where it is larger than a form can be."""
    text = event.get("body") or ""
    if len(text) > LARGEST_TEXT:
        return None
    # Half a surrogate pair, which JSON can carry, is found to be no UTF-8 where the form is read.
    body = b64decode(text) if event.get("isBase64Encoded") else text.encode("utf-8", "surrogatepass")
    return body if len(body) <= LARGEST_FORM else None
