"""What English says of hours and of times to answer."""

from desk.duration import Unit
from generator.rules.prose.vocabulary import TIME, ZONE, HoursWords, PromiseWords, Vocabulary, apart, words

_COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBERS = {name: number for number, name in enumerate(_COUNTED, start=1)} | {
    "a": 1,
    "an": 1,
    "fifteen": 15,
    "twenty-four": 24,
    "twenty four": 24,
    "thirty": 30,
    "forty-eight": 48,
}
# "Within a day" is a time; "in a day" is a figure of speech.
_AMOUNT = rf"(?:\d{{1,3}}|(?<=within )an?|{'|'.join(sorted(_NUMBERS.keys() - {'a', 'an'}, key=len, reverse=True))})"
_UNITS: dict[str, Unit] = {"minute": "minutes", "min": "minutes", "hour": "hours", "hr": "hours"}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT_DAYS = {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6}
_STAFF = r"(?:team|staff|people|agents?|specialists?|advis[eo]rs?|representatives?|support|department|colleagues?|desk|reps?)"
_WE = (
    rf"(?:we|our (?:\w+ ){{0,3}}?{_STAFF}|(?:the |customer )?support(?: team)?|customer (?:service|care)|someone|somebody"
    rf"|(?:a|an|one of our) (?:\w+ )?(?:person|human|{_STAFF}|member of our \w+))\b"
)
# "We ask you to reply": there the promise is the reader's.
_NOT_YOU = r"(?:(?!\byour?s?\b|\bif\b|\bafter\b|\bonce\b)[^;:|!?]){0,60}?\b"
_REPLY = (
    r"(?:repl(?:y|ies)|responds?|answers?|gets? back|(?:be|gets?) in touch|contacts? you|writes? back"
    r"|calls? (?:you )?back|reach(?:es)? out)"
)
_US = r"(?:us|our \w+(?: \w+)?|customer (?:service|support|care)|support|the help ?desk)"

_HOURS = HoursWords(
    day_numbers={
        **{name: number for number, name in enumerate(_DAYS)},
        **{f"{name}s": number for number, name in enumerate(_DAYS)},
        **_SHORT_DAYS,
    },
    spread={
        "m-f": (0, 4),
        "weekdays": (0, 4),
        "business days": (0, 4),
        "working days": (0, 4),
        "weekends": (5, 6),
        "daily": (0, 6),
        "every day": (0, 6),
        "each day": (0, 6),
        "seven days a week": (0, 6),
        "7 days a week": (0, 6),
    },
    through=r"-|–|—|to|through|thru|till|until",
    also=r",\s*and|,|/|&|and",
    before=r"[\s,:|(]*(?:(?:from|between|at)\s+)?(?:the\s+hours\s+of\s+)?",
    span=rf"{TIME}{ZONE}\s*(?:-|–|—|to|until|till|through|and)\s*{TIME}{ZONE}",
    always=words(
        r"""
        24\s*/\s*7 | 24\s?x\s?7 | 24[\s-]hours?\s+a\s+day | around[\s-]the[\s-]clock | day and night
        """
    ),
    desk=words(
        r"""
        call(?:s|ing)? | phones? | telephone | hotline | lines? | chat | reach | contact | support | help ?desk
        service desk | customer (?:service|care) | agents? | advis[eo]rs? | representatives? | staff | team
        offices? | hours | open | available | we | us | our
        """
    ),
    always_desk=words(
        r"""
        (?:phone|call|reach|contact|talk to|speak (?:to|with)) (?:us|our|support|customer|a person|a human|someone|an agent)
        (?:live )?chat (?:support|agents?|with us) | (?:our|the|customer|phone|live|human) support
        support (?:is|team|staff|line|agents?) | support,? 24 | customer (?:service|care) | help ?desk | hotline
        (?:phone )?lines? (?:is|are) | our (?:team|staff|people|agents?|specialists?|advis[eo]rs?|office)
        we(?:'re|’re| are) (?:open|here|there|available|on duty) | we answer
        (?:people|somebody|someone|a person) (?:is|are) (?:here|there|available)
        """
    ),
    bare=words(
        r"""
        we(?:'re|’re| are) (?:open|here|available) | call us | (?:business|opening|office|phone|support|working) hours(?: are)?
        our (?:phones?|phone lines?|lines?|offices?|help ?desk|chat|support|team) (?:is|are)
        """
    ),
    others=words(
        r"""
        markets? | stock exchanges? | nyse | nasdaq | trad(?:e|es|ing) | (?:your|their|a|the|most|some|many|partner) banks?
        banks | bank['’]s | branch(?:es)? | fedwire | federal reserve | ach | sepa | chaps | wires? | carriers? | police
        fbi | 911 | emergency | courts? | irs | dmv | regulators? | department of | post offices? | couriers? | ups | fedex
        dhl | merchants? | they | their | blockchains? | networks? | website | web site | app | systems? | servers? | bots?
        chatbots? | automat\w+ | monitor\w* | deposits? | withdrawals? | withdraw | transfers? | settle\w* | process\w*
        quiet hours | relay
        """
    ),
    signs=(b"noon", b"night", b"clock"),
)

_PROMISE = PromiseWords(
    answers=words(
        rf"""
        {_WE}{_NOT_YOU}{_REPLY}
        hear (?:back )?from (?:us|our \w+|a person|someone) | hear back
        you(?:'ll|’ll| will| can| should)? (?:get|receive|expect|have) (?:an?|our|the) (?:\w+ )?(?:reply|answer|response)
        """
    ),
    times=words(
        r"(?:(?P<within>within|in under|in less than|in|under|less than|no later than|at most|up to)\s+"
        r"(?:about\s+|around\s+|approximately\s+|the next\s+|the first\s+)?)?"
        rf"(?P<amount>{_AMOUNT})(?:\s*(?:-|–|to|or)\s*(?P<most>{_AMOUNT}))?[\s-]+"
        r"(?P<business>(?:business|working)[\s-]+)?(?P<unit>minutes?|mins?|hours?|hrs?|days?|weeks?)"
        r" | (?P<next>(?:the )?next (?:business|working) day)"
    ),
    label=words(r"(?:response|reply|answer)(?:ing)? times? | time to (?:answer|reply|respond)"),
    theirs=words(r"you (?:can|may|must|have|need|should) | for | after | before | at least | valid"),
    numbers=_NUMBERS,
    units=_UNITS,
    complaint=words(r"complain\w*"),
    signs=("repl", "respon", "answer", "back", "touch", "contact", "reach", "hear"),
    unit_signs=apart("hour day min week hr"),
)

VOCABULARY = Vocabulary(
    hours=_HOURS,
    promise=_PROMISE,
    channels={
        "phone": words(r"call\w* | phone\w* | telephone | lines? | hotline | ring"),
        "email": words(r"e-?mail\w*"),
        "form": words(r"form | message\w* | writ\w+ | chat"),
        "post": words(r"post | letters? | by mail"),
    },
    call_us=words(
        rf"""
        (?:call|phone|ring|dial|text|reach|contact|telephone)(?:ing)?\s+{_US}
        our (?:\w+ ){{0,3}}?(?:number|phone|telephone|hotline|line|helpline)
        (?:customer (?:service|support|care)|support) (?:number|line|phone)
        """
    ),
    write_us=words(
        rf"""
        (?:e-?mail|write(?: to)?|mail|contact|reach)(?:ing)?\s+{_US} | (?:send|forward) (?:us|it to us)
        our (?:\w+ ){{0,3}}?e-?mail(?: address)? | our (?:\w+ ){{0,2}}?address
        """
    ),
)
