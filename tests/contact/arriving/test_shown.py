"""What staff see of a case that came by mail (row T2)."""

import re

from contact.arriving.desk import ArrivingDesk
from contact.log import Log
from frontdesk.case_view import case_in_words
from tests.contact.arriving.conftest import mail

FILE = '--x\r\n\r\nOne\r\nmore.\r\n--x\r\nContent-Disposition: attachment; filename="tax.pdf"\r\n\r\nabc\r\n--x--'


def test_later_messages_stand_in_the_history(arriving: ArrivingDesk, log: Log) -> None:
    """Each with its sender, its subject and its files; why nobody was answered; and that a sender is not proven."""
    reference = arriving.receive(mail()).reference
    arriving.receive(
        mail(FILE, message_id="<2@a.b>", references="<one@example.net>", content_type="multipart/mixed; boundary=x")
    )
    arriving.receive(mail("Away.", message_id="<3@a.b>", in_reply_to="<one@example.net>", precedence="bulk"))
    case = log.store.find(reference)
    assert case is not None
    later = {name: texts for name in case.texts if name != "request" and (texts := log.texts(case, name))}
    told = re.sub(
        r"\(\d+ bytes\)", "(N bytes)", case_in_words(case, log.texts(case), arriving.bundle().settings, later)
    )
    assert told.partition("email      ")[2] == (
        "ana@example.net (not proven)\n"
        "phone      -\n"
        "subject    A question\n"
        "files      message.eml (N bytes)\n"
        "\n"
        "    Where is my money?\n"
        "\n"
        f"  1 2026-11-21 10:00 EST  received by email: request about other, given to {case.received.to} (general)\n"
        "  2 2026-11-21 10:00 EST  the customer wrote again by email, answer by 2026-11-24 17:00 EST\n"
        "    Ana <ana@example.net> (not proven)\n"
        "    subject    A question\n"
        "    files      message.eml (N bytes), tax.pdf (N bytes)\n"
        "        One\n"
        "        more.\n"
        "  3 2026-11-21 10:00 EST  the customer wrote again by email (automatic: precedence)\n"
        "    Ana <ana@example.net> (not proven)\n"
        "    subject    A question\n"
        "    files      message.eml (N bytes)\n"
        "        Away."
    )
