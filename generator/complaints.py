"""Settings and profiles -> the block at the foot of every page that says where complaints go (row F3).

Holds plain texts: escaping them is the business of whoever draws the page.
"""

from collections.abc import Iterator

from desk.profiles.regulator import Regulator
from desk.settings import Settings
from desk.settings.model import Complaints
from desk.words import Words
from generator.engines.port import ComplaintsBlock, Party, Way


def complaints_block(settings: Settings, words: Words) -> ComplaintsBlock | None:
    """The block in a language; None where neither the settings nor a profile say anything of complaints."""
    complaints = settings.complaints
    if complaints is None:
        return None
    ours = Party(
        intro=words("complaints.ours"),
        ways=tuple(_ways(complaints, words)),
        address=tuple(filter(None, [complaints.department.get(words.language, ""), *complaints.address])),
    )
    parties = (ours, *(_regulator(regulator, words) for regulator in complaints.regulators))
    return ComplaintsBlock(title=words("complaints.title"), post=words("complaints.post"), parties=parties)


def _ways(complaints: Complaints, words: Words) -> Iterator[Way]:
    if complaints.phone:
        yield Way(label=words("complaints.phone"), text=complaints.shown, url=f"tel:{complaints.phone}")
    if complaints.email:
        yield Way(label=words("complaints.email"), text=complaints.email, url=f"mailto:{complaints.email}")
    if complaints.procedure:
        yield Way(text=words("complaints.procedure"), url=f"{complaints.procedure}/", from_home=True)


def _regulator(regulator: Regulator, words: Words) -> Party:
    phone = Way(label=words("complaints.phone"), text=regulator.shown, url=f"tel:{regulator.phone}")
    shown = regulator.website.partition("://")[2].removesuffix("/")
    website = Way(label=words("complaints.website"), text=shown, url=regulator.website)
    return Party(
        intro=words("complaints.regulator", regulator=regulator.named(words.language)),
        ways=(phone, website) if regulator.phone else (website,),
        address=regulator.address,
    )
