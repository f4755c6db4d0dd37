"""Any text at all in synonyms.yml and golden_queries.yml is lists or findings: no accident in an editor ends in a traceback."""

from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from desk.data import replace
from desk.finding import Finding
from desk.settings import read_settings
from generator.content import Site, read_site
from generator.content.golden_queries import read_golden_queries
from generator.content.synonyms import read_synonyms
from generator.rules.golden_queries import golden_findings, golden_lists
from generator.rules.synonyms import synonym_empty, synonym_findings, synonym_repeated
from generator.search import SearchEntry, build_index, open_index
from generator.search.golden import Search
from generator.search.synonyms import expanded, reaches
from tests.desk.test_settings_fuzz import pieces, spoiled
from tests.project import TODAY, Project

SYNONYMS = """\
- [open, start, "error: 5"]
- people_say: [frozen, on hold]
  we_say: [close]
- [account, profile]
"""
GOLDEN = """\
- query: open it
  first: account/open-it
  reason: It is in the title.
- query: "leave: now"
  first_three: account/close-it
  reason: Angry customers say this.
"""


def typed(text: str) -> st.SearchStrategy[str]:
    """Anything; or a good text after some accidents. Files are read with the ends of lines that all systems know."""
    anything = st.lists(pieces, max_size=12).map("".join)
    return st.one_of(anything, spoiled(text)).map(lambda typed: typed.replace("\r", "\n"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Two questions in English."""
    project = Project.good(tmp_path_factory.mktemp("fuzz"), "en")
    return read_site(project.folder, read_settings(project.folder, TODAY), [])


@pytest.fixture(scope="module")
def search(site: Site) -> Search:
    """How they are searched without synonyms."""
    files = build_index(entries_of(site), "en")
    return open_index(files.__getitem__, "en").paths


def entries_of(site: Site) -> list[SearchEntry]:
    """What is searched of them."""
    return [SearchEntry(path=one.path, title=one.title, body=one.body) for one in site.questions["en"].values()]


def look_at(findings: list[Finding], text: str) -> None:
    """Each finding can be printed, and points at a line that is there."""
    for finding in findings:
        str(finding).encode()
        assert 1 <= finding.place.line <= text.count("\n") + 1, str(finding)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=typed(SYNONYMS))
@example(text='- ["\\ud800", "\\0", a]')
@example(text="- [open, opens]\n- [openings, open]")
@example(text="- {}\n- [[]]\n- ~\n- ''")
def test_any_synonyms_are_groups_or_findings(text: str, site: Site) -> None:
    """They are read, checked, and the site is searched with them (row F6)."""
    findings: list[Finding] = []
    groups = read_synonyms(text, "faq/en/synonyms.yml", findings)
    told = replace(site, synonyms={"en": groups})
    entries = entries_of(site)
    for rule in (synonym_empty, synonym_repeated):
        findings += rule(told, date.min)
    reached = reaches(entries, groups, "en")
    findings += synonym_findings(told, {"en": entries}, {"en": reached})
    look_at(findings, text)
    files = build_index(expanded(entries, reached), "en")
    assert "account/open-it" in open_index(files.__getitem__, "en").paths("open")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=typed(GOLDEN))
@example(text='- {query: "\\ud800", first: account/open-it, reason: "{}"}')
@example(text="- {query: '{0}', first: a, reason: b}\n- {query: '{0}', first: a, reason: b}")
def test_any_golden_queries_are_asked_or_findings(text: str, site: Site, search: Search) -> None:
    """They are read, checked, and asked (row F6)."""
    findings: list[Finding] = []
    told = replace(site, golden={"en": read_golden_queries(text, "faq/en/golden_queries.yml", findings)})
    findings += golden_lists(told, "error")
    findings += golden_findings(told, {"en": search}, "error")
    look_at(findings, text)


def test_lists_without_end_are_cut() -> None:
    """Of a million lines only so many are read, and that is said (row F6)."""
    findings: list[Finding] = []
    assert len(read_synonyms("- [a, b]\n" * 1001, "s.yml", findings)) == 1000
    many = ", ".join(f"word{number}" for number in range(31))
    assert len(read_synonyms(f"- [{many}]", "s.yml", findings)[0].said) == 30
    assert len(read_golden_queries("- {query: a, first: b/c, reason: d}\n" * 2001, "g.yml", findings)) == 2000
    assert read_golden_queries(f"- {{query: {'a' * 501}, first: b/c, reason: d}}", "g.yml", findings) == ()
    assert [finding.message for finding in findings] == [
        "there are 1,001 groups; 1,000 are read",
        "the group has 31 words; 30 are read",
        "there are 2,001 golden queries; 2,000 are asked",
        "'query' has 501 characters; no more than 500 are searched for",
    ]
