"""An SVG is published only where it is certain to be a picture: opened by itself, it is a page on the site's own address."""

import pytest

from generator.content.pictures import active_picture

SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
AGAIN = "save it again as a plain SVG in UTF-8, or as PNG"


def said(picture: str | bytes) -> list[str]:
    """The findings of a picture: line and message."""
    data = picture.encode() if isinstance(picture, str) else picture
    return [f"{finding.place.line}: {finding.message}" for finding in active_picture("plan.svg", data)]


@pytest.mark.parametrize(
    ("inside", "what"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ("<SCRIPT>alert(1)</SCRIPT>", "<script>"),
        ('<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>', "<script>"),
        ('<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>', "<script>"),
        ('<h:img xmlns:h="http://www.w3.org/1999/xhtml" src="https://a.example/"/>', "<img>"),
        ('<meta xmlns="http://www.w3.org/1999/xhtml" http-equiv="refresh"/>', "<meta>"),
        ("<foreignObject/>", "<foreignobject>"),
        ("<iframe/>", "<iframe>"),
        ("<embed/>", "<embed>"),
        ("<object/>", "<object>"),
        ("<audio/>", "<audio>"),
        ("<video/>", "<video>"),
        ('<handler type="text/ecmascript">alert(1)</handler>', "<handler>"),
        ('<rect onload="alert(1)"/>', "onload="),
        ('<rect ONCLICK="alert(1)"/>', "onclick="),
        ('<x:rect xmlns:x="urn:x" x:onload="alert(1)"/>', "onload="),
        ('<a href="javascript:alert(1)"/>', 'href="javascript:alert(1)"'),
        ('<a xlink:href=" java&#9;script:alert(1)"/>', 'href="java script:alert(1)"'),
        ('<l:a xmlns:l="http://www.w3.org/2000/svg" href="&#x6A;avascript:a()"/>', 'href="javascript:a()"'),
        ('<use href="data:image/svg+xml,&lt;svg/&gt;#a"/>', 'href="data:image/svg+xml,<svg/>#a"'),
        ('<a href="data:text/html,hello"/>', 'href="data:text/html,hello"'),
        ('<image xlink:href="other.svg"/>', 'href="other.svg"'),
        ('<g xml:base="javascript:a()"/>', 'base="javascript:a()"'),
        ('<set attributeName="href" to="javascript:alert(1)"/>', '<set attributeName="href">'),
        ('<animate attributeName="xlink:href" values="javascript:a()"/>', '<animate attributeName="href">'),
        ('<set attributeName="onmouseover" to="alert(1)"/>', '<set attributeName="onmouseover">'),
        ("<style>@import 'https://a.example/a.css';</style>", "a style that loads something"),
        ("<style><![CDATA[a{fill:url( 'javascript:a()')}]]></style>", "a style that loads something"),
        ('<rect style="fill:url(javascript:a())"/>', "a style that loads something"),
        ('<?xml-stylesheet href="data:text/xsl,x"?>', "<?xml-stylesheet?>"),
    ],
)
def test_what_could_run_is_refused(inside: str, what: str) -> None:
    """In whatever letters, with whatever prefix, however its address is written; with its line."""
    assert said(f"<svg {SVG}>\n<title>Plan</title>\n{inside}\n</svg>") == [
        f"3: this picture could run code: it has {what}"
    ]


@pytest.mark.parametrize(
    ("picture", "expected"),
    [
        (
            f'<?xml version="1.0"?>\n<!DOCTYPE svg [<!ENTITY s "&#60;script>alert(1)&#60;/script>">]>\n<svg {SVG}>&s;</svg>',
            "2: this picture declares a document type, which can hide code",
        ),
        (
            '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n<svg/>',
            "1: this picture declares a document type, which can hide code",
        ),
        (f"<svg {SVG}><script/></svg>".encode("utf-16"), "1: this picture is not UTF-8 text"),
        (f"<svg {SVG}>\n<title>é</title></svg>".encode("latin-1"), "2: this picture is not UTF-8 text"),
        (
            f'<?xml version="1.0" encoding="ISO-2022-JP"?>\n<svg {SVG}/>',
            '1: this picture could run code: it has encoding="ISO-2022-JP"',
        ),
        (f"<svg {SVG}>\n<g>\n</svg>", "3: this picture is broken: mismatched tag"),
        (f"<svg {SVG}>\n&s;</svg>", "2: this picture is broken: undefined entity"),
        ("<svg><s:script/></svg>", "1: this picture is broken: unbound prefix"),
        ("", "1: this picture is broken: no element found"),
    ],
)
def test_what_may_be_read_otherwise_is_refused(picture: str | bytes, expected: str) -> None:
    """Another encoding, entities, and XML that a browser might mend in its own way."""
    assert said(picture) == [expected]


def test_an_old_document_type_is_mended_by_deleting_its_line() -> None:
    """Old tools write one into every file; no browser needs it."""
    (finding,) = active_picture("plan.svg", b"<!DOCTYPE svg>\n<svg/>")
    assert finding.fix == "delete the line <!DOCTYPE ...>"


INKSCAPE = f"""\
<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with Inkscape (http://www.inkscape.org/) -->
<svg:svg {SVG} xmlns:svg="http://www.w3.org/2000/svg" xmlns:cc="http://creativecommons.org/ns#"
   xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
   xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" width="100" viewBox="0 0 100 50" version="1.1">
  <title>The way to the office, only on weekdays</title>
  <sodipodi:namedview id="base" pagecolor="#ffffff"/>
  <svg:defs>
    <linearGradient id="a"><stop offset="0" style="stop-color:#000000;stop-opacity:1"/></linearGradient>
    <radialGradient id="b" xlink:href="#a" gradientUnits="userSpaceOnUse"/>
    <style type="text/css">.c {{ fill: url(#a); font-family: 'DejaVu Sans' }}</style>
  </svg:defs>
  <metadata><rdf:RDF><cc:Work rdf:about=""><dc:format>image/svg+xml</dc:format>
    <dc:type rdf:resource="http://purl.org/dc/dcmitype/StillImage"/></cc:Work></rdf:RDF></metadata>
  <svg:g id="once" style="fill:url(#a);-inkscape-font-specification:'Sans, Normal'">
    <svg:path class="c" d="M 0,0 L 10,10"/><use href="#a"/><use xlink:href="#b"/>
    <image xlink:href="data:image/png;base64,iVBORw0KGgo=" width="10"/>
    <image href="
data:image/jpeg;base64,/9j/"/>
    <a href="https://example.org/javascript:"><text>on = 1, javascript: and &lt;script&gt;</text></a>
    <animate attributeName="opacity" from="0" to="1" dur="1s"/>
  </svg:g>
</svg:svg>
"""


@pytest.mark.parametrize(
    "picture",
    [
        INKSCAPE,
        "\ufeff" + INKSCAPE,
        INKSCAPE.replace("\n", "\r\n"),
        f'<svg {SVG} enable-background="new 0 0 1 1" xml:space="preserve"><?xpacket begin=""?><switch><g/></switch></svg>',
        "<svg viewBox='0 0 1 1'><path d='M0 0'/></svg>",
    ],
    ids=["inkscape", "mark", "windows", "illustrator", "plain"],
)
def test_pictures_as_tools_write_them_pass(picture: str) -> None:
    """Titles, gradients, styles, metadata, links and pictures inside."""
    assert said(picture) == []


def test_pictures_of_other_kinds_are_not_read() -> None:
    """Only an SVG is a page too."""
    assert list(active_picture("plan.png", b"<script>")) == []
    assert list(active_picture("PLAN.SVG", b"<script>"))
