"""A rule about the record of an assistant's tests: whether it goes on (row I3)."""

from collections.abc import Iterator
from datetime import date

from desk.finding import Finding, numbered
from desk.profiles.reading import read_profile
from desk.settings import Settings
from generator.content import Site

# The check of a profile says the same, and that there is no test at all.
CHECK = "assistant"


def assistant_untested(site: Site, today: date) -> Iterator[Finding]:
    """Whoever records tests of the assistant makes them again in time."""
    settings = site.settings
    if not settings.assistant or not settings.assistant.tests or _is_checked(settings):
        return
    for wrong in overdue_tests(settings, today):
        yield Finding(
            place=settings.place("assistant.tests"),
            rule="assistant-untested",
            message=wrong,
            fix=example(today),
            severity="warning",
        )


def overdue_tests(settings: Settings, today: date) -> Iterator[str]:
    """What is wrong with the newest test of the assistant: that it is too long ago, or that there is none."""
    assistant = settings.assistant
    if assistant is None:
        return
    if not assistant.tests:
        yield "no test of the assistant is recorded"
    elif (age := (today - assistant.tests[0].date).days) > assistant.tests_every:
        last, every = assistant.tests[0].date, numbered(assistant.tests_every, "day")
        yield f"the assistant was last tested on {last}, {numbered(age, 'day')} ago; it should be every {every}"


def example(today: date) -> str:
    """What to add below `assistant:`, once the test was made."""
    return f"tests:\n  - date: {today}\n    set: 60 questions of our customers\n    result: 58 of 60 right"


def _is_checked(settings: Settings) -> bool:
    return any(row.check == CHECK for name in settings.profiles for row in read_profile(name).rows)
