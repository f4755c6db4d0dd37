"""Every figure is what a program works out that knows nothing of the engine (issue: it is done when)."""

import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from contact.calls import CallRecord
from contact.report.period_report.making import bytes_of
from contact.report.period_report.presets import PRESETS
from desk.settings import Settings
from frontdesk.commands.requests.export_all import lines
from tests.report import independent
from tests.report.asked import report_of
from tests.report.logs import CALLS, CASES, END, INSTANT, MadeCase, written

# Before the end, at it, a moment after, and much later.
AS_OF = st.sampled_from([END - timedelta(days=40), END, END + INSTANT, END + timedelta(days=60)])


# Without making a log that fails smaller: that takes minutes, and the ids of the figures say more.
@hypothesis_settings(
    max_examples=60,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(cases=st.lists(CASES, max_size=6), calls=CALLS, as_of=AS_OF, profile=st.sampled_from(sorted(PRESETS)))
def test_every_figure_is_what_the_independent_script_says(
    settings: Settings, cases: Sequence[MadeCase], calls: Sequence[CallRecord], as_of: datetime, profile: str
) -> None:
    """Reopened, reclassified, erased, late, at every edge of time, or nothing at all: the same figures (rows Q1, Q2, Q7)."""
    with TemporaryDirectory() as folder:
        store = written(Path(folder), cases, calls)
        report = json.loads(bytes_of(report_of(store, settings, as_of, profile)))
        log = list(lines(store, None, None))
        store.close()
    assert independent.differing(log, report) == []


def test_script_says_which_figure_differs(settings: Settings, tmp_path: Path) -> None:
    """A figure that is wrong by one is named, when the script is run as an examiner runs it (row Q7)."""
    store = written(tmp_path, [])
    report = json.loads(bytes_of(report_of(store, settings, END)))
    report["tables"][0]["rows"][0]["values"][0] += 1
    (tmp_path / "log.jsonl").write_text("\n".join(lines(store, None, None)), encoding="utf-8")
    (tmp_path / "report.json").write_text(json.dumps(report), encoding="utf-8")
    script = [
        sys.executable,
        "-I",
        str(independent.__file__),
        str(tmp_path / "log.jsonl"),
        str(tmp_path / "report.json"),
    ]
    found = subprocess.run(script, capture_output=True, text=True, check=True)
    assert found.stdout == "received-by-kind/request/received\n"
