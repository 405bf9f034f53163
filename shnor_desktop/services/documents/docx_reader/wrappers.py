"""Elements that only wrap others: content controls, tracked insertions, smart tags, alternatives for older Words."""

from __future__ import annotations

from collections.abc import Iterator

from shnor_desktop.services.documents.docx_reader.names import (
    ALTERNATE,
    DEL,
    FALLBACK,
    INS,
    MC,
    MOVE_FROM,
    MOVE_TO,
    SDT,
    SDT_CONTENT,
    Element,
    W,
)

GONE = frozenset({DEL, MOVE_FROM})
"""Tracked deletions; the accepted view has nothing of them."""

_WRAPPERS = frozenset({INS, MOVE_TO, W + "customXml", W + "smartTag", W + "dir", W + "bdo", SDT_CONTENT})
_ONLY_IN_NEW_WORDS = ("cx", "am3d", "aink", "wpi")
"""Kinds of drawings whose older alternative is an ordinary picture."""


def branch(alternative: Element) -> Element | None:
    """The one branch of mc:AlternateContent that is read."""
    choice, fallback = alternative.find(MC + "Choice"), alternative.find(FALLBACK)
    if choice is None:
        return fallback
    if fallback is not None and choice.get("Requires", "").startswith(_ONLY_IN_NEW_WORDS):
        return fallback
    return choice


def inside(element: Element) -> Element | None:
    """The element whose children stand in place of this one, None when it is no wrapper."""
    tag = element.tag
    if tag == SDT:
        return element.find(SDT_CONTENT)
    if tag == ALTERNATE:
        return branch(element)
    return element if tag in _WRAPPERS else None


def unwrapped(container: Element, wanted: str) -> Iterator[Element]:
    """The children of one kind, those inside wrappers included, deleted ones left out."""
    for child in container:
        if child.tag == wanted:
            yield child
        elif child.tag not in GONE:
            content = inside(child)
            if content is not None:
                yield from unwrapped(content, wanted)
