"""Golden queries are asked of the index that is about to be published, and what is wrong is said to a writer."""

from desk.place import Place
from generator.content.golden_queries import GoldenQuery
from generator.search.golden import Judged
from tests.project import Project

FILE = "faq/en/golden_queries.yml"


def golden(*found: str, within: int) -> Judged:
    """A query that wants `a/b`, and what was found for it."""
    place = Place(FILE)
    wish = GoldenQuery(query="q", path="a/b", within=within, reason="r", place=place, path_place=place)
    return Judged(golden=wish, found=found)


def test_a_query_holds_when_its_question_is_far_enough_up() -> None:
    """First, or among the first three; not at all is not far enough (row F6)."""
    assert golden("a/b", "c/d", within=1).holds
    assert not golden("c/d", "a/b", within=1).holds
    assert golden("c/d", "e/f", "a/b", within=3).holds
    assert not golden("c/d", "e/f", "g/h", "a/b", within=3).holds
    assert not golden(within=3).holds
    assert golden("c/d", "a/b", within=1).rank == 2
    assert golden(within=1).rank is None


def test_nothing_found_is_said(project: Project) -> None:
    """And the words that are missing are offered as a line to paste (row F6)."""
    project.write(FILE, "- query: inaugurate, now\n  first: account/open-it\n  reason: Bankers say this.\n")
    assert project.check() == (
        f"{FILE}:1: 'inaugurate, now' finds nothing. 'How do I open an account?' (account/open-it) is meant; "
        "it has to be first: Bankers say this [golden-query]\n"
        "    fix: in faq/en/account/open-it.md, add those of these words that belong to it to the question, "
        "or to its synonyms:\n"
        "         synonyms: [inaugurate, now]"
    )


def test_a_query_without_a_word_is_no_query(project: Project) -> None:
    """No synonym could make it hold (row F6)."""
    project.write(FILE, '- query: "?!"\n  first: account/open-it\n  reason: A slip.\n')
    assert project.findings()[0].fix == (
        "there is no letter and no digit in it to search for: write what customers type, or take it out"
    )


def test_the_line_of_the_fix_mends_it(project: Project) -> None:
    """Pasted into the answer, it makes the query hold (row F6)."""
    project.write(FILE, "- query: close one, get another\n  first: account/open-it\n  reason: Moving house.\n")
    (said,) = project.findings()
    line = said.fix.splitlines()[-1]
    assert line == "synonyms: [close, one, get, another]"
    project.answer("Choose **Sign up**.", line)
    assert project.check() == ""


def test_words_that_are_there_already_are_not_offered_again(project: Project) -> None:
    """What helps then is to take them out of the answer that wins (row F6)."""
    project.write(FILE, "- query: close account\n  first: account/open-it\n  reason: A wish.\n")
    project.answer("Choose **Sign up**.", "synonyms: [not close, close account]")
    project.change("faq/en/account/close-it.md", "topic:", "synonyms: [close account, close, account close]\ntopic:")
    assert project.findings()[0].fix == (
        "all these words stand in faq/en/account/open-it.md already; take them out of faq/en/account/close-it.md "
        "where they don't belong\nor, if the other one answers it as well: first_three: account/open-it"
    )


def test_a_path_may_be_written_as_links_are(project: Project) -> None:
    """With slashes around it, or as the name of the file (row F6)."""
    lines = "".join(
        f"- query: open account {number}\n  first: {path}\n  reason: r\n"
        for number, path in enumerate(("/account/open-it/", "account/open-it.md"))
    )
    project.write(FILE, lines)
    assert project.check() == ""


def test_a_query_may_go_over_several_lines(project: Project) -> None:
    """It is asked, and quoted, as one (row F6)."""
    project.write(FILE, "- query: >\n    close\n    now\n  first: account/open-it\n  reason: |\n    A\n    wish.\n")
    said = project.findings()[0].message
    assert said.startswith("'close now' finds ")
    assert said.endswith("; it has to be first: A wish")


def test_the_question_that_took_the_place_is_named_by_language(project: Project) -> None:
    """Each language has its own queries (row F6)."""
    project.write("faq/es/golden_queries.yml", "- query: cuenta\n  first: account/nada\n  reason: r\n")
    assert project.check() == (
        "faq/es/golden_queries.yml:2: there is no question 'account/nada' in 'es' [golden-nowhere]\n"
        "    fix: take the golden query out"
    )
