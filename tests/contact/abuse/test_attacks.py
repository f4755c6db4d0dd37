"""An attacker's afternoon: each test tries one thing on the whole desk (rows E6, E7, N2)."""

import json
from collections.abc import Iterator
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from bs4 import BeautifulSoup

from contact.case import Case
from contact.edges.handlers import first_answer
from contact.http import LARGEST_FORM, HttpRequest, HttpResponse
from contact.log import Log
from contact.outbox import Outbox
from contact.reference import new_reference
from contact.store.sqlite import SqliteStore
from desk.settings.model import Limits
from tests.contact.abuse.conftest import FORM_TYPE, Desk, MakeDesk
from tests.contact.conftest import FORM, FakeMailer
from tests.contact.test_recipient import HEADERS
from tests.contact.test_refusals import locked

FIELDS = (*FORM, "page", "token", "took", "website", "altcha")
FREE = Limits(proof_of_work="never", refused_from_one_address=10**6)
BREAKS = ("\r\n", "\n", "\r", "\u2028", "\u0085", "\x0b", "%0d%0a", "\\r\\n", "=0D=0A", "=?utf-8?q?=0D=0A?=")
MARKUP = (
    "\"'><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</textarea><svg onload=alert(1)>",
    "javascript:alert(1)",
    "'-alert(1)-'",
    "<!--",
    "]]>",
    "<base href=//evil.example>",
    '" autofocus onfocus=alert(1) x="',
)


@pytest.fixture
def desk(make_desk: MakeDesk) -> Desk:
    """A desk that counts nobody out, so that each attack gets as far as it can."""
    return make_desk(FREE)


def pages(desk: Desk, text: str) -> Iterator[HttpResponse]:
    """Every answer that shows something of what it was asked."""
    everything = dict.fromkeys(FIELDS, text)
    yield desk.post(**everything)
    yield desk.post(**dict.fromkeys(("message", "name", "page", "token"), text))
    yield desk.post(page_in=text, message=text)
    yield desk.post(accept="application/json", **everything)
    yield desk.get("/_desk/received", case=text, key=text, language=text)
    yield desk.get("/_desk/copy", case=text, key=text, language=text)
    yield desk.get("/_desk/status", case=text, language=text)
    yield desk.sent("/_desk/status", {"case": text, "code": text}, query={"language": text})
    yield desk.sent("/_desk/helpful", {"page": text, "language": text, "answer": text}, query={"language": text})
    yield desk.get("/_desk/requests", language=text)
    yield desk.asked(HttpRequest(method=text, path="/_desk/requests"))
    yield desk.asked(HttpRequest(method="GET", path=f"/_desk/{text}"))
    confirmed = desk.post(message=text, name="x")
    if confirmed.status == 303:
        query = {name: values[0] for name, values in parse_qs(urlsplit(confirmed.headers["location"]).query).items()}
        yield desk.get("/_desk/received", **query)
        yield desk.get("/_desk/copy", **query)


@pytest.mark.parametrize("text", MARKUP)
def test_nothing_that_was_typed_becomes_markup(desk: Desk, store: SqliteStore, text: str) -> None:
    """On no page that echoes anything: refused, failed, refused for a while, confirmed, status."""
    answers = list(pages(desk, text))
    with locked(store):
        answers.append(desk.post(message=text))
    for answer in answers:
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        page = BeautifulSoup(answer.body, "html.parser")
        found = [tag.name for tag in page.find_all(["script", "img", "svg", "base"])]
        handlers = [name for tag in page.find_all() for name in tag.attrs if name[:2] == "on"]
        links = [str(tag["href"]) for tag in page.find_all(href=True)]
        assert (found, handlers) == ([], [])
        assert not any(link.lower().startswith(("javascript:", "//", "data:")) for link in links)


