"""What Spanish says of hours and of times to answer; with usted and with tú, as writers do both."""

from desk.duration import Unit
from generator.rules.prose.vocabulary import TIME, ZONE, HoursWords, PromiseWords, Vocabulary, apart, words

_COUNTED = ("uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce")
_NUMBERS = {name: number for number, name in enumerate(_COUNTED, start=1)} | {
    "un": 1,
    "una": 1,
    "quince": 15,
    "veinticuatro": 24,
    "treinta": 30,
    "cuarenta y ocho": 48,
}
_AMOUNT = rf"(?:\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_UNITS: dict[str, Unit] = {"minuto": "minutes", "min": "minutes", "hora": "hours"}
_DAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
_OTHER_DAYS = {"miercoles": 2, "sabado": 5, "sábados": 5, "sabados": 5, "domingos": 6}
_SHORT_DAYS = {"lun": 0, "mar": 1, "mié": 2, "mie": 2, "jue": 3, "vie": 4, "sáb": 5, "sab": 5, "dom": 6}
_TO_YOU = r"(?:(?:le|te|les|os|lo|la) )"
_ANSWER = r"(?:respond|contest)"
_DAY = r"d[ií]a (?:h[aá]bil|laborable)"

_HOURS = HoursWords(
    day_numbers={**{name: number for number, name in enumerate(_DAYS)}, **_OTHER_DAYS, **_SHORT_DAYS},
    spread={
        "l-v": (0, 4),
        "entre semana": (0, 4),
        "días laborables": (0, 4),
        "días hábiles": (0, 4),
        "fines de semana": (5, 6),
        "todos los días": (0, 6),
        "cada día": (0, 6),
        "a diario": (0, 6),
        "diariamente": (0, 6),
    },
    through=r"-|–|—|al?|hasta(?: el)?",
    also=r",|/|y(?: los)?|e",
    before=r"[\s,:|(]*(?:en\s+horario\s+)?(?:(?:de|desde|entre)\s+)?(?:las?\s+)?",
    span=rf"{TIME}{ZONE}\s*(?:-|–|—|a|hasta|y)\s*(?:las?\s+)?{TIME}{ZONE}",
    always=words(r"24\s*/\s*7 | 24\s?x\s?7 | las 24 horas | 24 horas (?:al|del|por) día | día y noche"),
    desk=words(
        r"""
        ll[aá]m\w+ | tel[eé]fon\w+ | l[ií]neas? | chat | contact\w+ | soporte | atenci[oó]n | atend\w+ | agentes?
        asesor(?:es)? | equipo | oficinas? | horarios? | abiert[oa]s? | abrimos | disponibles? | estamos | nos | nuestr[oa]s?
        """
    ),
    always_desk=words(
        r"""
        ll[aá]me(?:nos)? | ll[aá]manos | cont[aá]cte(?:nos)? | cont[aá]ctanos | atenci[oó]n al (?:cliente|usuario)
        servicio al cliente | soporte | (?:nuestro )?equipo (?:de|le|est[aá]) | (?:(?:le|te) )?atendemos
        estamos (?:abiertos|disponibles|aqu[ií]|para) | asesor(?:es)? | agentes?
        hablar con (?:una persona|nosotros|alguien) | l[ií]neas? (?:de atenci[oó]n|est[aá]n?)
        """
    ),
    bare=words(
        r"""
        estamos (?:abiertos|disponibles) | horario de atenci[oó]n | (?:le |te )?atendemos | ll[aá]menos | abrimos
        nuestr[oa]s? (?:horario|oficinas?|tel[eé]fonos?|l[ií]neas?)(?: de atenci[oó]n)?
        """
    ),
    others=words(
        r"""
        mercados? | bolsas? | nyse | nasdaq | operar | negocia\w+ | cotiza\w+ | (?:su|el|los|tu|un|otro) bancos? | bancos
        sucursal(?:es)? | fedwire | reserva federal | ach | sepa | transferencias? | polic[ií]a | fbi | 911 | 112
        operador(?:a|es)? (?:m[oó]vil|telef[oó]nic[oa]) | compañ[ií]a (?:telef[oó]nica|de tel[eé]fonos?) | emergencias?
        juzgados? | tribunal(?:es)? | irs | regulador(?:es)? | departamento de servicios | correos | mensajer[ií]a | ups
        fedex | dhl | ellos | blockchain | red(?:es)? | sitio | web | aplicaci[oó]n | app | sistemas? | servidor(?:es)?
        robots? | chatbots? | autom[aá]tic\w+ | dep[oó]sitos? | retiros? | retirar | procesa\w* | liquida\w*
        """
    ),
    signs=(b"noche", b"mediod", b"las 00"),
)

