"""What settings without a fault mean, each value with its line."""

from datetime import date
from pathlib import Path

import pytest

from desk.calendar import Hours
from desk.duration import Duration
from desk.finding import FindingsError
from desk.place import Place
from desk.settings import read_settings
from desk.settings.model import Notice
from tests.desk.sample import PROJECT, SAMPLE, TODAY, accepted, at, changed

NIGHT = Hours(22 * 60, 30 * 60)


def test_the_demonstration_desk_has_no_fault() -> None:
    """The file in the root of the repository is read, with its line for each value."""
    settings = read_settings(PROJECT, TODAY)
    assert settings.organisation.name == "Example Exchange"
    assert settings.languages.offered == ("en", "es")
    assert settings.profiles == ("nydfs",)
    assert {topic.queue for topic in settings.topics} >= {"access", "security", "general"}
    lines = (PROJECT / "site_config.yml").read_text(encoding="utf-8").splitlines()
    for path in (
        "channels.phone.number",
        "response_times.email.complaint",
        "facts.wire_deposit_time",
        "topics.3.queue",
    ):
        assert lines[settings.place(path).line - 1].split(":")[0].strip() == path.rpartition(".")[2]


def test_a_value_remembers_its_line() -> None:
    """Also values in lists; a path that is not there gives the line of what would hold it."""
    settings = accepted(SAMPLE)
    assert settings.place("channels.phone.number") == Place("site_config.yml", 9)
    assert settings.place("hours.office.weekly") == Place("site_config.yml", 25)
    assert settings.place("topics.1.name.es") == Place("site_config.yml", 37)
    assert settings.place("channels.phone.fax") == Place("site_config.yml", 8)
    assert settings.place("nothing.at.all") == Place("site_config.yml", 1)


def test_a_channel_has_the_calendar_that_it_names() -> None:
    """One that is not offered is answered by the hours of the form (row P2)."""
    settings = accepted(SAMPLE)
    assert settings.calendar("phone").name == "phone"
    assert settings.calendar("post").name == "office"


def test_a_channel_without_response_times_promises_what_the_form_does() -> None:
    """A complaint without a time of its own takes that of requests (row R1)."""
    settings = accepted(changed("    complaint: 2 business days\n", "  phone:\n    request: 30 minutes\n"))
    one_day, half_an_hour = Duration(1, "business days"), Duration(30, "minutes")
    assert settings.response_times["post"] == {"request": one_day, "complaint": one_day}
    assert settings.response_times["phone"] == {"request": half_an_hour, "complaint": half_an_hour}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("monday: 09:00-13:00, 14:00-17:00", (Hours(540, 780), Hours(840, 1020))),
        ("monday: 14:00-17:00, 9:00 – 13:00", (Hours(540, 780), Hours(840, 1020))),
        ("monday: [09:00-13:00, 14:00-17:00]", (Hours(540, 780), Hours(840, 1020))),
        ("monday: 22:00-06:00", (NIGHT,)),
        ("monday: 18:00-24:00", (Hours(1080, 1440),)),
        ("monday: 18:00-00:00", (Hours(1080, 1440),)),
        ("monday: 24 hours", (Hours(0, 1440),)),
        ("daily: 22:00-06:00", (NIGHT,)),
        ("Saturday-Monday: 22:00-06:00", (NIGHT,)),
        ("wednesday, monday: 22:00-06:00", (NIGHT,)),
        ("tuesday: 09:00-10:00\n      monday: closed", ()),
        ("tuesday: 09:00-10:00", ()),
    ],
)
def test_hours_are_written_in_many_ways(written: str, expected: tuple[Hours, ...]) -> None:
    """Breaks, nights, around the clock, runs of days, lists (row P2): here the hours of Monday."""
    settings = accepted(changed("monday-friday: 09:00-17:00", written))
    assert settings.calendars["office"].weekly[0] == expected


def test_an_exception_replaces_a_holiday() -> None:
    """A desk that works on Christmas Day says so; a holiday that is not observed is a day like others."""
    holidays = "    holidays: {country: US, observe: [Christmas Day]}\n"
    exception = "    exceptions:\n      - {date: 2026-12-25, hours: 10:00-12:00, reason: {en: Open, es: Abierto}}\n"
    plain, special = (
        accepted(changed("  office:\n", f"  office:\n{extra}")).calendars["office"].special_days
        for extra in (holidays, holidays + exception)
    )
    assert plain[date(2026, 12, 25)].hours == ()
    assert plain[date(2026, 12, 25)].name["es"] == "Christmas Day"
    assert date(2026, 11, 26) not in plain
    assert special[date(2026, 12, 25)].hours == (Hours(600, 720),)
    assert special[date(2026, 12, 25)].name["es"] == "Abierto"


