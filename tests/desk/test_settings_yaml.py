"""YAML that is broken, hostile or surprising: each has a finding with its line, and nothing else happens."""

import pytest

from tests.desk.sample import SAMPLE, accepted, changed, refused

TOO_DEEP = "this is nested too deeply [broken-yaml]\n    fix: use at most 12 levels"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param(
            "    from: 2026-01-01",
            '    from: "2026-01-01',
            "site_config.yml:42: this is not valid YAML: found unexpected end of stream [broken-yaml]\n"
            "    fix: close the quotation mark that is opened here",
            id="a quotation mark that is never closed",
        ),
        pytest.param(
            "name: Sample Desk",
            'name: "Sample Desk',
            "site_config.yml:9: this is not valid YAML: did not find expected key [broken-yaml]\n"
            "    fix: write it as 'key: value', one a line, and indent with two spaces",
            id="a quotation mark that the next one closes",
        ),
        pytest.param(
            "name: Sample Desk",
            "name: Sample: Desk",
            "site_config.yml:2: this is not valid YAML: mapping values are not allowed in this context [broken-yaml]\n"
            '    fix: put the value in quotes, because it contains a colon: key: "text: more text"',
            id="a colon in a value",
        ),
        pytest.param(
            "  name: Sample Desk",
            "  name Sample Desk",
            "site_config.yml:2: this is not valid YAML: there is no colon after 'name' [broken-yaml]\n"
            "    fix: write a colon and a space after 'name': name: Sample Desk",
            id="a first key without a colon",
        ),
        pytest.param(
            "  default: en",
            "  default en",
            "site_config.yml:5: this is not valid YAML: there is no colon after 'default' [broken-yaml]\n"
            "    fix: write a colon and a space after 'default': default: en",
            id="a first key of a table without a colon",
        ),
        pytest.param(
            "  default: en",
            "  default:en",
            "site_config.yml:5: this is not valid YAML: there is no space after the colon [broken-yaml]\n"
            "    fix: write a space after 'default:': default: en",
            id="a colon without a space",
        ),
        pytest.param(
            "    voicemail: true",
            "    voicemail true",
            "site_config.yml:11: this is not valid YAML: there is no colon after 'voicemail' [broken-yaml]\n"
            "    fix: write a colon and a space after 'voicemail': voicemail: true",
            id="a later key without a colon",
        ),
        pytest.param(
            "name: Sample Desk",
            "name: Sample\n    desk\n    note: x",
            "site_config.yml:4: this is not valid YAML: mapping values are not allowed in this context [broken-yaml]\n"
            '    fix: put the value in quotes, because it contains a colon: key: "text: more text"',
            id="a colon in the last line of a long value",
        ),
        pytest.param(
            "  name: Sample Desk",
            "\tname: Sample Desk",
            "site_config.yml:2: this is not valid YAML: found character that cannot start any token [broken-yaml]\n"
            "    fix: indent with spaces; a tab is not allowed",
            id="a tab before a key",
        ),
        pytest.param(
            "[en, es]",
            "[en, es",
            "site_config.yml:6: this is not valid YAML: did not find expected ',' or ']' [broken-yaml]\n"
            "    fix: close the bracket that is opened here: [one, two]",
            id="a list that is not closed",
        ),
        pytest.param(
            "[en, es]",
            "[en,, es]",
            "site_config.yml:6: this is not valid YAML: did not find expected node content [broken-yaml]\n"
            "    fix: take out a comma too much, and put a word that begins with # in quotes, here or a line above",
            id="a comma too much",
        ),
        pytest.param(
            "es: Otro asunto}",
            "es: Otro asunto",
            "site_config.yml:37: this is not valid YAML: did not find expected ',' or '}' [broken-yaml]\n"
            "    fix: close the brace that is opened here: {en: one, es: two}",
            id="a table that is not closed",
        ),
        pytest.param(
            "  default: en",
            "    default: en",
            "site_config.yml:6: this is not valid YAML: did not find expected key [broken-yaml]\n"
            "    fix: write it as 'key: value', one a line, and indent with two spaces",
            id="a line too far in",
        ),
        pytest.param(
            "Sample Desk",
            "@Sample",
            "site_config.yml:2: this is not valid YAML: found character that cannot start any token [broken-yaml]\n"
            '    fix: put the value in quotes: key: "@text"',
            id="a sign with a meaning",
        ),
        pytest.param(
            "Sample Desk",
            "*Sample",
            "site_config.yml:2: this is not valid YAML: found undefined alias [broken-yaml]\n"
            '    fix: put the value in quotes: key: "*text"',
            id="a star",
        ),
        pytest.param(
            "Sample Desk",
            '"Sample \\q"',
            "site_config.yml:2: this is not valid YAML: found unknown escape character [broken-yaml]\n"
            "    fix: write \\\\ for a backslash, or use single quotation marks",
            id="a backslash",
        ),
        pytest.param(
            "  name: Sample Desk\n  site_url: https://help.sample.example/",
            "  name: &name Sample Desk\n  site_url: *name",
            "site_config.yml:2: YAML anchors and aliases (&, *) are not used here [broken-yaml]\n"
            "    fix: write the value out\n"
            "site_config.yml:3: 'site_url' is missing in 'organisation' [missing-key]\n"
            "    fix: site_url: https://help.your-company.com/",
            id="an alias",
        ),
        pytest.param(
            "Sample Desk",
            "Sample\x07Desk",
            "site_config.yml:2: the invisible control character U+0007 is not allowed [broken-yaml]\n"
            "    fix: delete the character (it often comes with text pasted from another program)",
            id="a control character",
        ),
        pytest.param(
            "I cannot sign in",
            "I can\x93t sign in",
            "site_config.yml:33: the invisible control character U+0093 is not allowed [broken-yaml]\n"
            "    fix: delete the character (it often comes with text pasted from another program)",
            id="a C1 control character",
        ),
        pytest.param(
            "Sample Desk",
            "Sample\x00Desk",
            "site_config.yml:2: the invisible control character U+0000 is not allowed [broken-yaml]\n"
            "    fix: delete the character (it often comes with text pasted from another program)",
            id="a nul",
        ),
        pytest.param(
            "topics:",
            "---\ntopics:",
            "site_config.yml:31: this is not valid YAML: but found another document [broken-yaml]\n"
            "    fix: delete the line '---'",
            id="a second document",
        ),
        pytest.param(
            "topics:",
            "? [a, b]\n: c\ntopics:",
            "site_config.yml:31: a key must be plain text [broken-yaml]\n    fix: write 'key: value'",
            id="a key that is a list",
        ),
        pytest.param(
            "Sample Desk",
            "{{ name }}",
            "site_config.yml:2: a key must be plain text [broken-yaml]\n"
            "    fix: write 'key: value'\n"
            "site_config.yml:2: 'name' is one text, not a list or a table [bad-value]\n"
            "    fix: name: Your Company",
            id="a key of a template",
        ),
        pytest.param(
            "topics:",
            "languages: {default: en}\ntopics:",
            "site_config.yml:31: 'languages' is set twice here (first in line 4) [repeated-key]\n"
            "    fix: delete one of the two",
            id="a key twice",
        ),
        pytest.param(
            "    voicemail: true",
            "    hours: office\n    voicemail: true",
            "site_config.yml:11: 'hours' is set twice here (first in line 10) [repeated-key]\n"
            "    fix: delete one of the two",
            id="a key twice in a table",
        ),
        pytest.param(
            "Sample Desk",
            "!!python/object/apply:os.system [ls]",
            "site_config.yml:2: 'name' is one text, not a list or a table [bad-value]\n    fix: name: Your Company",
            id="a tag of a program",
        ),
        pytest.param(
            "organisation:",
            "%YAML 3.0\n---\norganisation:",
            "site_config.yml:1: this is not valid YAML: found incompatible YAML document [broken-yaml]\n"
            "    fix: write it as 'key: value', one a line, and indent with two spaces",
            id="an unknown version of YAML",
        ),
    ],
)
def test_broken_yaml_is_explained_in_words(old: str, new: str, message: str) -> None:
    """The line is the one to look at, and the fix is what usually helps."""
    assert refused(changed(old, new)) == message


