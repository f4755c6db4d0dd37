"""What is searched of a question, and a digest of it by which work that was done before is found again.

Knows nothing of words, files or ranking.
"""

from collections.abc import Callable
from hashlib import blake2b

from desk.data import Data

DIGEST = 16


class SearchEntry(Data, frozen=True, kw_only=True):
    """One question as it is searched. `path` is `category/slug`; `about` holds words around it, `crumbs` what its card shows.

    `added` are words by which others say what it says; they are no part of its digest. Whoever knows a digest of all else
    that is searched says how to `load` the body in its place: it is asked for where the digest is new.
    """

    path: str
    title: str
    synonyms: tuple[str, ...] = ()
    summary: str = ""
    body: str = ""
    about: str = ""
    crumbs: tuple[str, ...] = ()
    added: str = ""
    digest: bytes = b""
    load: Callable[[], str] | None = None

    def text(self) -> str:
        """The body."""
        return self.load() if self.load else self.body

    def known_by(self) -> bytes:
        """The digest of title, synonyms, words around it, summary and body."""
        if self.digest:
            return self.digest if len(self.digest) == DIGEST else _digest(self.digest)
        texts = (self.title, *self.synonyms, "", self.about, self.summary, self.text())
        return _digest("\0".join(texts).encode("utf-8", "surrogatepass"))


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=DIGEST).digest()
