"""Settings -> who takes care of a made-up case: the people of the queue, else made-up ones. Knows no case."""

from collections.abc import Sequence
from datetime import datetime

from desk.assignment import taken_care_of_now
from desk.settings.model import Settings
from frontdesk.demo.chance import Chance

MADE_UP = tuple(f"Sample Colleague {number}" for number in range(1, 7))


class Staff:
    """Those who work in the queues of a desk."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def at_first(self, topic: str, at: datetime, token: str) -> tuple[str, str]:
        """The queue and the person that a new message is given to, as the desk itself chooses them."""
        queue, person = taken_care_of_now(self.settings, topic, at, token)
        # Where the settings name nobody, the made-up quarter has people all the same.
        return queue, person or MADE_UP[int(token[:8], 16) % len(MADE_UP)]

    def another(self, than: str, chance: Chance) -> str:
        """A colleague."""
        return chance.one([name for name in self._names() if name != than])

    def _names(self) -> Sequence[str]:
        named = [person.name for queue in self.settings.queues.values() for person in queue.people]
        return [*dict.fromkeys(named), *MADE_UP]
