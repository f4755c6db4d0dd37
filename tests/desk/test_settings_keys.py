"""Keys of site_config.yml that are missing, misspelt or of the wrong type, one test a kind of mistake."""

import pytest

from tests.desk.sample import accepted, changed, findings, refused


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param(
            "  name: Sample Desk\n",
            "",
            "site_config.yml:2: 'name' is missing in 'organisation' [missing-key]\n    fix: name: Your Company",
            id="a missing key",
        ),
        pytest.param(
            "  name: Sample Desk",
            "  name:",
            "site_config.yml:2: 'name' is missing in 'organisation' [missing-key]\n    fix: name: Your Company",
            id="a key without a value",
        ),
        pytest.param(
            "channels:",
            "channel:",
            "site_config.yml:1: 'channels' is missing [missing-key]\n"
            "    fix: channels:\n"
            "           email:\n"
            "             address: support@your-company.com\n"
            "             hours: office\n"
            "site_config.yml:7: 'channel' is not a setting here [unknown-key]\n"
            "    fix: write 'channels:'",
            id="a missing table",
        ),
        pytest.param(
            "  form:\n    hours: office\nhours",
            "hours",
            "site_config.yml:8: 'form' is missing in 'channels' [missing-key]\n    fix: form:\n           hours: phone",
            id="a missing form",
        ),
        pytest.param(
            "  site_url:",
            "  siteurl:",
            "site_config.yml:2: 'site_url' is missing in 'organisation' [missing-key]\n"
            "    fix: site_url: https://help.your-company.com/\n"
            "site_config.yml:3: 'siteurl' is not a setting here [unknown-key]\n"
            "    fix: write 'site_url:'",
            id="a misspelt key",
        ),
        pytest.param(
            "    voicemail: true",
            '    voicemail: true\n    fax: "+1 212 555 0143"',
            "site_config.yml:12: 'fax' is not a setting here [unknown-key]\n"
            "    fix: use one of: number, hours, voicemail, callback",
            id="a key of another place",
        ),
        pytest.param(
            "topics:",
            "topcis:",
            "site_config.yml:1: 'topics' is missing [missing-key]\n"
            "    fix: topics:\n"
            "           - id: other\n"
            "             name: Something else\n"
            "             queue: general\n"
            "site_config.yml:31: 'topcis' is not a setting here [unknown-key]\n"
            "    fix: write 'topics:'",
            id="a misspelt key at the top",
        ),
        pytest.param(
            "  name: Sample Desk",
            "  name: [Sample, Desk]",
            "site_config.yml:2: 'name' is one text, not a list or a table [bad-value]\n    fix: name: Your Company",
            id="a list instead of a text",
        ),
        pytest.param(
            "  name: Sample Desk",
            "  name: {first: Sample}",
            "site_config.yml:2: 'name' is one text, not a list or a table [bad-value]\n    fix: name: Your Company",
            id="a table instead of a text",
        ),
        pytest.param(
            "organisation:\n  name: Sample Desk\n  site_url: https://help.sample.example/",
            "organisation: Sample Desk",
            "site_config.yml:1: 'organisation' needs lines of its own below it [bad-value]\n"
            "    fix: organisation:\n"
            "           name: value",
            id="a text instead of a table",
        ),
        pytest.param(
            "  - role: Head of Customer Service\n    contact: head@sample.example\n    from: 2026-01-01",
            "  everybody",
            "site_config.yml:39: 'responsible' is a list [bad-value]\n"
            "    fix: responsible:\n"
            "           - role: Head of Customer Service\n"
            "             contact: head@your-company.com\n"
            "             from: 2026-01-01\n"
            "site_config.yml:39: nobody is responsible on 2026-11-21 [nobody-responsible]\n"
            "    fix: add somebody whose 'from' is 2026-11-21 or before, and whose 'to' is later or left out",
            id="a text instead of a list",
        ),
        pytest.param(
            "  - role: Head of Customer Service\n    contact: head@sample.example\n    from: 2026-01-01",
            "  - everybody",
            "site_config.yml:39: nobody is responsible on 2026-11-21 [nobody-responsible]\n"
            "    fix: add somebody whose 'from' is 2026-11-21 or before, and whose 'to' is later or left out\n"
            "site_config.yml:40: each item of 'responsible' needs 'key: value' lines [bad-value]\n"
            "    fix: responsible:\n"
            "           - role: Head of Customer Service\n"
            "             contact: head@your-company.com\n"
            "             from: 2026-01-01",
            id="texts instead of tables",
        ),
        pytest.param(
            "organisation:",
            "profiles: [{nydfs: yes}]\norganisation:",
            "site_config.yml:1: 'profiles' is a list of plain texts [bad-value]\n    fix: profiles: [nydfs]",
            id="tables in a list of texts",
        ),
        pytest.param(
            "    voicemail: true",
            "    voicemail: maybe",
            "site_config.yml:11: 'maybe' is neither true nor false [bad-value]\n    fix: voicemail: true",
            id="a flag that is neither",
        ),
        pytest.param(
            "organisation:",
            "dialect: gitbuh\norganisation:",
            "site_config.yml:1: 'gitbuh' is not a value of 'dialect' [bad-value]\n    fix: write 'github'",
            id="an unknown dialect",
        ),
        pytest.param(
            "organisation:",
            "engine: hugo\norganisation:",
            "site_config.yml:1: 'hugo' is not a value of 'engine' [bad-value]\n    fix: use one of: material, plain",
            id="an unknown engine",
        ),
        pytest.param(
            "organisation:",
            "profiles: [nydfs, nyfds]\norganisation:",
            "site_config.yml:1: 'nyfds' is not a profile [bad-value]\n"
            "    fix: use one of: nydfs, california-dfal, mica, uk-disp, spain-10-2025",
            id="an unknown profile",
        ),
        pytest.param(
            "https://help.sample.example/",
            "help.sample.example",
            "site_config.yml:3: 'help.sample.example' is not the address of a site: write it in full, with "
            "https:// [bad-value]\n"
            "    fix: site_url: https://help.your-company.com/",
            id="a site address without scheme",
        ),
        pytest.param(
            "https://help.sample.example/",
            "https://help.sample.example/?a=b",
            "site_config.yml:3: 'https://help.sample.example/?a=b' is not the address of a site: write it in "
            "full, with https:// [bad-value]\n"
            "    fix: site_url: https://help.your-company.com/",
            id="a site address with a query",
        ),
        pytest.param(
            "https://help.sample.example/",
            "https://[help",
            "site_config.yml:3: 'https://[help' is not the address of a site: Invalid IPv6 URL [bad-value]\n"
            "    fix: site_url: https://help.your-company.com/",
            id="a site address that is broken",
        ),
    ],
)
def test_a_key_is_refused_with_its_line_and_a_line_to_paste(old: str, new: str, message: str) -> None:
    """The whole of what an owner reads: where, what, and the text that mends it."""
    assert refused(changed(old, new)) == message


