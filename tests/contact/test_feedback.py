"""One question after a case was closed: by a link that nobody can guess, without an account, one answer a case (row K1)."""

from collections.abc import Callable
from itertools import count
from urllib.parse import urlencode, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contact.case import Case
from contact.even_time import STEP
from contact.events import Body, Erased, Feedback, FeedbackAsked, Reopened, Replied, Resolved, body_of
from contact.feedback_desk import FeedbackDesk
from contact.feedback_link import FEEDBACK_TEXT, ask_at, feedback_code, feedback_question, feedback_url, may_answer
from contact.guesses import MOST_OF_CLIENT, Guesses
from contact.http import HttpRequest, HttpResponse
from contact.log import Log
from contact.reference import new_reference
from contact.status_code import status_code
from contact.store import StoreError
from contact.store.sqlite import SqliteStore
from contact.verify import doubts
from desk.bundle import Bundle
from desk.data import replace
from desk.duration import Duration
from desk.settings.feedback import AskFeedback
from tests.contact.conftest import NOW, Clock, LookUp, Post
from tests.contact.pages_read import ERASED, Counted, case_of, happens, main_of, texts_of

RESOLVED = Resolved(outcome="partial", by="Ben")
ASKED = FeedbackAsked(mail="resolution-2")
NOT_FOUND = (
    "We asked nothing about a message with this reference and this code. Compare both with our message; capital letters, "
    "spaces and hyphens do not matter."
)
Answer = Callable[..., HttpResponse]
NUMBERS = count()


@pytest.fixture
def closed(log: Log, clock: Clock, post: Post) -> HttpResponse:
    """The confirmation of a case that was closed meanwhile, and about which the customer was asked."""
    confirmed = post(kind="complaint", message="Where is my money?")
    happens(log, clock, confirmed, [RESOLVED, ASKED])
    return confirmed


@pytest.fixture
def case(log: Log, closed: HttpResponse) -> Case:
    return case_of(log, closed)


@pytest.fixture
def feedback_desk(bundle: Bundle, log: Log, clock: Clock) -> FeedbackDesk:
    guesses = Guesses(log=log, clock=clock, what="feedback")
    return FeedbackDesk(bundle=lambda: bundle, log=log, tries=guesses, clock=clock)


@pytest.fixture
def answer(feedback_desk: FeedbackDesk) -> Answer:
    """Send the form as a browser does."""

    def send(case: str, code: str, *, score: str = "2", comment: str = "", page_in: str = "en") -> HttpResponse:
        request = HttpRequest(
            method="POST",
            path="/_desk/feedback",
            query={"language": page_in},
            headers={"content-type": "application/x-www-form-urlencoded"},
            body=urlencode({"case": case, "feedback-code": code, "score": score, "comment": comment}).encode(),
            client="192.0.2.1",
        )
        answered = feedback_desk.handle(request)
        assert answered is not None
        return answered

    return send


def opened(desk: FeedbackDesk, query: dict[str, str], method: str = "GET") -> HttpResponse:
    answered = desk.handle(HttpRequest(method=method, path="/_desk/feedback", query=query))
    assert answered is not None
    return answered


def given_in(log: Log, case: Case) -> list[Feedback]:
    now = log.store.find(case.reference)
    assert now is not None
    return [body for body in map(body_of, now.events) if isinstance(body, Feedback)]


def test_answer_is_kept_with_the_case(answer: Answer, case: Case, log: Log) -> None:
    """Score and comment are an event of the case; the comment lies encrypted apart from it."""
    page = answer(case.reference, feedback_code(case), score="4", comment="Quick.\r\nThank you")
    assert page.status == 200
    assert texts_of(page) == ["Thank you", "We have your answer."]
    (kept,) = given_in(log, case)
    now = log.store.find(case.reference)
    assert now is not None
    texts = log.texts(now, FEEDBACK_TEXT)
    assert texts is not None
    assert (kept.score, kept.text, kept.personal_digest) == (4, FEEDBACK_TEXT, texts.digest)
    assert texts.fields == {"comment": "Quick.\nThank you"}


def test_low_score_shows_the_way_to_a_person(answer: Answer, case: Case) -> None:
    """Who is dissatisfied is told how to go on, by telephone and in writing."""
    texts = texts_of(answer(case.reference, feedback_code(case), score="1"))
    assert texts[:4] == [
        "Thank you",
        "We have your answer.",
        (
            "We are sorry that we did not do better. If something is still open, write or call us and give the reference; "
            "a person will look at it again."
        ),
        "Talk to a person",
    ]
    assert "+1 212-555-0142" in texts[4]


