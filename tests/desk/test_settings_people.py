"""Topics, responsible people, notices and assistants that cannot be (rows C2, H1, I4, U1), one test a kind of mistake."""

import pytest

from tests.desk.sample import SAMPLE, accepted, changed, refused


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param(
            "    queue: general\n",
            "",
            "site_config.yml:36: 'queue' is missing in 'topics.1' [missing-key]\n    fix: queue: general",
            id="a topic without a queue",
        ),
        pytest.param(
            "  - id: other\n    name",
            "  - name",
            "site_config.yml:36: 'id' is missing in 'topics.1' [missing-key]\n    fix: id: other",
            id="a topic without an id",
        ),
        pytest.param(
            "  - id: other",
            "  - id: Something else",
            "site_config.yml:36: 'Something else' is no id [bad-value]\n"
            "    fix: use lower case letters, digits and hyphens, such as: id: locked-out",
            id="an id that is none",
        ),
        pytest.param(
            "  - id: other",
            "  - id: access",
            "site_config.yml:36: there are two topics 'access' [bad-value]\n    fix: give one of them another id",
            id="two topics of one id",
        ),
        pytest.param(
            "topics:\n"
            "  - id: access\n"
            "    name: {en: I cannot sign in, es: No puedo entrar}\n"
            "    queue: access\n"
            "    response_time: 4 business hours\n"
            "  - id: other\n"
            "    name: {en: Something else, es: Otro asunto}\n"
            "    queue: general",
            "topics: []",
            "site_config.yml:31: 'topics' is missing [missing-key]\n"
            "    fix: topics:\n"
            "           - id: other\n"
            "             name: Something else\n"
            "             queue: general",
            id="no topics",
        ),
        pytest.param(
            "    from: 2026-01-01",
            "    from: 2026-01-01\n    to: 2026-11-20",
            "site_config.yml:39: nobody is responsible on 2026-11-21 [nobody-responsible]\n"
            "    fix: add somebody whose 'from' is 2026-11-21 or before, and whose 'to' is later or left out",
            id="nobody responsible any more",
        ),
        pytest.param(
            "    from: 2026-01-01",
            "    from: 2026-11-22",
            "site_config.yml:39: nobody is responsible on 2026-11-21 [nobody-responsible]\n"
            "    fix: add somebody whose 'from' is 2026-11-21 or before, and whose 'to' is later or left out",
            id="nobody responsible yet",
        ),
        pytest.param(
            "  - role: Head of Customer Service\n    contact: head@sample.example\n    from: 2026-01-01",
            "  []",
            "site_config.yml:39: nobody is responsible on 2026-11-21 [nobody-responsible]\n"
            "    fix: add somebody whose 'from' is 2026-11-21 or before, and whose 'to' is later or left out",
            id="nobody named",
        ),
        pytest.param(
            "    from: 2026-01-01",
            "    from: 2026-01-01\n    to: 2025-12-31",
            "site_config.yml:39: nobody is responsible on 2026-11-21 [nobody-responsible]\n"
            "    fix: add somebody whose 'from' is 2026-11-21 or before, and whose 'to' is later or left out\n"
            "site_config.yml:43: 'to' (2025-12-31) is before 'from' (2026-01-01) [bad-value]\n"
            "    fix: to: 2026-01-01",
            id="an end before the start",
        ),
        pytest.param(
            "    contact: head@sample.example\n",
            "",
            "site_config.yml:40: 'contact' is missing in 'responsible.0' [missing-key]\n"
            "    fix: contact: head@your-company.com",
            id="a person without a contact",
        ),
        pytest.param(
            "    from: 2026-01-01",
            "    from: last year",
            "site_config.yml:42: 'last year' is not a date (year-month-day) [bad-value]\n    fix: from: 2026-01-01",
            id="a start that is no date",
        ),
        pytest.param(
            "    from: 2026-01-01\n",
            "    from: 2026-01-01\n"
            "notices:\n"
            "  - {id: a, from: 2026-12-01T22:00, to: 2026-12-02T02:00-05:00, text: {en: a, es: b}}\n",
            "site_config.yml:44: '2026-12-01T22:00' is not an instant with its time zone: add the offset from "
            "UTC, such as -05:00 [bad-value]\n"
            "    fix: from: 2026-12-01T22:00-05:00",
            id="a notice without a time zone",
        ),
        pytest.param(
            "    from: 2026-01-01\n",
            "    from: 2026-01-01\n"
            "notices:\n"
            "  - {id: a, from: '2026-12-01T22:00[Mars/Phobos]', to: 2026-12-02T02:00-05:00, text: {en: a, es: b}}\n",
            "site_config.yml:44: '2026-12-01T22:00[Mars/Phobos]' is not an instant with its time zone: there is "
            "no time zone 'Mars/Phobos' [bad-value]\n"
            "    fix: from: 2026-12-01T22:00-05:00",
            id="a notice in an unknown zone",
        ),
        pytest.param(
            "    from: 2026-01-01\n",
            "    from: 2026-01-01\n"
            "notices:\n"
            "  - {id: a, from: 2026-12-01T22:00-05:00, to: 2026-12-01T21:00-05:00, text: {en: a, es: b}}\n",
            "site_config.yml:44: 'to' is not after 'from' [bad-value]\n    fix: to: 2026-12-02T02:00-05:00",
            id="a notice that ends before it starts",
        ),
        pytest.param(
            "    from: 2026-01-01\n",
            "    from: 2026-01-01\nnotices:\n  - {id: a, from: 2026-12-01T22:00-05:00, text: {en: a, es: b}}\n",
            "site_config.yml:44: 'to' is missing in 'notices.0' [missing-key]\n    fix: to: 2026-12-01T22:00-05:00",
            id="a notice without an end",
        ),
        pytest.param(
            "    from: 2026-01-01\n",
            "    from: 2026-01-01\n"
            "notices:\n"
            "  - {id: a, from: 2026-12-01T22:00-05:00, to: 9999-12-31T23:59Z, text: {en: a, es: b}}\n",
            "site_config.yml:44: '9999-12-31T23:59Z' is not an instant with its time zone: the year must be from "
            "1970 to 2999 [bad-value]\n"
            "    fix: to: 2026-12-01T22:00-05:00",
            id="a notice that never ends",
        ),
        pytest.param(
            "    from: 2026-01-01\n",
            "    from: 2026-01-01\n"
            "notices:\n"
            "  - {id: a, from: 2026-12-01T22:00-05:00, to: 2026-12-02T02:00-05:00, text: closed}\n",
            "site_config.yml:44: 'text' needs a text in each language (en, es) [bad-value]\n"
            "    fix: text:\n"
            "           en: ...\n"
            "           es: ...",
            id="a notice in one language",
        ),
        pytest.param(
            "    from: 2026-01-01\n",
            "    from: 2026-01-01\n"
            "notices:\n"
            "  - {id: a, from: 2026-12-01T22:00Z, to: 2026-12-02T02:00Z, surge: a bit, text: {en: a, es: b}}\n",
            "site_config.yml:44: 'a bit' is neither true nor false [bad-value]\n    fix: surge: true",
            id="a surge that is neither there nor not",
        ),
        pytest.param(
            "    queue: general\n",
            "    queue: general\n    acknowledgement: lockedout\n",
            "site_config.yml:39: 'lockedout' is not a value of 'acknowledgement' [bad-value]\n    fix: write 'locked-out'",
            id="an acknowledgement that there is not",
        ),
        pytest.param(
            "    from: 2026-01-01\n",
            "    from: 2026-01-01\nassistant:\n  name: Ada\n",
            "site_config.yml:44: 'disclosure' is missing in 'assistant' [missing-key]\n"
            "    fix: disclosure: Our assistant {name} is a computer program, not a person.",
            id="an assistant that says nothing",
        ),
        pytest.param(
            "    from: 2026-01-01\n",
            "    from: 2026-01-01\nassistant:\n  name: Ada\n  disclosure: {en: A program.}\n",
            "site_config.yml:45: 'es' is missing in 'assistant.disclosure' [missing-key]\n    fix: es: ...",
            id="an assistant that says it in one language",
        ),
        pytest.param(
            "    from: 2026-01-01\n",
            "    from: 2026-01-01\nassistant:\n  disclosure: {en: A program., es: Un programa.}\n",
            "site_config.yml:44: 'name' is missing in 'assistant' [missing-key]\n    fix: name: Desk assistant",
            id="an assistant without a name",
        ),
    ],
)
def test_a_person_or_notice_is_refused_with_its_line_and_a_line_to_paste(old: str, new: str, message: str) -> None:
    """The whole of what an owner reads: where, what, and the text that mends it."""
    assert refused(changed(old, new)) == message


