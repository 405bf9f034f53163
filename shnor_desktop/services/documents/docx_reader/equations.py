"""The text of an equation on one line, with enough signs that ½ does not become 12."""

from __future__ import annotations

from shnor_desktop.services.documents.docx_reader.names import Element, M

_SIGNS = {"f": ("num", "/", "den"), "sSup": ("e", "^", "sup"), "sSub": ("e", "_", "sub")}


def equation_text(element: Element) -> str:
    """The text of m:oMath or of anything inside it."""
    if not isinstance(element.tag, str) or not element.tag.startswith(M):
        # A tracked change or a run of Word's own inside the equation.
        return "".join(text.text or "" for text in element.iter(M + "t"))
    name = element.tag[len(M) :]
    if name == "t":
        return element.text or ""
    if name in _SIGNS:
        first, sign, second = _SIGNS[name]
        return f"{_piece(element, first)}{sign}{_piece(element, second)}"
    if name == "rad":
        return f"√{_piece(element, 'e')}"
    inside = "".join(equation_text(child) for child in element)
    return f"({inside})" if name == "d" else inside


def _piece(element: Element, name: str) -> str:
    """A part of a fraction or power, in brackets when it is longer than one word."""
    part = element.find(M + name)
    text = "" if part is None else equation_text(part)
    return text if text.replace(",", "").isalnum() or (text.startswith("(") and text.endswith(")")) else f"({text})"
