"""Accepting a message is quick to start: a fresh process imports no more than it needs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desk.bundle import BUNDLE_FILE, Bundle, bundle_bytes
from tests.contact.conftest import PROJECT

# Reads the bundle that the build wrote and accepts a form, as a fresh process of a lambda does; prints what it imported.
ACCEPT = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode
from contact.http import HttpRequest
from contact.keys import LocalKeys
from contact.log import Log
from contact.request_desk import RequestDesk
from contact.store.sqlite import SqliteStore
from desk.bundle import read_bundle

folder = Path(sys.argv[1])
bundle = read_bundle(folder)
log = Log(store=SqliteStore(folder / "requests"), keys=LocalKeys())
desk = RequestDesk(lambda: bundle, log, lambda: datetime.now(UTC), lambda: None)
form = {"kind": "request", "topic": "fees", "message": "Hello", "email": "ana@example.net", "language": "es"}
headers = {"content-type": "application/x-www-form-urlencoded"}
request = HttpRequest(method="POST", path="/_desk/requests", headers=headers, body=urlencode(form).encode())
assert desk.handle(request).status == 303
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


@pytest.fixture
def imported(tmp_path: Path, bundle: Bundle) -> set[str]:
    (tmp_path / BUNDLE_FILE).write_bytes(bundle_bytes(bundle))
    command = [sys.executable, "-c", ACCEPT, str(tmp_path)]
    environment = os.environ | {"PYTHONPATH": str(PROJECT)}
    done = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True, env=environment)
    return set(done.stdout.split())


def test_accepting_needs_neither_babel_nor_jinja(imported: set[str]) -> None:
    """What names days and fills templates is for pages and mails; the bundle needs no YAML and no Markdown."""
    slow = {"babel", "jinja2", "phonenumbers", "holidays", "starlette", "rich", "smtplib", "boto3", "botocore"}
    assert not imported & (slow | {"yaml", "markdown", "mkdocs", "generator", "frontdesk"})
