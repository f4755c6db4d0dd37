"""contact.schema.json -> the same, with the address at which a site publishes it: the shape of its contact.json.

Knows what the shape is, not how it is filled.
"""

from pathlib import Path
from urllib.parse import urljoin

from desk.data import from_json, to_json
from desk.settings import Settings

SCHEMA_FILE = "contact.schema.json"
# The version of the shape; tests hold that the schema names the same one.
SHAPE_VERSION = 1


def contact_schema(settings: Settings) -> bytes:
    """The schema as a site publishes it."""
    written = from_json((Path(__file__).parent / SCHEMA_FILE).read_bytes(), dict[str, object])
    return to_json({**written, "$id": urljoin(settings.organisation.site_url, SCHEMA_FILE)})