def test_only_the_first_answer_counts(answer: Answer, case: Case, closed: HttpResponse, log: Log, clock: Clock) -> None:
    """A second answer changes nothing, also after the case was reopened and closed again."""
    code = feedback_code(case)
    assert answer(case.reference, code, score="5").status == 200
    known = ["Thank you", "We have had your answer before; only the first one counts."]
    assert texts_of(answer(case.reference, code, score="1")) == known
    happens(log, clock, closed, [Reopened(by="Ben")])
    assert texts_of(answer(case.reference, code, score="1")) == known
    happens(log, clock, closed, [RESOLVED])
    assert texts_of(answer(case.reference, code, score="1")) == known
    assert [body.score for body in given_in(log, case)] == [5]


def test_of_two_answers_at_once_the_first_counts(
    feedback_desk: FeedbackDesk, answer: Answer, case: Case, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who comes second, having read the case before the first answer was written, changes nothing."""
    find = SqliteStore.find
    before = find(feedback_desk.log.store, case.reference)  # type: ignore[arg-type]
    assert answer(case.reference, feedback_code(case), score="5").status == 200
    stale = [before]

    def found(store: SqliteStore, reference: str) -> Case | None:
        return stale.pop() if stale else find(store, reference)

    monkeypatch.setattr(SqliteStore, "find", found)
    page = answer(case.reference, feedback_code(case), score="1")
    assert texts_of(page) == ["Thank you", "We have had your answer before; only the first one counts."]
    assert [body.score for body in given_in(log, case)] == [5]


def test_open_case_is_not_judged(answer: Answer, case: Case, closed: HttpResponse, log: Log, clock: Clock) -> None:
    """While the case is open again nothing is counted; the link goes on working."""
    happens(log, clock, closed, [Reopened(by="Ben")])
    page = answer(case.reference, feedback_code(case))
    assert texts_of(page)[:2] == [
        "Tell us what you think",
        "We are working on your message again. Please answer when it is closed; this link goes on working.",
    ]
    assert given_in(log, case) == []
    happens(log, clock, closed, [RESOLVED])
    assert answer(case.reference, feedback_code(case)).status == 200
    assert len(given_in(log, case)) == 1


def test_nothing_is_kept_about_who_was_erased(
    answer: Answer, case: Case, closed: HttpResponse, log: Log, clock: Clock
) -> None:
    """Rows N3, K1: once the person has been erased, no answer and no comment is added."""
    happens(log, clock, closed, [ERASED], erase=True)
    page = answer(case.reference, feedback_code(case), comment="I am Ana")
    assert texts_of(page)[:2] == [
        "Tell us what you think",
        "What you sent us has been erased, and so we keep no answer about it.",
    ]
    assert given_in(log, case) == []


@pytest.mark.parametrize("wrong", ["unknown", "status code", "key", "nonsense", "never asked"])
def test_wrong_code_and_unknown_case_read_the_same(
    answer: Answer, case: Case, log: Log, clock: Clock, post: Post, *, wrong: str
) -> None:
    """Neither the status code nor the key opens the question, and nobody learns which cases there are."""
    unasked = post(message="Another one")
    happens(log, clock, unasked, [RESOLVED])
    reference, code = {
        "unknown": (new_reference(), feedback_code(case)),
        "status code": (case.reference, status_code(case)),
        "key": (case.reference, case.key[:40]),
        "nonsense": ("<nobody&>", "x"),
        "never asked": (case_of(log, unasked).reference, feedback_code(case_of(log, unasked))),
    }[wrong]
    page = answer(reference, code)
    assert page.status == 422
    assert [text.text for text in main_of(page).select(".fd-error")] == [NOT_FOUND]
    assert given_in(log, case) == []
    assert 0 < page.seconds_early <= STEP.total_seconds()


def test_wrong_and_unknown_cost_the_same_work(
    case: Case, store: SqliteStore, log: Log, bundle: Bundle, clock: Clock
) -> None:
    """The same questions to the store, so that time tells nothing either."""
    asked = []
    log.hasher()
    for reference in (case.reference, new_reference()):
        counted = Counted(store)
        watched = Log(store=counted, keys=log.keys)
        guesses = Guesses(log=watched, clock=clock, what="feedback")
        desk = FeedbackDesk(bundle=lambda: bundle, log=watched, tries=guesses, clock=clock)
        body = urlencode({"case": reference, "feedback-code": "2222222222", "score": "1"}).encode()
        headers = {"content-type": "application/x-www-form-urlencoded"}
        desk.handle(HttpRequest(method="POST", path="/_desk/feedback", headers=headers, body=body))
        asked.append(counted.asked)
    assert asked[0] == asked[1]


def test_codes_cannot_be_tried_for_long(answer: Answer, case: Case, log: Log) -> None:
    """After too many wrong codes of a sender, even the right one is not looked at for an hour."""
    for _ in range(MOST_OF_CLIENT):
        assert answer(case.reference, "2222222222").status == 422
    refused = answer(case.reference, feedback_code(case))
    assert (refused.status, refused.headers["retry-after"]) == (429, "3600")
    assert given_in(log, case) == []


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_opening_the_link_counts_nothing(feedback_desk: FeedbackDesk, case: Case, log: Log, method: str) -> None:
    """Programs that look into mails open every link: only a form that was sent counts."""
    page = opened(feedback_desk, {"case": case.reference}, method)
    assert page.status == 200
    assert given_in(log, case) == []


def test_form_asks_one_question_in_the_customers_language(feedback_desk: FeedbackDesk, case: Case) -> None:
    """Five answers with words, an optional comment, and plain words on what becomes of it."""
    main = main_of(opened(feedback_desk, {"case": case.reference, "language": "es"}))
    assert [legend.text for legend in main.select("legend")] == [
        "¿Qué tan satisfactoria fue la manera en que atendimos su mensaje?"
    ]
    assert [label.text for label in main.select(".fd-radio label")] == [
        *(
            "Muy satisfactoria",
            "Satisfactoria",
            "Ni satisfactoria ni insatisfactoria",
            "Insatisfactoria",
            "Muy insatisfactoria",
        )
    ]
    assert [str(field["value"]) for field in main.select("#form-case")] == [case.reference]
    assert [text.text for text in main.select(".fd-consent")] == [
        (
            "Su respuesta no es anónima. La guardamos junto con su mensaje y la usamos para corregir lo que salió mal y "
            "mejorar nuestras respuestas. No cambia en nada la manera en que lo atendemos."
        )
    ]


def test_missing_answer_is_asked_for_and_nothing_is_lost(answer: Answer, case: Case, log: Log) -> None:
    """Without a score nothing is kept; what was typed stands in the form again."""
    page = answer(case.reference, feedback_code(case), score="", comment="Well <done>")
    assert page.status == 422
    main = main_of(page)
    assert [text.text for text in main.select(".fd-error")] == ["Choose one of the five answers"]
    assert [text.text.strip() for text in main.select("textarea")] == ["Well <done>"]
    assert given_in(log, case) == []


@pytest.mark.parametrize("score", ["0", "6", "²", "-1", "nan"])
def test_other_scores_are_refused(answer: Answer, case: Case, log: Log, score: str) -> None:
    """Only the five answers of the form count."""
    assert answer(case.reference, feedback_code(case), score=score).status == 422
    assert given_in(log, case) == []


def test_secrets_in_a_comment_are_struck_out(answer: Answer, case: Case, log: Log) -> None:
    """A card number in a comment is not kept."""
    answer(case.reference, feedback_code(case), comment="My card 4111 1111 1111 1111 was charged")
    now = log.store.find(case.reference)
    assert now is not None
    texts = log.texts(now, FEEDBACK_TEXT)
    assert texts is not None
    assert texts.fields == {"comment": "My card [card number removed] was charged"}


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"{", b"score=5&score=1"])
def test_odd_bodies_count_nothing(feedback_desk: FeedbackDesk, case: Case, log: Log, body: bytes) -> None:
    """What is no form of ours is answered with the form."""
    headers = {"content-type": "application/x-www-form-urlencoded"}
    page = feedback_desk.handle(HttpRequest(method="POST", path="/_desk/feedback", headers=headers, body=body))
    assert page is not None
    assert page.status == 422
    assert given_in(log, case) == []


def test_broken_store_says_so(answer: Answer, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the log cannot be written the customer is asked to try again."""

    def fails(*_: object) -> None:
        raise StoreError("disk full", retry=False)

    monkeypatch.setattr(SqliteStore, "append", fails)
    page = answer(case.reference, feedback_code(case))
    assert page.status == 503
    assert "Your answer could not be kept for the moment. Please try again in a few minutes." in texts_of(page)


def test_link_holds_the_code_where_no_server_sees_it(bundle: Bundle, case: Case) -> None:
    """The code stands behind the #: it is in no log and in no address that is handed on."""
    asking = replace(bundle.settings, feedback=AskFeedback(ask="on-resolution"))
    parts = urlsplit(feedback_url(asking, case, "es"))
    assert parts.path.endswith("/_desk/feedback")
    assert parts.query == urlencode({"case": case.reference, "language": "es"})
    assert parts.fragment == feedback_code(case)
    assert len({feedback_code(case), status_code(case), case.key}) == 3
    assert feedback_url(replace(bundle.settings, feedback=AskFeedback()), case, "es") == ""


def test_status_page_of_a_closed_case_leads_to_the_question(
    look_up: LookUp, case: Case, answer: Answer, log: Log
) -> None:
    """Who left no e-mail address finds the question on the status page, until it is answered."""
    wanted = f"feedback?{urlencode({'case': case.reference, 'language': 'en'})}#{feedback_code(case)}"

    def links() -> list[str]:
        return [str(link["href"]) for link in main_of(look_up(case.reference, status_code(case))).select("a")]

    assert [link for link in links() if "feedback" in link] == [f"../_desk/{wanted}"]
    answer(case.reference, feedback_code(case))
    assert [link for link in links() if "feedback" in link] == []


def test_customer_is_asked_once_a_case(bundle: Bundle, log: Log, clock: Clock, post: Post) -> None:
    """However often a case is reopened; and only about the kinds that the settings name, and where they want it."""
    asking = replace(bundle.settings, feedback=AskFeedback(ask="on-resolution"))
    complaint = post(kind="complaint", message="Where is my money?")
    fresh = case_of(log, complaint)
    assert ask_at(asking, fresh, NOW) == NOW
    later = AskFeedback(ask="on-resolution", after=Duration(2, "calendar days"))
    due = ask_at(replace(asking, feedback=later), fresh, NOW)
    assert due is not None
    assert due.isoformat() == "2026-11-23T15:00:00+00:00"
    requests = replace(asking, feedback=AskFeedback(ask="on-resolution", kinds=("request",)))
    assert ask_at(requests, fresh, NOW) is None
    assert ask_at(requests, fresh, NOW, "request") == NOW
    assert ask_at(replace(bundle.settings, feedback=AskFeedback()), fresh, NOW) is None
    happens(log, clock, complaint, [RESOLVED, ASKED, Reopened(by="Ben"), RESOLVED])
    assert ask_at(asking, case_of(log, complaint), NOW) is None
    assert may_answer(case_of(log, complaint))


def test_nobody_asks_programs_or_who_was_erased(bundle: Bundle, log: Log, clock: Clock, post: Post) -> None:
    """What a program seems to have sent is asked about only where a person answered it; an erased case never."""
    asking = replace(bundle.settings, feedback=AskFeedback(ask="on-resolution"))
    spam = post(message="Buy", website="http://spam.example")
    assert ask_at(asking, case_of(log, spam), NOW) is None
    happens(log, clock, spam, [Replied(text="reply-3", personal_digest="0", by="Ben")])
    assert ask_at(asking, case_of(log, spam), NOW) == NOW
    erased = post(message="Forget me")
    happens(log, clock, erased, [Erased(by="Ben", reason="asked", kept_until="2026-11-21")], erase=True)
    assert ask_at(asking, case_of(log, erased), NOW) is None


def test_owner_words_the_question(bundle: Bundle) -> None:
    """In the languages in which the settings word it; in the others stands the product's question."""
    own = replace(bundle.settings, feedback=AskFeedback(ask="on-resolution", question={"en": "Did we help?"}))
    assert feedback_question(own, bundle.words_in("en")) == "Did we help?"
    assert feedback_question(own, bundle.words_in("es")) == bundle.words_in("es")("form.score.label")


def test_log_adds_up_with_answers_in_it(answer: Answer, case: Case, log: Log, clock: Clock) -> None:
    """T2: verify deciphers the comment and finds nothing, with a score alone or with a comment too."""
    answer(case.reference, feedback_code(case), comment="Never again")
    clock.pass_by(days=2)
    found = list(doubts(log, clock.now, lambda _: None, texts=True))
    assert [doubt for doubt in found if case.reference in str(doubt) and "feedback" in str(doubt)] == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(["resolve", "reopen", "ask", "answer", "erase"]), max_size=12))
def test_whatever_happens_one_answer_counts(
    answer: Answer, log: Log, clock: Clock, post: Post, happenings: list[str]
) -> None:
    """Only the first answer to a closed case about which somebody was asked, and none after erasing."""
    confirmed = post(message=f"Message {next(NUMBERS)}")
    case = case_of(log, confirmed)
    bodies: dict[str, Body] = {"resolve": RESOLVED, "reopen": Reopened(by="Ben"), "ask": ASKED, "erase": ERASED}
    closed = asked = erased = False
    expected: list[int] = []
    for number, happening in enumerate(happenings):
        if happening == "answer":
            # Who is not asked yet has a wrong code, and only so many are looked at in an hour.
            clock.pass_by(hours=1)
            score = 1 + number % 5
            answer(case.reference, feedback_code(case), score=str(score), comment="Text" if number % 2 else "")
            if closed and asked and not erased and not expected:
                expected.append(score)
            continue
        happens(log, clock, confirmed, [bodies[happening]], erase=happening == "erase")
        closed = happening == "resolve" or (closed and happening != "reopen")
        asked, erased = asked or happening == "ask", erased or happening == "erase"
    assert [body.score for body in given_in(log, case)] == expected
