"""Texts made of the pieces that customers' messages and their secrets are made of, in any order."""

import random
from collections.abc import Sequence

from hypothesis import strategies as st

from desk.masking import english, spanish

PIECES: Sequence[str] = (
    *("my ", "the ", "is ", "was ", "es ", "for ", "que me enviaron ", "not ", " ", "  ", "\n", "\r\n", "\u00a0", "\t"),
    *(
        "password",
        "Password",
        "contraseña",
        "CLAVE",
        "pass",
        "pin ",
        "NIP ",
        "code ",
        "código ",
        "cvv ",
        "OTP ",
        "zip ",
    ),
    *("verification ", "private key ", "api secret", "tx hash ", "seed phrase ", "security ", "card "),
    *(": ", ":", " = ", "->", " - ", ". ", ", ", "!", '"', "'", "“", "”", "[", "]", "(", ")", "/", "_", "+"),
    *("hunter2", "P@ssw0rd", "swordfish", "incorrect", "1234", "123456", "123 456", "G-482913", "12", "2026-11-21"),
    *("4111 1111 1111 1111", "4111111111111111", "4111-1111", "378282246310005", "5555 5555 5555 4444", "1111", "4"),
    *("0x", "4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318", "AKs83hs72hsKSJ28shsk2"),
    *(
        "5KYZdUEo39z3FPrtuX2QbbwGnNP5zTd7yyr2SC1j299sBCnWjss",
        "-----BEGIN PRIVATE KEY-----",
        "-----END PRIVATE KEY-----",
    ),
    *("cradle velvet orbit humble lemon strategy nerve rabbit tonight ocean festival wagon", "stratgey "),
    *(
        "ábaco cereza dibujo fuego hormiga jardín lámina mármol nube ojo paloma queso",
        "😀",
        "é",
        "e\u0301",
        "\u017f",
        "\u212a",
    ),
    *(f"{word} " for word in (*english.WORDS.split()[::97], *spanish.WORDS.split()[::97])),
)


def written_texts() -> st.SearchStrategy[str]:
    """Any of them, for Hypothesis."""
    return st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def many_written_texts(number: int) -> list[str]:
    """So many of them, always the same."""
    chance = random.Random(number)  # noqa: S311 - to be the same each time
    return ["".join(chance.choices(PIECES, k=chance.randrange(1, 40))) for _ in range(number)]
