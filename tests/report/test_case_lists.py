"""cases.csv: one line a case, written in parts, and nothing in it that a spreadsheet would work out."""

from pathlib import Path

from contact.report.period_report.case_lists import CaseLists
from contact.report.period_report.counting import one_after_another
from contact.report.period_report.making import made
from contact.store.sqlite import SqliteStore
from desk.data import replace
from desk.settings import Settings
from tests.contact.stores.samples import RECEIVED, following, new_case, reference
from tests.report.asked import basis, reading
from tests.report.logs import END, START


def test_list_is_in_the_order_in_which_cases_were_recorded(settings: Settings, tmp_path: Path) -> None:
    """Parts of many weeks become one file, with instants as people read them; a name is never a formula (rows Q7, N2)."""
    store = SqliteStore(tmp_path / "requests.sqlite3")
    odd = replace(RECEIVED, topic="=1+1", came_at=START)
    store.record(replace(new_case(2), events=following(reference(2), None, odd, at=END)))
    store.record(new_case(1, at=START))
    how = replace(reading(store), lists=CaseLists(tmp_path), jobs=2, run=one_after_another)
    made(basis(settings, END.replace(day=20)), how)
    store.close()
    heading, *lines = (tmp_path / "cases.csv").read_text(encoding="utf-8").splitlines()
    assert heading.startswith("reference,recorded,received,received_in,channel,kind,first_kind,topic,")
    assert [line.split(",")[:4] for line in lines] == [
        [reference(1), "2026-01-01T05:00:00+00:00", "2026-01-01T05:00:00+00:00", "yes"],
        [reference(2), "2026-04-01T04:00:00+00:00", "2026-01-01T05:00:00+00:00", "yes"],
    ]
    assert lines[1].split(",")[7] == "'=1+1"
    assert sorted(path.name for path in tmp_path.glob("*.csv*")) == ["cases.csv", "clocks.csv"]
