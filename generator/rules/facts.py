"""A rule about facts of the settings: one that no answer shows has nobody who would notice that it is wrong."""

from collections.abc import Iterator, Sequence

from desk.finding import Finding
from generator.content import Site
from generator.markdown.uses import Use


def unused_fact(site: Site, uses: Sequence[Use]) -> Iterator[Finding]:
    """Each fact stands in an answer, in some language (row U1). `uses` are the desk tags of all answers."""
    shown = {use.call for use in uses} if site.settings.facts else set()
    for name in site.settings.facts:
        if f"fact {name}" not in shown:
            yield Finding(
                place=site.settings.place(f"facts.{name}"),
                rule="unused-fact",
                message=f"no answer shows the fact '{name}'",
                fix=f"write {{{{ fact {name} }}}} in the answer that states it, or delete the line",
                severity="warning",
            )
