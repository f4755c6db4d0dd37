"""Ranking is specified by examples that say why the winner must win (row F6)."""

import pytest

from tests.generator.search.indexes import entry, index, of_titles, opened
from tests.project import Project

ENGLISH = index(
    "en",
    entry("account/close", "How do I close my account?", "Withdraw your balance. Fees are not refunded."),
    entry("account/open", "How do I open an account?", "Have your passport ready.", "Sign up with your passport."),
    entry("billing/fees", "What are the fees?", "A transfer costs 10 USD.", synonyms=("charges", "price list")),
    entry("billing/refund", "When is a payment returned?", "Within 5 days.", synonyms=("money back", "refund")),
    entry("security/passkeys", "What is a passkey?", "A passkey replaces your password. " * 20),
    entry("security/password", "I forgot my password", "Choose Forgot password."),
    entry("api/send", "How do I send a transaction?", "Call eth_sendRawTransaction, then wait for the webhook."),
)
SPANISH = index(
    "es",
    entry("acceso/clave", "He olvidado mi contraseña", "Elija la opción.", synonyms=("clave",)),
    entry("cuenta/comisiones", "¿Cuáles son las comisiones?", "Una transferencia cuesta 10 USD."),
    entry("cuenta/numero", "¿Dónde está mi número de cuenta?", "En la aplicación."),
    entry("salud/respiracion", "¿Qué hago si me falta la respiración?", "Llame al año siguiente."),
)


def test_a_word_of_the_title_beats_one_of_the_body() -> None:
    """'passkey' fills the body of no other page; 'fees' stands in the body of one and in the title of another."""
    assert ENGLISH.paths("fees") == ["billing/fees", "account/close"]
    assert ENGLISH.paths("password")[0] == "security/password"


def test_a_question_finds_the_one_that_shares_its_rare_word() -> None:
    """Everybody asks 'how do I'; only one asks how to close."""
    assert ENGLISH.paths("how do i close this thing")[0] == "account/close"


def test_function_words_find_when_there_is_nothing_else() -> None:
    """'what is it' shares both with one title; no body is found by them."""
    assert ENGLISH.paths("what is it")[0] == "security/passkeys"


def test_money_back_finds_the_refund() -> None:
    """'money back' is in no title and no answer; only the synonyms of the refund have it."""
    assert ENGLISH.paths("get my money back")[0] == "billing/refund"


@pytest.mark.parametrize("typed", ["pasword", "passwrod ", "passworf", "pessword", "apssword"])
def test_one_wrong_letter_still_finds(typed: str) -> None:
    """A letter left out, swapped or mistaken, in front as well as behind."""
    assert ENGLISH.paths(typed)[0] == "security/password"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("parkausweis ", ["all/0"]),
        ("bewohner ausweise ", ["all/0"]),
        ("briefwahlunterlagen ", ["all/1"]),
        ("wasser rechnungen ", ["all/2"]),
        ("wohl ", []),
        ("unter ", []),
    ],
)
def test_a_part_of_a_compound_finds_it(typed: str, found: list[str]) -> None:
    """German writes as one word what people type as two, or in part; short words and function words are no parts."""
    german = of_titles("de", ["Bewohnerparkausweis", "Briefwahl", "Wasserrechnung", "Unterlassung", "Wohlfahrt"])
    assert german.paths(typed) == found
    assert of_titles("en", ["Waterproof"]).paths("water ") == []


def test_letters_of_another_width_are_the_same() -> None:
    """Keyboards of Japan write `SIM` and `メール` in several widths."""
    japanese = of_titles("ja", ["ＳＩＭカードを失くした", "メールが届かない"])
    assert japanese.paths("SIM") == ["all/0"]
    assert japanese.paths("ﾒｰﾙ") == ["all/1"]


def test_a_word_that_the_site_has_is_not_mistyped() -> None:
    """'fees' is one letter from 'feels', and stands there itself: only the fees are found."""
    near = of_titles("en", ["It feels slow", "Fees"])
    assert near.paths("fees ") == ["all/1"]
    assert near.paths("fee ") == ["all/1"]


def test_a_word_that_one_answer_misspells_finds_the_others_too() -> None:
    """Who mistypes as one writer did is not left with that one answer; it comes first all the same."""
    site = of_titles("en", ["Acount settings", *[f"Account {letter}" for letter in "abcde"], "Elsewhere"])
    assert site.paths("acount ") == [f"all/{number}" for number in range(6)]


@pytest.mark.parametrize("typed", ["passp", "pas", "my passpo"])
def test_the_word_that_is_being_typed_finds(typed: str) -> None:
    """The beginning of the last word is enough; 'passport' stands in one question only."""
    assert "account/open" in ENGLISH.paths(typed)


def test_a_finished_word_is_no_beginning() -> None:
    """Behind a space or a question mark a new word begins: 'pass' is not 'passport' any more."""
    assert ENGLISH.paths("passp ") == ENGLISH.paths("passp?") == []


@pytest.mark.parametrize("typed", ["closing", "closed", "CLOSE", "close?", "“close”", "accounts close"])
def test_another_form_of_a_word_finds(typed: str) -> None:
    """Endings, capitals and punctuation do not matter in English."""
    assert ENGLISH.paths(typed)[0] == "account/close"


