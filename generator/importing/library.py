"""All articles of an import together: by number, by old path, by section; and where they lived before."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from generator.importing.article import Placed
from generator.importing.model import Style
from generator.importing.naming import slug
from generator.importing.plan import Plan
from generator.importing.references import Reference

_ARTICLE = re.compile(r"/articles/(\d+)(?=[-/.?#]|$)")
_SECTION = re.compile(r"/(?:sections|categories)/\d+-([^/]+)/?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """`old_host` is the site on which the articles lived, as far as their own links tell; else empty."""

    by_id: Mapping[str, Placed]
    by_source: Mapping[str, Placed]
    sections: Mapping[str, str]
    old_host: str

    def is_old_site(self, parts: SplitResult) -> bool:
        """Whether an address leads to the site that the articles come from."""
        return bool(self.old_host) and parts.netloc.lower() == self.old_host

    def article(self, parts: SplitResult) -> Placed | None:
        """The article that an address of the old site names by its number."""
        found = _ARTICLE.search(parts.path)
        return self.by_id.get(found[1]) if found else None

    def category(self, parts: SplitResult) -> str | None:
        """The category that bears the name of a section of the old site, where there is exactly one."""
        found = _SECTION.search(parts.path)
        return self.sections.get(slug(found[1])) if found else None


def library(plan: Plan, links: Sequence[Sequence[Reference]], style: Style) -> Library:
    """Gather what links are resolved with. `links` are the references of each article."""
    by_id: dict[str, Placed] = {}
    for placed in plan.placed:
        if placed.article.id:
            by_id.setdefault(placed.article.id, placed)
    named: defaultdict[str, list[str]] = defaultdict(list)
    for category in plan.categories:
        named[slug(category.title)].append(category.path)
    return Library(
        by_id=by_id,
        by_source={str(placed.article.source): placed for placed in plan.placed},
        sections={name: paths[0] for name, paths in named.items() if len(paths) == 1},
        old_host=_old_host(links, by_id, style),
    )


def numbered_address(address: str) -> SplitResult | None:
    """An absolute address in parts; None where it is relative or broken."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return parts if parts.netloc and parts.scheme in {"http", "https", ""} else None


def _old_host(links: Sequence[Sequence[Reference]], by_id: Mapping[str, Placed], style: Style) -> str:
    hosts: Counter[str] = Counter()
    for reference in (reference for references in links for reference in references):
        parts = numbered_address(reference.address)
        found = _ARTICLE.search(parts.path) if parts else None
        if parts and found and found[1] in by_id:
            hosts[parts.netloc.lower()] += 1
    if not hosts or (style == "plain" and len(hosts) > 1):
        return ""
    return max(hosts, key=lambda host: (hosts[host], host))
