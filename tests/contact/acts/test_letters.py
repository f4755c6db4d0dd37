"""Replies and updates from the terminal: what is written down, what goes out, and that nothing typed is lost."""

from pathlib import Path

import pytest

from contact.events import Assigned, Erased, Replied, Updated, body_of
from contact.log import Log
from contact.outbox import Outbox, Sweep
from contact.outbox_gate import let_rest
from desk.data import from_json
from desk.folders import Folders
from tests.contact.acts.conftest import Act, Customers, Editor, Told
from tests.contact.conftest import FakeMailer


def test_a_reply_is_an_event_a_text_and_a_mail(customers: Customers, act: Act, told: Told, log: Log) -> None:
    """By whom and by when the customer hears again; its words lie encrypted (rows E1, R2)."""
    case = customers.asks()
    assert act("reply", case, "--text", "It is free.\nAlways.", "--sign", "Lee") == 0
    assert told() == (
        f"{case.reference}: answered by e-mail to ana@example.net; next update by 2026-12-01 17:00 EST\n",
        "",
    )
    now = customers.now(case)
    body = body_of(now.events[-1])
    assert isinstance(body, Replied)
    assert (body.by, body.way, body.mail) == ("lee", "email", "reply-2")
    texts = log.texts(now, body.text)
    assert texts is not None
    assert texts.fields["message"] == "It is free.\nAlways."
    assert "It is free" not in str(now.events)
    assert now.status == "replied"


def test_a_reply_goes_out_through_the_outbox(
    customers: Customers, act: Act, outbox: Outbox, fake_mailer: FakeMailer
) -> None:
    """As acknowledgements do; the words stand in it as they were typed."""
    case = customers.asks()
    outbox.send_due()
    act("reply", case, "--text", "It is free.")
    assert outbox.send_due() == Sweep(sent=1)
    parts = [part.get_payload(decode=True) for part in fake_mailer.sent[-1].walk() if not part.is_multipart()]
    assert all(b"It is free." in part for part in parts if isinstance(part, bytes))


def test_what_was_said_on_the_telephone_is_only_written_down(
    customers: Customers, act: Act, told: Told, log: Log
) -> None:
    """No mail goes out (row T4)."""
    case = customers.asks(email="", phone="(212) 555-0187")
    assert act("reply", case, "--text", "Told her that it is free.", "--way", "phone", "--next", "2026-11-25") == 0
    assert told()[0] == f"{case.reference}: answered by telephone; next update by 2026-11-25 17:00 EST\n"
    assert [entry.mail for entry in log.store.outbox()] == []


def test_the_text_may_come_from_a_file_or_the_input(customers: Customers, act: Act, log: Log, tmp_path: Path) -> None:
    """Whole, in any language."""
    first, second = customers.asks(), customers.asks()
    file = tmp_path / "answer.txt"
    file.write_text("No cuesta nada.\n¿Algo más?\n", encoding="utf-8")
    assert act("reply", first, "--file", str(file)) == 0
    assert act("reply", second, typed="مجانا\n") == 0
    found = [log.texts(customers.now(case), "reply-2") for case in (first, second)]
    assert [texts.fields["message"] for texts in found if texts] == ["No cuesta nada.\n¿Algo más?", "مجانا"]


def test_without_a_text_an_editor_is_opened(
    customers: Customers, act: Act, log: Log, project: Path, editor: Editor
) -> None:
    """It shows what is answered, none of which is sent; no file of it is left."""
    case = customers.asks()
    seen = project / "seen.txt"
    editor(f'cp "$1" {seen}; (echo "It is free."; cat "$1") > "$1.new"; mv "$1.new" "$1"')
    assert act("reply", case) == 0
    assert "What does it cost?" in seen.read_text(encoding="utf-8")
    texts = log.texts(customers.now(case), "reply-2")
    assert texts is not None
    assert texts.fields["message"] == "It is free."
    assert list((Folders(project).state / "drafts").iterdir()) == []


def test_the_customer_gives_the_editor_no_orders(customers: Customers, act: Act, project: Path, editor: Editor) -> None:
    """Lines at the end of a file that vim and Emacs obey are ours; what steers a terminal is spelled out."""
    customers.post(message="Hello\u202e\nvim: set modeline :\nLocal Variables:\nmode: x\nEnd:")
    case = customers.log.store.newest(1)[0]
    seen = project / "seen.txt"
    editor(f'cp "$1" {seen}; (echo "x"; cat "$1") > "$1.new"; mv "$1.new" "$1"')
    assert act("reply", case) == 0
    text = seen.read_text(encoding="utf-8")
    assert "Hello<U+202E>\n" in text
    assert text.splitlines()[-6:] == 6 * ["#"]
    assert "Local Variables" not in text.rpartition("\f")[2]


