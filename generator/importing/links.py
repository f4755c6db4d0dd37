"""Turn the addresses of one article into links among the new files; say of each that leads nowhere what to do.

Knows the library and one article; writes nothing, and leaves images to their own module.
"""

import posixpath
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, unquote, urlsplit

from generator.importing.article import Article, Placed
from generator.importing.changes import Change, Edit, Note
from generator.importing.library import Library, numbered_address
from generator.importing.naming import slug
from generator.importing.references import Reference

LINKS = "links"
MOST_COMPARED = 500
# Every browser goes to the top of the page for these two.
_TOP = frozenset({"", "top"})
_TEXT_DIRECTIVE = ":~:"


@dataclass(frozen=True, slots=True)
class LinkRewriter:
    """Rewrites the links of one article, which stands at `here`."""

    here: Placed
    library: Library

    def changes(self, reference: Reference) -> Iterator[Change]:
        """What happens to one link."""
        if not reference.named:
            message = "this link has no words that one could click or hear"
            fix = "[where it leads](...)" if reference.kind == "link" else "<a ...>where it leads</a>"
            yield Note(reference.at, "empty-link", message, fix)
        if reference.address.startswith("#"):
            yield from self._same_page(reference)
            return
        parts = numbered_address(reference.address)
        if parts is None:
            if reference.kind != "autolink":
                yield from self._relative(reference)
        elif self.library.is_old_site(parts):
            yield from self._old_site(reference)

    def _old_site(self, reference: Reference) -> Iterator[Change]:
        parts = urlsplit(reference.address)
        target, category = self.library.article(parts), self.library.category(parts)
        if target is not None:
            yield from self._to_article(reference, target, parts.fragment)
        elif category is not None:
            yield self._edit(reference, self._relative_path(category) + "/", category)
        elif "/articles/" in parts.path:
            message = f"{reference.address} leads to an article that is not among the imported ones"
            fix = "link to an answer that is here, or take the link out before the old site is switched off"
            yield Note(reference.start, "missing-article", message, fix)
        else:
            message = f"{reference.address} leads to the old site, to a page that is no article"
            fix = "link to a category or an answer, or take the link out before the old site is switched off"
            yield Note(reference.start, "old-site", message, fix)

    def _relative(self, reference: Reference) -> Iterator[Change]:
        try:
            parts = urlsplit(reference.address)
        except ValueError:
            return
        if parts.scheme or parts.netloc or not parts.path:
            return
        target = self._by_number(parts.path) or self._by_path(unquote(parts.path))
        if target is not None:
            yield from self._to_article(reference, target, parts.fragment)
            return
        message = f"the link {reference.address} leads to no file that was imported"
        fix = "correct the link, or take it out: a site with it is not published"
        yield Note(reference.start, "missing-file", message, fix)

    def _by_number(self, path: str) -> Placed | None:
        """/hc/en-us/articles/360016822039-Verify: how articles of one site name each other."""
        return self.library.article(urlsplit(path)) if path.startswith("/") else None

    def _by_path(self, path: str) -> Placed | None:
        folder = posixpath.dirname(str(self.here.article.source))
        found = path.lstrip("/") if path.startswith("/") else posixpath.normpath(posixpath.join(folder, path))
        stem = found.removesuffix(".html").rstrip("/")
        names = (found, f"{stem}.md", f"{stem}.markdown", f"{stem}/index.md", f"{stem}/README.md")
        return next((self.library.by_source[name] for name in names if name in self.library.by_source), None)

    def _to_article(self, reference: Reference, target: Placed, fragment: str) -> Iterator[Change]:
        if target.article.front.draft:
            message = f"{reference.address} leads to {target.path}.md, which is a draft and is not published"
            yield Note(reference.start, "link-to-draft", message, "publish the draft, or take the link out")
            # The old address keeps working for customers until then; a relative one leads nowhere either way.
            if numbered_address(reference.address):
                return
        anchor = unquote(fragment)
        if _TEXT_DIRECTIVE in anchor:
            message = f"the link to {target.path}.md no longer marks a passage (#{anchor})"
            yield Note(reference.start, "missing-anchor", message, "link to a heading: add its #anchor")
            anchor = anchor.partition(_TEXT_DIRECTIVE)[0]
        real = self._anchor(target, anchor)
        if real is None:
            yield self._no_anchor(reference, target, anchor)
        anchor = anchor if real is None else real
        address = self._relative_path(target.path) + ".md" + (f"#{quote(anchor, safe='%:()')}" if anchor else "")
        yield self._edit(reference, address, target.article.title)

    def _same_page(self, reference: Reference) -> Iterator[Change]:
        anchor = unquote(reference.address[1:])
        real = self._anchor(self.here, anchor)
        if real is None:
            yield self._no_anchor(reference, self.here, anchor)
        elif real != anchor:
            yield self._edit(reference, f"#{quote(real, safe='%:()')}", "")

    def _anchor(self, target: Placed, anchor: str) -> str | None:
        """The anchor as it is really spelt; empty where the page's top is meant; None where there is none like it."""
        article = target.article
        if anchor in article.ids or anchor in _TOP:
            return anchor
        if article.repeated and anchor in {article.repeated.own_id, slug(article.repeated.words)}:
            return ""
        near = _by_slug(article.ids).get(slug(anchor), ())
        return near[0] if len(near) == 1 else None

    def _no_anchor(self, reference: Reference, target: Placed, anchor: str) -> Note:
        message = f"there is no '#{anchor}' in {target.path}.md"
        known = _like(target.article, slug(anchor))
        fix = (
            f"use one of its headings: {', '.join('#' + name for name in known[:3])}"
            if known
            else "take the # part out"
        )
        return Note(reference.start, "missing-anchor", message, fix)

    def _relative_path(self, path: str) -> str:
        return posixpath.relpath(path, posixpath.dirname(self.here.path))

    def _edit(self, reference: Reference, address: str, words: str) -> Edit:
        if reference.kind == "autolink":
            shown = words.replace("[", "\\[").replace("]", "\\]")
            return Edit(reference.start, reference.end, f"[{shown}]({address})", LINKS)
        return Edit(reference.start, reference.end, address, LINKS)


def _like(article: Article, anchor: str) -> Sequence[str]:
    """The ids that are most like an anchor, or all; among very many nobody looks for one."""
    if len(article.ids) > MOST_COMPARED:
        return article.anchors[:3]
    near = [name for name in sorted(article.ids) if name in anchor or anchor in name]
    return near or sorted(article.anchors)


@lru_cache(maxsize=64)
def _by_slug(ids: frozenset[str]) -> Mapping[str, Sequence[str]]:
    """Ids by what they have in common with another spelling of themselves."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name in ids:
        found[slug(name)].append(name)
    return found
