"""What is counted of searches in an SQLite file. Knows nothing of who searched."""

import sqlite3
from collections.abc import Sequence
from datetime import date

from contact.store.values import MOST_SEARCHES, Search

_AGAIN = "UPDATE searches SET count = count + 1 WHERE (day, language, words, found, clicked) = (?, ?, ?, ?, ?)"
_SEARCHES = """
    SELECT language, words, found, clicked, sum(count) FROM searches WHERE day BETWEEN ? AND ?
    GROUP BY language, words, found, clicked ORDER BY language, words, found, clicked
"""
_FORGET = """
    DELETE FROM searches WHERE day < :before OR (day < :rare_before AND (language, words) NOT IN (
        SELECT language, words FROM searches GROUP BY language, words, found, clicked HAVING sum(count) >= :fewest
    ))
"""


def searched(connection: sqlite3.Connection, search: Search, day: date) -> bool:
    """Count a search; False where that day has no room for another one."""
    row = (day.isoformat(), search.language, search.words, search.found, search.clicked)
    if connection.execute(_AGAIN, row).rowcount:
        return True
    (rows,) = connection.execute("SELECT count(*) FROM searches WHERE day = ?", row[:1]).fetchone()
    if rows >= MOST_SEARCHES:
        return False
    connection.execute("INSERT INTO searches VALUES (?, ?, ?, ?, ?, 1)", row)
    return True


def searches(connection: sqlite3.Connection, since: date, until: date) -> Sequence[tuple[Search, int]]:
    """How often each was counted."""
    return [
        (Search(language=language, words=words, found=bool(found), clicked=clicked), count)
        for language, words, found, clicked, count in connection.execute(
            _SEARCHES, (since.isoformat(), until.isoformat())
        )
    ]


def forget_searches(connection: sqlite3.Connection, fewest: int, rare_before: date, before: date) -> None:
    """Take away what is old, or rare and not new."""
    days = {"rare_before": rare_before.isoformat(), "before": before.isoformat()}
    connection.execute(_FORGET, {"fewest": fewest, **days})
