"""A link or picture that leads nowhere, or not where its writer thinks -> what to say of it, with what was probably meant."""

from urllib.parse import unquote, urlsplit

from desk.data import replace
from desk.finding import Finding
from desk.place import Place
from generator.content.near_names import near_names
from generator.markdown.link_context import PUBLISHED_TYPES, LinkContext


def own_address(address: str, context: LinkContext) -> Finding:
    """A link in full to a page beside this one."""
    written = context.as_written(context.own_target(address) or "", address)
    message = f"the link {address} names the site's own address, and is not checked when the site is built"
    return replace(_finding(address, context, "own-address", message, f"link to {written}"), severity="warning")


def not_translated(address: str, context: LinkContext) -> Finding:
    """A link to a question that the language does not have yet."""
    message = (
        f"the link {address} leads to a question that is not translated yet, and so to its page in another language"
    )
    language = context.file.split("/")[1]
    fix = f"write faq/{language}/{context.page(urlsplit(address).path)}.md; nothing has to be changed here"
    return replace(_finding(address, context, "missing-translation", message, fix), severity="warning")


def nowhere(address: str, context: LinkContext) -> Finding:
    """A link to what is not there."""
    path = urlsplit(address).path
    known = frozenset(context.known)
    if path.startswith("/"):
        message = f"the link {address} starts at the root of the server"
        found = unquote(path).strip("/")
        near = found if found in known else near_names(known).nearest(found)
        fix = f"link to {context.as_written(near, address)}" if near else "link to the .md file, as seen from this file"
        return _finding(address, context, "broken-link", message, fix)
    if context.page(path) in context.drafts:
        message = f"the link {address} leads to a question that is still a draft"
        return _finding(address, context, "broken-link", message, "take it out until that is published")
    if context.resolved(path) in context.files:
        message = f"the link {address} leads to a file of a kind that is not published"
        return _finding(address, context, "broken-link", message, f"use one of: {', '.join(PUBLISHED_TYPES)}")
    near = near_names(known).nearest(context.page(path))
    fix = f"link to {context.as_written(near, address)}" if near else "correct the link, or take it out"
    return _finding(address, context, "broken-link", f"the link {address} leads nowhere", fix)


def missing_picture(address: str, context: LinkContext) -> Finding:
    """A picture that is not there."""
    near = near_names(frozenset(context.files)).nearest(context.resolved(urlsplit(address).path))
    fix = f"use {context.as_written(near, '')}" if near else "put the file there, or take the picture out"
    message = f"the picture {address} is not there; its text is shown instead"
    return replace(_finding(address, context, "missing-picture", message, fix), severity="warning")


def _finding(address: str, context: LinkContext, rule: str, message: str, fix: str) -> Finding:
    # Behind a bracket first: the end of a longer address is another link.
    spellings = (f"({address}", f"(<{unquote(address)}", address, unquote(address))
    at = next((found for text in spellings if (found := context.body.find(text)) >= 0), 0)
    line = context.body_line + context.body.count("\n", 0, at)
    return Finding(place=Place(context.file, line), rule=rule, message=message, fix=fix)
