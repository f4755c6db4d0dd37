"""Settings are read once for the same text on the same day; whatever was kept, they are those of the file (row W1)."""

from datetime import timedelta
from pathlib import Path

import pytest

from desk import installation
from desk.data import to_json
from desk.finding import FindingsError
from desk.installation import Installation
from desk.settings import read_settings
from tests.desk.measured_sample import FIGURES, as_file
from tests.desk.sample import PROJECT, SAMPLE, TODAY

NOTICES = """\
notices:
  - id: one
    from: 2026-11-20T08:00:00-05:00
    to: 2026-12-20T08:00:00+00:00
    text: {en: One, es: Uno}
    factor: 1.5
"""
HOLIDAYS = """\
    holidays:
      country: US
"""


class Drawer(dict[bytes, bytes]):
    """A desk.kept.Kept that counts."""

    put = dict.__setitem__


def project(folder: Path, text: str) -> Path:
    (folder / "site_config.yml").write_text(text, encoding="utf-8")
    return folder


def test_kept_settings_are_those_of_the_file(tmp_path: Path) -> None:
    """To the last byte of what the backend is handed, also instants with an offset, factors and lines."""
    for folder in (PROJECT, project(tmp_path, SAMPLE + NOTICES)):
        kept = Drawer()
        first, again = read_settings(folder, TODAY, kept), read_settings(folder, TODAY, kept)
        assert first == again == read_settings(folder, TODAY)
        assert to_json(first) == to_json(again)


def test_another_text_or_day_is_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Holidays are worked out once for a year."""
    kept, beside = Drawer(), Installation(tmp_path / "kept.bin")
    monkeypatch.setattr(installation, "installation", lambda: beside)
    text = SAMPLE.replace("      saturday: 10:00-16:00\n", "      saturday: 10:00-16:00\n" + HOLIDAYS)
    before = read_settings(project(tmp_path, text), TODAY, kept)
    assert len(kept) == 2
    tomorrow = read_settings(tmp_path, TODAY + timedelta(days=1), kept)
    renamed = read_settings(project(tmp_path, text.replace("Sample Desk", "Another Desk")), TODAY, kept)
    assert len(kept) == 4
    assert before == tomorrow
    assert (before.organisation.name, renamed.organisation.name) == ("Sample Desk", "Another Desk")
    assert renamed.calendars == before.calendars == read_settings(tmp_path, TODAY).calendars


def test_other_figures_are_read_anew(tmp_path: Path) -> None:
    """The one other file that settings are made from."""
    kept = Drawer()
    project(tmp_path, SAMPLE + "measured: measured.json\n")
    figures = tmp_path / "measured.json"
    figures.write_bytes(as_file(FIGURES))
    before = read_settings(tmp_path, TODAY, kept)
    figures.write_bytes(figures.read_bytes() + b" ")
    assert read_settings(tmp_path, TODAY, kept) == before
    figures.write_bytes(as_file(FIGURES, until="2026-11-19"))
    assert read_settings(tmp_path, TODAY, kept) != before
    figures.unlink()
    with pytest.raises(FindingsError, match="is not there, or is no file"):
        read_settings(tmp_path, TODAY, kept)


@pytest.mark.parametrize("damage", [b"{}", b"[", b"\xff", b'{"settings":{},"figures":""}'])
def test_what_cannot_be_read_is_not_kept(tmp_path: Path, damage: bytes) -> None:
    """The file is read again."""
    kept = Drawer()
    read_settings(project(tmp_path, SAMPLE), TODAY, kept)
    kept.update(dict.fromkeys(kept, damage))
    assert read_settings(tmp_path, TODAY, kept) == read_settings(tmp_path, TODAY)


def test_settings_with_a_mistake_are_not_kept(tmp_path: Path) -> None:
    """They are explained each time."""
    kept = Drawer()
    for _ in range(2):
        with pytest.raises(FindingsError, match="'nonsense' is not a setting here"):
            read_settings(project(tmp_path, SAMPLE + "nonsense: 1\n"), TODAY, kept)
    assert kept == {}
