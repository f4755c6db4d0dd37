"""What `frontdesk bundle` writes: the same bytes each time, all that the lambdas need, and nothing else."""

import json
import subprocess
import sys
import zipfile
from importlib.metadata import distribution
from importlib.util import find_spec
from pathlib import Path

import pytest

from desk.bundle import Bundle, read_bundle
from desk.data import replace
from desk.telephony import Telephony
from frontdesk.aws_bundle.contents import HERE, Target, contents
from frontdesk.aws_bundle.modules import HANDLERS
from frontdesk.aws_bundle.zip_file import write_zip
from frontdesk.mailbox import Mailbox, MailServer
from tests.aws.conftest import machine
from tests.aws.events import function_url, posted_form
from tests.contact.conftest import PROJECT

SDK = ("boto3", "botocore", "s3transfer", "jmespath", "dateutil", "urllib3", "six.py")

# As the runtime of AWS imports a handler: its own packages, the code, and nothing of this machine.
ALONE = """
import importlib, json, sys
sys.path[:0] = sys.argv[1:3]
{what}
print(json.dumps([module.__file__ for module in list(sys.modules.values()) if getattr(module, "__file__", None)]))
"""
IMPORTED = """
for name in {handlers!r}:
    importlib.import_module(name)
"""
# Also what is imported only when it is needed: for an address that is not plain, a telephone number, dates in words, a proof
# of work, a mail.
USED = """
from contact.edges.aws import accept, outbox
class Context:
    def get_remaining_time_in_millis(self):
        return 60_000
for event, status in {events!r}:
    assert accept.handler(event, None)["statusCode"] == status, status
assert outbox.handler({{}}, Context())["sent"] == 1
"""


@pytest.fixture(scope="module")
def names(zipped: Path) -> list[str]:
    with zipfile.ZipFile(zipped) as archive:
        return archive.namelist()


def test_the_same_site_gives_the_same_bytes(zipped: Path, bundle: Bundle, tmp_path: Path) -> None:
    """Neither time nor order nor what was compiled before is in it."""
    target = Target(architecture=machine(), python=HERE)
    with contents(bundle, target, with_sdk=False) as files:
        write_zip(tmp_path / "again.zip", dict(reversed(list(files.items()))))
    assert (tmp_path / "again.zip").read_bytes() == zipped.read_bytes()


def test_it_is_small(zipped: Path) -> None:
    """AWS takes 50 MB; a small one starts sooner."""
    assert zipped.stat().st_size < 10_000_000


def test_nothing_of_the_site_half_is_in_it(names: list[str]) -> None:
    """No generator, no command, no web server, no Markdown; and the AWS SDK is the runtime's."""
    tops = {name.partition("/")[0] for name in names}
    assert tops - {name for name in tops if name.startswith(("_cffi_backend", "altcha"))} == {
        "__pycache__",
        "babel",
        "bundle.json",
        "contact",
        "cryptography",
        "desk",
        "email_validator",
        "idna",
        "jinja2",
        "licenses",
        "markupsafe",
        "msgspec",
        "phonenumbers",
        "tzdata",
    } - ({"__pycache__"} - tops)
    ours = [name for name in names if name.startswith(("desk/", "contact/"))]
    assert [name for name in ours if "asgi" in name or "yaml" in name or "postgresql" in name] == []


def test_twilio_comes_only_where_it_answers_the_telephone(bundle: Bundle) -> None:
    """Its library is half as large as all the rest, and most desks need none of it."""
    telephony = Telephony(provider="twilio", account="AC" + "0" * 32, menu=("other",))
    answering = replace(bundle, settings=replace(bundle.settings, telephony=telephony))
    target = Target(architecture=machine(), python=HERE)
    for one, expected in ((bundle, False), (answering, True)):
        with contents(one, target, with_sdk=False) as files:
            assert any(name.startswith("twilio/") for name in files) is expected
            assert any(name.startswith("requests/") for name in files) is expected


def test_each_package_brings_its_license(names: list[str]) -> None:
    """They ask for that of whoever hands them on."""
    brought = {name.split("/")[1] for name in names if name.startswith("licenses/")}
    assert {"babel", "cffi", "cryptography", "email-validator", "idna", "jinja2", "markupsafe", "msgspec"} <= brought
    assert {"phonenumbers", "tzdata"} <= brought


