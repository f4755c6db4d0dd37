"""The version of the product, from its installed metadata."""

from desk.installed import version_of

VERSION = version_of("frontdesk") or "0 (not installed)"
