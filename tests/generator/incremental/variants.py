"""What the parts of a project may look like: a few variants of each, good and broken."""

from collections.abc import Mapping
from typing import Final

_ORGANISATION = "organisation:\n  name: {}\n  site_url: {}\n"
_TOPICS = """\
topics:
  - id: account
    name: {{en: {0}, es: Cuentas, fr: Comptes}}
    queue: general
  - id: fees
    name: {{en: Fees, es: Comisiones, fr: Frais}}
    queue: {1}
"""
_CHANNELS = """\
channels:
  phone: {{number: "{0}", hours: office, voicemail: true}}
  email: {{address: support@sample.example, hours: office}}
  form: {{hours: office}}
"""
_HOURS = """\
hours:
  office:
    time_zone: America/New_York
    weekly: {{monday-friday: "{0}"}}
    holidays: {{country: US}}
"""
_NOTICE = """\
notices:
  - id: maintenance
    from: 2026-11-20T22:00-05:00
    to: 2026-11-2{0}T02:00[America/New_York]
    text: {{en: {1}, es: Hoy hay demoras., fr: Retards.}}
"""
_TIMES = "response_times:\n  form: {{request: {}, complaint: 2 business days}}\n"
_RESPONSIBLE = "responsible:\n  - {role: Head, contact: head@sample.example, from: 2026-01-01}\n"
_FACTS = "facts:\n  transfer_fee: {{en: {}, es: 20 USD, fr: 20 USD}}\n"

# Each part of site_config.yml and the texts that may stand there. The first one is where each project begins.
SETTINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "organisation": (
        _ORGANISATION.format("Sample Desk", "https://help.sample.example/"),
        _ORGANISATION.format("Sampler", "https://help.sample.example/"),
        _ORGANISATION.format("Sample Desk", "https://sample.example/help/"),
    ),
    "languages": (
        "languages: {default: en, offered: [en, es]}\n",
        "languages: {default: en, offered: [en, es, fr]}\n",
        "languages: {default: es, offered: [es, en]}\n",
        "languages: {default: en, offered: [en]}\n",
        "languages: {default: de, offered: [en, es]}\n",
    ),
    "channels": (
        _CHANNELS.format("+1 212 555 0142"),
        _CHANNELS.format("+1 212 555 0143"),
        "channels:\n  form: {hours: office}\n",
        _CHANNELS.format("+1 212 555 0142") + "  post: {address: 100 Sample Street, hours: office}\n",
    ),
    "hours": (_HOURS.format("09:00-17:00"), _HOURS.format("08:00-12:00, 13:00-18:00"), _HOURS.format("9-5")),
    "times": (_TIMES.format("1 business day"), _TIMES.format("4 business hours")),
    "topics": (
        _TOPICS.format("Accounts", "general"),
        _TOPICS.format("Your account", "general"),
        _TOPICS.format("Accounts", "money"),
    ),
    "responsible": (_RESPONSIBLE, _RESPONSIBLE.replace("2026-01-01", "2027-01-01")),
    "facts": (_FACTS.format("$20"), _FACTS.format("$25"), ""),
    "notices": (
        "",
        _NOTICE.format("5", "It is slow today."),
        _NOTICE.format("3", "We are back."),
        _NOTICE.format("5", ""),
    ),
    "search": ("search: {meaning: off}\n", "search: {meaning: words}\n", "search: {meaning: off, counting: true}\n"),
    "dialect": ("", "dialect: material\n"),
    "complaints": ("", "complaints: {procedure: account/close-it}\n"),
    "profiles": ("", "profiles: [spain-10-2025]\n"),
    "engine": ("", "engine: plain\n", "engine: plane\n"),
    "precompressed": ("", "precompressed: [gz]\n", "precompressed: [gz, br]\n"),
}

# Front matter: a key and what may stand there, without the key where it is empty.
LINES: Final = (
    *[
        ("question", text)
        for text in ("How do I open an account?", "¿Qué es **esto**?", '"Fees & <limits>: which?"', "")
    ],
    *[("summary", text) for text in ("In a minute.", "Call {{ phone }}.", "x" * 300, "")],
    *[("topic", text) for text in ("fees", "account", "nowhere", "")],
    *[("reviewed", text) for text in ("2026-11-02", "2024-01-01", "2026-11-25", "soon", "")],
    *[("owner", text) for text in ("Legal", "")],
    *[("synonyms", text) for text in ("[frozen, on hold]", "[join]", "")],
    *[
        ("related", text)
        for text in ("[account/close-it]", "[fees/transfer, account/cards/lost-card]", "[gone/away]", "")
    ],
    *[("redirect_from", text) for text in ("[old/address]", "[account/open-it]", "[old]", "")],
    *[("draft", text) for text in ("true", "false", "")],
    *[("translation", text) for text in ("pending", "")],
    ("reveiwed", "2026-11-02"),
)

