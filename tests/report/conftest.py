"""The settings of the desk whose reports are tested."""

import pytest

from desk.settings import Settings
from tests.desk.sample import SAMPLE, accepted

SURGE = """\
profiles: [mica, uk-disp]
reports: {addressee: The board}
notices:
  - id: busy
    from: 2026-02-01T00:00Z
    to: 2026-02-03T00:00Z
    surge: true
    factor: 2
    text: {en: We are slow., es: Vamos lentos.}
"""


@pytest.fixture(scope="session")
def settings() -> Settings:
    return accepted(SAMPLE + SURGE)
