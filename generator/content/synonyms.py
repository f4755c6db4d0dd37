"""faq/<language>/synonyms.yml -> groups of words that customers use alike, each word with its line.

Knows nothing of stems, nor of which words stand in answers: generator/rules/synonyms.py looks after that.
"""

import difflib
import re
from collections.abc import Iterable, Iterator

from desk.data import Data
from desk.fields import Fields
from desk.finding import Finding
from desk.place import Place
from desk.yaml_lines import Listing, Node, Table, Text, read_listing

SYNONYMS_FILE = "synonyms.yml"

# A thesaurus of a language has more; one of a help centre that does is written by nobody and read by nobody.
MOST_GROUPS = 1000
MOST_PHRASES = 30
LONGEST_PHRASE = 80

_GROUP = "- [sign in, log in]"
_KEYS = ("people_say", "we_say")
_PAIR = "- people_say: [frozen, on hold]\n  we_say: [restricted]"
# What a phrase may look like without quotation marks inside brackets.
_PLAIN = re.compile(r"[^\W\d_](?:[\w' .-]*[\w.])?")


class SynonymGroup(Data, frozen=True, kw_only=True):
    """Who types a phrase of `said` finds the answers that use one of `written`: the same ones, where it works both ways."""

    said: tuple[Text, ...]
    written: tuple[Text, ...]
    place: Place

    @property
    def both_ways(self) -> bool:
        """Whether any of the words may be typed, and any may be written."""
        return self.said == self.written


def read_synonyms(text: str, file: str, findings: list[Finding]) -> tuple[SynonymGroup, ...]:
    """The groups that can be used; whatever is wrong with the others is added to `findings`."""
    listing = read_listing(text, file, findings, example=_GROUP)
    if listing is None:
        return ()
    if len(listing.items) > MOST_GROUPS:
        place = listing.items[MOST_GROUPS].place
        message = f"there are {len(listing.items):,} groups; {MOST_GROUPS:,} are read"
        findings.append(_refused(place, message, "delete those that nobody types"))
    read = (_group(item, findings) for item in listing.items[:MOST_GROUPS])
    return tuple(group for group in read if group)


def written_out(phrases: Iterable[str]) -> str:
    """Phrases as a list that can be pasted: `[sign in, "error: 5"]`."""
    return f"[{', '.join(map(_quoted, phrases))}]"


def _quoted(phrase: str) -> str:
    """In quotation marks where YAML would take it for something else."""
    if _PLAIN.fullmatch(phrase) and phrase != "null":
        return phrase
    return '"' + re.sub(r'(["\\])', r"\\\1", phrase) + '"'


def _group(item: Node, findings: list[Finding]) -> SynonymGroup | None:
    if isinstance(item, Text):
        parts = [part.strip() for part in item.text.split(",") if part.strip()]
        fix = f"- {written_out(parts)}" if len(parts) > 1 else f"- {written_out([*parts, 'another word'])}"
        findings.append(_refused(item.place, f"'{item.text[:LONGEST_PHRASE]}' is no group of words", fix))
        return None
    if isinstance(item, Table):
        return _pair(item, findings)
    phrases = tuple(_phrases(item, findings))
    if len(item.items) == 1 and phrases:
        fix = f"- {written_out([phrases[0].text, 'another word'])}"
        findings.append(_refused(item.place, "a group needs two words or more", fix))
    if not item.items:
        findings.append(_refused(item.place, "this group is empty", _GROUP))
    return SynonymGroup(said=phrases, written=phrases, place=item.place) if len(phrases) > 1 else None


def _pair(item: Table, findings: list[Finding]) -> SynonymGroup | None:
    """One way only: what people say, and the word that our answers have for it."""
    if len(item.entries) == 1 and not any(difflib.get_close_matches(key, _KEYS, n=1) for key in item.entries):
        findings.append(_unnamed_sides(item))
        return None
    fields = Fields(item, "", findings)
    found = {}
    for key, example in zip(_KEYS, _PAIR.removeprefix("- ").split("\n"), strict=True):
        nodes = fields.items(key, example.strip())
        if not nodes:
            fields.missing(key, example.strip())
        found[key] = tuple(_phrases(Listing(nodes, item.place), findings))
    fields.close(what="a key of a synonym")
    if not all(found.values()):
        return None
    return SynonymGroup(said=found["people_say"], written=found["we_say"], place=item.place)


def _unnamed_sides(item: Table) -> Finding:
    """`- frozen: restricted` can mean only one thing, but not everybody would guess which."""
    ((said, value),) = item.entries.items()
    written = [value.text] if isinstance(value, Text) and value.text else ["restricted"]
    message = f"'{said[:LONGEST_PHRASE]}' is neither 'people_say' nor 'we_say'"
    return _refused(item.place, message, f"- people_say: {written_out([said])}\n  we_say: {written_out(written)}")


def _phrases(listing: Listing, findings: list[Finding]) -> Iterator[Text]:
    if len(listing.items) > MOST_PHRASES:
        place = listing.items[MOST_PHRASES].place
        message = f"the group has {len(listing.items)} words; {MOST_PHRASES} are read"
        findings.append(_refused(place, message, "make two groups of it, or leave out what nobody types"))
    for item in listing.items[:MOST_PHRASES]:
        if not isinstance(item, Text):
            findings.append(_refused(item.place, "a group is a list of plain words and phrases", _GROUP))
        elif item.blank or not item.text.strip():
            findings.append(
                _refused(item.place, "there is an empty place in this group", "take out the comma or the hyphen")
            )
        elif len(item.text) > LONGEST_PHRASE:
            message = f"a synonym of {len(item.text)} characters is a sentence that nobody else types"
            findings.append(_refused(item.place, message, "write the one or two words of it that people use"))
        else:
            yield Text(" ".join(item.text.split()), item.place, quoted=item.quoted)


def _refused(place: Place, message: str, fix: str) -> Finding:
    return Finding(place=place, rule="bad-value", message=message, fix=fix)
