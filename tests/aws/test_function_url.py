"""Events of function URLs and HTTP APIs are the requests that they stand for."""

from base64 import b64encode
from typing import Any
from urllib.parse import parse_qs

import pytest

from contact.edges.aws.function_url import UnknownEventError, http_request, lambda_answer
from contact.http import LARGEST_FORM, HttpRequest, HttpResponse
from tests.aws.events import SCHEDULED, function_url, http_api, posted_form


def test_a_form_is_read_as_a_browser_sent_it() -> None:
    """Path, query, headers, body and the sender's address arrive; AWS sends a form's body in base64."""
    event = posted_form(message="¿Cuánto?")
    request = http_request(event)
    assert (request.method, request.path, request.query) == ("POST", "/_desk/requests", {"language": "en"})
    assert (request.content_type, request.client, request.oversized) == (
        "application/x-www-form-urlencoded",
        "192.0.2.7",
        False,
    )
    assert parse_qs(request.body.decode())["message"] == ["¿Cuánto?"]


@pytest.mark.parametrize("stage", ["$default", "prod", "v1/help"])
def test_the_stage_of_an_api_is_not_part_of_the_path(stage: str) -> None:
    """Nor is the path to which a domain of one's own is mapped."""
    event = posted_form()
    assert http_request(http_api(stage, event)) == http_request(event)


def test_a_path_that_is_not_ours_stays_as_it_is() -> None:
    """Percent signs in it are decoded, as every web server does it."""
    assert http_request(function_url("GET", "/a%20b/c")).path == "/a b/c"


def test_a_query_is_decoded_once() -> None:
    """A plus is a space, a percent sign stands for a letter, a name without a value has an empty one; the last one wins."""
    request = http_request(function_url(query="case=ABC-DEF&key=a%2Bb%2520+c&empty&twice=1&twice=2"))
    assert request.query == {"case": "ABC-DEF", "key": "a+b%20 c", "empty": "", "twice": "2"}


def test_cookies_are_a_header_again() -> None:
    """AWS takes them out of the headers."""
    event = {**function_url(headers={"Accept": "text/html"}), "cookies": ["a=1", "b=2"]}
    headers = http_request(event).headers
    assert (headers["cookie"], headers["accept"]) == ("a=1; b=2", "text/html")


def test_a_request_for_the_head_alone_is_answered_without_a_body() -> None:
    """Handlers see a GET; the headers are those that it would have."""
    event = function_url("HEAD")
    assert http_request(event).method == "GET"
    answer = lambda_answer(HttpResponse(status=200, headers={"etag": '"1"'}, body=b"text"), event)
    assert answer == {"statusCode": 200, "headers": {"etag": '"1"'}, "body": "", "isBase64Encoded": False}


@pytest.mark.parametrize(
    ("body", "oversized"),
    [
        (b"a" * LARGEST_FORM, False),
        (b"a" * (LARGEST_FORM + 1), True),
        ("a" * LARGEST_FORM, False),
        ("a" * (LARGEST_FORM + 1), True),
        ("ñ" * (LARGEST_FORM // 2 + 1), True),
        ("a" * 6_000_000, True),
    ],
)
def test_a_body_that_no_form_can_have_is_not_read(body: bytes | str, oversized: bool) -> None:
    """In base64 or as text, it is the bytes that count."""
    request = http_request(function_url("POST", "/_desk/requests", body=body))
    assert request.oversized is oversized
    assert bool(request.body) is not oversized


def test_half_a_letter_is_left_to_who_reads_the_form() -> None:
    """JSON can carry half of a surrogate pair; it comes through as bytes that are no UTF-8."""
    body = http_request(function_url("POST", "/_desk/requests", body='{"message": "\ud83d"}')).body
    with pytest.raises(UnicodeDecodeError):
        body.decode()


@pytest.mark.parametrize("event", [{}, SCHEDULED, {"version": "1.0", "httpMethod": "GET"}])
def test_an_event_of_another_sort_is_no_request(event: dict[str, Any]) -> None:
    """The wrong trigger is said in the log, not answered."""
    with pytest.raises(UnknownEventError, match=r"^this is no request in payload format 2\.0: it has \["):
        http_request(event)


def test_text_is_returned_as_text_and_bytes_in_base64() -> None:
    """What is no UTF-8 would be garbled otherwise."""
    event = function_url()
    text = lambda_answer(HttpResponse(status=200, body="¿qué?".encode()), event)
    assert (text["body"], text["isBase64Encoded"]) == ("¿qué?", False)
    picture = lambda_answer(HttpResponse(status=200, body=b"\x89PNG"), event)
    assert (picture["body"], picture["isBase64Encoded"]) == (b64encode(b"\x89PNG").decode(), True)


def test_a_cookie_has_a_place_of_its_own() -> None:
    """AWS takes Set-Cookie from a list beside the headers."""
    answer = lambda_answer(HttpResponse(status=204, headers={"set-cookie": "a=1"}), function_url())
    assert (answer["headers"], answer["cookies"]) == ({}, ["a=1"])


def test_nothing_of_a_request_is_needed_but_its_method_and_path() -> None:
    """Headers, query, body and address may be missing from an event."""
    event = {"version": "2.0", "rawPath": "/", "requestContext": {"http": {"method": "GET"}}}
    assert http_request(event) == HttpRequest(method="GET", path="/")
