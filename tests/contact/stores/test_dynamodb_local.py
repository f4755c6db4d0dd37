"""DynamoDB Local is fetched as it is known, or not at all, and is reached from this machine alone."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tools import dynamodb_local
from tools.dynamodb_local import MissingError


def test_other_file_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package that is not the one we know stays packed, and nothing of it is left."""

    def packed(folder: Path) -> Path:
        archive = folder / "package.tgz"
        archive.write_bytes(b"something else")
        return archive

    monkeypatch.setattr(dynamodb_local, "packed", packed)
    monkeypatch.setattr(dynamodb_local, "NEEDED", ())
    monkeypatch.setattr(dynamodb_local, "FOLDER", tmp_path / "dynamodb-local")
    with pytest.raises(MissingError) as error:
        dynamodb_local.fetch()
    what = "amplify-dynamodb-simulator 2.9.30 is not the file that we know"
    assert str(error.value) == f"DynamoDB Local was not unpacked: {what}"
    assert list(tmp_path.iterdir()) == []


def test_missing_programs_are_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Setting up goes on without it, and says why in one line."""
    monkeypatch.delenv("FRONTDESK_DYNAMODB_LOCAL", raising=False)
    monkeypatch.setattr(dynamodb_local, "FOLDER", Path("/nowhere/dynamodb-local"))
    monkeypatch.setattr(dynamodb_local, "NEEDED", ("no-java", "no-npm"))
    dynamodb_local.main()
    reason = "DynamoDB Local needs no-java and no-npm, which this machine does not have"
    assert capsys.readouterr().err == f"{reason}: the tests of the DynamoDB store will be skipped.\n"


def test_it_can_be_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """By whoever cannot agree to its licence."""
    monkeypatch.setenv("FRONTDESK_DYNAMODB_LOCAL", "no")
    dynamodb_local.main()
    with pytest.raises(MissingError) as error:
        dynamodb_local.installed()
    assert str(error.value) == "DynamoDB Local is left out: FRONTDESK_DYNAMODB_LOCAL is no"


def test_only_this_machine_reaches_it(dynamodb: str) -> None:
    """Its socket listens on 127.0.0.1, and on no other address."""
    port = f"{urlsplit(dynamodb).port:04X}"
    lines = Path("/proc/net/tcp").read_text().splitlines() + Path("/proc/net/tcp6").read_text().splitlines()
    listening = "0A"
    places = {line.split()[1] for line in lines if line.split()[3] == listening}
    assert {place for place in places if place.endswith(f":{port}")} == {f"0100007F:{port}"}
