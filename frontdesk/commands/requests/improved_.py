"""frontdesk requests improved: note which change of the site or of the work a case led to (row K2)."""

import argparse

from contact.events import FeedbackUsed
from contact.validation import is_page
from desk.bundle import Bundle
from frontdesk.backend import BackendError
from frontdesk.commands.requests.acting import act_arguments, acting

LONGEST_COMMIT = 64
SHORTEST_COMMIT = 7
# For those who read how it is written.
_PAGE = "fees/what-does-it-cost"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which case, and what was changed."""
    act_arguments(parser)
    parser.add_argument("--page", default="", metavar="PAGE", help=f"the answer that was changed or added: {_PAGE}")
    parser.add_argument("--commit", default="", metavar="COMMIT", help="the commit that changed something: 4f2c1aa")


def run(options: argparse.Namespace) -> int:
    """Write it down; also of a case that was erased, for it names nobody."""
    page, commit = options.page.strip("/").removesuffix(".md"), options.commit.lower()
    if not page and not commit:
        raise BackendError(f"say what was changed: --page {_PAGE}, --commit 4f2c1aa, or both")
    if commit and not (set(commit) <= set("0123456789abcdef") and SHORTEST_COMMIT <= len(commit) <= LONGEST_COMMIT):
        raise BackendError(f"{options.commit}: a commit is written with 7 to 64 of the symbols 0-9 and a-f")
    with acting(options) as act:
        if page and not _is_answer(page, act.bundle):
            raise BackendError(f"{options.page}: the built site has no such answer; write its path, such as {_PAGE}")
        act.add(FeedbackUsed(by=act.by, page=page, commit=commit))
        act.tell(f"noted that it led to a change ({' '.join(filter(None, (page, commit)))})", "feedback-used")
    return 0


def _is_answer(page: str, bundle: Bundle) -> bool:
    return is_page(page) and any(bundle.has_answer(language, page) for language in bundle.settings.languages.offered)
