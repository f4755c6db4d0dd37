"""The section `feedback` of the settings, and how it is read: whether customers are asked what they think, when and how.

Knows no case and no page.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, cast, get_args

from desk.data import Data, field
from desk.duration import Duration, parse_duration

if TYPE_CHECKING:
    # The request half reads settings from the bundle, without YAML: it needs the class, not the reading.
    from desk.fields import Fields

Ask = Literal["off", "on-resolution"]
ASK: tuple[Ask, ...] = get_args(Ask)
# As desk.settings.model has them, which imports this module.
_KINDS = ("request", "complaint")
_QUESTION = "question: How satisfied are you with how we handled your message?"


class AskFeedback(Data, frozen=True, kw_only=True):
    """When a customer is asked one question about a case that was closed (row K1).

    At once, in the mail that tells of the end, or `after` a while in a mail of its own. `question` replaces the product's
    words in a language; only cases of these `kinds` are asked about.
    """

    ask: Ask = "off"
    after: Duration | None = None
    question: Mapping[str, str] = field(default_factory=dict)
    kinds: tuple[str, ...] = _KINDS

    def concerns(self, kind: str) -> bool:
        """Whether customers are asked about cases of a kind."""
        return self.ask == "on-resolution" and kind in self.kinds


OFF = AskFeedback()


def read_feedback(fields: "Fields", languages: tuple[str, ...]) -> AskFeedback:
    """Whether customers are asked. Who writes the section wants it, unless it says `ask: off`."""
    inner = fields.inside("feedback")
    if inner is None:
        return OFF
    found = AskFeedback(
        ask=_ask(inner),
        after=inner.parsed("after", "after: 2 calendar days", parse_duration, "a duration"),
        question=inner.by_language("question", languages, _QUESTION, required=False),
        kinds=_kinds(inner),
    )
    inner.close()
    return found


def _ask(fields: "Fields") -> Ask:
    return cast("Ask", fields.choice("ask", ASK, "on-resolution"))


def _kinds(fields: "Fields") -> tuple[str, ...]:
    example = f"kinds: [{', '.join(_KINDS)}]"
    written = fields.items("kinds", example)
    for item in written:
        if item.text not in _KINDS:
            message = f"'{item.text}' is no kind of message"
            fields.refuse("kinds", message, f"use one of: {', '.join(_KINDS)}", place=item.place)
    return tuple(kind for kind in _KINDS if kind in {item.text for item in written}) or _KINDS
