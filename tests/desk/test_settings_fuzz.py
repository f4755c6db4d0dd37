"""Any text at all is Settings or findings: no accident in a text editor ends in a traceback."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from desk.channels import CHANNELS
from desk.data import from_json, to_json
from desk.estimate import estimate
from desk.finding import Finding, FindingsError
from desk.settings.model import KINDS, Settings
from desk.settings.reading import settings_from_text
from tests.desk.sample import PROJECT, SAMPLE, TODAY, accepted

REAL = (PROJECT / "site_config.yml").read_text(encoding="utf-8")
# Working out holidays takes longer than all the rest, and mistakes in them have tests of their own.
WITHOUT_HOLIDAYS = "\n".join(
    line
    for line in REAL.split("\n")
    if line.strip().split(":")[0] not in {"holidays", "country", "subdivision", "observe"}
)

characters = st.characters(exclude_categories=["Cs"])  # no file in UTF-8 holds half a character
SIGNS = (": ", "- ", "\n", "  ", "\t", "'", '"', "[", "]", "{", "}", "#", "&a", "*a", "!", "|", ">", "%", "---\n")
VALUES = ("null", "~", "no", "-1", "9" * 30, "9999-12-31", "0001-01-01T00:00+23:59", "24:00", "00:00-24:00", "[]", "{}")
pieces = st.one_of(st.text(characters, max_size=8), st.sampled_from(SIGNS + VALUES))


@st.composite
def spoiled(draw: st.DrawFn, text: str) -> str:
    """A text with some lines deleted, doubled, moved, emptied, or with something typed into them."""
    lines = text.split("\n")
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["delete", "double", "swap", "blank", "dedent", "type", "value"])):
            case "delete" if len(lines) > 1:
                del lines[at]
            case "double":
                lines.insert(at, lines[at])
            case "swap":
                other = draw(st.integers(0, len(lines) - 1))
                lines[at], lines[other] = lines[other], lines[at]
            case "blank":
                lines[at] = lines[at].partition(":")[0] + ":"
            case "dedent":
                lines[at] = lines[at][draw(st.integers(1, 4)) :]
            case "value":
                lines[at] = f"{lines[at].partition(':')[0]}: {draw(pieces)}"
            case _:
                column = draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:column] + draw(pieces) + lines[at][column:]
    return "\n".join(lines)


def judged(text: str) -> Settings | None:
    """Settings; or None after a look at the findings, each of which points at a line that is there."""
    try:
        return settings_from_text(text, TODAY)
    except FindingsError as error:
        found = error.findings
    assert_findings(found, lines=text.count("\n") + text.count("\r") + 1)
    return None


def assert_findings(found: Sequence[Finding], *, lines: int) -> None:
    """Some, in order, each on one of the lines, with a message and a fix."""
    assert found
    assert list(found) == sorted(found, key=lambda finding: finding.place)
    for finding in found:
        assert finding.place.file == "site_config.yml"
        assert 1 <= finding.place.line <= lines
        assert finding.message
        assert "\n" not in finding.message
        assert finding.fix


def assert_usable(found: Settings) -> None:
    """What passed can be used: carried to the backend, asked for an estimate of every channel, kind and topic."""
    assert from_json(to_json(found), Settings) == found
    now = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
    for channel in CHANNELS:
        for kind in KINDS:
            for topic in found.topics:
                by = estimate(found, channel=channel, kind=kind, topic_id=topic.id, now=now)
                assert now < by.due < now + timedelta(days=400 * 365)


often = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])


@often
@given(text=spoiled(SAMPLE))
def test_a_spoiled_sample_is_settings_or_findings(text: str) -> None:
    """Lines deleted, doubled, moved, emptied, typed into."""
    found = judged(text)
    if found is not None:
        assert_usable(found)


@often
@given(text=spoiled(WITHOUT_HOLIDAYS))
def test_the_spoiled_settings_of_the_demonstration_are_settings_or_findings(text: str) -> None:
    """The same with the real file and its comments, block texts, tables on one line."""
    found = judged(text)
    if found is not None:
        assert_usable(found)


@settings(deadline=None, max_examples=10)
@given(text=spoiled(REAL))
def test_the_real_file_with_its_holidays_is_settings_or_findings(text: str) -> None:
    """A few of them: countries, subdivisions and names of holidays as well."""
    judged(text)


@often
@example(text="a: [")
@example(text="\r\r\ra: b: c")
@example(text="\x85a\x85: b: c")
@example(text="\ufeff")
@given(text=st.lists(pieces, max_size=40).map("".join))
def test_any_text_is_settings_or_findings(text: str) -> None:
    """Also one that was never a settings file."""
    judged(text)


def test_the_sample_is_usable() -> None:
    """What the spoiled ones are made from has no fault itself."""
    assert_usable(accepted(SAMPLE))
    assert_usable(accepted(REAL))
