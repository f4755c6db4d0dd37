"""The check of languages (row W3): those that a profile names are offered, and each is complete.

That a translation is missing stops a build in any case; here it is about those that may wait.
"""

from collections.abc import Iterator

from desk.finding import Finding
from desk.profiles.model import Row
from generator.rules.profiles.checked import Checked


def languages_left_out(checked: Checked, row: Row) -> Iterator[Finding]:
    """Every language of the profile is there, and no question waits for its translation."""
    site = checked.site
    offered = checked.settings.languages.offered
    for language in row.languages:
        if language not in offered:
            fix = f"offered: [{', '.join((*offered, language))}]"
            yield checked.finding(
                row, "languages.offered", f"'{language}' is not offered", fix, rule="profile-languages"
            )
    for language in site.languages:
        waiting = sorted(site.pending(language))
        if waiting:
            wrong = f"{len(waiting)} of the questions are not there in '{language}', the first: {waiting[0]}"
            fix = f"write faq/{language}/{waiting[0]}.md"
            yield checked.finding(row, "languages", wrong, fix, rule="profile-languages")
