"""A task that takes a browser a second and us nothing -> whether it was solved, once (ALTCHA's protocol, version 2).

The page's script solves it (theme/assets/frontdesk/proof.js). Nothing is kept of a task but, once it is solved, that it was:
whoever has a task has it with our signature.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from secrets import randbelow

from contact.log import Log

ALGORITHM = "PBKDF2/SHA-256"
# So many rounds a try; the right try is one of these, and they are gone through from 0. A computer needs half a second
# for the last one, a cheap telephone a few.
COST = 5_000
TRIES = range(100, 300)
GOOD_FOR = timedelta(minutes=10)
# A solution has 640 characters.
LONGEST_SOLUTION = 2_000


class Proofs:
    """Sets tasks and checks solutions, for one log. Every method may raise StoreError."""

    def __init__(self, log: Log) -> None:
        self.log = log

    def challenge(self, now: datetime) -> Mapping[str, object]:
        """A new task, as the script wants it."""
        # 65 ms to import, and hardly any message needs it.
        import altcha  # noqa: PLC0415

        made = altcha.create_challenge(
            ALGORITHM,
            COST,
            counter=TRIES[randbelow(len(TRIES))],
            expires_at=now + GOOD_FOR,
            hmac_secret=self._secret(),
        )
        task: Mapping[str, object] = made.to_dict()
        return task

    def is_solved(self, solution: str, now: datetime) -> bool:
        """Whether this is the solution of a task of ours that is still good, and comes for the first time."""
        if not 0 < len(solution) <= LONGEST_SOLUTION:
            return False
        import altcha  # noqa: PLC0415 - as above

        if not altcha.verify_solution(solution, self._secret()).verified:
            return False
        signature = altcha.Payload.from_base64(solution).challenge.signature or ""
        # Kept for longer than the task is good, so that nobody finds the gap between the two.
        return self.log.store.tally([self.log.hasher().of("proof", signature)], now, now + 2 * GOOD_FOR) == [1]

    def _secret(self) -> str:
        return self.log.hasher().of("proof-of-work", "")
