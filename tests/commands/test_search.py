"""frontdesk search: the results of the search page, in the terminal."""

import json

import pytest

from tests.commands.conftest import Run
from tests.project import Project


@pytest.fixture
def built(run: Run, project: Project) -> Project:
    """The project with its site."""
    assert run("build").code == 0
    return project


def test_results_are_numbered_best_first(run: Run, built: Project) -> None:
    """Question and path of each."""
    ran = run("search", "close my account")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        " 1. How do I close my account?\n    account/close-it\n 2. How do I open an account?\n    account/open-it\n"
    )


def test_json_names_the_paths(run: Run, built: Project) -> None:
    """In the language that is asked for; the default one is the site's."""
    ran = run("search", "¿abrir una cuenta?", "--language", "es", "--limit", "1", "--json")
    assert json.loads(ran.out) == {"query": "¿abrir una cuenta?", "results": ["account/open-it"]}


def test_nothing_found_is_said(run: Run, built: Project) -> None:
    """On stderr; it is no failure."""
    ran = run("search", "xyzzyqwert")
    assert (ran.code, ran.out, ran.err) == (0, "", "no answer found\n")


def test_words_need_no_quotation_marks(run: Run, built: Project) -> None:
    """Row F6: who types `frontdesk search close my account` means all of it."""
    assert run("search", "close", "my", "account") == run("search", "close my account")


def test_a_file_of_queries_gives_a_line_for_each(run: Run, built: Project) -> None:
    """Blank lines are left out; the id is handed back as it was."""
    built.write("queries.jsonl", '{"qid": "a", "query": "week"}\n\n{"qid": 2, "query": "xyzzyqwert"}\n')
    ran = run("search", "--queries", "queries.jsonl")
    assert (ran.code, ran.err) == (0, "")
    assert [json.loads(line) for line in ran.out.splitlines()] == [
        {"qid": "a", "results": ["account/close-it"]},
        {"qid": 2, "results": []},
    ]


def test_a_line_of_queries_ends_where_the_file_says(run: Run, built: Project) -> None:
    """Row F6: a text may hold other line ends, a file begin with a mark, as some editors write it; an id is never lost."""
    lines = ['\ufeff{"qid": "\\ud800", "query": "week"}\r', '{"qid": "b\u2028", "query": "close\u2028account\x85"}']
    built.write("queries.jsonl", "\n".join(lines))
    ran = run("search", "--queries", "queries.jsonl", "--limit", "1")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        '{"qid": "\\ud800", "results": ["account/close-it"]}\n{"qid": "b\\u2028", "results": ["account/close-it"]}\n'
    )


@pytest.mark.parametrize(
    "line",
    ["close", '{"query": "close"}', "[]", "1", '{"qid": 1}', '{"qid": 1, "query": null}', '{"qid": 1, "query": ["a"]}'],
)
def test_a_line_that_is_no_query_is_named(run: Run, built: Project, line: str) -> None:
    """With its number in the file, blank lines counted."""
    built.write("queries.jsonl", f'\n{{"qid": 1, "query": "close"}}\n{line}\n')
    ran = run("search", "--queries", "queries.jsonl")
    assert ran.code == 1
    assert ran.err == 'queries.jsonl:3: a line is {"qid": "...", "query": "..."}\n'


def test_what_cannot_be_searched_is_explained(run: Run, project: Project) -> None:
    """No site, no such language, no words, no such file: one sentence each."""
    assert run("search", "x") == run("search", "x", "--language", "es")
    missing = run("search", "x")
    assert (missing.code, missing.err) == (1, "there is no built site yet: run `frontdesk build` first\n")
    project.write("torn/assets/search/en/w0-012345.bin", "")
    assert run("search", "x", "--output", "torn") == missing
    assert run("build").code == 0
    language = run("search", "x", "--language", "fr")
    assert (language.code, language.err) == (2, "the site has no 'fr': use one of en, es\n")
    for words in ((), ("x", "--queries", "queries.jsonl")):
        nothing = run("search", *words)
        assert (nothing.code, nothing.err) == (2, "give words to search for, or --queries FILE.jsonl\n")
    file = run("search", "--queries", "gone.jsonl")
    assert (file.code, file.err) == (1, "gone.jsonl cannot be read: No such file or directory\n")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'{"version":2}', "another version of frontdesk built this site"),
        (b"", "Input data was truncated"),
    ],
)
def test_an_index_that_cannot_be_read_is_built_again(run: Run, built: Project, content: bytes, reason: str) -> None:
    """Row F6: one sentence with the reason, and what to do; for one query and for a file of them."""
    built.write("queries.jsonl", '{"qid": "a", "query": "week"}\n')
    (built.folder / "site/assets/search/en.json").write_bytes(content)
    for words in (("week",), ("--queries", "queries.jsonl")):
        ran = run("search", *words)
        assert (ran.code, ran.out) == (1, "")
        assert ran.err == f"the search index cannot be read ({reason}): run `frontdesk build` again\n"


def test_a_shard_that_is_gone_is_named(run: Run, built: Project) -> None:
    """Row F6: whoever copied the site left it behind."""
    shard = next((built.folder / "site/assets/search").glob("en/w0-*.bin"))
    shard.unlink()
    ran = run("search", "close my account")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        f"the search index cannot be read ({shard.parent.name}/{shard.name} is missing): run `frontdesk build` again\n"
    )
