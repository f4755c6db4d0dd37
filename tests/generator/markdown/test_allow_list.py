"""HTML in an answer can only show: whatever it tries, nothing in it runs, asks or loads (no script, no form, no frame)."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from generator.markdown.allow_list import ATTRIBUTES, TAGS, allowed
from tests.generator.markdown.rendering import answer

SCHEMES = {"http", "https", "mailto", "tel", "sms"}
# As browsers read an address: after leading spaces, and without tabs and line breaks anywhere.
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
ADDRESSES = {"href", "src", "srcset", "action", "formaction", "poster", "background", "xlink:href", "cite", "data"}

# From the OWASP and PortSwigger collections, the html5sec list, and the reports against sanitisers (mXSS).
VECTORS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script\n>alert(1)</script\n>",
    "<script/x>alert(1)</script/x>",
    "<<SCRIPT>alert(1);//<</SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror\n=\nalert(1)>",
    '<img """><script>alert(1)</script>">',
    "<img/src=`x`onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    '<svg><animate xlink:href=#x attributeName=href values="javascript:alert(1)" /><a id=x><text>x</text></a></svg>',
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    "<math><a xlink:href=javascript:alert(1)>x</a></math>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="JaVaScRiPt:alert(1)">x</a>',
    '<a href=" &#14; javascript:alert(1)">x</a>',
    '<a href="java&#x09;script:alert(1)">x</a>',
    '<a href="java&#x0A;script:alert(1)">x</a>',
    '<a href="&#106;avascript&colon;alert(1)">x</a>',
    '<a href="vbscript:msgbox(1)">x</a>',
    '<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">x</a>',
    '<a href="file:///etc/passwd">x</a>',
    "[x](javascript:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](JAVASCRIPT&colon;alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "![x](javascript:alert(1))",
    '![x](https://a.example/"onerror="alert(1))',
    '[x](https://a.example/ "\\" onmouseover=\\"alert(1)")',
    "<javascript:alert(1)>",
    '<iframe src="javascript:alert(1)"></iframe>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<object data="javascript:alert(1)"></object><embed src="javascript:alert(1)"><applet code=x>',
    '<base href="https://evil.example/"><link rel=import href=x><meta http-equiv=refresh content="0;url=javascript:alert(1)">',
    '<form action="javascript:alert(1)"><input type=submit><button formaction="javascript:alert(1)">x</button></form>',
    "<input autofocus onfocus=alert(1)><input type=image src=x onerror=alert(1)><input type=password name=p>",
    "<details open ontoggle=alert(1)>x</details>",
    "<video><source onerror=alert(1)></video><audio src=x onerror=alert(1)>",
    '<picture><source srcset="javascript:alert(1)" onerror=alert(1)><img src=x></picture>',
    "<body onload=alert(1)><html onmouseover=alert(1)>",
    "<marquee onstart=alert(1)>x</marquee><isindex action=javascript:alert(1)>",
    '<div style="background:url(javascript:alert(1))">x</div><style>@import "//evil.example"</style>',
    '<p style="x:expression(alert(1))" onclick="alert(1)" data-x=1 tabindex=1 contenteditable>x</p>',
    "<template><script>alert(1)</script></template><xmp><script>alert(1)</script></xmp>",
    "<textarea><script>alert(1)</script></textarea><title><script>alert(1)</script></title>",
    "<!--[if IE]><script>alert(1)</script><![endif]--><![CDATA[<script>alert(1)</script>]]>",
    "<!--><script>alert(1)</script>-->",
    "<?php echo 1 ?><?xml-stylesheet href=javascript:alert(1)?>",
    "<x onclick=alert(1)>x</x><a-b is=x onfocus=alert(1)>",
    '<a href="https://a.example" target=_blank ping=https://evil.example onclick=alert(1)>x</a>',
    "`<img src=x onerror=alert(1)>` and <code><img src=x onerror=alert(1)></code>",
    "> [!NOTE] <img src=x onerror=alert(1)>\n> text",
    "## <img src=x onerror=alert(1)> heading",
    "text[^1]\n\n[^1]: <img src=x onerror=alert(1)>",
    '<b title="a > b {{ fact risky }} <script>alert(1)</script>">x</b>',
    '<b title="{{ phone }}" id="{{ phone }}" class="{{ fact risky }}">x</b>',
    '<a title="</a><script>alert(1)</script>">x</a>',
    "<im\0g src=x onerror=alert(1)>",
    "\u2028<img src=x onerror=alert(1)>",
]  # fmt: skip


# Set by us after the allow-list.
OURS = {"type", "role", "aria-label"}


def harmless(html: str) -> None:
    """Read the HTML as a browser does; nothing in it may be off the list."""
    tree = LexborHTMLParser(f"<!doctype html><html><body>{html}")
    assert tree.body is not None
    assert not tree.body.attributes
    for node in tree.css("body *"):
        assert node.tag in TAGS, node.html
        for name, value in node.attributes.items():
            assert name in ATTRIBUTES["*"] | ATTRIBUTES.get(node.tag or "", set()) | OURS, node.html
            if name in ADDRESSES:
                scheme = SCHEME.match(re.sub(r"^[\x00-\x20]+|[\t\r\n]", "", value or ""))
                assert not scheme or scheme[1].lower() in SCHEMES, node.html
        assert node.tag != "input" or node.attributes.get("type") in {"checkbox", "radio"}, node.html


@pytest.mark.parametrize("dialect", ["github", "material"])
@pytest.mark.parametrize("vector", VECTORS)
def test_a_known_attack_leaves_nothing_that_runs(vector: str, dialect: str) -> None:
    """Each attack, alone and inside other Markdown, as a browser reads what is left of it."""
    for markdown in (vector, f"Before {vector} after", f"- item\n\n  {vector}\n", f"| a |\n| - |\n| {vector} |"):
        harmless(answer(markdown, dialect=dialect).html)


@given(
    st.lists(
        st.one_of(
            st.sampled_from(VECTORS),
            st.text(max_size=10),
            st.sampled_from(["<", ">", '"', "'", "`", "\n", "<b", "<a href=", "</", "--", "]]>", "{{ phone }}"]),
        )
    ).map("".join)
)
def test_attacks_put_together_leave_nothing_that_runs(markdown: str) -> None:
    """Pieces of attacks in any order."""
    harmless(answer(markdown).html)


def test_what_is_allowed_stays() -> None:
    """Text, tables, pictures, folded sections and check boxes are what answers are made of."""
    html = (
        '<details open=""><summary>More</summary><p lang="es" dir="ltr">H<sub>2</sub>O <kbd>C</kbd></p></details>'
        '<table><tbody><tr><td colspan="2" align="right">1</td></tr></tbody></table>'
        '<img src="https://a.example/x.png" alt="a" width="10" loading="lazy"><ol start="5" reversed=""><li value="2">x</li></ol>'
        '<input type="checkbox" checked="" disabled="">'
    )
    assert allowed(html) == html


def test_the_words_inside_a_dropped_element_stay() -> None:
    """A form loses its fields, not its words; a script loses everything."""
    assert allowed("<form>Write <button>now</button><input></form><script>x</script>") == "Write now"
