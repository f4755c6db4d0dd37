"""The report of a quarter: what it says, where each figure leads, and what it says of nothing."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from contact.events import Reclassified, Resolved
from contact.report.document import PeriodReport, Value
from contact.report.period import named, parse_period
from contact.report.period_report.drill import NoFigureError, behind
from contact.report.period_report.making import bytes_of
from contact.report.period_report.presets import PRESETS
from contact.store.sqlite import SqliteStore
from desk.data import from_json, replace
from desk.settings import Settings
from tests.contact.stores.samples import RECEIVED, following, new_case, reference
from tests.desk.sample import at
from tests.report.asked import basis, report_of
from tests.report.logs import CALLS, CASES, END, START, written

HOUR = timedelta(hours=1)
RESOLVED = Resolved(outcome="full", by="lee")
COMPLAINT = Reclassified(kind="complaint", topic="fees", customer="individual", by="lee")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    store = SqliteStore(tmp_path / "requests.sqlite3")
    yield store
    store.close()


def row(report: PeriodReport, table: str, name: str = "total") -> dict[str, Value]:
    """One row of a table, by the ids of its columns."""
    (found,) = (each for each in report.tables if each.id == table)
    (values,) = (each.values for each in found.rows if each.id == name)
    return dict(zip((column.id for column in found.columns), values, strict=True))


def test_quarter_is_that_of_the_desk(store: SqliteStore, settings: Settings) -> None:
    """Midnight in New York divides quarters, not midnight in UTC; the first instant belongs to the new one (row Q1)."""
    instant = timedelta(microseconds=1)
    for number, when in enumerate((START - instant, START, END - instant, END), start=1):
        store.record(new_case(number, at=when))
    assert row(report_of(store, settings, END + HOUR), "received-by-kind")["received"] == 2


def test_times_are_told_by_the_clock_and_in_business_time(store: SqliteStore, settings: Settings) -> None:
    """From Friday evening to Monday 10:00, with the night in which the clocks go forward: 62 hours, one open (row Q2)."""
    friday, monday = at("2026-03-06T19:00-05:00"), at("2026-03-09T10:00-04:00")
    case = new_case(1, at=friday)
    store.record(replace(case, events=[*case.events, *following(reference(1), case.events[0], RESOLVED, at=monday)]))
    found = row(report_of(store, settings, END), "resolution-resolved-in-by-kind")
    assert (found["mean"], found["median"], found["p90"]) == (62 * 60, 62 * 60, 62 * 60)
    assert (found["business-mean"], found["open"]) == (60, 0)


def test_late_entry_counts_when_the_message_came(store: SqliteStore, settings: Settings) -> None:
    """A letter of March that was written down in April counts in the first quarter, once that is in the log (row T4)."""
    letter = replace(RECEIVED, channel="post", came_at=END - 5 * HOUR, acknowledged_by="person")
    case = new_case(1)
    store.record(replace(case, events=following(reference(1), None, letter, at=END + 9 * HOUR)))
    assert row(report_of(store, settings, END), "received-by-channel", "post")["received"] == 0
    assert row(report_of(store, settings, END + 10 * HOUR), "received-by-channel", "post")["received"] == 1


def test_reclassified_counts_as_what_it_is_now(store: SqliteStore, settings: Settings) -> None:
    """A request that turned out to be a complaint is a complaint, and the trace says so (row T3)."""
    case = new_case(1, at=START)
    store.record(
        replace(case, events=[*case.events, *following(reference(1), case.events[0], COMPLAINT, at=START + HOUR)])
    )
    report = report_of(store, settings, END)
    assert row(report, "received-by-kind", "complaint")["received"] == 1
    assert row(report, "received-by-kind", "request")["received"] == 0
    assert row(report, "reclassified", "request+complaint") == {"cases": 1}


@pytest.mark.parametrize("profile", sorted(PRESETS))
def test_empty_quarter_is_a_nil_report(store: SqliteStore, settings: Settings, profile: str) -> None:
    """Nothing received is rows of zeros, and no time at all instead of zero minutes (rows Q5, Q6)."""
    report = report_of(store, settings, END, profile)
    assert report.nil
    assert {value for *_, column, value in report.figures() if column.measure in {"count", "sum"}} == {0}
    assert {
        value for *_, column, value in report.figures() if column.measure in {"mean", "median", "p90", "share"}
    } == {None}
    assert from_json(bytes_of(report), PeriodReport) == report


@hypothesis_settings(
    max_examples=30,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_every_count_leads_to_its_cases(
    settings: Settings, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A count of 3 has 3 references behind it (row Q7)."""
    store = written(tmp_path_factory.mktemp("log"), data.draw(st.lists(CASES, max_size=5)), data.draw(CALLS))
    asked = basis(settings, END, "uk-disp")
    figures = [
        figure for figure in report_of(store, settings, END, "uk-disp").figures() if figure[3].measure == "count"
    ]
    some = data.draw(st.lists(st.sampled_from(figures), max_size=6))
    for name, _, _, _, value in [*some, *(figure for figure in figures if figure[4])][:12]:
        assert (name, len(list(behind(name, asked, store)))) == (name, value)
    store.close()


@pytest.mark.parametrize(
    ("figure", "message"),
    [
        (
            "redress/total",
            "a figure is called redress/ROW/COLUMN, such as redress/total/cases; columns: cases, amount",
        ),
        ("received/form/received", "a row of received is called KIND+CHANNEL+TOPIC"),
        ("responsible/1/name", "'responsible' is said by the settings: there are no cases behind it"),
    ],
)
def test_figure_that_is_not_there_is_refused(store: SqliteStore, settings: Settings, figure: str, message: str) -> None:
    """Whoever mistypes a figure reads how it is called."""
    with pytest.raises(NoFigureError) as refused:
        list(behind(figure, basis(settings, END), store))
    assert str(refused.value) == message


def test_who_was_responsible_stands_in_it(store: SqliteStore, settings: Settings) -> None:
    """The people in office in the period, from and up to which day; and who gets the report (rows H1, H2)."""
    report = report_of(store, settings, END)
    assert row(report, "responsible", "1") == {
        "role": "Head of Customer Service",
        "name": "",
        "contact": "head@sample.example",
        "from": "2026-01-01",
        "to": None,
    }
    assert row(report, "surges", "1")["notice"] == "busy"
    assert report.addressee == "The board"


def test_every_figure_has_a_name_of_its_own(store: SqliteStore, settings: Settings) -> None:
    """No two figures of a report are called the same, in no profile (row Q7)."""
    for profile in PRESETS:
        names = [name for name, *_ in report_of(store, settings, END, profile).figures()]
        assert len(names) == len(set(names))


@pytest.mark.parametrize("name", ["2026", "2026-H1", "2026-H2", "2026-Q3", "2026-07"])
def test_period_has_a_name(name: str) -> None:
    """Years, halves, quarters and months are read and written alike (row Q6)."""
    assert named(parse_period(name)) == name