def test_tests_of_the_assistant_are_recorded() -> None:
    """Row I3: when, with which questions, with which result; the newest first, and how often they should come."""
    assistant = accepted(
        SAMPLE
        + """\
assistant:
  name: Ada
  disclosure: {en: A program., es: Un programa.}
  tests_every: 30 days
  tests:
    - {date: 2026-08-02, set: 60 questions, result: 58 of 60 right}
    - {date: 2026-11-02, set: 60 questions, result: 60 of 60 right, link: https://sample.example/tests}
"""
    ).assistant
    assert assistant is not None
    assert assistant.tests_every == 30
    assert [(str(test.date), test.questions, test.result, test.link) for test in assistant.tests] == [
        ("2026-11-02", "60 questions", "60 of 60 right", "https://sample.example/tests"),
        ("2026-08-02", "60 questions", "58 of 60 right", ""),
    ]


def test_a_test_that_was_not_made_is_refused() -> None:
    """Row I3: the record holds what was done, and nothing that is planned."""
    text = "assistant:\n  name: Ada\n  disclosure: {en: A., es: B.}\n  tests:\n    - {date: 2026-12-01, set: 60, result: ok}\n"
    assert refused(SAMPLE + text) == (
        "site_config.yml:47: 2026-12-01 is not over yet: only tests that were made are recorded [bad-value]\n"
        "    fix: date: 2026-11-21"
    )
