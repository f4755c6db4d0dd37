"""Which page of the site a visitor came from: its path, and nothing else that a form could name."""

import re

# Folders of small letters and digits, joined by hyphens: no dots, so that it cannot lead away, and no words of a customer.
LONGEST = 300
_PATH = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)*")


def is_page(path: str) -> bool:
    """Whether this is the path of a page, without a slash at either end."""
    return len(path) <= LONGEST and _PATH.fullmatch(path) is not None
