"""The check of the record of an assistant's tests (row I3)."""

from collections.abc import Iterator

from desk.finding import Finding
from desk.profiles.model import Row
from generator.rules.assistant_tests import example, overdue_tests
from generator.rules.profiles.checked import Checked


def untested_assistant(checked: Checked, row: Row) -> Iterator[Finding]:
    """Whoever has an assistant records that its answers were tested, and not too long ago."""
    where = "assistant.tests" if "assistant.tests" in checked.settings.places else "assistant"
    for wrong in overdue_tests(checked.settings, checked.today):
        yield checked.finding(row, where, wrong, example(checked.today), rule="profile-assistant")
