"""The names of HTML elements: which are markup, and which, found in prose, are more likely a placeholder."""

_BLOCKS = """
    address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt
    fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link
    main menu menuitem nav noframes ol optgroup option p param search section summary table tbody td tfoot th thead
    title tr track ul
"""
_INLINE = """
    a abbr acronym area audio b bdi bdo big br button canvas cite code data datalist del dfn em embed font hgroup i
    img input ins kbd label map mark marquee meta meter nobr noscript object output picture progress q rp rt rtc ruby
    s samp select slot small source span strike strong sub sup svg template time tt u var video wbr
"""
_PLACEHOLDERS_TOO = """
    address area base body button data dir head label link main map menu object option output param search section
    select slot source template time title track
"""

# Those whose tag at the start of a line opens a block of raw HTML (CommonMark 0.31, HTML blocks, condition 6).
BLOCKS = frozenset(_BLOCKS.split())
# Those whose content is never Markdown, however many blank lines it has (condition 1).
LITERAL = frozenset({"pre", "script", "style", "textarea"})
ELEMENTS = BLOCKS | LITERAL | frozenset(_INLINE.split())
# `<title>` in a sentence, without attributes and never closed, stands for the reader's own title.
PLACEHOLDERS_TOO = frozenset(_PLACEHOLDERS_TOO.split())
