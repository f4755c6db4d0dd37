"""Questions are counted a million words at once: with what taking each text apart by itself would count (row F6)."""

from collections import Counter

from hypothesis import example, given, settings
from hypothesis import strategies as st

from desk.data import replace
from generator.search import SearchEntry
from generator.search.analysis import WITHOUT_FUNCTION_WORDS, counted
from generator.search.columns import FIELDS
from generator.search.cuts import borders, cuts
from generator.search.function_words import function_words
from generator.search.shards import units
from generator.search.words import fold, forms_of
from tests.generator.search.indexes import entry

_SIGNS = "aBñé \n-_'’.19\u0301\u0338<\uff21手ภา\U00010400\ud800"
_TEXTS = st.text(st.sampled_from(_SIGNS), max_size=30) | st.text(max_size=30) | st.just("How do I do it?")


@settings(deadline=None)
@example([("<\u0338a", "K", "\ufb01", "a\u0301 \ud800b")])
@given(st.lists(st.tuples(_TEXTS, _TEXTS, _TEXTS, _TEXTS), max_size=4))
def test_each_form_is_counted_where_it_stands(texts: list[tuple[str, str, str, str]]) -> None:
    """In every field, as often as it stands there; function words not in long texts (row F6)."""
    entries = [
        replace(entry(f"a/{place}", title, body, summary, (synonym,)), added=body[:9])
        for place, (title, synonym, summary, body) in enumerate(texts)
    ]
    found = counted(entries, "en")
    assert found.documents == len(entries)
    for place, question in enumerate(entries):
        for number, field in enumerate(FIELDS):
            start, end = found.starts[place * len(FIELDS) + number :][:2]
            forms = [found.forms[form] for form in found.numbers[start:end]]
            assert dict(zip(forms, found.times[start:end].tolist(), strict=True)) == _expected(question, field)


def _expected(question: SearchEntry, field: str) -> dict[str, int]:
    texts = {
        "title": question.title,
        "synonyms": question.synonyms[0],
        "about": question.added,
        "summary": question.summary,
        "body": question.body,
    }
    dropped = function_words("en") if field in WITHOUT_FUNCTION_WORDS else frozenset()
    return dict(Counter(form for form in forms_of(texts[field]) if fold(form) not in dropped))


@given(st.lists(st.tuples(st.text(max_size=3), st.integers(1, 300))), st.integers(100, 400))
def test_shards_begin_at_keys_and_are_found_by_their_borders(rows: list[tuple[str, int]], usual: int) -> None:
    """All rows of a key are in one shard, and a key is looked for where it stands (row F6)."""
    rows.sort(key=lambda row: units(row[0].encode("utf-16", "surrogatepass").decode("utf-16", "replace")))
    keys = [key.encode("utf-16", "surrogatepass").decode("utf-16", "replace") for key, _ in rows]
    starts = cuts(keys, [size for _, size in rows], usual)
    assert starts == sorted(set(starts))
    assert starts[0] == 0
    assert starts[-1] == len(rows)
    firsts = borders(keys, starts)
    for shard, start in enumerate(starts[:-1]):
        for key in keys[start : starts[shard + 1]]:
            assert sum(units(first) <= units(key) for first in firsts) - 1 == shard


def test_a_row_more_moves_few_borders() -> None:
    """Shards find each other again behind what was inserted: their files stay the same (row B3)."""
    keys = [f"{number * 7919 % 10007:05}" for number in range(3000)]
    before = sorted(keys)
    after = sorted([*keys, "04000x", "04000y"])
    cut = [{rows[start] for start in cuts(rows, [40] * len(rows), 1200)[:-1]} for rows in (before, after)]
    assert len(cut[0]) > 80
    assert len(cut[0] ^ cut[1]) < 20
