"""A house and the key of a shell -> `desk`: what the templates around an answer see, all of it escaped.

Shared by the engines. Knows no template, and no engine.
"""

from functools import lru_cache
from html import escape
from types import SimpleNamespace
from urllib.parse import urlsplit

from desk.shell import MARK, SLOTS
from generator.engines.port import ABSOLUTE, ANYWHERE, ComplaintsBlock, House, NavigationItem, Party, ShellKey, Way


def frame(house: House, key: ShellKey) -> SimpleNamespace:
    """The slots of a page as marks, and what stands around them."""
    return SimpleNamespace(
        slots={name: MARK.format(name) for name in SLOTS},
        words=_words(tuple(house.words[key.language].items())),
        navigation=[
            NavigationItem(key=item.key, title=_text(item.title), url=_text(item.url))
            for item in house.navigation[key.language]
        ],
        current=key.category,
        language=_text(key.language),
        wide=key.layout == "wide",
        home=_text(_home(house, key)),
        site_name=_text(house.site_name),
        complaints=_escaped(house.complaints.get(key.language)),
        # It stands in double quotes: escaping its own single ones would cost each page a hundred bytes.
        policy=_text(house.backend_policy if key.depth == ABSOLUTE else house.policy).replace("&#x27;", "'"),
    )


# The same for every shell of a language.
@lru_cache(maxsize=16)
def _words(texts: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {name: _text(text) for name, text in texts}


def base_of(house: House, depth: int) -> str:
    """What leads from the page to the root of the site, without a slash at the end."""
    if depth == ABSOLUTE:
        return house.site_url.rstrip("/")
    if depth == ANYWHERE:
        return urlsplit(house.site_url).path.rstrip("/") or "/"
    return "/".join([".."] * depth) or "."


def tidy(html: str) -> str:
    """Without empty lines, and without the spaces around a line."""
    return "\n".join(stripped for line in html.splitlines() if (stripped := line.strip()))


def _home(house: House, key: ShellKey) -> str:
    root = base_of(house, key.depth).rstrip("/") + "/"
    return root if key.language == house.default_language else f"{root}{key.language}/"


def _text(text: str) -> str:
    """Escaped, since templates of a theme do not escape; and no mark of a slot, whatever somebody calls a category."""
    return escape(text).replace(MARK.partition("{}")[0], "frontdesk&#45;slot-")


def _escaped(block: ComplaintsBlock | None) -> ComplaintsBlock | None:
    """The same block with every text of it escaped."""
    return block and ComplaintsBlock(
        title=_text(block.title),
        post=_text(block.post),
        parties=tuple(
            Party(
                intro=_text(party.intro),
                ways=tuple(
                    Way(label=_text(way.label), text=_text(way.text), url=_text(way.url), from_home=way.from_home)
                    for way in party.ways
                ),
                address=tuple(_text(line) for line in party.address),
            )
            for party in block.parties
        ),
    )