@pytest.mark.parametrize(
    "text",
    ["{{7*1234567}}", "${7*1234567}", "#{7*1234567}", "{% debug %}", "{0.__class__}", "{words}", "%(name)s", "%s%s%n"],
)
def test_nothing_that_was_typed_is_worked_out(
    desk: Desk, outbox: Outbox, fake_mailer: FakeMailer, log: Log, text: str
) -> None:
    """No template reads it: not in a field, not in the page's path, not in the name of an e-mail address."""
    assert {answer.status for answer in pages(desk, text)} <= {200, 201, 303, 400, 404, 405, 422}
    for answer in pages(desk, text):
        assert b"8641969" not in answer.body
    assert desk.post(message=text, email='"{{7*1234567}}"@example.net').status == 422
    desk.post(message=text, email="{{7*1234567}}@example.net")
    outbox.send_due()
    texts = [log.texts(case) for case in log.store.walk()]
    assert text in {found.fields["message"] for found in texts if found}
    for mail in fake_mailer.sent:
        source = mail.as_string().replace("{{7*1234567}}@example.net", "")
        assert text not in source
        assert "8641969" not in source


@pytest.mark.parametrize("broken", BREAKS)
@pytest.mark.parametrize("field", FIELDS)
def test_no_field_becomes_a_header(
    desk: Desk, outbox: Outbox, fake_mailer: FakeMailer, broken: str, field: str
) -> None:
    """Line breaks of every sort, plain, escaped and encoded: mails have our headers and one recipient, answers have ours."""
    typed = f"{FORM.get(field, 'x')}{broken}Bcc: victim@example.org{broken}X-Evil: 1"
    answer = desk.post(**{field: typed})
    assert not any("evil" in name.lower() or set(value) & set("\r\n") for name, value in answer.headers.items())
    outbox.send_due()
    for mail in fake_mailer.sent:
        assert mail.keys() == HEADERS
        assert str(mail["To"]) == FORM["email"]
        assert "victim" not in mail.as_string()


def test_five_hundred_messages_in_a_strangers_name_are_three_mails(
    make_desk: MakeDesk, outbox: Outbox, fake_mailer: FakeMailer, store: SqliteStore
) -> None:
    """From as many addresses, in capitals and small letters: all recorded, three mails, and the rest waits for a person."""
    desk = make_desk(Limits(proof_of_work="never"))
    for number in range(500):
        email = "victim@example.org" if number % 2 else "Victim@EXAMPLE.org"
        desk.post(client=f"198.51.{number % 250}.{number // 250 + 1}", message=f"{number}", email=email)
    outbox.send_due()
    assert len(fake_mailer.sent) == 3
    assert sum(1 for _ in store.walk()) == 500
    assert sum(entry.state == "held" for entry in store.outbox()) == 497


def test_a_flood_from_one_machine_is_set_tasks_and_then_refused(whole_desk: Desk, store: SqliteStore) -> None:
    """With the usual limits: 20 messages, then suspicion, after 120 nothing."""
    statuses = [whole_desk.post(client="203.0.113.9", message=f"{number}").status for number in range(130)]
    assert statuses == [303] * 120 + [429] * 10
    assert sum(case.received.suspected for case in store.walk()) == 100


def test_references_cannot_be_collected(desk: Desk, store: SqliteStore, log: Log) -> None:
    """Unknown, malformed, with a wrong key or none: the same bytes, after the same look into the log."""
    desk.post()
    (case,) = store.newest(1)
    asked: list[str] = []
    find = SqliteStore.find

    def noted(store: SqliteStore, reference: str) -> Case | None:
        asked.append(reference)
        return find(store, reference)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SqliteStore, "find", noted)
        answers = {
            desk.get(path, case=reference, key=key).body.replace(reference.encode(), b"").replace(path.encode(), b"")
            for path in ("/_desk/received", "/_desk/copy")
            for reference, key in (
                (case.reference, "wrong" * 4),
                (case.reference, ""),
                (case.reference, case.key[:-1]),
                (case.reference, case.key.lower()),
                (new_reference(), case.key),
                ("222-2222-222", case.key),
            )
        }
    assert len(answers) == 1
    assert len(asked) == 12


