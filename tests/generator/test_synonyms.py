"""Synonyms find what customers mean; they neither drown an answer's own words nor spread from answer to answer."""

from pathlib import Path

from desk.finding import Finding
from generator.content.synonyms import read_synonyms, written_out
from generator.search import SearchEntry, build_index, open_index
from generator.search.synonyms import expanded, reaches
from tests.project import Project

ENTRIES = (
    SearchEntry(path="fees/restricted", title="Why is my account restricted?", body="The banner says why."),
    SearchEntry(path="fees/hold", title="How long am I kept waiting?", synonyms=("on hold",), body="Not long."),
    SearchEntry(path="access/sign-in", title="How do I sign in?", body="Choose your name."),
    SearchEntry(path="access/logs", title="Can I log what comes in?", body="Yes, in a file."),
    SearchEntry(path="payments/wire", title="How do I send money?", summary="By bank transfer.", body="Use Form 88."),
)


def found(synonyms: str, query: str) -> list[str]:
    """What the search finds, with these lines in synonyms.yml."""
    findings: list[Finding] = []
    groups = read_synonyms(synonyms, "faq/en/synonyms.yml", findings)
    assert findings == []
    files = build_index(expanded(ENTRIES, reaches(ENTRIES, groups, "en")), "en")
    return open_index(files.__getitem__, "en").paths(query)


def test_any_word_of_a_group_finds_the_answers_that_use_another() -> None:
    """Both ways, in any form of the word (row F6)."""
    assert found("- [restricted, frozen]", "freeze, frozen")[0] == "fees/restricted"
    assert found("- [frozen, restriction]", "frozen")[0] == "fees/restricted"


def test_what_people_say_leads_one_way() -> None:
    """Who types what we say finds what they found before (row F6)."""
    pair = "- people_say: [restricted]\n  we_say: [waiting]"
    assert found(pair, "restricted") == ["fees/restricted", "fees/hold"]
    assert found(pair, "waiting") == ["fees/hold"]


def test_an_answers_own_word_wins_over_one_that_was_lent() -> None:
    """`on hold` is a synonym of one answer, and only a group lends it to the other (row F6)."""
    assert found("- people_say: on hold\n  we_say: restricted", "on hold") == ["fees/hold", "fees/restricted"]


def test_a_phrase_counts_only_as_a_whole() -> None:
    """An answer in which `log` and `in` stand apart is not about logging in (row F6)."""
    assert found("- [log in, knock]", "knock") == []
    assert found("- [sign in, knock]", "knock") == ["access/sign-in"]


def test_the_text_of_an_answer_counts_where_no_question_has_the_word() -> None:
    """Form 88 stands in no question, summary or synonym (row F6)."""
    assert found("- people_say: yellow paper\n  we_say: form 88", "yellow paper") == ["payments/wire"]


def test_groups_do_not_wake_each_other() -> None:
    """The first makes `wire` findable; that is no reason to add what a second one has for `wire` (row F6)."""
    both = "- people_say: wire\n  we_say: bank transfer\n- people_say: cable\n  we_say: wire"
    assert found(both, "wire") == ["payments/wire"]
    assert found(both, "cable") == []


def test_no_group_changes_nothing() -> None:
    """A site without synonyms.yml has the index that it had (row F6)."""
    assert expanded(ENTRIES, reaches(ENTRIES, (), "en")) == list(ENTRIES)


def test_a_list_of_the_fix_is_read_as_it_was_meant() -> None:
    """Also phrases with signs that YAML takes for its own (row F6)."""
    phrases = [
        "sign in",
        "error: 5",
        "a, b",
        "no",
        "null",
        "1099",
        'say "hi"',
        "#1",
        "[x]",
        "back\\slash",
        "- a",
        "it's",
        "*",
    ]
    findings: list[Finding] = []
    (group,) = read_synonyms(f"- {written_out(phrases)}", "faq/en/synonyms.yml", findings)
    assert findings == []
    assert [phrase.text for phrase in group.said] == phrases


def test_files_of_the_language_are_read(tmp_path: Path) -> None:
    """synonyms.yml of English has nothing to say in Spanish (row F6)."""
    project = Project.good(tmp_path)
    project.write("faq/en/synonyms.yml", "- [open, inaugurate]\n")
    files = project.build().files
    searches = {
        language: open_index(lambda name: files[f"assets/search/{name}"], language).paths for language in ("en", "es")
    }
    assert searches["en"]("inaugurate", 10) == ["account/open-it"]
    assert searches["es"]("inaugurate", 10) == []
