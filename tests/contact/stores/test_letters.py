"""Letters on every store: written at once with their words and their mail, sent, and closed in the end (rows R4, T2)."""

from contact.accept import Desk, accept
from contact.keys import LocalKeys
from contact.letters import Letters
from contact.log import Log
from contact.outbox import Outbox, Sweep
from contact.store import Store
from contact.validation import checked
from desk.bundle import Bundle
from tests.contact.conftest import FORM, FakeMailer
from tests.contact.stores.samples import NOW


def test_letters_go_out_of_every_store(store: Store, bundle: Bundle) -> None:
    """Two people write at once, and both letters are kept; a third one closes the case, and its words stay readable."""
    log, mailer = Log(store=store, keys=LocalKeys()), FakeMailer()
    request = checked(FORM, bundle.settings, bundle.words_in("en"))
    desk = Desk(bundle=lambda: bundle, log=log, clock=lambda: NOW, wake=lambda: None)
    recorded = accept(request, desk)
    case = store.find(recorded.reference)
    assert case is not None
    letters = Letters(log=log, now=NOW)
    assert letters.reply(case, "the first", by="beth").mail == "reply-2"
    assert letters.reply(case, "the second", by="carl").mail == "reply-3"
    assert letters.resolve(case, "full", by="beth", text="the end", ask_feedback=NOW).mail == "resolution-4"
    outbox = Outbox(log=log, bundle=lambda: bundle, mailer=mailer, clock=lambda: NOW)
    assert [outbox.send_due(), outbox.send_due()] == [Sweep(sent=4), Sweep()]
    assert list(store.outbox()) == []
    case = store.find(recorded.reference)
    assert case is not None
    assert case.status == "resolved"
    texts = log.texts(case, "resolution-4")
    assert texts is not None
    assert texts.fields["message"] == "the end"
    assert len(mailer.sent) == 4
