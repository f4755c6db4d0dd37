"""When the form cannot be accepted: a clear page, nothing half-written, nothing that was typed lost (row T1)."""

import resource
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape, unescape
from pathlib import Path

import pytest

from contact.http import HttpRequest, HttpResponse
from contact.request_desk import RequestDesk
from contact.store import StoreError
from contact.store.sqlite import SqliteStore
from desk.data import from_json
from tests.contact.conftest import Post, Wake

PHONE = '<a class="fd-phone" href="tel:+12125550142">+1 212-555-0142</a>'
TYPED = 'I typed <b>this</b> & "that";\n\n  twice.'


@contextmanager
def locked(store: SqliteStore) -> Iterator[None]:
    """Another program holds the write lock, and does not let go."""
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


@contextmanager
def full_disk(store: SqliteStore) -> Iterator[None]:
    """The system lets one page of a transaction be written and refuses the next, as a disk does that fills up."""
    log = store.path.with_name(f"{store.path.name}-wal")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size + 5000, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


TROUBLES = pytest.mark.parametrize("trouble", [locked, full_disk])


def test_refused_form_keeps_everything_typed(post: Post, store: SqliteStore) -> None:
    """The page with errors has a summary that links to each field, and every other field as it was typed."""
    answer = post(message=TYPED, email="two@example.net, three@example.net", page="/fees/", token="t" * 20)
    text = answer.body.decode()
    assert answer.status == 422
    assert '<a href="#form-email">Enter one e-mail address in full, like name@example.com</a>' in text
    assert f">\n{escape(TYPED)}</textarea>" in text
    assert 'value="two@example.net, three@example.net"' in text
    assert '<option value="fees" selected>' in text
    assert f'<input type="hidden" name="token" value="{"t" * 20}">' in text
    assert 'action="../_desk/requests?language=en"' in text
    assert "<title>There is a problem: Contact us – Example Exchange</title>" in text
    assert store.newest(1) == []


def test_what_a_customer_typed_is_no_markup(post: Post) -> None:
    """Nothing typed becomes HTML, in whichever field."""
    attack = "\"'><script>alert(1)</script>"
    answer = post(**dict.fromkeys(("kind", "topic", "message", "name", "email", "phone", "language", "page"), attack))
    assert answer.status == 422
    assert "<script>" not in answer.body.decode()


@TROUBLES
def test_store_that_cannot_write_is_admitted(post: Post, store: SqliteStore, wake: Wake, trouble: object) -> None:
    """The page says that nothing was recorded, names the telephone, and keeps what was typed (row T1)."""
    assert callable(trouble)
    with trouble(store):
        answer = post(message=TYPED, name="Ana María")
    text = unescape(answer.body.decode())
    assert answer.status == 503
    assert "your message has not been recorded" in text
    assert f"You can also call us: {PHONE}." in text
    assert f">\n{TYPED}</textarea>" in text
    assert 'value="Ana María"' in text
    assert wake.times == 0


@TROUBLES
def test_nothing_is_half_written(post: Post, store: SqliteStore, trouble: object) -> None:
    """After a failure there is no trace of the message; once the trouble is over, the same form is accepted once."""
    assert callable(trouble)
    with trouble(store):
        post()
    assert (store.newest(1), list(store.outbox())) == ([], [])
    assert post().status == 303
    assert len(store.newest(10)) == len(list(store.outbox())) == 1


def test_failure_in_json_names_the_telephone(post: Post, store: SqliteStore) -> None:
    """A script is told the sentence to show, and the number to call."""
    with locked(store):
        answer = post(accept="application/json", page_in="es")
    assert answer.status == 503
    told = from_json(answer.body, dict[str, str])
    assert told["error"].startswith("Algo falló de nuestra parte y su mensaje no quedó registrado.")
    assert told["phone"] == "+1 212-555-0142"


def test_lock_may_pass_by_itself_a_broken_file_does_not(store: SqliteStore, tmp_path: Path) -> None:
    """The error tells whether trying again can help."""
    with locked(store), pytest.raises(StoreError) as passing:
        store.secret()
    assert passing.value.retry
    broken = tmp_path / "broken.sqlite3"
    broken.write_bytes(b"this is no database at all" * 100)
    with pytest.raises(StoreError) as lasting:
        SqliteStore(broken)
    assert not lasting.value.retry


def send(desk: RequestDesk, body: bytes, media_type: str, accept: str = "text/html") -> HttpResponse:
    """Post a body of any kind to the form's address."""
    headers = {"content-type": media_type, "accept": accept}
    answer = desk.handle(HttpRequest(method="POST", path="/_desk/requests", headers=headers, body=body))
    assert answer is not None
    return answer


FORM_TYPE = "application/x-www-form-urlencoded"


def test_two_megabytes_of_text_are_refused_with_a_way_on(desk: RequestDesk, store: SqliteStore) -> None:
    """A form of 2 MB is not parsed; the page says how long a message may be, and that nothing was recorded."""
    answer = send(desk, b"message=" + b"x" * 2_000_000, FORM_TYPE)
    text = answer.body.decode()
    assert answer.status == 413
    assert "Your message is too large. Shorten it to 5000 characters." in text
    assert "Nothing has been recorded. Use your browser’s Back button" in text
    assert f"You can also call us: {PHONE}." in text
    assert store.newest(1) == []


@pytest.mark.parametrize(
    ("body", "media_type", "status"),
    [
        (b"--x\r\n", "multipart/form-data; boundary=x", 415),
        (b"hello", "", 415),
        (b"<a/>", "text/xml", 415),
        (b"{", "application/json", 400),
        (b"[]", "application/json", 400),
        (b'{"message": 1}', "application/json", 400),
        (b'{"message": "\\ud800"}', "application/json", 400),
        (b"message=\xff\xfe", FORM_TYPE, 400),
        (b"message=%ff%fe", FORM_TYPE, 400),
        (b"&".join(b"a%d=1" % number for number in range(60)), FORM_TYPE, 400),
    ],
)
def test_what_is_no_form_of_ours_is_refused_politely(
    desk: RequestDesk, body: bytes, media_type: str, status: int
) -> None:
    """Other media types and broken ones get a page that says so, and a script the same sentence."""
    assert send(desk, body, media_type).status == status
    answer = send(desk, body, media_type, "application/json")
    sentence = {"error": "We could not read what your browser sent. Please send it again."}
    assert (answer.status, from_json(answer.body, dict[str, str])) == (status, sentence)


def test_longest_message_of_emoji_fits(post: Post) -> None:
    """The limit on the body lets through every form that the limits on its fields allow."""
    assert post(message="😀" * 5000, name="ñ" * 100).status == 303
