"""Word's styles for pages of another look than the usual one: larger letters, other spacing."""

from __future__ import annotations

from lxml import etree

from shnor_desktop.services.documents.docx_writer.markup import W_NAMESPACE
from shnor_desktop.services.documents.docx_writer.style_map import HEADER_STYLE
from shnor_desktop.services.documents.docx_writer.units import twips
from shnor_desktop.services.documents.page_layout import USUAL, PageLayout
from shnor_desktop.services.documents.styles import Style

_W = f"{{{W_NAMESPACE}}}"


def restyled(part: bytes, layout: PageLayout) -> bytes:
    """The styles part of the base file as a layout wants it; only what differs is written anew."""
    root = etree.fromstring(part)
    known = {_name(style): style for style in root.iter(f"{_W}style")}
    for name, style in layout.styles.items():
        usual = USUAL.styles[name]
        found = known.get(style.word_name.lower())
        if found is not None and style != usual:
            _change(found, style)
    header = known.get(HEADER_STYLE.lower())
    if header is not None:
        _set_size(header, layout.styles["body"].size)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _name(style: etree._Element) -> str:
    name = style.find(f"{_W}name")
    return "" if name is None else name.get(f"{_W}val", "").lower()


def _change(element: etree._Element, style: Style) -> None:
    _set_size(element, style.size)
    spacing = element.find(f"{_W}pPr/{_W}spacing")
    if spacing is not None:
        spacing.set(f"{_W}before", str(round(style.before * 20)))
        spacing.set(f"{_W}line", str(round(style.line * 240)))
        spacing.set(f"{_W}lineRule", "auto")
    indent = element.find(f"{_W}pPr/{_W}ind")
    if indent is not None:
        indent.set(f"{_W}left", str(twips(style.left)))


def _set_size(element: etree._Element, points: float) -> None:
    properties = element.find(f"{_W}rPr")
    if properties is None:
        properties = etree.SubElement(element, f"{_W}rPr")
    for tag in ("sz", "szCs"):
        found = properties.find(f"{_W}{tag}")
        if found is None:
            found = etree.SubElement(properties, f"{_W}{tag}")
        found.set(f"{_W}val", str(round(points * 2)))