@pytest.mark.parametrize(
    "text", ["hello", "- a\n- b\n", "<!DOCTYPE html>\n<html>\n"], ids=["a text", "a list", "a page"]
)
def test_what_is_no_table_is_no_settings_file(text: str) -> None:
    """The first line of a settings file is a key."""
    assert refused(text) == (
        "site_config.yml:1: this is no list of 'key: value' lines [broken-yaml]\n"
        "    fix: start with a line such as 'title: ...'"
    )


@pytest.mark.parametrize("text", ["[" * 500_000, "[" * 500_000 + "]" * 500_000, "{a: " * 200_000, "- " * 500_000])
def test_a_file_that_is_nothing_but_depth_is_refused(text: str) -> None:
    """Half a million brackets overflow the stack of a reader that calls itself for each."""
    assert refused(text) == f"site_config.yml:1: {TOO_DEEP}"


def test_a_value_that_is_a_little_too_deep_has_its_line() -> None:
    """Settings have four levels; twelve are allowed."""
    text = f"{SAMPLE}facts:\n  fee: {'[' * 12}{']' * 12}\n"
    assert refused(text).startswith(f"site_config.yml:44: {TOO_DEEP}")
    assert "site_config.yml:44: the fact 'fee' is a text, or a text for each language" in refused(text)