_PROMISE = PromiseWords(
    answers=words(
        rf"""
        {_TO_YOU}?{_ANSWER}(?:emos|eremos|amos|aremos|imos) | {_TO_YOU}{_ANSWER}(?:er[aá]n?|ar[aá]n?|e|en|a|an)
        (?:nos )?(?:pondremos|ponemos) en contacto | (?:se )?pondr[aá]n? en contacto | nos comunica(?:re)?mos
        se comunicar[aá]n? con (?:usted|ustedes|ti) | {_TO_YOU}?contacta(?:re)?mos | {_TO_YOU}(?:llama|escribi|devolve)(?:re)?mos
        (?:recibir[aá]s?|recibe|tendr[aá]s?|obtendr[aá]s?) (?:una |nuestra |la |su )?(?:primera )?respuesta
        nuestr[oa]s? (?:\w+ ){{0,3}}?{_TO_YOU}?{_ANSWER}(?:er[aá]n?|ar[aá]n?|en?|an?)
        (?:una persona|un agente|un asesor|alguien|nuestro equipo)[^;:|!?]{{0,40}}?\b{_ANSWER}(?:er[aá]|ar[aá]|e|a)
        """
    ),
    times=words(
        r"(?:(?P<within>en un plazo(?: m[aá]ximo)? de|en el plazo de|dentro de(?: las| los)?|en menos de|en un m[aá]ximo de"
        r"|en(?: las| los| unas| unos)?|antes de(?: las| los)?|a m[aá]s tardar en|hasta en)\s+"
        r"(?:unas\s+|unos\s+|aproximadamente\s+)?(?:pr[oó]xim[oa]s\s+|siguientes\s+|primer[oa]s\s+)?)?"
        rf"(?P<amount>{_AMOUNT})(?:\s*(?:-|–|a|o)\s*(?P<most>{_AMOUNT}))?\s+(?:pr[oó]xim[oa]s\s+|siguientes\s+)?"
        r"(?P<unit>minutos?|min|horas?|d[ií]as?|semanas?)(?P<business>\s+(?:h[aá]bil(?:es)?|laborables?|laborales))?"
        rf" | (?P<next>(?:el |al )?(?:{_DAY} siguiente|siguiente {_DAY}|pr[oó]ximo {_DAY}))"
    ),
    label=words(r"(?:tiempos?|plazos?) de (?:respuesta|contestaci[oó]n)"),
    theirs=words(r"usted (?:puede|debe|tiene) | puede | podr[aá]s? | debe | despu[eé]s de | durante | v[aá]lid[oa]s?"),
    numbers=_NUMBERS,
    units=_UNITS,
    complaint=words(r"quejas? | reclam\w+"),
    signs=("respond", "contest", "respuesta", "contact", "comunica", "llama", "escribi", "devolve"),
    unit_signs=apart("hora día dia semana min"),
)

VOCABULARY = Vocabulary(
    hours=_HOURS,
    promise=_PROMISE,
    channels={
        "phone": words(r"ll[aá]m\w+ | tel[eé]fon\w+ | l[ií]neas?"),
        "email": words(r"correo(?: electr[oó]nico)? | e-?mail"),
        "form": words(r"formulario | mensajes? | escr[ií]b\w+ | chat"),
        "post": words(r"cartas? | correo postal"),
    },
    call_us=words(
        r"""
        (?:ll[aá]me(?:nos)?|ll[aá]manos|llamar(?:nos)?|llamando|m[aá]rque|cont[aá]ct(?:enos|anos))(?: al?| en)?(?: \w+){0,3}
        comun[ií](?:quese|cate) con nosotros(?: al?| en)?(?: \w+){0,3} | nuestra l[ií]nea(?: \w+){0,3}
        nuestro (?:\w+ ){0,3}?(?:n[uú]mero|tel[eé]fono) | tel[eé]fono de atenci[oó]n(?: al cliente)?
        """
    ),
    write_us=words(
        r"""
        (?:escr[ií]banos|escr[ií]benos|escribirnos|cont[aá]ctenos|cont[aá]ctanos|env[ií]enos|env[ií]anos)(?: \w+){0,4}
        nuestr[oa] (?:\w+ ){0,2}?(?:correo|direcci[oó]n)(?: \w+){0,2}
        """
    ),
)
