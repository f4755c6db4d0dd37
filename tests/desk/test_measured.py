"""Measured figures: the file, the settings that name it, and the sentences that are made of them (rows R1, R6)."""

from datetime import date
from pathlib import Path

import pytest

from desk.data import replace
from desk.duration import Duration, parse_duration
from desk.finding import FindingsError
from desk.how_sure import how_sure, measured_sentence, share_in_time
from desk.measured import Group, Kept, Measured, figures_from
from desk.settings import Settings
from desk.settings.reading import settings_from_text
from tests.desk.measured_sample import FIGURES, as_file
from tests.desk.sample import SAMPLE, TODAY, accepted, refused, words_in

LINE = SAMPLE.count("\n") + 1


def desk(measured: Measured | None = None) -> Settings:
    """A desk that shows these figures."""
    return replace(accepted(SAMPLE), measured=measured or Measured(file="measured.json", figures=FIGURES))


def read(project: Path, text: str) -> Settings:
    """The settings of a project with these lines at their end."""
    return settings_from_text(SAMPLE + text, TODAY, project)


def complaint(project: Path, text: str) -> str:
    """What a person reads about such settings."""
    with pytest.raises(FindingsError) as found:
        read(project, text)
    return str(found.value)


def test_the_name_of_the_file_is_enough(tmp_path: Path) -> None:
    """A broken promise is a warning, 90 % have to be in time, and figures are good for 120 days."""
    (tmp_path / "measured.json").write_bytes(as_file())
    assert read(tmp_path, "measured: measured.json\n").measured == Measured(
        file="measured.json", figures=FIGURES, when_broken="warning", expected_share=0.9, max_age=120
    )


@pytest.mark.parametrize(("written", "share"), [("95 %", 0.95), ("95%", 0.95), ("0.95", 0.95), ("1", 1.0)])
def test_what_is_expected_can_be_set(tmp_path: Path, written: str, share: float) -> None:
    """A share is a percentage or a fraction."""
    (tmp_path / "q3.json").write_bytes(as_file())
    text = f"measured:\n  file: q3.json\n  when_broken: error\n  expected_share: {written}\n  max_age: 90 days\n"
    assert read(tmp_path, text).measured == Measured(
        file="q3.json", figures=FIGURES, when_broken="error", expected_share=share, max_age=90
    )


@pytest.mark.parametrize(
    ("text", "message", "fix"),
    [
        ("  file: measured.json\n  expected_share: 0 %\n", "'0 %' is not a share such as 90 %", "expected_share: 90 %"),
        (
            "  file: measured.json\n  expected_share: 101 %\n",
            "'101 %' is not a share such as 90 %",
            "expected_share: 90 %",
        ),
        ("  file: measured.json\n  max_age: 4 months\n", "'4 months' is not a number of days", "max_age: 120 days"),
        (
            "  file: measured.json\n  when_broken: fail\n",
            "'fail' is not a value of 'when_broken'",
            "use one of: warning, error",
        ),
    ],
)
def test_a_wrong_expectation_is_explained(text: str, message: str, fix: str) -> None:
    """With its line, and a line to paste."""
    said = refused(f"{SAMPLE}measured:\n{text}")
    assert said.startswith(f"site_config.yml:{LINE + 2}: {message}")
    assert said.endswith(f" [bad-value]\n    fix: {fix}")


def test_a_file_has_to_be_named() -> None:
    """Expectations alone are of no use."""
    said = refused(f"{SAMPLE}measured:\n  max_age: 90 days\n")
    assert (
        said
        == f"site_config.yml:{LINE + 1}: 'file' is missing in 'measured' [missing-key]\n    fix: file: measured.json"
    )


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (None, "is not there, or is no file"),
        (b"{", "is not what the report writes: Input data was truncated"),
        (b"[]", "is not what the report writes: Expected `object`, got `array`"),
        (as_file(version=2), "has version 2; this frontdesk reads version 1"),
        (as_file(until="9999-12-31"), "has a period that ends after the year 2999"),
        (
            as_file(groups=[Group(messages=10**400, in_time=1)]),
            "has a group of more than 1,000,000,000 messages",
        ),
        (as_file(until="2026-06-30"), "has a period that ends before it begins"),
        (as_file(groups=[Group(messages=19, in_time=1)]), "has a group of 19; groups under 20 are not shown"),
        (as_file(groups=[Group(messages=20, in_time=21)]), "counts other messages than the 20 that there were"),
        (
            as_file(promises=[Kept(messages=20, within={"soon": 1})]),
            (
                "has 'soon' in place of a duration: write a number and one of minutes, hours, business hours, business days, "
                "calendar days, weeks, months"
            ),
        ),
        (b" " * 1_000_001, "is larger than 1,000,000 bytes"),
    ],
)
def test_a_file_that_is_none_of_the_reports_is_refused(tmp_path: Path, content: bytes | None, why: str) -> None:
    """What is wrong with it, and the command that writes it anew; nothing of it reaches a page."""
    if content is not None:
        (tmp_path / "measured.json").write_bytes(content)
    assert complaint(tmp_path, "measured: measured.json\n") == (
        f"site_config.yml:{LINE}: measured.json {why} [bad-value]\n"
        "    fix: write it again: frontdesk report response-times --output measured.json"
    )


