"""Texts -> the pieces of HTML that the pages of the desk are made of. Everything is escaped here; knows no case and no words."""

from collections.abc import Mapping, Sequence
from html import escape

from desk.form.action import linked
from desk.settings.model import Settings


def heading(text: str) -> str:
    """The title of the page."""
    return f"<h1>{escape(text)}</h1>"


def section(title: str, *parts: str) -> str:
    """A part of the page below a title of its own. `parts` are HTML."""
    return "\n".join(["<section>", f"<h2>{escape(title)}</h2>", *filter(None, parts), "</section>"])


def panel(title: str, label: str, value: str) -> str:
    """The frame that stands out: the title, and below it what the customer should take along."""
    marked = f'<strong class="fd-reference" dir="ltr">{escape(value)}</strong>'
    return f'<div class="fd-panel">{heading(title)}<p>{escape(label)}<br>\n{marked}</p></div>'


def code_line(value: str) -> str:
    """A code to be copied, smaller than the reference; its symbols stand from left to right in every language."""
    return f'<p><strong class="fd-code" dir="ltr">{escape(value)}</strong></p>'


def paragraph(text: str) -> str:
    """A paragraph; nothing for an empty text."""
    return f"<p>{escape(text)}</p>" if text else ""


def bullets(texts: Sequence[str]) -> str:
    """A list; nothing where there is nothing to list."""
    items = "".join(f"<li>{escape(text)}</li>" for text in texts)
    return f"<ul>{items}</ul>" if items else ""


def link(address: str, text: str, *, button: bool = False) -> str:
    """A paragraph with a link."""
    look = ' class="md-button"' if button else ""
    return f'<p><a{look} href="{escape(address)}">{escape(text)}</a></p>'


def on_paper(text: str) -> str:
    """A paragraph that shows only in print: an address that can be tapped on the screen, and is no use on paper."""
    return f'<p class="fd-on-paper">{escape(text)}</p>'


def print_button(text: str) -> str:
    """A button that prints the page. The page's script shows it: without one it would do nothing."""
    return f'<button class="md-button" type="button" data-fd-print hidden>{escape(text)}</button>'


def rows(texts: Mapping[str, str]) -> str:
    """A table of names and values."""
    cells = [f'<tr><th scope="row">{escape(name)}</th><td>{escape(text)}</td></tr>' for name, text in texts.items()]
    return "\n".join(['<table class="fd-week">', *cells, "</table>"])


def typed(texts: Mapping[str, str]) -> str:
    """What a customer typed, by the label of the field: each text in its own direction, with its line breaks."""
    cells = [f'<dt>{escape(name)}</dt><dd dir="auto">{escape(text)}</dd>' for name, text in texts.items()]
    return "\n".join(['<dl class="fd-typed">', *cells, "</dl>"])


def callable_paragraph(text: str, settings: Settings) -> str:
    """A paragraph in which the desk's number can be tapped, and the page on which a call is asked for."""
    phone = settings.channels.phone
    if phone is None:
        return paragraph(text)
    shown = escape(phone.shown)
    tapped = f'<a class="fd-phone" href="tel:{escape(phone.number)}">{shown}</a>'
    return linked(paragraph(text), settings).replace(shown, tapped)


def sentence(text: str) -> str:
    """The text with a capital at its start."""
    return text[:1].upper() + text[1:]
