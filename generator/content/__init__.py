"""Turn the faq/ folder into a Site whose every field remembers its line.

Reads files. Knows nothing of HTML, search or the theme.
"""

from generator.content.model import Category, Question, Site
from generator.content.reading import read_site

__all__ = ["Category", "Question", "Site", "read_site"]