def test_a_token_of_somebody_else_opens_nothing(desk: Desk, store: SqliteStore) -> None:
    """Who knows the token of a form, but not every word that was typed, records a message of their own."""
    token = "0123456789abcdef-token"
    first = desk.post(token=token, message="Only I know this")
    other = desk.post(token=token, message="Tell me what I wrote")
    again = desk.post(token=token, message="Only I know this")
    assert first.headers["location"] == again.headers["location"] != other.headers["location"]
    assert len(store.newest(5)) == 2


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/_desk/requests", {"language": "//evil.example"}),
        ("/_desk/requests", {"language": "https://evil.example/"}),
        ("/_desk/requests", {"next": "https://evil.example/", "return": "//evil.example", "from": "//evil.example"}),
    ],
)
def test_no_answer_leads_to_another_site(desk: Desk, path: str, query: dict[str, str]) -> None:
    """Neither for who opens the form's address, nor behind a form or a vote."""
    answers = [desk.get(path, **query), desk.sent(path, FORM, query=query)]
    answers += [
        desk.sent("/_desk/helpful", {"page": page, "language": "en", "answer": "yes"})
        for page in (
            "//evil.example",
            "https://evil.example",
            "../..//evil.example",
            "fees\\@evil.example",
            "/evil.example",
        )
    ]
    for answer in answers:
        location = answer.headers.get("location", "")
        assert "evil" not in location
        assert urlsplit(location).netloc == ""


@pytest.mark.parametrize(
    "header", ["host", "x-forwarded-host", "x-forwarded-proto", "x-original-url", "forwarded", "origin", "referer"]
)
def test_headers_name_no_other_host(desk: Desk, header: str) -> None:
    """What a request says of the host it went to stands on no page and in no redirect."""
    for method, path, body in (
        ("POST", "/_desk/requests", urlencode(FORM)),
        ("POST", "/_desk/requests", "message=x"),
        ("GET", "/_desk/requests", ""),
        ("GET", "/_desk/status", ""),
    ):
        headers = {"content-type": FORM_TYPE, header: "https://evil.example/_desk/received"}
        answer = desk.asked(HttpRequest(method=method, path=path, headers=headers, body=body.encode()))
        assert b"evil" not in answer.body
        assert not any("evil" in value for value in answer.headers.values())


@pytest.mark.parametrize(
    "path", ["/_desk/requests", "/_desk/helpful", "/_desk/status", "/_desk/received", "/_desk/copy", "/_desk/challenge"]
)
def test_no_other_method_does_anything(desk: Desk, store: SqliteStore, path: str) -> None:
    """PUT, DELETE and their like are refused, also where a header or a field asks for them instead of POST."""
    for method in ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "post", "PROPFIND"):
        answer = desk.asked(HttpRequest(method=method, path=path, headers={"content-type": FORM_TYPE}))
        assert answer.status == 405
        assert set(answer.headers["allow"].split(", ")) <= {"GET", "POST"}
    headers = {"content-type": FORM_TYPE, "x-http-method-override": "POST", "x-method-override": "POST"}
    body = urlencode({**FORM, "_method": "POST"}).encode()
    asked = HttpRequest(method="GET", path=path, query=FORM | {"_method": "POST"}, headers=headers, body=body)
    assert desk.asked(asked).status in {200, 303, 404, 405}
    assert store.newest(1) == []


def test_no_answer_of_the_desk_is_kept_by_a_cache(desk: Desk, store: SqliteStore) -> None:
    """Pages about somebody, refusals and errors alike, and none of them is named to another site or framed by one."""
    answers = [*pages(desk, "x"), desk.get("/_desk/challenge"), desk.sent("/_desk/requests", {"a": "x" * LARGEST_FORM})]
    with locked(store):
        answers.append(desk.post(message="y"))
    for answer in answers:
        if answer.status == 404 and not answer.headers:
            continue
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "..\\..\\windows",
        "/etc/passwd",
        "%2e%2e%2f",
        "....//",
        "a\0b",
        "file:///etc/passwd",
        "~root",
        "nul",
        "a" * 5000,
    ],
)
def test_no_name_leads_to_a_file(desk: Desk, name: str) -> None:
    """References, keys, languages and pages are looked up, and never opened."""
    for answer in pages(desk, name):
        assert answer.status in {200, 201, 303, 400, 404, 405, 422}
        assert b"root:" not in answer.body