def test_an_editor_that_fails_sends_nothing_and_keeps_the_text(
    customers: Customers, act: Act, told: Told, project: Path, editor: Editor
) -> None:
    """The words of whoever typed, without those of the customer; the next try begins with them."""
    case = customers.asks()
    editor('(echo "Half a sen"; cat "$1") > "$1.new"; mv "$1.new" "$1"; exit 1')
    assert act("reply", case) == 1
    draft = f"{case.reference}.reply.txt"
    assert told()[1] == f"the editor ended with an error, so nothing was written. Your text is kept: --file {draft}\n"
    assert (Folders(project).state / "drafts" / draft).read_text(encoding="utf-8") == "Half a sen"
    assert customers.kinds(case) == ["received"]
    editor("true")
    assert act("reply", case) == 0


def test_an_editor_that_fails_before_a_word_leaves_no_file(
    customers: Customers, act: Act, told: Told, project: Path, editor: Editor
) -> None:
    """There is no text to keep, and nobody is told of one."""
    case = customers.asks()
    editor('test -f "$1" && exit 1')
    assert act("reply", case) == 1
    assert told()[1] == "the editor ended with an error, so nothing was written\n"
    assert list((Folders(project).state / "drafts").iterdir()) == []


def test_without_an_editor_it_says_what_to_do(customers: Customers, act: Act, told: Told, editor: Editor) -> None:
    """One sentence, where none is named and where there is no such program."""
    case = customers.asks()
    editor("")
    assert act("reply", case) == 1
    assert told()[1] == "say it with --text or --file, or name your editor in the variable EDITOR\n"
    editor("/no/such")
    assert act("reply", case) == 1
    assert told()[1].startswith("the editor '/no/such' does not start (")


def test_a_text_that_cannot_be_sent_is_kept(customers: Customers, act: Act, told: Told, project: Path) -> None:
    """Where the customer left no address: one sentence, and the file in which the text lies; sent another way it is gone."""
    case = customers.asks(email="", phone="(212) 555-0187")
    assert act("reply", case, typed="It is free.") == 1
    assert told()[1] == (
        f"{case.reference} has no e-mail address: reach the customer another way, and say which. "
        f"Your text is kept: --file {case.reference}.reply.txt\n"
    )
    draft = Folders(project).state / "drafts" / f"{case.reference}.reply.txt"
    assert draft.read_text(encoding="utf-8") == "It is free."
    assert draft.stat().st_mode & 0o777 == 0o600
    assert act("reply", case, "--file", str(draft), "--way", "phone") == 0
    assert not draft.exists()


def test_an_address_that_bounced_lately_is_told_before_anything_is_sent(
    customers: Customers, act: Act, told: Told, log: Log
) -> None:
    """Else the words would go into the void (row E8); whoever knows better sends them all the same."""
    case = customers.asks()
    let_rest(log, "ana@example.net", customers.clock())
    assert act("reply", case, "--text", "x") == 1
    assert told()[1] == (
        f"{case.reference}: mail to this address came back, or was called spam, lately: say it another way (--way), or send it "
        f"all the same (--to-resting). Your text is kept: --file {case.reference}.reply.txt\n"
    )
    assert act("reply", case, "--text", "x", "--to-resting") == 0


def test_a_text_may_be_too_long(customers: Customers, act: Act, told: Told) -> None:
    """In one sentence, and it is kept."""
    case = customers.asks()
    assert act("note", case, typed="x" * 20_001) == 1
    assert told()[1] == (
        f"{case.reference}: the message may have 20,000 characters; this has 20,001. "
        f"Your text is kept: --file {case.reference}.note.txt\n"
    )


def test_nothing_is_sent_without_a_text(customers: Customers, act: Act, told: Told) -> None:
    """An empty input, or white space."""
    case = customers.asks()
    assert act("reply", case, typed=" \n") == 1
    assert act("note", case, "--text", "") == 1
    assert told()[1] == 2 * "there is no text, so nothing was written\n"


