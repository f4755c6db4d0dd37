"""What the build hands to the backend, and reading it again."""

from datetime import date, datetime
from pathlib import Path

import pytest

from desk.bundle import BUNDLE_FILE, BUNDLE_VERSION, AckTemplate, Bundle, bundle_bytes, read_bundle
from desk.calendar import Hours
from desk.data import UnreadableError, from_json, to_json, to_sorted_json
from desk.settings import Settings, read_settings
from desk.shell import MARK, Shell
from tests.desk.sample import PROJECT, SAMPLE, TODAY, accepted, words_in

FULL = (
    f"{SAMPLE}notices:\n"
    "  - {id: a, from: 2026-12-01T22:00-05:00, to: '2026-12-02T02:00[America/New_York]', text: {en: Soon, es: Pronto}}\n"
    "facts:\n  fee: {en: free, es: gratis}\n"
    "profiles: [nydfs]\n"
)
ENGLISH = AckTemplate(subject="{{ reference }}", text="Dear customer", html="<p>Dear customer</p>")
SPANISH = AckTemplate(subject="{{ reference }}", text="Estimado cliente", html="<p>Estimado cliente</p>")


def bundle(settings: Settings) -> Bundle:
    """A bundle in two languages; Spanish has no complaint of its own words."""
    shell = Shell.of(f"<main>{MARK.format('main')}</main>")
    return Bundle(
        version=BUNDLE_VERSION,
        commit="0123abc",
        settings=settings,
        words={language: words_in(language) for language in ("en", "es")},
        shells={"en": shell, "es": Shell(("<p>", "main", "</p>"))},
        templates={"en": {"request": ENGLISH, "complaint": ENGLISH}, "es": {"request": SPANISH, "complaint": SPANISH}},
    )


@pytest.mark.parametrize("settings", [accepted(FULL), read_settings(PROJECT, TODAY)], ids=["sample", "demonstration"])
def test_settings_come_back_as_they_were(settings: Settings) -> None:
    """Calendars with their special days, instants, lines: equal, and of the same types."""
    again = from_json(to_json(settings), Settings)
    assert again == settings
    calendar = again.calendars["phone"]
    assert isinstance(calendar.weekly[0][0], Hours)
    assert all(isinstance(day, date) for day in calendar.special_days)
    assert again.place("channels.phone.number") == settings.place("channels.phone.number")


def test_an_instant_keeps_its_offset() -> None:
    """A notice starts at the same instant on every machine."""
    (notice,) = from_json(to_json(accepted(FULL)), Settings).notices
    assert notice.start.isoformat() == "2026-12-01T22:00:00-05:00"
    assert notice.end == datetime.fromisoformat("2026-12-02T02:00-05:00")


def test_a_bundle_comes_back_as_it_was(tmp_path: Path) -> None:
    """Written, read, equal; and the same bytes again."""
    written = bundle(accepted(FULL))
    (tmp_path / BUNDLE_FILE).write_bytes(bundle_bytes(written))
    found = read_bundle(tmp_path)
    assert found == written
    assert bundle_bytes(found) == bundle_bytes(written)
    assert found.shell_in("en").fill({"main": "x"}) == "<main>x</main>"


def test_a_language_that_is_not_offered_gets_the_default_one() -> None:
    """An old link or a tampered form ends in a page and a mail all the same (row W3)."""
    found = bundle(accepted(FULL))
    assert found.words_in("es").language == "es"
    assert found.words_in("fr").language == "en"
    assert found.shell_in("fr") == found.shells["en"]
    assert found.template("es", "request") == SPANISH
    assert found.template("fr", "complaint") == ENGLISH


def test_a_digest_names_the_exact_words() -> None:
    """Another letter in any part is another digest; moving words between parts is too (row E4)."""
    same = AckTemplate(subject="{{ reference }}", text="Dear customer", html="<p>Dear customer</p>")
    moved = AckTemplate(subject="{{ reference }}Dear", text=" customer", html="<p>Dear customer</p>")
    assert ENGLISH.digest == same.digest
    assert len({ENGLISH.digest, SPANISH.digest, moved.digest}) == 3
    assert len(ENGLISH.digest) == 64


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"version": "1"}', b"\xff\xfe", b'{"version": 1}'])
def test_bytes_that_are_no_bundle_are_unreadable(tmp_path: Path, data: bytes) -> None:
    """One error, whatever is wrong with them."""
    (tmp_path / BUNDLE_FILE).write_bytes(data)
    with pytest.raises(UnreadableError, match=r"."):
        read_bundle(tmp_path)


def test_a_folder_without_a_bundle_is_told_from_a_broken_one(tmp_path: Path) -> None:
    """Nothing was built yet: another remedy."""
    with pytest.raises(FileNotFoundError):
        read_bundle(tmp_path)


def test_unreadable_says_where() -> None:
    """The message names the place in the JSON."""
    with pytest.raises(UnreadableError) as refused:
        from_json(b'{"reference": 5}', dict[str, str])
    assert str(refused.value) == "Expected `str`, got `int` - at `$[...]`"


def test_equal_values_give_equal_bytes() -> None:
    """Hashes are made over sorted keys; what people read keeps its order."""
    one, other = {"b": 1, "a": {"d": 2, "c": 3}}, {"a": {"c": 3, "d": 2}, "b": 1}
    assert to_sorted_json(one) == to_sorted_json(other) == b'{"a":{"c":3,"d":2},"b":1}'
    assert to_json(one) == b'{"b":1,"a":{"d":2,"c":3}}'