@pytest.mark.parametrize("field", FIELDS)
def test_zero_bytes_are_refused_or_of_no_consequence(desk: Desk, log: Log, field: str) -> None:
    """None reaches the log, in whichever field."""
    assert desk.post(**{field: f"{FORM.get(field, '')}\0"}).status in {303, 422}
    for case in log.store.walk():
        texts = log.texts(case)
        assert texts is not None
        assert "\0" not in json.dumps(dict(texts.fields), ensure_ascii=False)
        assert "\\u0000" not in case.events[0].body


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", "Ana\u202egnp.exe"),
        ("name", "Ana\u2066x"),
        ("email", "ana\u200b@example.net"),
        ("email", "ana@exam\u00adple.net"),
        ("email", "ana@example.net\u202e"),
        ("email", "аna@еxample.net\n"),  # noqa: RUF001 - Cyrillic letters, on purpose
        ("phone", "+1\u202e2125550142"),
        ("topic", "fees\u200b"),
        ("kind", "ｒequest"),  # noqa: RUF001 - full width, on purpose
        ("language", "en\u0000"),
        ("name", "x\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace") + "\x1b[31m"),
    ],
)
def test_letters_in_disguise_are_refused_where_they_deceive(desk: Desk, log: Log, field: str, typed: str) -> None:
    """Turned directions in names, invisible letters in addresses, look-alikes in choices: the customer is asked to mend it."""
    answer = desk.post(**{field: typed})
    recorded = [dict(texts.fields) for case in log.store.walk() if (texts := log.texts(case))]
    if answer.status == 303:
        assert not any(
            set(text) & set("\u202e\u2066\u200b\u00ad\x1b\0") for texts in recorded for text in texts.values()
        )
    else:
        assert (answer.status, recorded) == (422, [])


def test_heaps_of_marks_cost_no_time(desk: Desk) -> None:
    """Composing a letter with thousands of marks would take minutes; it is left as it is."""
    assert desk.post(message="e" + "\u0301\u0323" * 2400).status == 303


@pytest.mark.parametrize(
    ("body", "media_type", "status"),
    [
        (b'{"message": ' + b"[" * 30_000 + b"]" * 30_000 + b"}", "application/json", 400),
        (b"[" * 60_000, "application/json", 400),
        (b'{"a":' * 12_000, "application/json", 400),
        (b'{"message": NaN}', "application/json", 400),
        (b'{"message": 1' + b"0" * 50_000 + b"}", "application/json", 400),
        (b"&" * 60_000, FORM_TYPE, 400),
        (b"a=1&" * 16_000, FORM_TYPE, 400),
        (b"=" * 60_000, FORM_TYPE, 422),
        (b"%" * 60_000, FORM_TYPE, 422),
        (b"message=" + b"%f0%9f%98%80" * 5_300, FORM_TYPE, 422),
        (b"x" * (LARGEST_FORM + 1), FORM_TYPE, 413),
        (b"\x1f\x8b" + b"\0" * 60_000, FORM_TYPE, 400),
    ],
)
def test_bodies_that_are_dear_to_read_are_refused(desk: Desk, body: bytes, media_type: str, status: int) -> None:
    """Deep, long, with thousands of fields or numbers of thousands of digits."""
    of_form, of_vote, of_status = (
        desk.asked(HttpRequest(method="POST", path=path, headers={"content-type": media_type}, body=body)).status
        for path in ("/_desk/requests", "/_desk/helpful", "/_desk/status")
    )
    assert of_form == status
    assert 400 <= of_vote < 500
    assert 400 <= of_status < 500


def test_no_path_writes_a_line_of_its_own_into_the_log(caplog: pytest.LogCaptureFixture) -> None:
    """Where an answer breaks its path is logged, on one line and without signs for the terminal (row N2)."""

    def broken(_request: HttpRequest) -> HttpResponse | None:
        raise RuntimeError

    asked = HttpRequest(method="GET", path="/_desk/x\nINFO all is well\x1b[2J\u202e")
    assert first_answer([broken], lambda _asked: HttpResponse(status=404), asked).status == 500
    assert caplog.messages == ["GET '/_desk/x\\nINFO all is well\\x1b[2J\\u202e' could not be answered"]


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate", "zstd", "gzip, gzip"])
def test_compressed_bodies_are_not_unpacked(desk: Desk, store: SqliteStore, encoding: str) -> None:
    """A kilobyte that becomes a gigabyte is refused unread: 415, and the page that says what to do."""
    headers = {"content-type": FORM_TYPE, "content-encoding": encoding}
    answer = desk.sent("/_desk/requests", FORM, headers)
    assert answer.status == 415
    assert store.newest(1) == []