def test_only_the_languages_and_zones_of_the_site_are_in_it(names: list[str], bundle: Bundle) -> None:
    """Babel knows a thousand locales, and each would be copied with every start."""
    locales = {name.removeprefix("babel/locale-data/").removesuffix(".dat") for name in names if name.endswith(".dat")}
    assert {locale.partition("_")[0] for locale in locales - {"babel/global"}} == {"root", "en", "es"}
    zones = {name.removeprefix("tzdata/zoneinfo/") for name in names if name.startswith("tzdata/zoneinfo/")}
    assert {zone for zone in zones if ".py" not in zone} == {
        "UTC",
        *(calendar.time_zone for calendar in bundle.settings.calendars.values()),
    }


def test_every_file_may_be_read_by_everybody_and_has_no_time(zipped: Path) -> None:
    """A lambda's code is read by another account than the one that unpacks it."""
    with zipfile.ZipFile(zipped) as archive:
        rights = {(entry.external_attr >> 16, entry.date_time) for entry in archive.infolist()}
    assert rights == {(0o100644, (1980, 1, 1, 0, 0, 0))}


def imported_from(code: Path, sdk: Path, what: str, **environment: str) -> list[str]:
    """Run something with the code and the AWS SDK alone; the files that it has imported."""
    command = [sys.executable, "-I", "-S", "-B", "-c", ALONE.format(what=what), str(code), str(sdk)]
    done = subprocess.run(command, cwd=sdk, check=True, capture_output=True, text=True, env=environment)
    files: list[str] = json.loads(done.stdout.splitlines()[-1])
    return files


@pytest.fixture
def sdk(tmp_path: Path) -> Path:
    """The AWS SDK of the runtime, in a folder that holds nothing else."""
    folder = tmp_path / "sdk"
    folder.mkdir()
    for name in SDK:
        spec = find_spec(name.removesuffix(".py"))
        assert spec
        assert spec.origin
        origin = Path(spec.origin)
        (folder / name).symlink_to(origin if name.endswith(".py") else origin.parent)
    return folder


def elsewhere(files: list[str]) -> list[str]:
    """Those of this machine's packages, or of this project."""
    return [file for file in files if "site-packages" in file or file.startswith(str(PROJECT))]


def test_every_handler_can_be_imported_from_it_alone(code: Path, sdk: Path) -> None:
    """With the AWS SDK of the runtime, and nothing else of this machine but Python itself."""
    assert elsewhere(imported_from(code, sdk, IMPORTED.format(handlers=HANDLERS))) == []


def test_a_form_is_accepted_and_acknowledged_from_it_alone(code: Path, sdk: Path, tmp_path: Path) -> None:
    """Whatever is imported late is in the zip too, and so are the languages, zones and numbers that it reads."""
    events = [
        (posted_form(email="ana@exämple.net", phone="+1 212 555 0142", accept="application/json"), 201),
        (posted_form(email="", phone="", accept="application/json"), 422),
        (function_url("GET", "/_desk/status", query={"language": "es"}), 200),
        (function_url("GET", "/_desk/challenge"), 200),
    ]
    server = MailServer(Mailbox(tmp_path / "mailbox"))
    server.start()
    try:
        files = imported_from(
            code,
            sdk,
            USED.format(events=events),
            FRONTDESK_DATABASE=str(tmp_path / "requests.sqlite3"),
            FRONTDESK_SMTP_URL=server.address,
        )
    finally:
        server.stop()
    assert elsewhere(files) == []
    assert {"babel", "jinja2", "email_validator", "phonenumbers", "altcha"} <= {
        Path(file).relative_to(code).parts[0] for file in files if file.startswith(str(code))
    }


def test_the_bundle_in_it_is_the_site_s(code: Path, bundle: Bundle) -> None:
    """The settings, words and templates of the last build."""
    assert read_bundle(code) == bundle


def test_versions_in_it_are_those_that_the_tests_ran_with(code: Path) -> None:
    """What is deployed is what was tested."""
    source = (code / "babel" / "__init__.py").read_text(encoding="utf-8")
    assert f"'{distribution('babel').version}'" in source