BODIES: Final = (
    "One plain sentence about an account.",
    "Another plain sentence, as long as it.",
    "See [this](../account/open-it.md), [that](../account/cards/lost-card.md#steps) and [those](../fees/).",
    "See [this](open-it.md), [that](close-it.md#steps) and [a file](terms.pdf).",
    "![A picture](button.png) and ![another](../fees/chart.svg)",
    "Call {{ phone }}, {{ hours phone }}; write to {{ email }}. It costs {{ fact transfer_fee }}.",
    "Call +1 212 555 0142, Monday to Friday, 9:00 AM to 5:00 PM. It costs $20.",
    "## Steps\n\n- [ ] one\n- two[^1]\n\n[^1]: A note.\n\n> [!NOTE]\n> Mind `{{ phone }}`.",
    "# A heading\n\n| a | b |\n| --- | --- |\n| 1 | <b onclick=x>2</b> |\n",
    "Pay with a [transfer](transfer.md), or {{ phnoe }}.",
    "```python\nprint('{{ phone }}')\n```\n",
    "",
    "Frozen? Your account is restricted, and [here](#nowhere) is why.",
    "[A longer way](../../es/account/open-it.md) leads out of the language.",
)

# Files that a person may put, change or take away: the text of each variant, None where the file is gone.
OTHERS: Final[tuple[tuple[str, bytes | None], ...]] = (
    ("faq/en/synonyms.yml", b"- [open, start]\n- people_say: [frozen]\n  we_say: [account]\n"),
    ("faq/en/synonyms.yml", b"- [open, begin]\n- [zebra, quagga]\n"),
    ("faq/en/synonyms.yml", b"- [open, begin\n"),
    ("faq/en/synonyms.yml", None),
    ("faq/es/synonyms.yml", b"- [abrir, empezar]\n"),
    ("faq/en/golden_queries.yml", b"- query: open it\n  first: account/open-it\n  reason: Its title.\n"),
    ("faq/en/golden_queries.yml", b"- query: zebra\n  first: fees/transfer\n  reason: Nobody knows.\n"),
    ("faq/en/golden_queries.yml", b"- query: open it\n  first: gone/away\n  reason: Its title.\n"),
    ("faq/en/golden_queries.yml", None),
    ("faq/en/account/_category.yml", b"title: Your account\norder: 3\nicon: material/account\n"),
    ("faq/en/account/_category.yml", b"title: Zebra & <co>\n"),
    ("faq/en/account/_category.yml", b"titel: Account\n"),
    ("faq/en/account/_category.yml", None),
    ("faq/en/fees/_category.yml", b"title: Costs\nsummary: All of them.\norder: 0\n"),
    ("faq/es/fees/_category.yml", b"title: Comisiones\norder: 9\n"),
    ("faq/en/money/_category.yml", b"title: Money\n"),
    ("faq/es/money/_category.yml", b"title: Dinero\n"),
    ("faq/en/account/cards/button.png", b"\x89PNG\r\n\x1a\nother"),
    ("faq/en/account/cards/button.png", None),
    ("faq/en/account/button.png", b"\x89PNG\r\n\x1a\nmore"),
    ("faq/en/fees/chart.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
    ("faq/en/fees/chart.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
    ("faq/en/account/terms.pdf", b"%PDF-1.7"),
    ("faq/en/account/terms.pdf", None),
    ("faq/en/account/.hidden.md", b"not read"),
    ("faq/en/notes.yml", b"a: 1\n"),
    ("faq/de/account/x.md", b"---\n---\n"),
    ("faq/de/account/x.md", None),
    ("theme/words/en.yml", b"home.title: What can we do for you?\n"),
    ("theme/words/en.yml", b"home.title: Ask us\nhome.titel: Ask\n"),
    ("theme/words/en.yml", None),
    ("theme/words/es.yml", b"site.breadcrumbs: Usted lee\n"),
    (
        "theme/components/crumbs.html",
        b"<nav>{% for item in items %}<a href='{{ item.url }}'>{{ item.title }}</a>{% endfor %}</nav>",
    ),
    ("theme/components/crumbs.html", b"<nav>{% for item in items %}</nav>"),
    ("theme/components/crumbs.html", None),
    ("theme/partials/desk-footer.html", b"<footer>Ours</footer>\n"),
    ("theme/partials/desk-footer.html", None),
    ("theme/assets/frontdesk/own.css", b"p { color: #333 }\n"),
    ("theme/assets/frontdesk/own.css", b"p { color: #444 }\n"),
    ("theme/assets/frontdesk/own.css", None),
    ("ack_templates/en/request.subject.txt", b"We have it: {reference}\n"),
    ("ack_templates/en/request.subject.txt", b"We have it: {refrence}\n"),
    ("ack_templates/en/request.subject.txt", None),
)

# Files that no writer meant to save like this.
BROKEN: Final = (
    b"",
    b"---\nquestion: [\n---\nText.\n",
    b"no front matter",
    b"---\nquestion: \xff\xfe\n---\nText.\n",
    b"---\nquestion: What?\n",
    b"\xef\xbb\xbf---\r\nquestion: With a mark?\r\ntopic: account\r\nreviewed: 2026-11-01\r\nowner: Us\r\n---\r\n\r\nText.\r\n",
)

# Where a question may go.
PATHS: Final = (
    "account/open-it",
    "account/close-it",
    "account/cards/lost-card",
    "account/cards/new-card",
    "fees/transfer",
    "fees/card-fees",
    "money/exchange",
    "account/Open It",
    "account/ação",
    "lost",
    "account/cards",
)
