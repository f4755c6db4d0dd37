"""What is looked for in an answer is asked of its cheap signs first; that loses nothing (rows U1, R1)."""

from hypothesis import given
from hypothesis import strategies as st

from desk.data import replace
from generator.content import Question
from generator.content.front_matter import read_question
from generator.rules import rule_context
from generator.rules.prose import FINDERS, likely_in, settled_in_prose
from tests.generator.test_prose import SETTINGS
from tests.project import question

_ABOUT = rule_context(SETTINGS)
_WORDS = {
    "en": (
        *(
            "Call us",
            "call",
            "We are open",
            "our team replies",
            "we answer",
            "Response time:",
            "Mail us at",
            "hours",
            "or",
        ),
        *(
            "Monday to Friday",
            "Mon-Fri",
            "daily",
            "weekdays",
            "from",
            "9 to 5",
            "9:00",
            "17:00",
            "9 AM",
            "5 p.m.",
            "noon",
            "to",
        ),
        *("24/7", "24 hours a day", "around the clock", "until", "within", "2 business days", "one hour", "24 hours"),
        *("your bank", "the market", "212-555-0142", "+1 212 555 0142", "(800) 555-0199", "2019", "12", "100"),
        *("100 Sample Street,", "Floor 12", "$50,000 a day", "3:00 PM (New York time)", "desk@sample.example"),
    ),
    "es": (
        *(
            "Llámenos al",
            "Atendemos",
            "le responderemos",
            "Tiempo de respuesta:",
            "escríbanos a",
            "horario de atención",
            "o",
        ),
        *(
            "de lunes a viernes",
            "lun-vie",
            "a diario",
            "entre semana",
            "de",
            "9 a 17",
            "las 9:00",
            "17:00",
            "5 p. m.",
            "mediodía",
            "a",
        ),
        *("24/7", "las 24 horas", "día y noche", "hasta", "en un plazo de", "2 días hábiles", "una hora", "24 horas"),
        *("su banco", "el mercado", "212-555-0142", "+1 212 555 0142", "(800) 555-0199", "2019", "12", "100"),
        *("100 Sample Street,", "Floor 12", "50,000 USD al día", "las 3:00 p. m.", "support@sample.example"),
    ),
}
_BETWEEN = (
    " ",
    " ",
    " ",
    "\n",
    ". ",
    ", ",
    "\n\n",
    "\n- ",
    "\n> ",
    "\n| ",
    " | ",
    "**",
    " **",
    "** ",
    " `",
    "` ",
    ' "',
    '" ',
    "\n## ",
    "",
)


def answers(language: str) -> st.SearchStrategy[tuple[str, str]]:
    """Words of hours, promises and ways to reach the desk, in any order and any markup."""
    part = st.tuples(st.sampled_from(_WORDS[language]), st.sampled_from(_BETWEEN)).map("".join)
    return st.lists(part, max_size=14).map(lambda parts: (language, "".join(parts)))


def asked(language: str, body: str) -> Question:
    """A question with this answer."""
    read = read_question(question("How?", body), f"faq/{language}/a/b.md", language, "a/b", [])
    assert read
    return replace(read, topic="")


@given(answers("en") | answers("es"))
def test_nothing_is_lost_by_asking_for_signs_first(answer: tuple[str, str]) -> None:
    """All that is found by looking for everything is found by looking for what is likely."""
    one = asked(*answer)
    assert [*settled_in_prose(one, _ABOUT, likely_in(one, _ABOUT))] == [*settled_in_prose(one, _ABOUT, FINDERS)]
