"""The page on which a customer asks to be called, without an account and without a script (rows C1, C3, C5, L1)."""

from desk.call_estimate import usual_time
from desk.form.action import CALLBACK_PAGE
from desk.form.callback import callback_form_html
from desk.templates import safe
from desk.wording import duration
from generator.pages.contact_block import contact_slot, if_broken
from generator.pages.page import Desk, Page

CALLBACK = CALLBACK_PAGE.removesuffix("/")


def callback_page(desk: Desk) -> Page:
    """The form, how to know who calls, and the number beside it (row C4)."""
    settings, words = desk.site.settings, desk.words
    callback = settings.channels.callback
    # Of all queues together: which one will call depends on the topic.
    usual, _ = usual_time(settings, "")
    main = desk.components.render(
        "callback-page.html",
        words=words,
        phone=settings.channels.phone,
        estimate=words("callback.estimate", duration=duration(usual, words)),
        never=callback.never_asked.get(desk.language, ()) if callback else (),
        form=safe(callback_form_html(settings, words, root=desk.site_root(CALLBACK), values={}, errors={})),
        broken=safe(if_broken(desk)),
        contact=contact_slot(desk, desk.root(CALLBACK), callback=False),
        site_root=desk.site_root(CALLBACK),
    )
    return Page(
        language=desk.language,
        path=CALLBACK,
        title=words("callback.title"),
        description=words("callback.intro"),
        main=main,
        category="contact",
    )
