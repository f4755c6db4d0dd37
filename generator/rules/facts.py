"""A rule about facts of the settings: one that no answer shows has nobody who would notice that it is wrong."""

from collections.abc import Iterator
from datetime import date

from desk.finding import Finding
from generator.content import Site
from generator.markdown.uses import all_uses


def unused_fact(site: Site, _today: date) -> Iterator[Finding]:
    """Each fact stands in an answer, in some language (row U1)."""
    if not site.settings.facts:
        return
    shown = {use.call for use in all_uses(site)}
    for name in site.settings.facts:
        if f"fact {name}" not in shown:
            yield Finding(
                place=site.settings.place(f"facts.{name}"),
                rule="unused-fact",
                message=f"no answer shows the fact '{name}'",
                fix=f"write {{{{ fact {name} }}}} in the answer that states it, or delete the line",
                severity="warning",
            )
