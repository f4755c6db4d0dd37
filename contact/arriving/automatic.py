"""A message -> the reason why no program may answer it, or none (RFC 3834, RFC 2076).

Each rule is one small function. What it stops is recorded all the same: nothing is lost, only not answered.
"""

import re
from collections.abc import Callable

from contact.arriving.headers import Headers, parameter
from contact.arriving.mail import ArrivedMail
from contact.arriving.message import Reading
from contact.arriving.own import OwnAddresses
from contact.arriving.parts import Part
from desk.data import Data

# A hundred stations are a loop by RFC 5321 (section 6.3); no honest message passes half as many.
MOST_STATIONS = 50
# A message that passes our own door a second time goes in circles.
MOST_DELIVERIES = 1

_NO_PERSON = re.compile(
    r"(mailer[-_.]?daemon|postmaster|hostmaster|(no|do[-_.]?not|donot)[-_.]?reply|majordomo|listserv|mdaemon|"
    r"auto[-_.]?(reply|responder|confirm)|bounces?|nobody)([-+_.].*)?|owner-.*|"
    r".*-(request|owner|bounces?|relay|outgoing)|.*[-_.+]no[-_.]?reply"
)
# Of an envelope: people who write through a service for customers have one with "bounces" in it.
_NO_PERSON_BEHIND = re.compile(r"mailer[-_.]?daemon|owner-.*|.*-(request|owner|bounces|relay|outgoing)")
_BULK = frozenset({"auto_reply", "auto-reply", "bulk", "junk", "list"})
_SUPPRESSED = frozenset({"all", "autoreply", "oof"})
_AUTOREPLY_HEADER = re.compile(
    r"auto-reply|x-auto-?(reply|respond|response|responder|generated)|x-autoreply-from|x-fc-machinegenerated|"
    r"x-mail-autoreply"
)
# Some programs say it in no other way. Only with the colon that they write behind it: people ask about offices too.
_AUTOREPLY_SUBJECT = re.compile(
    r"(auto(matic)?[- ]?(reply|response)|out of (the )?office( auto[- ]?reply)?|vacation reply|respuesta autom[aá]tica|"
    r"fuera de (la )?oficina|r[ée]ponse automatique|automatische antwort|abwesenheitsnotiz|resposta autom[aá]tica|"
    r"risposta automatica)\s*:",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z0-9_-]+")
_REPORTS = frozenset({"multipart/report", "message/delivery-status", "message/disposition-notification"})


class _Clues(Data, frozen=True, kw_only=True):
    """What the rules look at. `envelope_sender` is None where nobody has said."""

    mail: ArrivedMail
    top: Part
    envelope_sender: str | None
    own: OwnAddresses
    is_ours: bool

    @property
    def headers(self) -> Headers:
        return self.top.headers

    @property
    def path(self) -> str:
        """The address that the envelope comes from; empty where it is unknown, or that of bounces."""
        path = (self.envelope_sender or "").strip("<> ")
        # What some mail servers call the empty one where they hand it to a program.
        return "" if path.lower() == "mailer-daemon" else path

    def said_in(self, name: str) -> set[str]:
        """The words in all headers of a name, in lower case."""
        return set(_WORD.findall(" ".join(self.headers.all(name)).lower()))


def reason_not_to_answer(
    reading: Reading, envelope_sender: str | None, own: OwnAddresses, *, is_ours: bool = False
) -> str:
    """The first rule that holds; empty where a person seems to have written, to whom a program may answer.

    `is_ours` says that it bears the name of a mail of the desk's.
    """
    clues = _Clues(
        mail=reading.mail,
        top=reading.top,
        envelope_sender=envelope_sender,
        own=own,
        is_ours=is_ours,
    )
    return next((code for code, holds in RULES if holds(clues)), "")


def _null_return_path(clues: _Clues) -> bool:
    if clues.envelope_sender is None:
        return bool(clues.headers.all("return-path")) and clues.headers.first("return-path") in {"<>", ""}
    return not clues.path


def _report(clues: _Clues) -> bool:
    return clues.top.media_type in _REPORTS


def _auto_submitted(clues: _Clues) -> bool:
    values = (value.partition(";")[0].split("(")[0].strip().lower() for value in clues.headers.all("auto-submitted"))
    return any(value != "no" for value in values)


def _precedence(clues: _Clues) -> bool:
    return bool(_BULK & (clues.said_in("precedence") | clues.said_in("x-precedence") | clues.said_in("preference")))


def _list(clues: _Clues) -> bool:
    return any(name.startswith("list-") for name in clues.headers.names()) or "mailing-list" in clues.headers.names()


def _suppressed(clues: _Clues) -> bool:
    return bool(_SUPPRESSED & clues.said_in("x-auto-response-suppress"))


def _autoreply(clues: _Clues) -> bool:
    named = any(
        value.lower() not in {"", "no", "false"} and _AUTOREPLY_HEADER.fullmatch(name)
        for name, value in clues.headers.fields
    )
    return named or "autoresponder" in clues.said_in("x-post-messageclass") | clues.said_in("delivered-to")


def _autoreply_subject(clues: _Clues) -> bool:
    return _AUTOREPLY_SUBJECT.match(clues.mail.subject) is not None


def _calendar_reply(clues: _Clues) -> bool:
    return any(
        part.media_type == "text/calendar"
        and parameter(part.about, "method").lower() in {"reply", "counter", "refresh"}
        for part in _every(clues.top)
    )


def _loop(clues: _Clues) -> bool:
    passed = sum(map(clues.own.receives, clues.headers.all("delivered-to")))
    return (
        "x-loop" in clues.headers.names()
        or passed > MOST_DELIVERIES
        or len(clues.headers.all("received")) > MOST_STATIONS
    )


def _own(clues: _Clues) -> bool:
    return clues.is_ours or any(map(clues.own.sends_from, (clues.mail.sender.address, clues.path)))


def _no_person(clues: _Clues) -> bool:
    user, behind = (address.rpartition("@")[0].lower() for address in (clues.mail.sender.address, clues.path))
    return bool(_NO_PERSON.fullmatch(user) or _NO_PERSON_BEHIND.fullmatch(behind))


def _unclear_head(clues: _Clues) -> bool:
    return not clues.headers.whole


def _no_sender(clues: _Clues) -> bool:
    return clues.mail.sender.problem == "no-sender"


def _several_senders(clues: _Clues) -> bool:
    return clues.mail.sender.problem == "several-senders"


def _every(part: Part) -> list[Part]:
    return [part, *(inner for child in part.children for inner in _every(child))]


# In the order in which they are asked: a bounce is called one, although it has an empty return path too.
RULES: tuple[tuple[str, Callable[[_Clues], bool]], ...] = (
    ("own", _own),
    ("report", _report),
    ("null-return-path", _null_return_path),
    ("auto-submitted", _auto_submitted),
    ("loop", _loop),
    ("list", _list),
    ("precedence", _precedence),
    ("suppressed", _suppressed),
    ("autoreply-header", _autoreply),
    ("autoreply-subject", _autoreply_subject),
    ("calendar-reply", _calendar_reply),
    ("no-person", _no_person),
    ("no-sender", _no_sender),
    ("several-senders", _several_senders),
    ("endless-head", _unclear_head),
)
