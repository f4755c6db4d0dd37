"""The backend is told which answers the site has, so that nobody can vote about pages that they made up."""

from desk.bundle import Bundle
from desk.data import from_json
from tests.project import Project


def test_the_bundle_knows_the_answers_of_each_language(project: Project) -> None:
    """Every page that asks whether it was helpful, and nothing else; a few bytes each."""
    built = project.build()
    bundle = from_json(built.bundle, Bundle)
    for language in bundle.settings.languages.offered:
        paths = built.site.questions[language]
        assert all(bundle.has_answer(language, path) for path in paths)
        assert not any(
            bundle.has_answer(language, path) for path in ("contact", "made/up", *built.site.categories[language])
        )
        assert len(bundle.answers[language]) == 8 * len(paths)
