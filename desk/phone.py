"""Telephone numbers: checked and written by Google's rules, from the `phonenumbers` package."""

import re
from functools import lru_cache

# By phonenumbers' error type; its own words speak of regions and prefixes.
_REASONS = {0: "write it with its country code, such as +1", 4: "it is too long"}
# 976 behind any area code of North America: the packages' rules know area codes only.
_PAID_EXCHANGE = re.compile(r"\+1\d{3}976\d{4}")


@lru_cache(maxsize=256)
def parse_phone(text: str, country: str | None = None) -> str:
    """A number in E.164 (`+12125550142`). Raises ValueError for what cannot be a number.

    `country` (ISO 3166) is where a number without a country code is dialled. A number is refused when its length fits no
    number of its country; numbers reserved for fiction pass, because a rule about them would be no rule about telephones.
    """
    # 30 ms to import, and most requests carry no number.
    import phonenumbers  # noqa: PLC0415

    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException as error:
        raise ValueError(_REASONS.get(error.error_type, "it holds no telephone number")) from None
    if not phonenumbers.is_possible_number(number):
        raise ValueError("no telephone number has this length")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


@lru_cache(maxsize=256)
def shown_phone(number: str) -> str:
    """An E.164 number as people write it: `+1 212-555-0142`."""
    import phonenumbers  # noqa: PLC0415

    parsed = phonenumbers.parse(number, None)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def is_toll_free(number: str) -> bool:
    """Whether an E.164 number costs its callers nothing, by the prefixes of its country."""
    import phonenumbers  # noqa: PLC0415

    return phonenumbers.number_type(phonenumbers.parse(number, None)) == phonenumbers.PhoneNumberType.TOLL_FREE


def is_landline(number: str) -> bool:
    """Whether an E.164 number can surely get no text message: by the prefixes of its country, a line into a building.

    Not known where a country, like the United States, has the same prefixes for both.
    """
    import phonenumbers  # noqa: PLC0415

    kinds = phonenumbers.PhoneNumberType
    kind = phonenumbers.number_type(phonenumbers.parse(number, None))
    return kind in {kinds.FIXED_LINE, kinds.TOLL_FREE, kinds.PREMIUM_RATE, kinds.SHARED_COST, kinds.UAN}


def country_of(number: str) -> str | None:
    """The ISO country in which an E.164 number is dialled without its country code."""
    import phonenumbers  # noqa: PLC0415

    return phonenumbers.region_code_for_number(phonenumbers.parse(number, None)) or _first_region(number)


def is_country(code: str) -> bool:
    """Whether this is the ISO code of a country that has telephone numbers."""
    import phonenumbers  # noqa: PLC0415

    return code in phonenumbers.SUPPORTED_REGIONS


def costs_extra(number: str) -> bool:
    """Whether whoever calls an E.164 number pays somebody for it: such calls are asked for to earn by them."""
    import phonenumbers  # noqa: PLC0415

    of_type = phonenumbers.PhoneNumberType
    dear = {of_type.PREMIUM_RATE, of_type.SHARED_COST, of_type.UAN, of_type.PAGER, of_type.PERSONAL_NUMBER}
    return phonenumbers.number_type(phonenumbers.parse(number, None)) in dear or bool(_PAID_EXCHANGE.match(number))


def is_given_out(number: str) -> bool:
    """Whether an E.164 number lies among those that its country gives out: others reach nobody."""
    import phonenumbers  # noqa: PLC0415

    return phonenumbers.is_valid_number(phonenumbers.parse(number, None))


def _first_region(number: str) -> str | None:
    import phonenumbers  # noqa: PLC0415

    parsed = phonenumbers.parse(number, None)
    region = phonenumbers.region_code_for_country_code(parsed.country_code or 0)
    return None if region == "ZZ" else region
