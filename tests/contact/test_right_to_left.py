"""An acknowledgement in a language that runs from right to left (row W3). tests/browser looks at what people see of it."""

import shutil
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from contact.mail.message import mail_message
from desk.finding import Finding
from generator.rules.acknowledgements import read_ack_template
from tests.contact.arabic import HERE, PHONE, REFERENCE, STATUS_CODE, arabic_acknowledgement, arabic_bundle
from tests.contact.conftest import NOW

MARK = "\N{LEFT-TO-RIGHT MARK}"


def test_html_says_how_it_runs() -> None:
    """And what is to be copied or dialed runs the other way, in one piece."""
    html = arabic_acknowledgement().html
    assert '<html lang="ar" dir="rtl">' in html
    assert f'<bdi dir="ltr">{REFERENCE}</bdi>' in html
    assert f'<bdi dir="ltr" style="white-space: nowrap;">{PHONE}</bdi>' in html


def test_text_marks_numbers_and_leaves_addresses_alone() -> None:
    """A mark at the end of a link would be taken for a part of it."""
    words = arabic_acknowledgement()
    for number in (REFERENCE, STATUS_CODE, PHONE):
        assert f"{MARK}{number}{MARK}" in words.text
    assert f"\nhttps://help.example-exchange.com/_desk/status?case={REFERENCE}&language=ar\n" in words.text
    assert words.subject == f"استلمنا رسالتك – الرقم المرجعي {MARK}{REFERENCE}{MARK}"


def test_it_arrives_as_it_was_written() -> None:
    """As UTF-8 in quoted-printable, in lines that no mail server cuts, under a subject in encoded words."""
    words, settings = arabic_acknowledgement(), arabic_bundle().settings
    message = mail_message(words, recipient="ana@example.net", identifier="<x@example.net>", settings=settings, now=NOW)
    source = message.as_bytes()
    assert source.isascii()
    assert max(map(len, source.splitlines())) <= 78
    read = message_from_bytes(source, policy=default)
    assert read["Subject"] == words.subject
    assert read["Content-Language"] == "ar"
    text, html = (part.get_content().splitlines() for part in read.iter_parts())
    assert (text, html) == (words.text.splitlines(), words.html.splitlines())


def test_the_build_refuses_html_that_would_run_the_wrong_way(tmp_path: Path) -> None:
    """Whoever translates a template begins with one that runs from left to right."""
    shutil.copytree(HERE, tmp_path / "ar")
    html = tmp_path / "ar" / "request.body.html"
    assert said_of(tmp_path) == []
    html.write_text(html.read_text(encoding="utf-8").replace('dir="{{ direction }}"', 'dir="ltr"'), encoding="utf-8")
    said = "ack_templates/ar/request.body.html:1: 'ar' runs from right to left, and this HTML does not say so [bad-template]"
    assert said_of(tmp_path) == [said + '\n    fix: <html lang="{{ language }}" dir="{{ direction }}">']


def said_of(folder: Path) -> list[str]:
    """What is wrong with the Arabic template in a folder."""
    findings: list[Finding] = []
    read_ack_template([folder], "ar", "request", findings)
    return list(map(str, findings))
