"""A site and what surrounds its pages -> the contact bundle: all that the backend knows of this build."""

from collections.abc import Mapping

from desk.bundle import BUNDLE_VERSION, Bundle, bundle_bytes
from desk.shell import Shell
from desk.words import Words
from generator.commit import commit_of
from generator.content import Site
from generator.shells import Shells
from generator.stages.content import answer_marks
from generator.stages.templates import Templates
from generator.stages.workshop import Workshop


def bundle_of(shop: Workshop, site: Site, words: Mapping[str, Words], shells: Shells, templates: Templates) -> bytes:
    """The bundle as it is written."""
    settings = site.settings
    backend: dict[str, Shell] = {
        language: shells.backend(settings, language) for language in settings.languages.offered
    }
    bundle = Bundle(
        version=BUNDLE_VERSION,
        commit=commit_of(shop.project),
        settings=settings,
        words=words,
        shells=backend,
        templates=templates,
        answers={language: answer_marks(shop, site, language) for language in settings.languages.offered},
    )
    return bundle_bytes(bundle)
