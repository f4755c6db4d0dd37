"""What bench/search works out of ranked answers, with values worked out by hand (row F6)."""

import math

import pytest

from bench.search.bank import Document, for_tuning, grown
from bench.search.judging import Asked, difference, grouped, interval, judged, mean
from bench.search.project import id_of, markdown, path_of

ONE = Asked("q1", "lost card", ("a",))
TWO = Asked("q2", "lost or stolen", ("a", "b"))
REAL = [
    Document("a", "How do I report a lost card?", "Call us. We block it. You get a new one."),
    Document("b", "What does a new card cost?", "Nothing. It is free."),
    Document("c", "Where is my statement?", "Under Documents. One file a month."),
]


def test_first_is_perfect() -> None:
    """The right answer in the first place scores 1 in every measure (row F6)."""
    assert judged(ONE, ["a", "x"]) == {"nDCG@10": 1.0, "MRR": 1.0, "R@1": 1.0, "R@5": 1.0, "none": 0.0}


def test_third_scores_a_half() -> None:
    """The right answer in the third place gains 1 / log2(4) (row F6)."""
    assert judged(ONE, ["x", "y", "a"]) == {"nDCG@10": 0.5, "MRR": 1 / 3, "R@1": 0.0, "R@5": 1.0, "none": 0.0}


def test_two_right_answers_share() -> None:
    """Two right answers in places 1 and 3 are held against places 1 and 2 (row F6)."""
    found = judged(TWO, ["b", "x", "a"])
    assert found["nDCG@10"] == pytest.approx((1 + 1 / math.log2(4)) / (1 + 1 / math.log2(3)))
    assert (found["R@1"], found["R@5"]) == (0.5, 1.0)


def test_nothing_found_is_told_from_wrong() -> None:
    """No result and only wrong results both score 0, and only the first counts as none (row F6)."""
    assert (judged(ONE, [])["none"], judged(ONE, ["x"])["none"], judged(ONE, ["x"])["nDCG@10"]) == (1.0, 0.0, 0.0)


def test_eleventh_place_is_too_late() -> None:
    """What stands below the tenth place gains nothing (row F6)."""
    assert judged(ONE, [*"bcdefghijk", "a"])["nDCG@10"] == 0.0


def test_interval_of_equal_groups_is_their_mean() -> None:
    """Where every question scores the same, resampling cannot move the mean (row F6)."""
    assert interval({"a": [0.5, 0.5], "b": [0.5]}, samples=50) == (0.5, 0.5)


def test_interval_draws_whole_questions() -> None:
    """Of two questions that score 0 and 1, a resampling holds 0, 1 or 2 of the good one: the interval is as wide (row F6)."""
    assert interval({"a": [0.0, 0.0, 0.0], "b": [1.0, 1.0, 1.0]}) == (0.0, 1.0)


def test_difference_is_paired() -> None:
    """Ahead by the same on every query is ahead by exactly that, however much the queries differ (row F6)."""
    asked = [Asked("q1", "", ("a",)), Asked("q2", "", ("a",)), Asked("q3", "", ("b",))]
    ahead, (low, high) = difference(asked, [0.75, 1.0, 0.25], [0.5, 0.75, 0.0])
    assert (ahead, low, high) == (0.25, 0.25, 0.25)


def test_groups_are_the_questions() -> None:
    """Rewordings of one question stay together (row F6)."""
    asked = [Asked("q1", "", ("a",)), Asked("q2", "", ("b",)), Asked("q3", "", ("a",))]
    assert grouped(asked, [1.0, 2.0, 3.0]) == {"a": [1.0, 3.0], "b": [2.0]}


def test_mean_of_nothing_is_nothing() -> None:
    """No queries, no score (row F6)."""
    assert mean([]) == 0.0


def test_halves_do_not_move() -> None:
    """On which half a question lies is fixed by its id: about a half of them are for tuning (row F6)."""
    share = mean([float(for_tuning(f"s{number:03}")) for number in range(400)])
    assert 0.4 < share < 0.6


def test_grown_bank_is_the_same_each_time() -> None:
    """A grown bank starts with the real documents, has distinct ids and titles, and never changes (row F6)."""
    bank = grown(REAL, 40)
    assert (bank[:3], bank) == (REAL, grown(REAL, 40))
    assert (len(bank), len({one.id for one in bank}), len({one.title for one in bank})) == (40, 40, 40)


def test_text_stays_text() -> None:
    """Markdown's signs in a body are escaped, and lines become one (row F6)."""
    assert markdown("# 1. *a*\n\n    {{ b }}") == "\\# 1\\. \\*a\\* \\{\\{ b \\}\\}"


def test_path_leads_back_to_the_id() -> None:
    """The address of a document holds its id (row F6)."""
    assert id_of(path_of("s017")) == "s017"