def test_a_file_that_cannot_be_read_is_explained(customers: Customers, act: Act, told: Told, tmp_path: Path) -> None:
    """One sentence each."""
    case = customers.asks()
    (tmp_path / "latin.txt").write_bytes("¿Qué?".encode("latin-1"))
    assert act("reply", case, "--file", str(tmp_path / "none.txt")) == 1
    assert act("reply", case, "--file", str(tmp_path / "latin.txt")) == 1
    none, latin = told()[1].splitlines()
    assert none.startswith("there is no file ")
    assert "cannot be read as UTF-8 text (" in latin


def test_an_update_says_when_the_next_one_comes(customers: Customers, act: Act, told: Told) -> None:
    """A day, or a time by the hours of the desk; a notice of delay is known as one (rows R2, R5)."""
    case = customers.asks()
    assert act("update", case, "--text", "It takes longer.", "--delay", "--next", "2 business days") == 0
    assert told()[0] == (
        f"{case.reference}: told of the delay by e-mail to ana@example.net; next update by 2026-11-25 17:00 EST\n"
    )
    body = body_of(customers.now(case).events[-1])
    assert isinstance(body, Updated)
    assert (body.delay, body.mail) == (True, "update-2")
    assert customers.now(case).status == "updated"


def test_a_day_that_is_over_is_refused(customers: Customers, act: Act, told: Told) -> None:
    """And what is no day."""
    case = customers.asks()
    assert act("update", case, "--text", "Soon.", "--next", "2026-11-20") == 1
    assert told()[1] == f"{case.reference}: 2026-11-20 is over: give a later day\n"
    with pytest.raises(SystemExit, match="2"):
        act("update", case, "--text", "Soon.", "--next", "soon")
    assert told()[1].endswith(
        "argument --next: 'soon' is neither a day such as 2026-12-01 nor a time such as '3 business days'\n"
    )


def test_what_was_erased_cannot_be_answered(customers: Customers, act: Act, told: Told, log: Log) -> None:
    """In one sentence (row N3); nothing is written, by any act that writes about the customer."""
    case = customers.asks()
    log.add(case, customers.clock(), Erased(by="lee", reason="", kept_until=""), erase=True)
    erased = "what the customer wrote has been erased, and nothing more can be written about it"
    for words in (
        ["reply", "--text", "x"],
        ["update", "--text", "x"],
        ["note", "--text", "x"],
        ["wait"],
        ["next", "--due", "2026-12-01"],
        ["assign"],
        ["reopen"],
        ["resolve", "--outcome", "full"],
        ["identity", "--passed", "--how", "documents"],
        ["reclassify", "--kind", "complaint", "--reason", "r"],
    ):
        assert act(words[0], case, *words[1:]) == 1
        assert told()[1] == f"{case.reference}: {erased}\n"
    assert customers.kinds(case)[-1] == "erased"


def test_who_comes_second_is_told_what_came_in_between(customers: Customers, act: Act, told: Told) -> None:
    """Both acts are kept (row T2)."""
    case = customers.asks()

    class Slow:
        """An input that takes its time: meanwhile a colleague gives the case to somebody, and the customer writes."""

        def read(self) -> str:
            customers.add(case, Assigned(queue="payments", to="Dan Ruiz", by="kim"))
            customers.writes(case)
            return "It is free."

        def isatty(self) -> bool:
            return False

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("io.StringIO", lambda _typed: Slow())
        assert act("reply", case) == 0
    out, err = told()
    assert out.startswith(f"{case.reference}: answered by e-mail")
    assert err == (
        "meanwhile: 2 2026-11-21 10:01 EST  given to Dan Ruiz (payments) by kim\n"
        "meanwhile: 3 2026-11-21 10:02 EST  the customer wrote again by email, answer by 2026-11-24 17:00 EST\n"
    )
    assert customers.kinds(case) == ["received", "assigned", "wrote", "replied"]


def test_a_program_reads_json(customers: Customers, act: Act, told: Told) -> None:
    """Which event it became, which mail, and what has to be done next."""
    case = customers.asks()
    assert act("reply", case, "--text", "It is free.", "--json") == 0
    said = from_json(told()[0].encode(), dict[str, object])
    assert {name: said[name] for name in ("reference", "event", "mail", "status", "meanwhile")} == {
        "reference": case.reference,
        "event": 2,
        "mail": "reply-2",
        "status": "replied",
        "meanwhile": [],
    }
    assert isinstance(said["work"], dict)
    assert (said["work"]["task"], said["work"]["due"]) == ("update", "2026-12-01T22:00:00Z")
