"""How the site is searched (row F6): the usual way, other ways, and those that cannot be."""

import pytest

from desk.settings.search import Search
from tests.desk.sample import SAMPLE, accepted, refused

LINE = SAMPLE.count("\n") + 1


def test_without_a_word_meanings_are_used_and_nothing_is_counted() -> None:
    """Good results and privacy from the start, without a setting (row F6)."""
    assert accepted(SAMPLE).search == Search(meaning="words", counting=False)


def test_meaning_and_counting_can_be_set() -> None:
    """`off` is a text here, and not the `false` that YAML makes of it elsewhere (row F6)."""
    assert accepted(f"{SAMPLE}search:\n  meaning: off\n").search == Search(meaning="off")
    assert accepted(f"{SAMPLE}search:\n  meaning: distilled\n  counting: true\n").search == Search(
        meaning="distilled", counting=True
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "search:\n  meaning: semantics\n",
            (
                f"site_config.yml:{LINE + 1}: 'semantics' is not a value of 'meaning' [bad-value]\n"
                "    fix: use one of: off, words, distilled"
            ),
        ),
        (
            "search:\n  counting: sometimes\n",
            f"site_config.yml:{LINE + 1}: 'sometimes' is neither true nor false [bad-value]\n    fix: counting: true",
        ),
        (
            "search:\n  wanted: true\n",
            (
                f"site_config.yml:{LINE + 1}: 'wanted' is not a setting here [unknown-key]\n"
                "    fix: use one of: meaning, counting"
            ),
        ),
        (
            "search: words\n",
            (
                f"site_config.yml:{LINE}: 'search' needs lines of its own below it [bad-value]\n"
                "    fix: search:\n           name: value"
            ),
        ),
    ],
)
def test_settings_of_the_search_that_cannot_be_are_explained(text: str, message: str) -> None:
    """With the line, and what to write instead (row F6)."""
    assert refused(SAMPLE + text) == message
