"""A form that is about to be recorded -> whether it is taken, taken without an answer by mail, or not taken now.

By the time that somebody took, how many come, and the proof of work. Knows nothing of what is in the form; keeps counts.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Literal

from contact.abuse.limits import Counts, hour_end
from contact.abuse.proof import Proofs
from contact.http import HttpRequest
from contact.log import Log
from desk.data import Data
from desk.form.fields import PROOF, TOOK
from desk.settings.model import Limits

# `suspected` messages are recorded like any other, but nothing is mailed by itself; of the last two nothing is recorded.
Verdict = Literal["welcome", "suspected", "unproven", "too-often"]

# Nobody reads a form, and fills it in, in less.
QUICKEST = timedelta(seconds=2)


class Judged(Data, frozen=True, kw_only=True):
    """`task` is what the browser of an `unproven` message has to solve; `wait` is for those who come too often."""

    verdict: Verdict
    task: Mapping[str, object] | None = None
    wait: timedelta = timedelta()


class Protection(Data, frozen=True, kw_only=True):
    """Protects the form. Every method may raise StoreError."""

    log: Log
    clock: Callable[[], datetime]

    def judge(self, request: HttpRequest, form: Mapping[str, str], limits: Limits, site: str = "") -> Judged:
        """What is to become of a form whose fields are right. Counts it. `site` is the site's origin if it is another one."""
        now = self.clock()
        counted = Counts(log=self.log).message(request.client, now)
        if counted.from_address > limits.refused_from_one_address:
            return Judged(verdict="too-often", wait=hour_end(now) - now)
        many = counted.from_address > limits.from_one_address or counted.in_minute > limits.in_one_minute
        asked = limits.proof_of_work == "always" or (many and limits.proof_of_work == "auto")
        if asked and not self.proofs.is_solved(form.get(PROOF, ""), now):
            # A browser without our script cannot solve anything: what its customer wrote is kept all the same.
            if request.wants_json:
                return Judged(verdict="unproven", task=self.proofs.challenge(now))
            return Judged(verdict="suspected")
        return Judged(verdict="suspected" if _was_quick(form) or is_foreign(request, site) else "welcome")

    @property
    def proofs(self) -> Proofs:
        """The tasks of this log."""
        return Proofs(self.log)


def is_foreign(request: HttpRequest, site: str) -> bool:
    """Whether the form stood on somebody else's page, which its visitors' browsers sent it from: no page can deny that."""
    cross_site = request.headers.get("sec-fetch-site") == "cross-site"
    return cross_site and request.headers.get("origin", "") != (site or None)


def _was_quick(form: Mapping[str, str]) -> bool:
    """Whether less time went by than anybody needs, as the page's script measured it; without the script it is not known."""
    took = form.get(TOOK, "")
    return took.isascii() and took.isdigit() and int(took[:9]) < QUICKEST / timedelta(milliseconds=1)