def test_a_holiday_that_falls_on_a_weekend_is_kept_on_the_day_on_which_it_is_observed() -> None:
    """4 July 2026 is a Saturday: the desk is closed on Friday the 3rd."""
    text = changed("  office:\n", "  office:\n    holidays: {country: US, observe: [Independence Day]}\n")
    days = accepted(text).calendars["office"].special_days
    assert days[date(2026, 7, 3)].name["en"] == "Independence Day (observed)"


@pytest.mark.parametrize(
    "start", ["2026-12-01T22:00-05:00", "2026-12-02T03:00Z", '"2026-12-01T22:00[America/New_York]"']
)
def test_a_notice_is_in_force_from_its_start_until_just_before_its_end(start: str) -> None:
    """An instant is written with an offset, with Z, or with the name of a time zone (row U1)."""
    text = (
        f"{SAMPLE}notices:\n  - {{id: a, from: {start}, to: 2026-12-02T02:00-05:00, text: {{en: Soon, es: Pronto}}}}\n"
    )
    (notice,) = accepted(text).notices
    assert notice == Notice(
        id="a",
        start=at("2026-12-02T03:00+00:00"),
        end=at("2026-12-02T07:00+00:00"),
        text={"en": "Soon", "es": "Pronto"},
    )
    seen = [notice.in_force(at(f"2026-12-02T0{time}+00:00")) for time in ("2:59", "3:00", "6:59", "7:00")]
    assert seen == [False, True, True, False]


def test_both_days_of_office_count() -> None:
    """Who is responsible from today, or until today, is responsible today (row H1)."""
    for dates in ("from: 2026-11-21", "from: 2026-01-01\n    to: 2026-11-21"):
        (person,) = accepted(changed("from: 2026-01-01", dates)).responsible
        assert person.current(TODAY)


def test_one_language_needs_no_table_of_texts() -> None:
    """A desk that offers one language writes its texts plainly."""
    text = SAMPLE.replace("[en, es]", "[en]").replace("{en: I cannot sign in, es: No puedo entrar}", "Signing in")
    text = text.replace("{en: Something else, es: Otro asunto}", "Something else")
    assert [topic.name for topic in accepted(text).topics] == [{"en": "Signing in"}, {"en": "Something else"}]


def test_the_default_language_comes_first_and_each_once() -> None:
    """Whatever the order in the file."""
    assert accepted(changed("[en, es]", "[es, en, es]")).languages.offered == ("en", "es")


def test_addresses_end_in_a_slash() -> None:
    """So that what is joined to them lies below them."""
    text = changed("https://help.sample.example/", "https://help.sample.example/help").replace(
        "  form:\n    hours: office", "  form:\n    hours: office\n    endpoint: https://requests.sample.example"
    )
    settings = accepted(text)
    assert settings.organisation.site_url == "https://help.sample.example/help/"
    assert settings.channels.form.endpoint == "https://requests.sample.example/"


def test_a_folder_without_settings_says_where_to_run(tmp_path: Path) -> None:
    """The folder is named, and so is the option."""
    with pytest.raises(FindingsError) as refused:
        read_settings(tmp_path, TODAY)
    assert str(refused.value) == (
        f"site_config.yml:1: there is no site_config.yml in {tmp_path} [no-settings]\n"
        "    fix: run the command in the project's folder, or name the folder: --project DIR"
    )


def test_a_file_in_another_encoding_says_so(tmp_path: Path) -> None:
    """Latin-1 from an old editor is not read as something else."""
    (tmp_path / "site_config.yml").write_bytes("organisation:\n  name: Línea\n".encode("latin-1"))
    with pytest.raises(FindingsError) as refused:
        read_settings(tmp_path, TODAY)
    assert str(refused.value) == (
        "site_config.yml:1: this file is not UTF-8 text [no-settings]\n    fix: save it again as UTF-8"
    )


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "with a byte order mark"])
def test_files_from_any_editor_read_alike(tmp_path: Path, line_end: str, mark: str) -> None:
    """Windows line ends and a byte order mark change neither values nor lines."""
    (tmp_path / "site_config.yml").write_bytes((mark + SAMPLE.replace("\n", line_end)).encode())
    assert read_settings(tmp_path, TODAY) == accepted(SAMPLE)
