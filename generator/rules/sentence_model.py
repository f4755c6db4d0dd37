"""A rule about the setting `search.meaning`: the sentence model that it asks for has to be installed where the site is built."""

from collections.abc import Iterator
from datetime import date

from desk.finding import Finding
from generator.content import Site


def no_sentence_model(site: Site, _today: date) -> Iterator[Finding]:
    """`meaning: distilled` has a model to distill from (row F6)."""
    if site.settings.search.meaning != "distilled":
        return
    from generator.search.meaning import INSTALL, is_lacking  # noqa: PLC0415 - numbers and tokens, which few sites need here

    if is_lacking(site.settings.search.meaning, site.languages):
        yield Finding(
            place=site.settings.place("search.meaning"),
            rule="no-sentence-model",
            message="no sentence model is installed for 'meaning: distilled', so general vectors are used",
            fix=f"{INSTALL} (where `make` set things up: tools/uv {INSTALL}), or write 'meaning: words'",
            severity="warning",
        )
