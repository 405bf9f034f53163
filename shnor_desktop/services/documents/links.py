"""Addresses of hyperlinks: which ones a document may carry, in a form that Word and browsers accept."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from shnor_desktop.services.documents.text_clean import clean_text

LONGEST = 2000
"""Word refuses longer addresses."""

_SCHEMES = {"http", "https", "mailto"}
_UNSAFE = re.compile(r"""[\s"<>\\^`{|}]|%(?![0-9A-Fa-f]{2})""")


def safe_link(address: str) -> str:
    """`address` made fit for a file, or "" when it must not be a link (another scheme, no host, not an address)."""
    address = clean_text(address).strip()
    address = _UNSAFE.sub(lambda found: quote(found[0], safe=""), address)
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 - reading it raises ValueError when it is not a number
    except ValueError:
        return ""
    scheme = parts.scheme.lower()
    if scheme not in _SCHEMES or len(address) > LONGEST:
        return ""
    if scheme == "mailto":
        return address if re.fullmatch(r"[^@/?#]+@[^@/?#]+", parts.path) else ""
    return address if parts.hostname and "%" not in parts.netloc else ""
