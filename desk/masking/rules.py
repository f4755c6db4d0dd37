"""The patterns of secrets that customers write into messages, for Python and for browsers alike.

Only what both languages read in the same way is used: no look-behind, no named groups, no `^` but at the start of the
text, no letter classes but our own. Group 1 of a pattern is what stands before a secret, group 2 the secret.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from desk.data import Data, to_json

# The sorts of secrets, by the name of their words (`masked.card`).
SORTS: Final = ("key", "phrase", "card", "card-code", "password", "pin", "code")


class Rule(Data, frozen=True, kw_only=True):
    """One pattern. `folded` ones are looked for in the text in small letters, the others in the text as it is.

    Without one of the `hints` in small letters there is nothing to look for; patterns are slow to compile.
    """

    sort: str
    pattern: str
    hints: Sequence[str] = ()
    folded: bool = True


class Cards(Data, frozen=True, kw_only=True):
    """Numbers of payment cards: `issuers` are beginnings of up to four digits, each with the lengths of its numbers.

    Groups of digits may be separated by `separator`; all but the last have at least `shortest_group` digits.
    """

    run: str
    separator: str
    shortest_group: int
    issuers: Mapping[str, Sequence[int]]


class Phrases(Data, frozen=True, kw_only=True):
    """Recovery phrases: at least `fewest` words of one list, `fewest_different` of them different, close together.

    One word in between may be mistyped, and one more for each `fewest` words; not two in a row, and not behind as many as
    wallets use (`lengths`).
    """

    word: str
    fewest: int
    fewest_different: int
    farthest: int
    mistyped: str
    lengths: Sequence[int]


_SPACE = r"[ \t\u00a0\u202f]"
# Few, so that a page of spaces takes no longer than a page of text.
_SPACES, _ANY_SPACES = f"{_SPACE}{{1,4}}", f"{_SPACE}{{0,4}}"
_VISIBLE = r"[^ \t\r\n\u00a0\u202f]"
_LETTER = "[a-zñáéíóúü]"
_START = "(?:^|[^a-z0-9ñáéíóúü])"
_QUOTE = "[\"'“”‘’«»`]"
_COLON = rf"{_ANY_SPACES}(?:[:=]|->|→|{_SPACE}[-–—]{_SPACE}){_ANY_SPACES}(?:\r?\n)?{_ANY_SPACES}"
_VERB = rf"{_SPACES}(?:is|was|es|era|fue){_ANY_SPACES}[:=]?{_SPACES}"
_JOINED = f"(?:{_COLON}|{_VERB})"
# "for my account", "que me enviaron": up to five words between a name and what it names.
_WORD = r"[^ \t\r\n\u00a0\u202f:=.;!?]{1,24}"
_BETWEEN = rf"(?:{_SPACES}{_WORD}){{0,5}}?"
_LINKED = (
    rf"(?:{_SPACES}(?:for|of|to|on|in|with|i|we|you|they|that|para|en|que|de|del|actual|anterior|nueva)"
    rf"(?:{_SPACES}{_WORD}){{0,4}}?)?"
)
_DIGITS_END = r"(?![0-9a-z])(?![-/.][0-9])"

_PASSWORDS = r"(?:pass[ -]?(?:word|code|phrase)|passwd|pwd|contrase[ñn]a)"
_CLAVE = r"(?:clave(?: de acceso| secreta| personal)?)"
# What stands where a password could stand: "my password is incorrect", "contraseña: no funciona".
_NO_PASSWORDS = (
    "incorrect|invalid|wrong|not|no|too|weak|expired|required|missing|blocked|locked|reset|changed|forgotten|forgot|lost|"
    "unknown|unavailable|empty|blank|null|none|error|failed|fail|correct|valid|accepted|rejected|denied|refused|never|"
    "always|still|already|the|an?|in|on|at|my|your|i|it|we|you|he|she|they|how|what|when|why|where|who|which|please|"
    "cannot|can|could|is|was|are|were|has|have|had|do|does|did|must|should|will|would|if|yes|same|see|help|need|nothing|"
    "hidden|removed|working|broken|stolen|compromised|secret|"
    "incorrecta|inv[aá]lida|equivocada|err[oó]nea|vencida|caducada|bloqueada|olvidada|olvid[eé]|perdida|correcta|v[aá]lida|"
    "la|el|una?|mi|su|me|lo|le|se|es|est[aá]|ya|s[ií]|c[oó]mo|qu[eé]|cu[aá]ndo|por|para|obligatoria|requerida|d[eé]bil|muy|"
    "demasiado|siempre|nunca|sigue|nada|nueva|robada|oculta|eliminada|cambiada"
)
_AMOUNT = (
    rf"{_VISIBLE}{{1,12}}{_SPACES}(?:characters?|chars?|letters?|digits?|seconds?|minutes?|hours?|days?|weeks?|months?|years?|"
    r"times?|caracteres|letras|d[ií]gitos|segundos?|minutos?|horas?|d[ií]as?|semanas?|mes(?:es)?|a[ñn]os?|veces)(?![a-z])"
)
_HAS_DIGIT_OR_SIGN = rf"(?={_VISIBLE}{{0,63}}(?:[0-9]|[@#$%^&*_+=~!?<>][^ \t\r\n\u00a0\u202f.,;:!?)\]]))"
_TOKEN = rf"(?!{_AMOUNT}|[0-9]+%){_HAS_DIGIT_OR_SIGN}{_VISIBLE}{{3,63}}[^ \t\r\n\u00a0\u202f.,;:)\]]"
_NO_WORD = f"(?!(?:{_NO_PASSWORDS})(?!{_LETTER}))"
_QUOTED = rf'{_QUOTE}{_NO_WORD}[^\r\n"“”«»`]{{3,64}}?{_QUOTE}'
_LAST_ON_LINE = rf"(?={_ANY_SPACES}[.,;!]?{_ANY_SPACES}(?:\r?\n|(?![\s\S])))"

_CODE = r"c[oó]digo"
_ONE_TIME = (
    r"(?:(?:one[ -]time|verification|security|authentication|authenticator|auth|log[ -]?in|sign[ -]?in|sms|text(?: message)?|"
    r"access|2fa|mfa|two[ -]factor|google|otp|e-?mail(?:ed)?|texted|unlock)[ -](?:pass[ -]?)?(?:code|word|pin)|otp|totp|"
    rf"{_CODE} (?:de (?:verificaci[oó]n|seguridad|acceso|confirmaci[oó]n|autenticaci[oó]n|un solo uso|inicio de sesi[oó]n)|"
    r"(?:por )?sms|otp)|clave (?:din[aá]mica|temporal|de un solo uso))"
)
# Codes that anybody may know.
_OTHER_CODE = (
    "zip|postal|post|area|country|error|promo|promotion|promotional|discount|coupon|voucher|gift|sort|swift|bank|branch|"
    "routing|status|referral|referred|invite|invitation|product|item|reference|tracking|dress|case|order|transaction|qr|bar|"
    "tax|department|office|dial|dialing|source|response|result|return|reason|merchant|clearing|customer|client|account|member|"
    "pin|ticket|booking|reservation|airport|currency|color|exit|fault"
)
_BEFORE_CODE = (
    rf"(?:{_START}(?!(?:{_OTHER_CODE})(?![a-z]))[a-zñáéíóú']+{_SPACES}|^|[^a-z0-9ñáéíóú \t\u00a0\u202f-]{_ANY_SPACES})"
)
_SIX_DIGITS = "(?:[0-9]{6}|[0-9]{3}[ -][0-9]{3}|[a-z]-[0-9]{6})"

_KEYS = (
    r"(?:(?:private|priv|secret|signing|spending|wallet|api|access)[ _-]?key|"
    r"(?:api|client|app|authenticator|2fa|totp)[ _-]secret|access[ _-]token|private seed|"
    r"(?:clave|llave) (?:privada|secreta)|setup key|xrp (?:seed|secret))"
)
_NO_HASH = rf"(?:{_SPACES}(?!tx|trans|hash|address|public|direcci|p[uú]blica){_WORD}){{0,5}}?"
_KEY_TEXT = r"(?:(?:0x)?[0-9a-f]{64}(?![0-9a-z])|(?=[a-z+/=_.-]{0,80}[0-9])[a-z0-9+/=_.-]{15,200}[a-z0-9+/=_])"

RULES: Final[Sequence[Rule]] = (
    Rule(
        sort="key",
        hints=("private key",),
        pattern=r"()(-----begin [a-z ]{0,40}private key(?: block)?-----[\s\S]*?(?:-----end [a-z ]{0,40}-----|(?![\s\S])))",
    ),
    # Extended private keys (BIP-32), private keys of Bitcoin (WIF) and Stellar: a public key never looks like one.
    Rule(
        sort="key",
        hints=("prv",),
        pattern=r"((?:^|[^0-9A-Za-z]))([xyztuvYZUV]prv[1-9A-HJ-NP-Za-km-z]{80,120})(?![0-9A-Za-z])",
        folded=False,
    ),
    Rule(
        sort="key",
        pattern=r"((?:^|[^0-9A-Za-z]))((?:[59][1-9A-HJ-NP-Za-km-z]{50}|[KLc][1-9A-HJ-NP-Za-km-z]{51}))(?![0-9A-Za-z])",
        folded=False,
    ),
    Rule(sort="key", pattern=r"((?:^|[^0-9A-Za-z]))(S[A-Z2-7]{55})(?![0-9A-Za-z])", folded=False),
    # 64 hexadecimal digits alone are the number of a transaction far more often than a key: they are one where they are
    # called so.
    Rule(
        sort="key",
        hints=("key", "secret", "seed", "token", "clave", "llave"),
        pattern=rf"({_START}{_KEYS}{_NO_HASH}(?:{_JOINED}|{_SPACES}|\r?\n){_QUOTE}?)({_KEY_TEXT})",
    ),
    Rule(
        sort="card-code",
        hints=("cvv", "cvc", "csc", "code", "value", "card", "seguridad"),
        pattern=(
            rf"({_START}(?:cvv2?|cvc2?|csc|card (?:verification|security) (?:code|value|number)|security code|"
            rf"{_CODE} de seguridad)(?: (?:number|code|n[uú]mero))?(?:{_BETWEEN}{_JOINED}|{_SPACES}))([0-9]{{3,4}}){_DIGITS_END}"
        ),
    ),
    Rule(
        sort="password",
        hints=("pass", "pwd", "contrase"),
        pattern=rf"({_START}{_PASSWORDS}{_LINKED}{_JOINED})({_QUOTED}|{_TOKEN})",
    ),
    Rule(sort="password", hints=("clave",), pattern=rf"({_START}{_CLAVE}{_JOINED})({_QUOTED}|{_TOKEN})"),
    Rule(sort="password", hints=("pass",), pattern=rf"((?:^|[\r\n,;/|]){_ANY_SPACES}pass{_COLON})({_TOKEN})"),
    Rule(
        sort="password",
        hints=("pass", "pwd", "contrase", "clave"),
        pattern=rf"({_START}(?:{_PASSWORDS}|{_CLAVE}){_COLON})({_NO_WORD}{_LETTER}{{5,40}}){_LAST_ON_LINE}",
    ),
    Rule(
        sort="pin",
        hints=("pin", "nip"),
        pattern=(
            rf"({_START}(?:pin|nip)(?:[ -](?:code|number|{_CODE}|n[uú]mero))?(?:{_LINKED}{_JOINED}|{_SPACES}){_QUOTE}?)"
            rf"([0-9]{{4,8}}){_DIGITS_END}"
        ),
    ),
    Rule(
        sort="code",
        hints=("code", "pass", "otp", "pin", "código", "codigo", "clave"),
        pattern=rf"({_START}{_ONE_TIME}(?:{_BETWEEN}{_JOINED}|{_SPACES}){_QUOTE}?)((?:[0-9]{{4,8}}|{_SIX_DIGITS})){_DIGITS_END}",
    ),
    Rule(
        sort="code",
        hints=("code", "código", "codigo"),
        pattern=(
            rf"({_BEFORE_CODE}(?:code|{_CODE})(?:{_COLON}|{_SPACES}|(?:{_SPACES}[a-zñáéíóú']{{1,12}}){{0,4}}?{_VERB}){_QUOTE}?)"
            rf"({_SIX_DIGITS}){_DIGITS_END}"
        ),
    ),
)

CARDS: Final = Cards(
    run=r"[0-9](?:[ \u00a0\u202f.\-\u2010-\u2015]{0,3}[0-9]){12,}",
    separator=r"[ \u00a0\u202f.\-\u2010-\u2015]+",
    shortest_group=3,
    issuers={
        "4": (16, 19),  # Visa; 13 digits have only the numbers of articles and orders now
        **{str(start): (16,) for start in (*range(51, 56), *range(222, 273))},  # Mastercard
        **{str(start): (15,) for start in (34, 37)},  # American Express
        **{str(start): (16, 17, 18, 19) for start in (6011, *range(644, 650), 65)},  # Discover
        **{str(start): (14, 16, 19) for start in (*range(300, 306), 36, 38, 39)},  # Diners Club
        **{str(start): (16, 17, 18, 19) for start in (*range(352, 359), 62, 81)},  # JCB, UnionPay
        **{str(start): (16, 18, 19) for start in (5018, 5020, 5038, 5893, 6304, 6759, 6761, 6762, 6763)},  # Maestro
    },
)

PHRASES: Final = Phrases(
    word=f"{_LETTER}+",
    fewest=11,
    fewest_different=10,
    farthest=12,
    mistyped=f"{_LETTER}{{4,10}}",
    lengths=(12, 15, 18, 21, 24),
)


def rules_json() -> bytes:
    """All of it for the page's script."""
    lists = {language: " ".join(sorted(words)) for language, words in word_lists().items()}
    return to_json({"sorts": SORTS, "rules": RULES, "cards": CARDS, "phrases": PHRASES, "words": lists})


@cache
def word_lists() -> Mapping[str, frozenset[str]]:
    """The words of recovery phrases by language. Few messages have so many words in a row that they are needed."""
    from desk.masking import english, spanish  # noqa: PLC0415 - 4,096 words, wanted by long messages only

    return {"en": frozenset(english.WORDS.split()), "es": frozenset(spanish.WORDS.split())}
