"""Text as Word's XML: escaping, and the characters that are elements of their own in a run."""

from __future__ import annotations

import re

from shnor_desktop.services.documents.text_clean import clean_text

XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

_NOT_PLAIN = re.compile("[\x00-\x1f&<>\u00ad\u2011\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile("([\n\t\u00ad\u2011])")
_ELEMENTS = {
    "\n": "<w:br/>",
    "\t": "<w:tab/>",
    "\u00ad": "<w:softHyphen/>",  # as a character Word would show it always, not only at the end of a line
    "\u2011": "<w:noBreakHyphen/>",  # as a character it may fall back to another typeface
}


def escape(text: str) -> str:
    """`text` for the content of an element or an attribute in double quotes, cleaned."""
    text = clean_text(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;")


def one_line(text: str) -> str:
    """`text` with line breaks, tabs and stretches of them as single spaces."""
    return re.sub("[\n\t]+", " ", clean_text(text))


def text_markup(text: str) -> str:
    """The content of a run that shows `text`."""
    if _NOT_PLAIN.search(text) is None:
        return f'<w:t xml:space="preserve">{text}</w:t>' if text else ""
    pieces = _SPECIAL.split(clean_text(text))
    return "".join(_ELEMENTS.get(piece) or _text(piece) for piece in pieces if piece)


def _text(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<w:t xml:space="preserve">{text}</w:t>'
