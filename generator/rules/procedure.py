"""The rule about the answer that tells how complaints are handled: every page links to it, so it is there in every language."""

from collections.abc import Iterator
from datetime import date

from desk.finding import Finding, unknown_name
from generator.content import Site


def unknown_procedure(site: Site, _today: date) -> Iterator[Finding]:
    """`complaints.procedure` names a published answer of each language, or a category."""
    complaints = site.settings.complaints
    if complaints is None or not complaints.procedure:
        return
    for language in site.languages:
        known = (*site.questions[language], *site.categories[language])
        if complaints.procedure not in known and not site.cannot_be_read(language, complaints.procedure):
            place = site.settings.place("complaints.procedure")
            what = f"the path of an answer in '{language}'"
            yield unknown_name(
                complaints.procedure, known, place, what=what, rule="unknown-procedure", write="procedure: {}"
            )
