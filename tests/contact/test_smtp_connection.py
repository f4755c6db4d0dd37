"""One connection serves many mails, and none is lost or sent twice because of that (row E3)."""

import gc
import threading

import pytest

from contact.mail import SendError
from contact.mail.smtp import SmtpMailer, smtp_mailer
from tests.contact.smtp_servers import HANG_UP, LOOPBACK, Script, Scripted, agreeable, mail, pipelining, scripted


@pytest.fixture(params=[agreeable, pipelining], ids=["line by line", "pipelining"])
def usual(request: pytest.FixtureRequest) -> Script:
    """What a server says as long as nothing is wrong: one that answers each line, and one that is sent several at once."""
    script: Script = request.param
    return script


def to(server: Scripted) -> SmtpMailer:
    """A mailer to a scripted server."""
    return smtp_mailer(f"smtp://{LOOPBACK}:{server.port}")


def send_three(mailer: SmtpMailer) -> None:
    """Send three mails, one after the other."""
    for number in (1, 2, 3):
        mailer.send(mail(number))
    mailer.rest()


def subjects(server: Scripted) -> list[str]:
    """The subject of each message that came through, in order."""
    lines = [line for message in server.messages for line in message.splitlines()]
    return [line.removeprefix("Subject: ") for line in lines if line.startswith("Subject: ")]


def conversation(server: Scripted) -> list[str]:
    """The first word of each line that a server heard."""
    return [line.partition(" ")[0] for line in server.heard]


def test_connection_is_kept_for_the_next_mail(usual: Script) -> None:
    """Three mails, one greeting, one goodbye."""
    with scripted(usual) as server:
        send_three(to(server))
    assert server.connections == 1
    assert conversation(server) == ["EHLO", *["MAIL", "RCPT", "DATA"] * 3, "QUIT"]
    assert subjects(server) == ["mail 1", "mail 2", "mail 3"]


def test_refused_recipient_does_not_spoil_the_connection() -> None:
    """After a 550 the next mail begins anew, over the same connection."""

    def knows_not_ana(connection: int, line: str) -> str:
        return NO_USER if line == "RCPT TO:<ana@example.net>" else agreeable(connection, line)

    with scripted(knows_not_ana) as server:
        refuse_and_send(to(server))
    assert server.connections == 1
    assert conversation(server) == ["EHLO", "MAIL", "RCPT", "RSET", "MAIL", "RCPT", "DATA", "QUIT"]


NO_USER = "550 5.1.1 no such user"


def refuse_and_send(mailer: SmtpMailer) -> None:
    """A mail to Ana is refused for good; one to Ben is taken."""
    with pytest.raises(SendError) as refused:
        mailer.send(mail(1))
    assert (refused.value.reason, refused.value.retry) == ("550 5.1.1", False)
    mailer.send(mail(2, to="ben@example.net"))
    mailer.rest()


@pytest.mark.parametrize(("data", "connections"), [("503 5.5.1 no recipient", 1), ("354 go on", 2)])
def test_refused_recipient_among_several_lines(data: str, connections: int) -> None:
    """Sent at once with what follows: a server that waits for a message all the same is left alone with it."""

    def knows_not_ana(connection: int, line: str) -> str:
        nobody = line == "DATA" and server.heard[-2] == "RCPT TO:<ana@example.net>"
        return NO_USER if line == "RCPT TO:<ana@example.net>" else data if nobody else pipelining(connection, line)

    with scripted(knows_not_ana) as server:
        refuse_and_send(to(server))
    assert server.connections == connections
    assert subjects(server) == ["mail 2"]


def the_second_time(word: str, does: str, usual: Script = agreeable) -> Script:
    """A server that takes one mail over its first connection, and then does this at that word."""
    heard: list[str] = []

    def script(connection: int, line: str) -> str:
        heard.append(line.partition(" ")[0])
        return (
            does
            if connection == 1 and line.startswith(word) and heard.count(word) == 2
            else agreeable(connection, line)
        )

    return script


@pytest.mark.parametrize("word", ["MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize("does", [HANG_UP, "421 4.4.2 you have been here long enough"])
def test_connection_that_is_no_longer_good_is_replaced_at_once(word: str, does: str, usual: Script) -> None:
    """As long as the server cannot have the mail, it goes over another connection, once."""
    with scripted(the_second_time(word, does, usual)) as server:
        send_three(to(server))
    assert server.connections == 2
    assert subjects(server) == ["mail 1", "mail 2", "mail 3"]


def test_too_many_mails_for_one_connection_is_no_refusal() -> None:
    """A server that wants a new connection after some mails says so before it knows to whom the next one goes.

    The old one is closed before the new one is opened, whenever Python looks for garbage: many servers allow no second one.
    """
    gc.disable()
    try:
        with scripted(the_second_time("MAIL", "452 4.3.2 too many messages over this connection")) as server:
            send_three(to(server))
    finally:
        gc.enable()
    assert (server.connections, subjects(server)) == (2, ["mail 1", "mail 2", "mail 3"])
    first, second = (
        ["EHLO", "MAIL", "RCPT", "DATA", "MAIL", "RSET", "QUIT"],
        ["EHLO", *["MAIL", "RCPT", "DATA"] * 2, "QUIT"],
    )
    assert conversation(server) == [*first, *second]


def test_mail_that_may_have_arrived_is_not_sent_again_at_once(usual: Script) -> None:
    """The server dies after the last line of the mail: it may have it, so the mail waits, and keeps its Message-ID."""
    with scripted(the_second_time(".", HANG_UP, usual)) as server:
        mailer = to(server)
        mailer.send(mail(1))
        with pytest.raises(SendError) as refused:
            mailer.send(mail(2))
        mailer.send(mail(3))
        mailer.rest()
    assert (refused.value.reason, refused.value.retry) == ("no connection (SMTPServerDisconnected)", True)
    assert (server.connections, subjects(server)) == (2, ["mail 1", "mail 2", "mail 3"])


def test_new_connection_that_fails_too_is_a_failure() -> None:
    """There is no third try: the mail waits for its next turn."""

    def goes_down(connection: int, line: str) -> str:
        return "421 4.3.2 going down" if connection > 1 else the_first(connection, line)

    the_first = the_second_time("MAIL", HANG_UP)
    with scripted(goes_down) as server:
        mailer = to(server)
        mailer.send(mail(1))
        with pytest.raises(SendError) as refused:
            mailer.send(mail(2))
    assert (refused.value.reason, refused.value.retry, server.connections) == ("421 4.3.2", True, 2)


@pytest.mark.parametrize(("limit", "value"), [("LONGEST_IDLE_SECONDS", -1.0), ("MOST_OVER_ONE_CONNECTION", 1)])
def test_connection_is_ended_before_the_server_does(limit: str, value: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody used it for a while, or many mails went over it: goodbye, and a new one."""
    monkeypatch.setattr(f"contact.mail.smtp.{limit}", value)
    with scripted() as server:
        send_three(to(server))
    assert (server.connections, conversation(server).count("QUIT")) == (3, 3)


def test_threads_do_not_share_a_connection() -> None:
    """Each thread that sends has one of its own, so that no mail lands in another's envelope."""
    with scripted() as server:
        mailer = to(server)
        threads = [threading.Thread(target=send_three, args=(mailer,)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert (server.connections, len(server.messages)) == (4, 12)