def test_a_value_as_long_as_a_page_is_refused() -> None:
    """A paragraph pasted into the wrong place is told from a name."""
    assert refused(changed("name: Sample Desk", f"name: {'x' * 2001}")) == (
        "site_config.yml:2: 'name' is longer than 2000 characters [bad-value]\n    fix: shorten it"
    )
    accepted(changed("name: Sample Desk", f"name: {'x' * 2000}"))


def test_a_wrong_value_is_repeated_only_in_part() -> None:
    """A message stays one readable line, whatever it is about."""
    message = refused(changed("support@sample.example", "someone at " * 50))
    assert message == (
        f"site_config.yml:13: '{'someone at ' * 8}someone ...' is not an e-mail address [bad-value]\n"
        "    fix: address: support@your-company.com"
    )


def test_all_mistakes_are_told_at_once_in_the_order_of_their_lines() -> None:
    """An owner mends everything before the next try."""
    text = changed("site_url: https://help.sample.example/", "site_url: sample")
    text = text.replace("support@sample.example", "support").replace("monday-friday: 09:00-17:00", "monday: 9-5")
    text = text.replace("- id: other", "- id: access").replace("    from: 2026-01-01\n", "")
    assert [(finding.place.line, finding.rule) for finding in findings(text)] == [
        (3, "bad-value"),
        (13, "bad-value"),
        (26, "bad-value"),
        (36, "bad-value"),
        (40, "missing-key"),
    ]


def test_an_empty_file_lacks_every_table() -> None:
    """Each has an example to start from."""
    assert [finding.message for finding in findings("")] == [
        "'channels' is missing",
        "'hours' is missing",
        "'languages' is missing",
        "'organisation' is missing",
        "'response_times' is missing",
        "'responsible' is missing",
        "'topics' is missing",
    ]


def test_the_examples_of_an_empty_file_make_a_file_without_a_fault() -> None:
    """What the messages say to paste can be pasted: an owner may start from nothing."""
    text = "\n".join(finding.fix for finding in findings(""))
    text = text.replace("    hours: office\nhours", "    hours: office\n  form:\n    hours: office\nhours")
    accepted(text)
