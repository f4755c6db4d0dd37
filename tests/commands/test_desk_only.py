"""frontdesk build --desk-only: a notice is told at once, by pages and by the backend, without a page drawn anew (row U1)."""

import ast
import json
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

import pytest

from contact.acknowledge import acknowledgement
from contact.case import Case
from contact.events import PROMISED_AS
from contact.http import HttpRequest
from contact.keys import LocalKeys
from contact.log import Log
from contact.request_desk import RequestDesk
from contact.store.sqlite import SqliteStore
from frontdesk.production import Published
from tests.commands.conftest import Run
from tests.contact.conftest import FORM, NOW, PROJECT, Clock
from tests.project import Project

NOTICE = """\
notices:
  - id: rush
    from: 2026-11-20T00:00Z
    to: 2026-11-27T00:00Z
    surge: true
    factor: 3
    text: {en: Many write., es: Muchos escriben.}
"""
DESK_FILES = {"desk.json", "contact.json", "contact.schema.json", "hours.ics", "es/hours.ics", "manifest.json"}


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a site."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def announce(project: Project) -> None:
    """Write the notice into the settings."""
    project.write("site_config.yml", project.read("site_config.yml") + NOTICE)


def test_it_writes_what_a_full_build_writes_and_nothing_else(run: Run, project: Project) -> None:
    """Row U1: the same bytes in the files of the desk; pages stay as they were, and the command says so."""
    run("build")
    before = files(project.folder / "site")
    announce(project)
    ran = run("build", "--desk-only")
    assert ran.code == 0
    assert ran.out == "contact.json, desk.json -> site; settings -> .frontdesk/bundle\n"
    assert ran.err == (
        "Open pages show the notices by their script. The page of notices, and readers without a script, have them after "
        "the next `frontdesk build`.\n"
    )
    after = files(project.folder / "site")
    assert {path for path in after if after[path] != before.get(path)} == {"desk.json", "contact.json", "manifest.json"}
    run("build")
    full = files(project.folder / "site")
    assert {path: full[path] for path in DESK_FILES - {"manifest.json"}} == {
        path: after[path] for path in DESK_FILES - {"manifest.json"}
    }
    assert json.loads(after["manifest.json"])["files"].keys() == json.loads(full["manifest.json"])["files"].keys()


def test_a_second_time_there_is_nothing_new(run: Run, project: Project) -> None:
    """The same settings on the same day change no file."""
    run("build")
    assert run("build", "--desk-only").out == "nothing new -> site; settings -> .frontdesk/bundle\n"


def test_a_running_backend_takes_the_notice_at_once(run: Run, project: Project, tmp_path: Path) -> None:
    """Rows U1, U2: who writes a moment later has the longer estimate, in the acknowledgement and in the record."""
    run("build")
    bundle, clock = Published(project.folder), Clock()
    store = SqliteStore(tmp_path / "requests.sqlite3")
    desk = RequestDesk(bundle, Log(store=store, keys=LocalKeys()), clock, lambda: None)

    def written(message: str) -> Case:
        body = urlencode(FORM | {"topic": "account", "message": message}).encode()
        headers = {"content-type": "application/x-www-form-urlencoded", "accept": "text/html"}
        desk.handle(
            HttpRequest(method="POST", path="/_desk/requests", query={"language": "en"}, headers=headers, body=body)
        )
        return store.newest(1)[0]

    usual = written("Before the notice.")
    announce(project)
    run("build", "--desk-only")
    clock.pass_by(seconds=1)
    slow = written("After the notice.")
    store.close()
    told = [acknowledgement(case, bundle(), NOW) for case in (usual, slow)]
    assert [(case.received.notices, case.received.estimate.basis) for case in (usual, slow)] == [
        ((), "channel"),
        (("rush",), "surge"),
    ]
    texts = [" ".join(mail.text.split()) for mail in told]
    assert "within 1 business day, by Tuesday, November 24, 5:00 PM" in texts[0]
    assert "within 3 business days, by Thursday, November 26, 5:00 PM" in texts[1]
    assert told[1].template == "surge"
    assert " Many write. " in texts[1]
    assert PROMISED_AS[slow.received.channel] == "form"


def test_other_changes_are_published_and_pages_said_to_wait(run: Run, project: Project) -> None:
    """Row P2: hours and numbers go into the desk's files; which pages show the old ones is said."""
    run("build")
    project.change("site_config.yml", "monday-friday: 09:00-17:00", "monday-friday: 09:00-16:00")
    ran = run("build", "--desk-only")
    assert (ran.code, ran.out) == (
        0,
        "contact.json, desk.json, es/hours.ics, hours.ics -> site; settings -> .frontdesk/bundle\n",
    )
    assert ran.err == "Pages do not show yet what changed in 'hours': run `frontdesk build`.\n"


def test_what_a_full_build_refuses_is_refused(run: Run, project: Project) -> None:
    """All findings, and nothing is published."""
    run("build")
    before = files(project.folder / "site")
    announce(project)
    project.change("site_config.yml", "factor: 3", "factor: 0.5\n    topics: [acount]")
    ran = run("build", "--desk-only")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.endswith("2 errors. Nothing was published.\n")
    assert files(project.folder / "site") == before


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("https://help.sample.example/", "https://sample.example/", "organisation.site_url"),
        (
            "  form:\n    hours: office\n",
            "  form:\n    hours: office\n    endpoint: https://a.example/\n",
            "channels.form.endpoint",
        ),
        (
            "    voicemail: true\n",
            (
                "    callback:\n      countries: [US]\n      consent: {version: a, text: {en: a, es: a}}\n"
                "      never_asked: {en: [a], es: [a]}\n"
            ),
            "channels.phone.callback",
        ),
    ],
)
def test_what_stands_in_every_page_needs_a_full_build(
    run: Run, project: Project, old: str, new: str, name: str
) -> None:
    """The frame of the pages would no longer fit the backend."""
    run("build")
    project.change("site_config.yml", old, new)
    ran = run("build", "--desk-only")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == f"'{name}' changed, so every page does: run `frontdesk build`. Nothing was published.\n"


def test_without_a_site_it_says_what_to_do(run: Run, project: Project) -> None:
    """There is nothing to put a notice into."""
    ran = run("build", "--desk-only")
    assert (ran.code, ran.err) == (1, "there is no contact bundle in .frontdesk/bundle: run `frontdesk build` first\n")
    run("build")
    ran = run("build", "--desk-only", "--output", "elsewhere")
    assert (ran.code, ran.err) == (1, "elsewhere holds no site that can be changed: run `frontdesk build` first\n")


def test_a_notice_is_no_reason_to_import_the_generator(run: Run, project: Project) -> None:
    """Row U1: it has less than a second; what takes long to import is left to a full build."""
    run("build")
    announce(project)
    code = "import sys; from frontdesk.cli import main; main(sys.argv[1:]); print(sorted(sys.modules))"
    command = [sys.executable, "-c", code, "build", "--desk-only", "--project", str(project.folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=PROJECT)
    slow = {"mkdocs", "material", "comrak", "nh3", "numpy", "selectolax", "rich", "cryptography", "generator.build"}
    imported = set(ast.literal_eval(done.stdout.splitlines()[-1]))
    assert imported & slow == set()
    assert "generator.desk_only" in imported
