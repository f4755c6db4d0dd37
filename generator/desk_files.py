"""Settings and words -> the files of the site that hold only the desk: hours, numbers and notices, without any page.

`frontdesk build` writes them beside the pages, `frontdesk build --desk-only` alone. Knows no page.
"""

from collections.abc import Mapping
from datetime import date

from desk.settings import Settings
from desk.words import Words
from generator.calendar_file import CALENDAR_FILE, hours_ics
from generator.contact_json import contact_json
from generator.contact_schema import SCHEMA_FILE, contact_schema
from generator.desk_json import DESK_FILE, desk_json


def desk_files(settings: Settings, words: Mapping[str, Words], today: date) -> dict[str, bytes]:
    """The files by their path in the site. `words` has each language that is offered."""
    files = {
        DESK_FILE: desk_json(settings, words, today),
        "contact.json": contact_json(settings, words, today),
        SCHEMA_FILE: contact_schema(settings),
    }
    for language, own in words.items():
        files[settings.languages.root(language) + CALENDAR_FILE] = hours_ics(settings, own, today)
    return files