def test_a_file_of_aliases_that_grow_is_refused() -> None:
    """Nine lines of aliases expand to a billion values in a reader that follows them."""
    lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    assert refused("\n".join(lines)).startswith(
        "site_config.yml:1: YAML anchors and aliases (&, *) are not used here [broken-yaml]\n    fix: write the value out\n"
    )


def test_a_huge_file_is_refused_unread() -> None:
    """A mebibyte of settings is a mistake."""
    assert refused(f"{SAMPLE}# {'x' * 1024 * 1024}") == (
        "site_config.yml:1: this is larger than 1 MiB [broken-yaml]\n    fix: split it, or take out what is no setting"
    )


@pytest.mark.parametrize("line_end", ["\x85", "\u2028", "\u2029"])
def test_a_line_is_what_an_editor_shows_as_one(line_end: str) -> None:
    """Signs at which YAML ends a line, and no editor does, are spaces: what comes after them keeps its line."""
    assert accepted(changed("Sample Desk", f"Sample{line_end}Desk")).organisation.name == "Sample Desk"
    text = changed("Sample Desk", f"Sample{line_end}Desk").replace("  default: en", "  defualt: en")
    assert "site_config.yml:5: 'defualt' is not a setting here" in refused(text)


@pytest.mark.parametrize("written", ["no", "NO", "on", "1.10", "0x10", "1e3", "2026-11-21", "12:30:45", "~x", "yes"])
def test_a_value_is_the_text_that_its_writer_sees(written: str) -> None:
    """YAML 1.1 would make false, 1.1, 16, 1000, a date and 45045 of these."""
    assert accepted(changed("Sample Desk", written)).organisation.name == written


def test_norwegian_is_a_language() -> None:
    """The code `no` without quotation marks is not false (row W3)."""
    text = SAMPLE.replace("[en, es]", "[en, no]").replace("es: ", "no: ")
    settings = accepted(text)
    assert settings.languages.offered == ("en", "no")
    assert settings.topics[1].name["no"] == "Otro asunto"


def test_hours_need_no_quotation_marks() -> None:
    """YAML 1.1 would read 10:00 as six hundred."""
    assert accepted(SAMPLE).calendars["phone"].weekly[5][0].opens == 600


@pytest.mark.parametrize(
    ("written", "expected"),
    [("true", True), ("yes", True), ("On", True), ("false", False), ("NO", False), ("off", False)],
)
def test_a_flag_is_written_as_people_do(written: str, *, expected: bool) -> None:
    """Any of YAML's words for true and false."""
    phone = accepted(changed("voicemail: true", f"voicemail: {written}")).channels.phone
    assert phone is not None
    assert phone.voicemail is expected
