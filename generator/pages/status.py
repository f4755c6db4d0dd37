"""The page on which a customer asks how things stand, without an account and without a script (rows R3, L1)."""

from desk.form.action import status_action
from desk.form.status import status_form_html
from desk.templates import safe
from generator.pages.page import Desk, Page, contact_mark


def status_page(desk: Desk) -> Page:
    """The form; the backend answers it."""
    words = desk.words
    action = status_action(desk.site.settings, desk.site_root("status"), desk.language)
    main = desk.components.render(
        "status-page.html",
        words=words,
        form=safe(status_form_html(words, action=action)),
        contact=contact_mark(desk.root("status"), ""),
    )
    return Page(
        language=desk.language,
        path="status",
        title=words("status.title"),
        description=words("status.intro"),
        main=main,
        category="status",
    )