def test_a_nest_without_end_is_refused(tmp_path: Path) -> None:
    """Some versions of Python follow it to its bottom, others give up before; none falls over."""
    (tmp_path / "measured.json").write_bytes(b'{"x":' + b"[" * 100_000 + b"]" * 100_000 + b"}")
    whys = ("it is nested too deeply", "Object missing required field `version`")
    assert complaint(tmp_path, "measured: measured.json\n") in {
        f"site_config.yml:{LINE}: measured.json is not what the report writes: {why} [bad-value]\n"
        "    fix: write it again: frontdesk report response-times --output measured.json"
        for why in whys
    }


@pytest.mark.parametrize("file", ["../measured.json", "/etc/hostname", "link.json"])
def test_only_files_of_the_project_are_read(tmp_path: Path, file: str) -> None:
    """A path that leads out of the project, by dots, from the root or by a link, is refused."""
    (tmp_path / "measured.json").write_bytes(as_file())
    project = tmp_path / "project"
    project.mkdir()
    (project / "link.json").symlink_to(tmp_path / "measured.json")
    assert complaint(project, f"measured: {file}\n").startswith(
        f"site_config.yml:{LINE}: {file} lies outside of the project's folder [bad-value]"
    )


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "en",
            (
                "From July to September 2026, half of the messages were answered within 5 business hours, 9 of 10 within 1 "
                "business day; 92% by the time that we had estimated (1,204 messages)."
            ),
        ),
        (
            "es",
            (
                "De julio a septiembre de 2026, la mitad de los mensajes recibió respuesta en un plazo de 5 horas hábiles, y 9 "
                "de cada 10 en un plazo de 1 día hábil; el 92%, dentro del tiempo que habíamos estimado (1,204 mensajes)."
            ),
        ),
    ],
)
def test_the_figures_in_a_sentence(language: str, sentence: str) -> None:
    """With period and number; the share is rounded down (row R6)."""
    assert measured_sentence(desk(), words_in(language)) == sentence


@pytest.mark.parametrize(
    ("since", "until", "half", "sentence"),
    [
        (
            date(2026, 7, 1),
            date(2026, 7, 31),
            "30 minutes",
            (
                "In July 2026, half of the messages were answered within 30 minutes; "
                "50% by the time that we had estimated (20 messages)."
            ),
        ),
        (
            date(2025, 11, 1),
            date(2026, 1, 31),
            "",
            (
                "From November 2025 to January 2026, 50% of the messages were answered by "
                "the time that we had estimated (20 messages)."
            ),
        ),
        (
            date(2026, 7, 1),
            date(2026, 8, 15),
            "",
            (
                "From July 1, 2026 to August 15, 2026, 50% of the messages were answered by "
                "the time that we had estimated (20 messages)."
            ),
        ),
    ],
)
def test_periods_and_what_was_not_reached(since: date, until: date, half: str, sentence: str) -> None:
    """Months where they are whole; nothing is said of a median or of 9 of 10 that there is none of."""
    figures = replace(FIGURES, since=since, until=until, groups=(Group(messages=20, in_time=10, half_within=half),))
    assert measured_sentence(desk(Measured(file="measured.json", figures=figures)), words_in("en")) == sentence


def test_how_sure_is_said_of_such_messages() -> None:
    """Of the topic where enough came, else of the channel and kind; of nothing else (row R1)."""
    english = words_in("en")
    of_topic = how_sure(desk(), english, channel="form", kind="request", topic_id="access")
    of_channel = how_sure(desk(), english, channel="form", kind="request", topic_id="other")
    assert of_topic == (
        "From July to September 2026, 100% of such messages were answered by the time that we had estimated."
    )
    assert of_channel == (
        "From July to September 2026, 88% of such messages were answered by the time that we had estimated."
    )
    assert how_sure(desk(), english, channel="form", kind="complaint", topic_id="access") == ""
    assert share_in_time(desk(), english, channel="form", kind="request") == "88% in time"
    assert share_in_time(desk(), english, channel="phone", kind="request") == ""


def test_without_figures_nothing_is_said() -> None:
    """No sentence, no share, no word of a guarantee."""
    plain, english = accepted(SAMPLE), words_in("en")
    assert measured_sentence(plain, english) == ""
    assert how_sure(plain, english, channel="form", kind="request", topic_id="access") == ""
    assert share_in_time(plain, english, channel="form", kind="request") == ""


@pytest.mark.parametrize(
    ("promised", "share"),
    [
        ("1 business day", 0.89),
        ("2 business days", 0.9),
        ("4 business days", None),
        ("2 business hours", 0.7),
        ("1 hour", None),
    ],
)
def test_a_promise_is_held_against_the_next_longer_time(promised: str, share: float | None) -> None:
    """Of one that was not measured it is known that no more were answered within it than within a longer one."""
    assert FIGURES.promises[0].share_within(parse_duration(promised)) == share


def test_the_shortest_time_that_was_kept() -> None:
    """The first one within which so many were answered; none where none was."""
    assert FIGURES.promises[0].shortest(0.9) == Duration(3, "business days")
    assert FIGURES.promises[0].shortest(0.91) is None


def test_what_the_report_does_not_know_is_not_refused() -> None:
    """A file of a later report may say more."""
    assert figures_from(as_file(note="more")) == FIGURES
