"""Languages and texts by language (row W3), one test a kind of mistake."""

import re

import pytest

from tests.desk.sample import SAMPLE, changed, refused


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param(
            "  default: en",
            "  default: fr",
            "site_config.yml:6: the default language 'fr' is not offered [bad-value]\n"
            "    fix: offered: [fr, en, es]\n"
            "site_config.yml:33: 'fr' is missing in 'topics.0.name' [missing-key]\n"
            "    fix: fr: ...\n"
            "site_config.yml:37: 'fr' is missing in 'topics.1.name' [missing-key]\n"
            "    fix: fr: ...",
            id="a default that is not offered",
        ),
        pytest.param(
            "  offered: [en, es]",
            "  offered: [en, es, Spanish]",
            "site_config.yml:6: 'Spanish' is no language code [bad-value]\n"
            "    fix: use a code such as en, es, fr or zh-Hant",
            id="no language code",
        ),
        pytest.param(
            "  default: en\n",
            "",
            "site_config.yml:5: 'default' is missing in 'languages' [missing-key]\n    fix: default: en",
            id="no default",
        ),
        pytest.param(
            "{en: Something else, es: Otro asunto}",
            "{en: Something else}",
            "site_config.yml:37: 'es' is missing in 'topics.1.name' [missing-key]\n    fix: es: ...",
            id="a missing language",
        ),
        pytest.param(
            "{en: Something else, es: Otro asunto}",
            "{en: Something else, es: }",
            "site_config.yml:37: 'es' is missing in 'topics.1.name' [missing-key]\n    fix: es: ...",
            id="an empty language",
        ),
        pytest.param(
            "{en: Something else, es: Otro asunto}",
            "{en: Something else, es: Otro asunto, fr: Autre}",
            "site_config.yml:37: 'fr' is not a language of this site [unknown-key]\n    fix: use one of: en, es",
            id="a language that is not offered",
        ),
        pytest.param(
            "{en: Something else, es: Otro asunto}",
            "Something else",
            "site_config.yml:37: 'name' needs a text in each language (en, es) [bad-value]\n"
            "    fix: name:\n"
            "           en: ...\n"
            "           es: ...",
            id="one text for two languages",
        ),
        pytest.param(
            "{en: Something else, es: Otro asunto}",
            "[Something else, Otro asunto]",
            "site_config.yml:37: 'name' needs a text in each language [bad-value]\n    fix: name: ...",
            id="a list for two languages",
        ),
        pytest.param(
            "organisation:",
            "facts:\n  fee: [1, 2]\norganisation:",
            "site_config.yml:2: the fact 'fee' is a text, or a text for each language [bad-value]\n"
            "    fix: fee: {en: ..., es: ...}",
            id="a fact that is a list",
        ),
        pytest.param(
            "organisation:",
            "facts:\n  fee: {en: free}\norganisation:",
            "site_config.yml:2: 'es' is missing in 'facts.fee' [missing-key]\n    fix: es: ...",
            id="a fact in one language",
        ),
    ],
)
def test_a_language_is_refused_with_its_line_and_a_line_to_paste(old: str, new: str, message: str) -> None:
    """The whole of what an owner reads: where, what, and the text that mends it."""
    assert refused(changed(old, new)) == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('"   "', "'text' is empty [bad-value]\n    fix: text: ..."),
        ("x" * 2001, "'text' is longer than 2000 characters [bad-value]\n    fix: shorten it"),
    ],
)
def test_the_text_of_a_site_in_one_language_is_read_as_strictly(text: str, message: str) -> None:
    """A text beside its key has the limits of one below a language."""
    one = re.sub(r"(, es: [^}]*(?=\}))|^ +es: .*\n", "", SAMPLE, flags=re.MULTILINE).replace("[en, es]", "[en]")
    line = f"  - {{id: rush, from: 2026-12-01T22:00Z, to: 2026-12-02T02:00Z, text: {text}}}\n"
    assert refused(f"{one}notices:\n{line}") == f"site_config.yml:{one.count(chr(10)) + 2}: {message}"
