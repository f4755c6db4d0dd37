"""What a site says of its own in a language that the product does not speak (row W3)."""

import pytest

from desk.finding import Finding
from generator.starter import STARTER_THEME
from generator.wordbook import read_words


@pytest.mark.parametrize(("default", "source"), [("es", "es"), ("de", "en")])
def test_words_are_copied_from_a_language_that_has_them(default: str, source: str) -> None:
    """From the site's first language, unless that is the one without words (row W3)."""
    findings: list[Finding] = []
    read_words([STARTER_THEME], "de", default, findings)
    assert [found.fix for found in findings] == [
        f"copy theme/words/{source}.yml to theme/words/de.yml and translate it"
    ]
