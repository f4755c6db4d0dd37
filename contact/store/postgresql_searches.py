"""What is counted of searches in a PostgreSQL database. Knows nothing of who searched."""

from collections.abc import Sequence
from datetime import date

from contact.store.postgresql_connection import Connection
from contact.store.values import MOST_SEARCHES, Search

_AGAIN = "UPDATE searches SET count = count + 1 WHERE (day, language, words, found, clicked) = (%s, %s, %s, %s, %s)"
_FIRST = """
    INSERT INTO searches (day, language, words, found, clicked, count)
    SELECT %s, %s, %s, %s, %s, 1 WHERE (SELECT count(*) FROM searches WHERE day = %s) < %s
    ON CONFLICT (day, language, words, found, clicked) DO UPDATE SET count = searches.count + 1
"""
_SEARCHES = """
    SELECT language, words, found, clicked, sum(count) FROM searches WHERE day BETWEEN %s AND %s
    GROUP BY language, words, found, clicked ORDER BY language, words, found, clicked
"""
_FORGET = """
    DELETE FROM searches WHERE day < %(before)s OR (day < %(rare_before)s AND (language, words) NOT IN (
        SELECT language, words FROM searches GROUP BY language, words, found, clicked HAVING sum(count) >= %(fewest)s
    ))
"""


def searched(connection: Connection, search: Search, day: date) -> bool:
    """Count a search; False where that day has no room for another one."""
    row = (day, search.language, search.words, search.found, search.clicked)
    if connection.execute(_AGAIN, row).rowcount:
        return True
    return connection.execute(_FIRST, (*row, day, MOST_SEARCHES)).rowcount == 1


def searches(connection: Connection, since: date, until: date) -> Sequence[tuple[Search, int]]:
    """How often each was counted."""
    return [
        (Search(language=language, words=words, found=found, clicked=clicked), int(count))
        for language, words, found, clicked, count in connection.execute(_SEARCHES, (since, until), binary=True)
    ]


def forget_searches(connection: Connection, fewest: int, rare_before: date, before: date) -> None:
    """Take away what is old, or rare and not new."""
    connection.execute(_FORGET, {"fewest": fewest, "rare_before": rare_before, "before": before})
