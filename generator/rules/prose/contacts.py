"""The desk's telephone number, e-mail address and postal address written out, and others given in their place."""

import re
from collections.abc import Callable, Iterator
from itertools import islice

from desk.finding import Finding
from desk.phone import country_of, parse_phone
from generator.rules.context import RuleContext
from generator.rules.prose.desk_values import MOST_IN_A_PASSAGE, Desk, address_lines, shortened
from generator.rules.prose.languages import vocabulary_of
from generator.rules.prose.passages import Passage, readable
from generator.rules.prose.signs import Signs
from generator.rules.prose.vocabulary import Vocabulary, Words

Cue = Callable[[Vocabulary], Words]

_NUMBER = re.compile(r"(?<![\w.,/#=-])(?:tel:)?[+(]{0,2}\d(?:[ \t().\-\u2010-\u2013/]{0,3}\d){6,14}(?![\w/]|[.,-]\d)")
_DAY_OR_YEARS = re.compile(
    r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{4}|(?:19|20)\d\d\s*[-\u2013]\s*(?:19|20)\d\d"
)
_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}(?!\w)")
# Mailboxes that compete with the desk's; one with a purpose of its own, such as security@, does not.
_MAILBOX = (
    r"(?:customer-?)?(?:support|service|care)|help(?:desk)?|contact(?:-?us)?|info|hello|office"
    r"|soporte|ayuda|atencion\w*|contacto|hola"
)
_GENERAL = re.compile(_MAILBOX)
_GENERAL_BEFORE = re.compile(rf"(?<![\w.+-])(?:{_MAILBOX})$")
_LONGEST_NAME = 65
# As far before a number as "call us" or "our number is" may stand.
_BEFORE = 50
# The same in Markdown, with the addresses of links.
_FURTHEST = 300
_MOST_PREFIX_DIGITS = 5


def may_hold_phone(signs: Signs, language: str, about: RuleContext) -> bool:
    """Whether our number is in a text, or any below "call us"."""
    phone, vocabulary = about.settings.channels.phone, vocabulary_of(language)
    for number, found in enumerate(signs.near_seven_digits(_NUMBER)):
        before = readable(signs.plain[max(0, found.start() - _FURTHEST) : found.start()])
        if number == MOST_IN_A_PASSAGE or (vocabulary and vocabulary.call_us.search(before)):
            return True
        if phone and _same_number(found[0], phone.number, phone.shown):
            return True
    return False


def written_phone(passage: Passage, desk: Desk) -> Iterator[Finding]:
    """Our own number in any notation; another one where the sentence says that it is ours."""
    phone = desk.settings.channels.phone
    for found in islice(_NUMBER.finditer(passage.text), MOST_IN_A_PASSAGE):
        if _DAY_OR_YEARS.fullmatch(found[0]):
            continue
        said = " ".join(found[0].removeprefix("tel:").split())
        if phone and _same_number(found[0], phone.number, phone.shown):
            message = f"the desk's telephone number is written out ({said}), and will not change with site_config.yml"
            tag = "{{ phone }}"
        elif _is_ours(passage, found, lambda words: words.call_us) and _is_possible(
            found[0], phone.number if phone else ""
        ):
            settled = f"channels.phone.number is {phone.shown}" if phone else "the desk has no telephone"
            message = f"{said} is given as the desk's telephone number, but in site_config.yml {settled}"
            tag = "{{ phone }}, or whose number it is"
        else:
            continue
        field = "{{ human_route }}, which holds the number"
        yield from desk.found(passage, found.start(), message, rule="prose-phone", tag=tag, field=field)


def _same_number(written: str, number: str, shown: str) -> bool:
    """Whether digits are a number of ours: with its country code or without, with what is dialled before."""
    digits, own = re.sub(r"\D", "", written), re.sub(r"\D", "", number)
    national = re.sub(r"\D", "", shown.partition(" ")[2]) or own
    return digits.endswith(national) and own.endswith(national) and len(digits) - len(national) <= _MOST_PREFIX_DIGITS


def _is_possible(written: str, own: str) -> bool:
    try:
        parse_phone(written, country_of(own) if own else None)
    except ValueError:
        return False
    return True


def may_hold_email(signs: Signs, _language: str, about: RuleContext) -> bool:
    """Whether our address is in a text, or one that competes with it."""
    if "@" not in signs.text:
        return False
    email = about.settings.channels.email
    if email and email.address.lower() in signs.lower:
        return True
    at = signs.lower.find("@")
    while at >= 0:
        if _GENERAL_BEFORE.search(signs.lower, max(0, at - _LONGEST_NAME), at):
            return True
        at = signs.lower.find("@", at + 1)
    return False


def written_email(passage: Passage, desk: Desk) -> Iterator[Finding]:
    """Our own address; another one where the sentence says that it is ours."""
    email = desk.settings.channels.email
    for found in islice(_ADDRESS.finditer(passage.text), MOST_IN_A_PASSAGE):
        if email and found[0].lower() == email.address.lower():
            message = f"the desk's e-mail address is written out ({found[0]}), and will not change with site_config.yml"
            tag = "{{ email }}"
        elif _GENERAL.fullmatch(found[0].partition("@")[0].lower()) and _is_ours(
            passage, found, lambda words: words.write_us
        ):
            settled = f"channels.email.address is {email.address}" if email else "the desk takes no e-mail"
            message = f"{found[0]} is given as the desk's e-mail address, but in site_config.yml {settled}"
            tag = "{{ email }}, or whose address it is"
        else:
            continue
        field = "{{ human_route }}, or {{ site_url }}"
        yield from desk.found(passage, found.start(), message, rule="prose-email", tag=tag, field=field)


def _is_ours(passage: Passage, found: re.Match[str], cue: Cue) -> bool:
    """Whether "call us", or the like, stands before it, and nobody else's name."""
    vocabulary = vocabulary_of(passage.language)
    if vocabulary is None:
        return False
    before = passage.text[max(0, found.start() - _BEFORE) : found.start()].replace("\n", " ")
    said = [before[ours.start() :] for ours in cue(vocabulary).finditer(before)]
    return any(not re.search(r"[.;!?]\s", words) and not vocabulary.hours.others.search(words) for words in said)


def may_hold_address(signs: Signs, _language: str, about: RuleContext) -> bool:
    """Whether a line of the address is in a text."""
    return any(number in signs.text and line.search(signs.plain) for number, line in address_lines(about))


def written_address(passage: Passage, desk: Desk) -> Iterator[Finding]:
    """A line of our postal address; of several, the first."""
    for _, line in address_lines(desk.about):
        found = line.search(passage.text)
        if found:
            said = shortened(found[0])
            message = f"the desk's postal address is written out ({said}), and will not change with site_config.yml"
            tag, field = "{{ postal_address }}", "{{ site_url }}, where the address stands"
            yield from desk.found(passage, found.start(), message, rule="prose-address", tag=tag, field=field)
            return
