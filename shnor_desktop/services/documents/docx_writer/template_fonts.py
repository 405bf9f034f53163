"""The typefaces of a template: what its styles name, and what its theme means by «the font of the text»."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lxml import etree

from shnor_desktop.services.documents.docx_writer.markup import W_NAMESPACE
from shnor_desktop.services.documents.docx_writer.package import Package

_W = f"{{{W_NAMESPACE}}}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SLOTS = ("hAnsi", "ascii")
"""Word takes the first for Cyrillic letters; most files name both alike."""
_USUAL = frozenset(("times new roman", "liberation serif", "tinos", "pt astra serif"))
"""Typefaces whose letters are as wide as those of Times New Roman."""
_WIDER = {
    **dict.fromkeys(("calibri", "carlito", "cambria", "caladea", "pt serif"), 1.1),
    "verdana": 1.4,
}
_USUALLY_WIDER = 1.25
"""Arial and its like, by their widest letters."""


class TemplateFonts:
    """Which typeface a chain of styles ends in."""

    def __init__(self, package: Package) -> None:
        self._theme = _theme_fonts(package)

    def named(self, sources: Iterable[Any]) -> str:
        """The typeface by what stands in `sources`, the last the loudest; empty for Times New Roman and its twins."""
        found = ""
        for source in sources:
            fonts = source.find(f"{_W}rPr/{_W}rFonts")
            found = found if fonts is None else self._of(fonts) or found
        return "" if found.lower() in _USUAL else found

    def _of(self, fonts: Any) -> str:
        for slot in _SLOTS:
            theme = fonts.get(f"{_W}{slot}Theme", "")
            name = (self._theme.get(theme[:5]) or f"+{theme}") if theme else fonts.get(f"{_W}{slot}", "")
            if name:  # what the theme leaves open has a name that no typeface has
                return str(name)
        return ""


def letters_wider(font: str) -> float:
    """How wide the letters of a typeface are beside those of Times New Roman, by which column widths are reckoned."""
    return _WIDER.get(font.lower(), _USUALLY_WIDER) if font else 1.0


def _theme_fonts(package: Package) -> dict[str, str]:
    """«major» for headings and «minor» for the text, as the theme names them; nothing where it cannot be read."""
    part = package.parts.get(package.related("theme"))
    if part is None:
        return {}
    try:
        root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except (etree.XMLSyntaxError, LookupError, ValueError):
        return {}
    found = {}
    for kind in ("major", "minor"):
        latin = next(root.iter(f"{_A}{kind}Font"), None)
        first = None if latin is None else latin.find(f"{_A}latin")
        found[kind] = "" if first is None else first.get("typeface", "")
    return found
