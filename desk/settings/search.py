"""The section `search` of the settings, and how it is read: what the search understands, and whether searches are counted."""

from typing import TYPE_CHECKING, Literal, cast, get_args

from desk.data import Data

if TYPE_CHECKING:
    # The request half reads settings from the bundle, without YAML: it needs the class, not the reading.
    from desk.fields import Fields

# What is known of words beside their letters: nothing, general vectors, or vectors made for this site.
Meaning = Literal["off", "words", "distilled"]
MEANINGS: tuple[Meaning, ...] = get_args(Meaning)


class Search(Data, frozen=True, kw_only=True):
    """How the site is searched. `counting` tells the backend what was looked for and not found, without saying by whom."""

    meaning: Meaning = "words"
    counting: bool = False


DEFAULT = Search()


def read_search(fields: "Fields") -> Search:
    """How the site is searched; what is left out is as usual."""
    inner = fields.inside("search")
    if inner is None:
        return DEFAULT
    search = Search(
        meaning=cast("Meaning", inner.choice("meaning", MEANINGS, DEFAULT.meaning)),
        counting=inner.flag("counting", default=DEFAULT.counting),
    )
    inner.close()
    return search
