"""faq/<language>/golden_queries.yml -> queries, each with the question that has to be found for it.

Knows nothing of how the site is searched: generator/search/golden.py judges what is found.
"""

from desk.data import Data
from desk.fields import Fields
from desk.finding import Finding
from desk.place import Place
from desk.yaml_lines import Table, read_listing

GOLDEN_FILE = "golden_queries.yml"

# Each is searched for in every check: these many take seconds, not minutes.
MOST_QUERIES = 2000
# No more of a query is searched for.
LONGEST_QUERY = 500

_EXAMPLE = "- query: forgot my password\n  first: access/forgot-password\n  reason: The words of most of our callers."
_PATH = "access/forgot-password"
_WITHIN = {"first": 1, "first_three": 3}


class GoldenQuery(Data, frozen=True, kw_only=True):
    """What customers type, and the question that has to stand among the first `within` of the results."""

    query: str
    path: str
    within: int
    reason: str
    place: Place
    path_place: Place

    @property
    def key(self) -> str:
        """The key that says how far up the question has to stand."""
        return next(key for key, within in _WITHIN.items() if within == self.within)


def read_golden_queries(text: str, file: str, findings: list[Finding]) -> tuple[GoldenQuery, ...]:
    """The queries that can be asked; whatever is wrong with the others is added to `findings`."""
    listing = read_listing(text, file, findings, example=_EXAMPLE)
    if listing is None:
        return ()
    if len(listing.items) > MOST_QUERIES:
        place = listing.items[MOST_QUERIES].place
        message = f"there are {len(listing.items):,} golden queries; {MOST_QUERIES:,} are asked"
        findings.append(_refused(place, message, "keep those that matter most, and delete the others"))
    queries = []
    for item in listing.items[:MOST_QUERIES]:
        if isinstance(item, Table):
            queries.append(_golden(item, findings))
        else:
            findings.append(_refused(item.place, "a golden query has lines of its own: query, first, reason", _EXAMPLE))
    return tuple(query for query in queries if query)


def _golden(item: Table, findings: list[Finding]) -> GoldenQuery | None:
    fields = Fields(item, "", findings)
    query = _on_one_line(fields.text("query", "query: forgot my password"))
    before = len(findings)
    wanted = {key: fields.optional_text(key, f"{key}: {_PATH}") for key in _WITHIN}
    is_refused = len(findings) > before
    reason = _on_one_line(fields.text("reason", "reason: The words of most of our callers."))
    fields.close(what="a key of a golden query")
    if len(query) > LONGEST_QUERY:
        fix = f"shorten it to {LONGEST_QUERY}"
        fields.refuse(
            "query", f"'query' has {len(query):,} characters; no more than {LONGEST_QUERY} are searched for", fix
        )
        return None
    set_ones = [key for key, path in wanted.items() if path and path.strip()]
    if not set_ones:
        if not is_refused:
            fields.missing("first", f"first: {_PATH}")
    elif len(set_ones) > 1:
        fields.refuse("first_three", "'first' and 'first_three' are both there", "keep one of the two lines")
    elif query:
        key = set_ones[0]
        path = (wanted[key] or "").strip().strip("/").removesuffix(".md")
        return GoldenQuery(
            query=query,
            path=path,
            within=_WITHIN[key],
            reason=reason,
            place=fields.place("query"),
            path_place=fields.place(key),
        )
    return None


def _on_one_line(text: str) -> str:
    """Who searches has one line to type in, and a message has one to quote."""
    return " ".join(text.split())


def _refused(place: Place, message: str, fix: str) -> Finding:
    return Finding(place=place, rule="bad-value", message=message, fix=fix)
