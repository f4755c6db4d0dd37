"""How sure an estimate is, beside the estimate: on the confirmation and in the acknowledgement (rows R1, R6)."""

from contact.acknowledge import acknowledgement
from contact.log import Log
from contact.request_desk import RequestDesk
from desk.bundle import Bundle
from desk.data import replace
from desk.measured import Group, Measured
from tests.contact.conftest import NOW, Clock, Post, Wake
from tests.contact.pages_read import texts_of
from tests.contact.test_accept import shown
from tests.desk.measured_sample import FIGURES

GROUPS = (Group(channel="form", kind="complaint", messages=40, in_time=38),)
MEASURED = Measured(file="measured.json", figures=replace(FIGURES, groups=GROUPS))
SENTENCE = "From July to September 2026, 95% of such messages were answered by the time that we had estimated."


def measured(bundle: Bundle) -> Bundle:
    """The same desk, with figures of its complaints."""
    return replace(bundle, settings=replace(bundle.settings, measured=MEASURED))


def test_the_acknowledgement_says_how_sure_the_estimate_is(bundle: Bundle, log: Log, post: Post) -> None:
    """Text and HTML, in the language of the case, for the kind of message that it is."""
    for kind, language in (("complaint", "en"), ("complaint", "es"), ("request", "en")):
        post(kind=kind, language=language, message=f"{kind} in {language}")
    parts: dict[tuple[str, str], str] = {}
    for case in log.store.walk():
        mail = acknowledgement(case, measured(bundle), NOW)
        parts[case.received.kind, case.received.language] = f"{' '.join(mail.text.split())} {mail.html}"
    assert parts["complaint", "en"].count(SENTENCE) == 2
    assert (
        parts["complaint", "es"].count("el 95% de los mensajes de este tipo recibió respuesta dentro del tiempo") == 2
    )
    assert "by the time that we had estimated" not in parts["request", "en"]


def test_the_confirmation_says_it_below_the_estimate(
    bundle: Bundle, log: Log, clock: Clock, wake: Wake, post: Post
) -> None:
    """Where there are figures; without them, nothing is said."""
    answer = post(kind="complaint")
    texts = texts_of(shown(RequestDesk(lambda: measured(bundle), log, clock, wake), answer))
    process = next(number for number, text in enumerate(texts) if text.startswith("A person will read your message"))
    assert texts[process + 1] == SENTENCE
    plain = texts_of(shown(RequestDesk(lambda: bundle, log, clock, wake), answer))
    assert SENTENCE not in plain
