"""Channels and response times that cannot be (rows P1, E2, R1), one test a kind of mistake."""

import pytest

from tests.desk.sample import SAMPLE, accepted, changed, refused


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param(
            '"+1 212 555 0142"',
            "212 555 0142",
            "site_config.yml:9: '212 555 0142' is not a telephone number with its country code: write it with "
            "its country code, such as +1 [bad-value]\n"
            '    fix: number: "+1 212 555 0142"',
            id="a number without a country code",
        ),
        pytest.param(
            '"+1 212 555 0142"',
            "call us",
            "site_config.yml:9: 'call us' is not a telephone number with its country code: it holds no telephone "
            "number [bad-value]\n"
            '    fix: number: "+1 212 555 0142"',
            id="a number that is none",
        ),
        pytest.param(
            '"+1 212 555 0142"',
            '"+1 212 555"',
            "site_config.yml:9: '+1 212 555' is not a telephone number with its country code: no telephone "
            "number has this length [bad-value]\n"
            '    fix: number: "+1 212 555 0142"',
            id="a number that is too short",
        ),
        pytest.param(
            '    number: "+1 212 555 0142"\n',
            "",
            "site_config.yml:9: 'number' is missing in 'channels.phone' [missing-key]\n"
            '    fix: number: "+1 212 555 0142"',
            id="a phone without a number",
        ),
        pytest.param(
            "support@sample.example",
            "support",
            "site_config.yml:13: 'support' is not an e-mail address [bad-value]\n"
            "    fix: address: support@your-company.com",
            id="an e-mail address without a domain",
        ),
        pytest.param(
            "support@sample.example",
            "a@sample.example, b@sample.example",
            "site_config.yml:13: 'a@sample.example, b@sample.example' is not an e-mail address [bad-value]\n"
            "    fix: address: support@your-company.com",
            id="two e-mail addresses",
        ),
        pytest.param(
            "support@sample.example",
            '"support@sample.example\\nBcc: all@sample.example"',
            "site_config.yml:13: 'support@sample.example Bcc: all@sample.example' is not an e-mail address "
            "[bad-value]\n"
            "    fix: address: support@your-company.com",
            id="an e-mail address with a line break",
        ),
        pytest.param(
            "    address: support@sample.example\n    hours: office",
            "    address: support@sample.example\n    hours: ofice",
            "site_config.yml:14: 'ofice' is not a calendar below 'hours:' [bad-value]\n    fix: write 'hours: office'",
            id="an unknown calendar",
        ),
        pytest.param(
            "  form:\n    hours: office",
            "  form:\n    endpoint: https://requests.sample.example/",
            "site_config.yml:16: 'hours' is missing in 'channels.form' [missing-key]\n    fix: hours: phone",
            id="a form without hours",
        ),
        pytest.param(
            "  form:\n    hours: office",
            "  form:\n    hours: office\n    endpoint: http://requests.sample.example/",
            "site_config.yml:17: 'http://requests.sample.example/' is not the https address of the backend: it "
            "starts with https:// [bad-value]\n"
            "    fix: endpoint: https://requests.your-company.com/",
            id="an endpoint without https",
        ),
        pytest.param(
            "  form:\n    hours: office",
            "  form:\n    hours: office\n  phones:\n    number: 1",
            "site_config.yml:17: 'phones' is not a setting here [unknown-key]\n    fix: write 'phone:'",
            id="a channel that is not known",
        ),
        pytest.param(
            "    address: support@sample.example\n",
            "    address: support@sample.example\n    topic: others\n",
            "site_config.yml:14: 'others' is not a topic below 'topics:' [bad-value]\n    fix: write 'topic: other'",
            id="a topic that is not there",
        ),
        pytest.param(
            "    request: 1 business day",
            "    request: 1 day",
            "site_config.yml:29: '1 day' is not a response time: write a number and one of minutes, hours, "
            "business hours, business days, calendar days, weeks, months [bad-value]\n"
            "    fix: request: 1 business day",
            id="an unknown time of a channel",
        ),
        pytest.param(
            "    request: 1 business day\n",
            "",
            "site_config.yml:29: 'request' is missing in 'response_times.form' [missing-key]\n"
            "    fix: request: 1 business day",
            id="no time for requests",
        ),
        pytest.param(
            "  form:\n    request: 1 business day\n    complaint: 2 business days",
            "  phone:\n    request: 30 minutes",
            "site_config.yml:28: 'form' is missing in 'response_times' [missing-key]\n"
            "    fix: form:\n"
            "           request: 1 business day\n"
            "           complaint: 2 business days",
            id="no time for the form",
        ),
    ],
)
def test_a_channel_is_refused_with_its_line_and_a_line_to_paste(old: str, new: str, message: str) -> None:
    """The whole of what an owner reads: where, what, and the text that mends it."""
    assert refused(changed(old, new)) == message


@pytest.mark.parametrize(
    ("old", "new", "topic"),
    [
        ("", "", "other"),
        ("    address: support@sample.example\n", "    address: support@sample.example\n    topic: access\n", "access"),
        ("  - id: other\n", "  - id: anything-else\n", "anything-else"),
    ],
)
def test_mail_is_filed_under_the_topic_that_fits(old: str, new: str, topic: str) -> None:
    """The one that is set, else `other`, else the last one (row T4)."""
    assert accepted(changed(old, new) if old else SAMPLE).email_topic == topic