@pytest.mark.parametrize("typed", ["eth_sendRawTransaction", "ETH_SENDRAWTRANSACTION", "raw", "webhooks", "webhook"])
def test_an_identifier_is_found_whole_and_in_part(typed: str) -> None:
    """In one word or the other, in the plural or not."""
    assert ENGLISH.paths(typed)[0] == "api/send"


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("contrasena", "acceso/clave"),
        ("contraseñas", "acceso/clave"),
        ("CONTRASEÑA", "acceso/clave"),
        ("comision", "cuenta/comisiones"),
        ("numero de cuenta", "cuenta/numero"),
        ("número", "cuenta/numero"),
        ("clave", "acceso/clave"),
        ("cuales", "cuenta/comisiones"),
        ("respiracion", "salud/respiracion"),
    ],
)
def test_spanish_is_found_without_accents_and_in_the_plural(typed: str, path: str) -> None:
    """On a phone nobody types an accent."""
    assert SPANISH.paths(typed)[0] == path


def test_ano_is_not_year() -> None:
    """`ñ` is a letter: what differs by it is another word, too short to be a typo."""
    assert SPANISH.paths("ano ") == []
    assert SPANISH.paths("año ") == ["salud/respiracion"]


@pytest.mark.parametrize(
    ("language", "title", "typed"),
    [
        ("fr", "Où est mon relevé ?", "releve"),
        ("fr", "Écrire à un conseiller", "ecrire "),
        ("fr", "Mon resume", "résumé "),
        ("de", "Überweisung stornieren", "uberweisungen"),
        ("de", "Straße ändern", "strasse "),
        ("pl", "Jak zamknąć konto?", "zamknac"),
        ("ru", "Как закрыть счёт?", "счет"),
        ("el", "Πώς κλείνω τον λογαριασμό;", "λογαριασμος"),
        ("tr", "Hesab\u0131m\u0131 kapat", "hesabimi"),
        ("ar", "كيف أغلق حِسابي؟", "حسابي"),
        ("he", "איך סוגרים חֶשְׁבּוֹן?", "חשבון"),
        ("ja", "口座を解約する方法", "解約したい"),
        ("zh", "如何关闭我的账户", "关闭账户"),
        ("ko", "계좌를 해지하려면?", "해지"),
        ("th", "ปิดบัญชีอย่างไร", "บัญชี"),
        ("hi", "खाता कैसे बंद करें?", "खाता"),
    ],
)
def test_each_language_is_found_as_people_type_it(language: str, title: str, typed: str) -> None:
    """Without accents and vowel points, in another form, and in the middle of a text without spaces."""
    assert of_titles(language, ["1 2 3", title]).paths(typed) == ["all/1"]


@pytest.mark.parametrize("typed", ["", "   ", "?!", "xyzzyqwert", "+-~^*:", "\ud800", "\x00", "😀" * 600])
def test_what_finds_nothing_gives_an_empty_list_and_no_error(typed: str) -> None:
    """Row F6: signs are no words, and half of one is none."""
    assert ENGLISH.paths(typed) == []


@pytest.mark.parametrize("typed", ["title:fees^", "-fees", '"fees', "fees~2", "\ud800fees\x00"])
def test_there_are_no_operators(typed: str) -> None:
    """Row F6: everything that is no word separates words."""
    assert ENGLISH.paths(typed)[0] == "billing/fees"


def test_of_a_long_text_the_beginning_is_searched_for() -> None:
    """500 characters, 64 words: a pasted letter costs no more than a long question."""
    assert ENGLISH.paths("passport " + "x" * 490 + " fees") == ["account/open"]
    many = " ".join(one + other for one in "qxzjkvwy" for other in "qxzjkvwy")
    assert ENGLISH.paths(f"{many} fees") == []
    assert ENGLISH.paths(f"{many[3:]} fees") == ["billing/fees", "account/close"]


def test_a_limit_cuts_the_list() -> None:
    """Best first; of equals the one that stands first on the site."""
    assert ENGLISH.paths("account", limit=1) == ENGLISH.paths("account")[:1]
    assert of_titles("en", ["Same", "Same", "Same"]).paths("same", limit=2) == ["all/0", "all/1"]


def test_a_language_without_questions_has_an_index_too() -> None:
    """Nothing is found there."""
    assert index("en").paths("anything") == []


def test_the_site_is_searched_by_title_synonyms_summary_and_answer(project: Project) -> None:
    """The index that the build writes finds what a writer wrote anywhere, in each language its own."""
    project.answer("Have your **passport** ready.", "summary: Signing up takes minutes.", "synonyms: [onboarding]")
    files = {name.removeprefix("assets/search/"): data for name, data in project.build().files.items()}
    english, spanish = opened(files, "en"), opened(files, "es")
    for query in ("open account", "onboarding", "signing minutes", "passport"):
        assert english.paths(query)[0] == "account/open-it"
    assert english.paths("cuenta") == []
    assert spanish.paths("abrir cuenta")[0] in {"account/open-it", "account/close-it"}


def test_a_card_holds_what_the_list_of_results_shows(project: Project) -> None:
    """Path, question, the categories around it, and summary, so that results need no other page."""
    project.answer("Sign up.", "summary: In short.")
    files = {name.removeprefix("assets/search/"): data for name, data in project.build().files.items()}
    card = next(card for card in opened(files, "en").cards() if card.path == "account/open-it")
    assert (card.title, card.crumbs, card.summary) == ("How do I open an account?", ("Your account",), "In short.")
