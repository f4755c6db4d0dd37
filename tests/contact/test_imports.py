"""Accepting a message is quick to start: a fresh process imports no more than it needs."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from desk.bundle import BUNDLE_FILE, Bundle, bundle_bytes
from tests.aws.events import posted_form
from tests.contact.conftest import PROJECT

# Accepts a form, as a lambda does that was just started; tells what it has imported.
ACCEPT = """
import sys
from contact.edges.aws.accept import handler
answered = handler({event!r}, None)["statusCode"]
imported = sorted({{name.partition(".")[0] for name in sys.modules}})
import json
print(json.dumps({{"answered": answered, "imported": imported}}))
"""


@pytest.fixture
def started(tmp_path: Path, bundle: Bundle) -> Mapping[str, object]:
    (tmp_path / BUNDLE_FILE).write_bytes(bundle_bytes(bundle))
    command = [sys.executable, "-c", ACCEPT.format(event=posted_form(language="es"))]
    environment = os.environ | {
        "PYTHONPATH": str(PROJECT),
        "FRONTDESK_BUNDLE": str(tmp_path),
        "FRONTDESK_DATABASE": str(tmp_path / "requests.sqlite3"),
    }
    done = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True, env=environment)
    said: Mapping[str, object] = json.loads(done.stdout)
    assert said["answered"] == 303
    return said


def test_accepting_needs_neither_babel_nor_jinja(started: Mapping[str, list[str]]) -> None:
    """What names days and fills templates is for pages and mails; the bundle needs no YAML and no Markdown."""
    slow = {"babel", "jinja2", "phonenumbers", "holidays", "starlette", "rich", "boto3", "botocore", "psycopg"}
    elsewhere = {"yaml", "markdown", "mkdocs", "generator", "frontdesk"}
    assert sorted(set(started["imported"]) & (slow | elsewhere)) == []


def test_accepting_needs_neither_mail_nor_web_server(started: Mapping[str, list[str]]) -> None:
    """The modules of the standard library that take longest, and packages that only unusual requests need."""
    slow = {"email", "smtplib", "ssl", "http", "asyncio", "socket", "calendar", "email_validator", "idna", "altcha"}
    assert sorted(set(started["imported"]) & slow) == []


def test_accepting_makes_its_classes_quickly(started: Mapping[str, list[str]]) -> None:
    """The standard library writes and compiles methods for each class: ours are desk.data's. Since 3.14, `logging` has some."""
    own = [sys.executable, "-c", "import logging, sys; print(*sys.modules)"]
    already = subprocess.run(own, check=True, capture_output=True, text=True).stdout.split()
    assert "dataclasses" not in set(started["imported"]) - set(already)
