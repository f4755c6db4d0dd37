"""What a made-up customer and made-up staff write: a few sentences, each of which says that it is synthetic.

Names, addresses and numbers are of the kind that is kept free for examples (RFC 2606, 555-0100 to 555-0199).
"""

from collections.abc import Mapping

from frontdesk.demo.chance import Chance

MESSAGES: Mapping[str, tuple[str, ...]] = {
    "en": (
        "This is a synthetic message. I would like to know how long this takes.",
        "This is a synthetic message. Something does not work as the page says.",
        "This is a synthetic message. Please tell me what I have to do next.",
    ),
    "es": (
        "Este es un mensaje sintético. Quisiera saber cuánto tarda esto.",
        "Este es un mensaje sintético. Algo no funciona como dice la página.",
        "Este es un mensaje sintético. Dígame, por favor, qué debo hacer ahora.",
    ),
}
REPLIES: Mapping[str, str] = {
    "en": "This is a synthetic reply: what was asked for has been looked into.",
    "es": "Esta es una respuesta sintética: se ha examinado lo que se pidió.",
}
UPDATES: Mapping[str, str] = {
    "en": "This is a synthetic update: we are still looking into it.",
    "es": "Esta es una actualización sintética: seguimos examinándolo.",
}
EXPLANATIONS: Mapping[str, str] = {
    "en": "This is a synthetic explanation of why less was done than was asked for.",
    "es": "Esta es una explicación sintética de por qué se hizo menos de lo que se pidió.",
}
REMEDIES: Mapping[str, str] = {
    "en": "This is a synthetic list of what can be done about it.",
    "es": "Esta es una lista sintética de lo que se puede hacer al respecto.",
}
COMMENTS: Mapping[str, tuple[str, ...]] = {
    "en": (
        "Synthetic comment: that was quick.",
        "Synthetic comment: it took too long.",
        "Synthetic comment: thank you.",
    ),
    "es": (
        "Comentario sintético: fue rápido.",
        "Comentario sintético: tardó demasiado.",
        "Comentario sintético: gracias.",
    ),
}
NOTE = "Synthetic note of a colleague."


def in_language(texts: Mapping[str, str], language: str) -> str:
    """The sentence in a language, else in English."""
    return texts.get(language, texts["en"])


def one_of(texts: Mapping[str, tuple[str, ...]], language: str, chance: Chance) -> str:
    return chance.one(texts.get(language, texts["en"]))


def customer(number: int, message: str, *, has_email: bool, has_phone: bool) -> dict[str, str]:
    """What a customer typed, by the name of the field, as contact.accept keeps it."""
    last = 100 + number % 100
    return {
        "message": message,
        "name": f"Sample Customer {number}",
        "email": f"sample.customer.{number}@example.com" if has_email else "",
        "phone": f"(212) 555-0{last}" if has_phone else "",
        "number": f"+12125550{last}" if has_phone else "",
    }
