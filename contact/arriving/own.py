"""What is the desk's own in mail: its addresses, and the references of its cases.

Nothing of it is a secret; whoever writes a mail can put any of it there.
"""

import re
from urllib.parse import urlsplit

from contact.reference import normalise
from desk.data import Data
from desk.settings.model import Settings

# Also as people type it, and never a part of a longer word.
_REFERENCE = re.compile(r"(?<![A-Za-z0-9-])[A-Za-z0-9]{3}[- ]?[A-Za-z0-9]{4}[- ]?[A-Za-z0-9]{3}(?![A-Za-z0-9-])")


class OwnAddresses(Data, frozen=True, kw_only=True):
    """The support address, and the domain of the site, in small letters."""

    support: str
    site_domain: str

    def receives(self, address: str) -> bool:
        """Whether mail to this address is for the desk: the support address, also with a `+detail`."""
        user, _, domain = self.support.rpartition("@")
        found_user, _, found_domain = address.strip("<> ").casefold().rpartition("@")
        return bool(self.support) and found_domain == domain and user in {found_user, found_user.partition("+")[0]}

    def sends_from(self, address: str) -> bool:
        """Whether the desk writes from this address."""
        return self.receives(address) or address.strip("<> ").casefold() == f"no-reply@{self.site_domain}"


def own_addresses(settings: Settings) -> OwnAddresses:
    """The desk's addresses by its settings."""
    support = settings.channels.email.address.casefold() if settings.channels.email else ""
    return OwnAddresses(support=support, site_domain=urlsplit(settings.organisation.site_url).hostname or "localhost")


def references_in(text: str) -> list[str]:
    """The references in a subject, each once. What only looks like one has a wrong check symbol."""
    found = (normalise(written) for written in _REFERENCE.findall(text))
    return list(dict.fromkeys(reference for reference in found if reference))
