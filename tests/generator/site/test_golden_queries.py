"""The demonstration desk's own golden queries: what a customer types, in English and Spanish."""

from generator.build import Built

RULES = {"golden-query", "golden-nowhere", "golden-repeated"}


def test_the_golden_queries_of_the_demonstration_desk_hold(demo: Built) -> None:
    """Sixty or more in each language; each finds the question that it has to find (row F6)."""
    assert [str(finding) for finding in demo.findings if finding.rule in RULES] == []
    assert all(len(demo.site.golden[language]) >= 60 for language in demo.site.languages)


def test_every_answer_of_the_demonstration_desk_is_looked_for(demo: Built) -> None:
    """No question is without a golden query, in either language (row F6)."""
    for language in demo.site.languages:
        assert {golden.path for golden in demo.site.golden[language]} == demo.site.questions[language].keys()


def test_the_synonyms_of_the_demonstration_desk_are_worth_having(demo: Built) -> None:
    """None is too broad, unused or there twice (row F6)."""
    assert [str(finding) for finding in demo.findings if finding.rule.startswith("synonym-")] == []
    assert all(len(demo.site.synonyms[language]) >= 10 for language in demo.site.languages)
