"""Limits against abuse (rows E6, E7): the usual ones, others, and those that cannot be."""

import pytest

from desk.settings.model import Limits
from tests.desk.sample import SAMPLE, accepted, refused

LINE = SAMPLE.count("\n") + 1


def test_without_a_word_the_limits_are_the_usual_ones() -> None:
    """Protected from the start, without a setting."""
    usual = Limits(
        proof_of_work="auto", from_one_address=20, refused_from_one_address=120, in_one_minute=60, mails_a_day=3
    )
    assert accepted(SAMPLE).limits == usual


def test_each_limit_can_be_set() -> None:
    """Those that are left out stay as they are."""
    limits = accepted(f"{SAMPLE}limits:\n  proof_of_work: always\n  in_one_minute: 300\n  mails_a_day: 5\n").limits
    assert limits == Limits(proof_of_work="always", in_one_minute=300, mails_a_day=5)


def test_who_lets_more_through_refuses_later() -> None:
    """Six times as many, where nothing else is written."""
    assert accepted(f"{SAMPLE}limits:\n  from_one_address: 50\n").limits.refused_from_one_address == 300


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "limits:\n  mails_a_day: none\n",
            f"site_config.yml:{LINE + 1}: 'none' is not a number from 1 to 1000000 [bad-value]\n    fix: mails_a_day: 3",
        ),
        (
            "limits:\n  in_one_minute: 0\n",
            f"site_config.yml:{LINE + 1}: '0' is not a number from 1 to 1000000 [bad-value]\n    fix: in_one_minute: 60",
        ),
        (
            "limits:\n  from_one_address: 1e3\n",
            f"site_config.yml:{LINE + 1}: '1e3' is not a number from 1 to 1000000 [bad-value]\n    fix: from_one_address: 20",
        ),
        (
            "limits:\n  proof_of_work: sometimes\n",
            (
                f"site_config.yml:{LINE + 1}: 'sometimes' is not a value of 'proof_of_work' [bad-value]\n"
                "    fix: use one of: auto, always, never"
            ),
        ),
        (
            "limits:\n  mail_a_day: 3\n",
            f"site_config.yml:{LINE + 1}: 'mail_a_day' is not a setting here [unknown-key]\n    fix: write 'mails_a_day:'",
        ),
        (
            "limits:\n  from_one_address: 200\n  refused_from_one_address: 100\n",
            (
                f"site_config.yml:{LINE + 2}: after 100 messages from one address nothing is left of the 200 before [bad-value]\n"
                "    fix: refused_from_one_address: 1200"
            ),
        ),
        (
            "limits: [3]\n",
            (
                f"site_config.yml:{LINE}: 'limits' needs lines of its own below it [bad-value]\n"
                "    fix: limits:\n           name: value"
            ),
        ),
    ],
)
def test_limits_that_cannot_be_are_explained(text: str, message: str) -> None:
    """With the line, and what to write instead."""
    assert refused(SAMPLE + text) == message
