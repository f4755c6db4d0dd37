"""Categories -> what is wrong with what is written in them; kept while they and the settings are the same."""

from desk.data import packed, to_json
from desk.finding import Finding
from generator.content import Site
from generator.rules import settled_in_categories
from generator.stages.workshop import Workshop


def category_findings(shop: Workshop, site: Site) -> tuple[Finding, ...]:
    """Findings in titles and summaries."""
    settings, categories = site.settings, site.all_categories()
    parts = [to_json(settings), packed(categories)]
    return shop.kept(
        "categories", parts, tuple[Finding, ...], lambda: tuple(settled_in_categories(settings, categories))
    )
