"""Settings -> what the rules of one question have at hand, worked out once for all questions.

Knows no rule.
"""

from functools import cached_property

from desk.data import Data, to_json
from desk.settings import Settings


# Compared by identity, so that what is worked out of the settings is kept by it.
class RuleContext(Data, frozen=True, eq=False, dict=True):
    """The settings, and what they come to: two contexts of equal settings find the same."""

    settings: Settings

    @cached_property
    def basis(self) -> bytes:
        """All that has a say in whether anything is looked for in a text; most texts hold nothing of it.

        Hours and times to answer are looked for whatever they are, so that a change of them leaves most verdicts alone.
        """
        phone, email, post = (getattr(self.settings.channels, channel) for channel in ("phone", "email", "post"))
        said = (
            (phone.number, phone.shown) if phone else (),
            email.address if email else "",
            post.address if post else (),
            self.settings.facts,
        )
        return to_json((self.topics, said))

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """The topics that a question may have."""
        return tuple(topic.id for topic in self.settings.topics)


def rule_context(settings: Settings) -> RuleContext:
    """What the rules of one question have at hand."""
    return RuleContext(settings)
