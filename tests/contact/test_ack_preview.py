"""The preview of acknowledgements in `frontdesk serve`: what is on disk, for this machine alone (row E4)."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from contact.http import HttpRequest, HttpResponse
from desk.bundle import Bundle
from desk.mail_fields import MAIL_KINDS
from frontdesk.ack_preview import AckPreview
from frontdesk.backend import BackendError
from tests.contact.conftest import NOW

HERE = "/_desk/acknowledgements"
LOCAL = {"host": "localhost:8000"}


@pytest.fixture
def preview(tmp_path: Path, bundle: Bundle) -> AckPreview:
    """Of a project that has no templates of its own."""
    return AckPreview(tmp_path, lambda: bundle, lambda: NOW, reload=True)


def asked(
    preview: AckPreview, path: str = "", *, method: str = "GET", headers: Mapping[str, str] = LOCAL
) -> HttpResponse | None:
    return preview.handle(HttpRequest(method=method, path=HERE + path, headers=headers))


def shown(preview: AckPreview, path: str = "") -> HttpResponse:
    """The answer to a path below the preview."""
    answer = asked(preview, path)
    assert answer is not None
    return answer


def test_the_list_names_every_kind_and_who_gets_it(preview: AckPreview) -> None:
    """In every language; what nobody gets with the settings as they are is marked."""
    html = shown(preview).body.decode()
    for kind in MAIL_KINDS:
        for language in ("en", "es"):
            assert f'href="{HERE}/{language}/{kind}"' in html
    assert html.count("Not with the settings as they are.") == 1
    surge = html.partition("<h2>surge</h2>")[2].partition("</li>")[0]
    assert "Not with the settings as they are." in surge


def test_the_template_on_disk_is_shown(preview: AckPreview, tmp_path: Path, bundle: Bundle) -> None:
    """Each time anew, whatever the last build had; the product's own where the project has none."""
    assert "Hola:" in shown(preview, "/es/request").body.decode()
    own = tmp_path / "ack_templates" / "es" / "request.body.txt"
    own.parent.mkdir(parents=True)
    text = bundle.templates["es"]["request"].text
    own.write_text(text.replace("Hola:", "<Buenos días>:"), encoding="utf-8")
    assert "&lt;Buenos días&gt;:" in shown(preview, "/es/request").body.decode()
    own.write_text("Hola, {{ nombre }}", encoding="utf-8")
    said = shown(preview, "/es/request").body.decode()
    assert "ack_templates/es/request.body.txt:1: &#x27;nombre&#x27; is not a field of acknowledgements" in said
    assert "Hola" in shown(preview, "/es/complaint").body.decode()


def test_a_letter_is_shown_too(preview: AckPreview, tmp_path: Path) -> None:
    """With words that stand where a person's words will; a template of the project comes before the product's (row R4)."""
    assert "Aquí aparece lo que escribe la persona" in shown(preview, "/es/reply").body.decode()
    assert "/_desk/feedback?case=7KQ-4M2P-9XW" in shown(preview, "/en/feedback").body.decode()
    own = tmp_path / "ack_templates" / "es" / "reply.body.txt"
    own.parent.mkdir(parents=True)
    own.write_text("{{ reference }} {{ message }} {{ human_route }}", encoding="utf-8")
    said = "ack_templates/es/reply.body.txt:1: the mail &#x27;reply&#x27; has to show {{ organisation }}"
    assert said in shown(preview, "/es/reply").body.decode()
    own.write_text("Propia: {{ reference }} {{ message }} {{ human_route }} {{ organisation }}", encoding="utf-8")
    assert "Propia: 7KQ-4M2P-9XW" in shown(preview, "/es/reply").body.decode()


def test_html_is_locked_in(preview: AckPreview) -> None:
    """In a frame in which no script runs and nothing is loaded."""
    assert f'<iframe sandbox src="{HERE}/en/short/html"' in shown(preview, "/en/short").body.decode()
    part = shown(preview, "/en/short/html")
    assert part.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert part.body.startswith(b"<!doctype html>")
    assert shown(preview, "/style.css").headers["content-type"] == "text/css; charset=utf-8"


def test_pages_reload_only_where_something_tells_them_to(preview: AckPreview, tmp_path: Path, bundle: Bundle) -> None:
    """Without live reload there is no script to ask for."""
    assert b'src="/_desk/live.js"' in shown(preview, "/en/short").body
    still = AckPreview(tmp_path, lambda: bundle, lambda: NOW, reload=False)
    assert b"<script" not in shown(still, "/en/short").body


@pytest.mark.parametrize("path", ["/fr/request", "/en/nothing", "/en", "/en/request/source", "/en/request/html/x"])
def test_anything_else_is_not_there(preview: AckPreview, path: str) -> None:
    """Neither a language nor a kind that the site does not have."""
    assert shown(preview, path).status == 404


def test_without_a_build_it_says_so(tmp_path: Path) -> None:
    """Settings and words come from the last good build; before the first one there is nothing to fill a template with."""

    def none_yet() -> Bundle:
        raise BackendError("there is no contact bundle yet")

    answer = shown(AckPreview(tmp_path, none_yet, lambda: NOW, reload=True))
    assert answer.status == 503
    assert b"there is no contact bundle yet" in answer.body


@pytest.mark.parametrize(
    "headers", [{}, {"host": "help.your-company.com"}, {"host": "localhost", "x-forwarded-for": "203.0.113.9"}]
)
def test_it_is_shown_to_this_machine_only(preview: AckPreview, headers: dict[str, str]) -> None:
    """Under any other name, or through a proxy, there is nothing here."""
    assert asked(preview, headers=headers) is None
    assert asked(preview, method="POST") is None
