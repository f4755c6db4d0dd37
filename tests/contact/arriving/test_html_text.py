"""HTML of mails as text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contact.arriving.html_text import text_from_html


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("plain", "plain"),
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("one<br>two<BR/>three", "one\ntwo\nthree"),
        ("<ul><li>one</li><li>two</li></ul>", "- one\n- two"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\n\nc"),
        ("a\n  b &nbsp; c", "a b c"),
        ("&lt;b&gt; &amp; &eacute; &#233; &#xe9; &unknown;", "<b> & é é é &unknown;"),
        ("<style>p{}</style><script>if (a<b) {}</script>x<title>t</title>", "x"),
        ("<SCRIPT>never</sCriPt >x", "x"),
        ("<script>never", ""),
        ("a<!-- <b>no</b> -->b<!-->c<!---->d", "abcd"),
        ("a<!-- never closed", "a"),
        ("<!doctype html><?xml?>a</>b</ x>c", "abc"),
        ("<a title=\"a>b\" href='c>d'>link</a>", "link"),
        ("<a title=\"never closed>text</a> it's", "text it's"),
        ("1 < 2 <3 <-- <", "1 < 2 <3 <-- <"),
        ("a <b", "a"),
        ("&#99999999999;&#x" + "f" * 5000 + ";", "\ufffd;\ufffd;"),
    ],
)
def test_html_is_read_as_a_person_would(html: str, text: str) -> None:
    """Words in their order, a paragraph a paragraph; nothing of scripts, styles and comments."""
    assert text_from_html(html) == text


@given(st.text(alphabet="<>!-/=\"' abp&#;x1\n", max_size=200))
def test_any_html_is_read(html: str) -> None:
    """No text is too broken."""
    text_from_html(html)
