"""frontdesk requests: the cases in the request log. Each action is a module of this package."""

import argparse

from frontdesk.actions import Actions

NAME = "requests"
EXAMPLE = "frontdesk requests show 7KQ-4M2P-9XW"

# In the order in which `frontdesk requests --help` lists them; each is a module of this package.
ACTIONS = {
    "list": "list the newest cases, all of some days, or what has to be done next",
    "show": "show one case: what was asked, how it stands, and its history in sentences",
    "assign": "give a case to a person or a queue, or to whoever the settings say; --all gives away what nobody has",
    "reclassify": "say that it is a complaint or a request, about another topic, or of an institution",
    "reply": "answer the customer by e-mail, or write down how they were answered",
    "update": "tell the customer how things stand, or of a delay",
    "callbacks": "list whom to call now, with the number and the window in both time zones",
    "call": "write down what came of a call to a customer, or that no more are made",
    "wait": "it is the customer's turn: look at it again on a day",
    "next": "set by when the customer hears of it again",
    "resolve": "close it with its outcome, and tell the customer",
    "reopen": "it was not over",
    "note": "write something down that no customer reads",
    "mark": "mark the customer as vulnerable, or not",
    "identity": "write down that somebody made sure who the customer is, or could not",
    "add": "write down one message that came by telephone, letter or chat; prints its reference",
    "import": "record the messages of a CSV file: all of them, or none where a line is wrong; a line that is there already "
    "is skipped",
    "sample": "draw cases by chance for a review, as CSV with a column for its result; the same ones for the same --seed",
    "verify": "say what in the log does not add up: changed, missing or unsealed cases, forgotten acknowledgements",
    "seal": "seal the days that are over (the desk does so by itself every night), and show the newest seals",
    "export": "write out all that is kept of one person: texts, history, files",
    "hold": "put a legal hold on a case, so that it cannot be erased; --lift takes it away",
    "erase": "make what a customer typed unreadable for ever; refused while the record has to be kept",
    "improved": "note which change of the site a case led to; `frontdesk report feedback` shows it beside the case",
    "receive": "record an e-mail, which is read from standard input; for mail servers that deliver through a pipe",
}


# What each `--help` ends with: a line that can be typed as it stands, once the reference is one of yours.
_CASE, _PAGE = "7KQ-4M2P-9XW", "fees/what-does-it-cost"
EXAMPLES = {
    "list": "list --mine",
    "show": f"show {_CASE}",
    "assign": f'assign {_CASE} --to "Ana Lima" --reason "knows the customer"',
    "reclassify": f'reclassify {_CASE} --kind complaint --reason "wants the fee back"',
    "reply": f'reply {_CASE} --sign "Ana Lima"',
    "update": f'update {_CASE} --text "The bank has not answered us yet." --next "3 business days"',
    "callbacks": "callbacks --queue access",
    "call": f"call {_CASE} --result reached",
    "wait": f'wait {_CASE} --until "5 business days"',
    "next": f'next {_CASE} --due "3 business days"',
    "resolve": f'resolve {_CASE} --outcome full --text "You can sign in again."',
    "reopen": f'reopen {_CASE} --reason "the fee came back"',
    "note": f'note {_CASE} --text "Called the bank; it looks into it."',
    "mark": f"mark {_CASE} --vulnerable",
    "identity": f"identity {_CASE} --passed --how documents",
    "add": 'add --channel phone --topic fees --message "Asked what a wire costs"',
    "import": "import calls.csv",
    "sample": 'sample --period 2026-Q3 --size 25 --seed "review 4"',
    "verify": "verify --texts",
    "seal": "seal",
    "export": f"export {_CASE} --output export",
    "hold": f'hold {_CASE} --reason "lawsuit 12/2026"',
    "erase": f"erase {_CASE} --when",
    "improved": f"improved {_CASE} --page {_PAGE} --commit 4f2c1aa",
    "receive": "receive < message.eml",
}
_ACTIONS = Actions(NAME, "frontdesk.commands.requests.{}_", ACTIONS, EXAMPLES)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what can be done."""
    _ACTIONS.declare(parser)


def run(options: argparse.Namespace) -> int:
    """Do one of them."""
    return _ACTIONS.run(options.action, options)
