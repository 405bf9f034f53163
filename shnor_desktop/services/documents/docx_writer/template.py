"""The school's own Word file as the base of papers: its styles, page set-up, headers, footers and letterhead.

Everything comes from outside: the one guard looks at it first, then only what a paper needs is taken over.
"""

from __future__ import annotations

import posixpath
import re
import tempfile
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from lxml import etree

from shnor_desktop.models.errors import UserError
from shnor_desktop.services.documents.docx_writer.letterhead import letterhead_of
from shnor_desktop.services.documents.docx_writer.markup import R_NAMESPACE, W_NAMESPACE
from shnor_desktop.services.documents.docx_writer.package import DOCUMENT, STYLES, Package
from shnor_desktop.services.documents.docx_writer.template_fonts import TemplateFonts, letters_wider
from shnor_desktop.services.documents.page_layout import USUAL, PageLayout
from shnor_desktop.services.documents.styles import PAGE_MM, PAGE_NUMBER_TOP_MM
from shnor_desktop.services.guard import LITTLE, check_ooxml

_W = f"{{{W_NAMESPACE}}}"
_R = f"{{{R_NAMESPACE}}}"
_DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_SETTINGS_LEFT = ("attachedTemplate", "mailMerge", "documentProtection", "writeProtection", "trackRevisions")
"""Settings that would tie a paper to the template's own life, or to files elsewhere."""
_KINDS_LEFT = {
    *("comments", "commentsExtended", "commentsIds", "customXml", "glossaryDocument", "people"),
    *("keyMapCustomizations", "attachedToolbars", "vbaProject", "aFChunk"),
}
_NUMBERING = "numbering"
_LIMITS = replace(LITTLE, unpacked=40 << 20, part=20 << 20)
"""A template is read where the window is, so it may hold large pictures, but no book."""
LEAST_TEXT_MM = 60.0
"""Narrower pages hold no table."""


@dataclass(frozen=True, slots=True)
class Template:
    """A template ready to be written on: `section` is its own last section, `letterhead` what stands above the text."""

    package: Package
    letterhead: str
    section: Any

    @property
    def has_title_page(self) -> bool:
        """Whether its first page has a header and a footer of its own."""
        found = None if self.section is None else self.section.find(f"{_W}titlePg")
        return found is not None and found.get(f"{_W}val", "1") not in ("0", "false", "off")

    @property
    def wider(self) -> float:
        """How wide its letters are beside those of Times New Roman, by which column widths are reckoned."""
        root = _parsed(self.package.parts[STYLES])
        usual = next((one for one in root.iter(f"{_W}style") if _style_name(one) == "normal"), None)
        places = (root.find(f"{_W}docDefaults/{_W}rPrDefault"), usual)
        return letters_wider(TemplateFonts(self.package).named(place for place in places if place is not None))

    @property
    def distances(self) -> tuple[float, float]:
        """How far its headers and footers stand from the edges, in millimetres."""
        margins = None if self.section is None else self.section.find(f"{_W}pgMar")
        usual = PAGE_NUMBER_TOP_MM
        return _millimetres(margins, "header", usual), _millimetres(margins, "footer", usual)

    def layout(self, chosen: PageLayout) -> PageLayout:
        """The chosen layout with the template's own paper and margins."""
        if self.section is None:
            return chosen
        size, margins = self.section.find(f"{_W}pgSz"), self.section.find(f"{_W}pgMar")
        width, height = (_millimetres(size, side, usual) for side, usual in zip("wh", PAGE_MM, strict=True))
        layout = replace(
            chosen,
            paper=(min(width, height), max(width, height)),
            left=_millimetres(margins, "left", chosen.left),
            right=_millimetres(margins, "right", chosen.right),
            top=_millimetres(margins, "top", chosen.top),
            bottom=_millimetres(margins, "bottom", chosen.bottom),
        )
        if min(layout.text_area(landscape=False)) < LEAST_TEXT_MM:
            raise UserError(
                "В шаблоне такие поля, что для текста нет места: уменьшите поля страницы и сохраните шаблон."
            )
        return layout

    def references(self) -> Iterator[tuple[str, str, str]]:
        """Headers and footers of its pages: "header" or "footer", "default", "first" or "even", the id."""
        if self.section is None:
            return
        for kind in ("header", "footer"):
            for found in self.section.findall(f"{_W}{kind}Reference"):
                identity = found.get(f"{_R}id", "")
                if self.package.part_of(identity):
                    yield kind, found.get(f"{_W}type", "default"), identity


def check_template(path: Path) -> None:
    """UserError in one sentence for a file that papers cannot be made on."""
    open_template(path).layout(USUAL)


def _millimetres(element: Any, name: str, usual: float) -> float:
    """A length of the template's page, the usual one where it says none or nonsense."""
    text = "" if element is None else element.get(f"{_W}{name}", "")
    try:
        return round(abs(float(text)) * 25.4 / 1440, 2) if text else usual
    except ValueError:
        return usual


def open_template_bytes(data: bytes) -> Template:
    """The template that a school file keeps; it is judged again, for the school file may come from outside."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "Шаблон.docx"
        path.write_bytes(data)
        return open_template(path)


def open_template(path: Path) -> Template:
    """The template in a Word file, with the styles it has."""
    check_ooxml(path, "docx", _LIMITS)
    unreadable = UserError(f"Шаблон «{path.name}» не читается: откройте его в Word и сохраните снова как .docx.")
    try:
        package = Package.open(path)
        root = _parsed(package.parts[DOCUMENT])
        styles = _parsed(package.parts[STYLES])
        _check_links(package, path.name)
        _plain_parts(package)
    except UserError as error:
        raise error if "Шаблон" in str(error) else unreadable from error
    except (etree.XMLSyntaxError, LookupError, ValueError) as error:  # a part or an encoding that is not there
        raise unreadable from error
    if any(one.tag.partition("}")[0] != _W.rstrip("}") or one.nsmap.get("w") != W_NAMESPACE for one in (root, styles)):
        raise unreadable  # the strict variety of the format, or a producer that names things in its own way
    body = root.find(f"{_W}body")
    section = None if body is None else body.find(f"{_W}sectPr")
    package.add(DOCUMENT, _DOCUMENT_TYPE, package.parts[DOCUMENT])  # also of a .dotx
    return Template(package, "" if body is None else letterhead_of(body), section)


def completed_styles(template: bytes, base: bytes) -> bytes:
    """The template's styles and, of ours, those whose names it has not."""
    root, ours = _parsed(template), _parsed(base)
    there = {_style_name(style): style.get(f"{_W}styleId", "") for style in root.iter(f"{_W}style")}
    taken = set(there.values())
    added = [style for style in ours.iter(f"{_W}style") if _style_name(style) not in there]
    ids: dict[str, str] = {}
    for style in ours.iter(f"{_W}style"):
        identity = style.get(f"{_W}styleId", "")
        known = there.get(_style_name(style))
        ids[identity] = known if known is not None else _free(identity, taken)
    for style in added:
        copy = deepcopy(style)
        copy.set(f"{_W}styleId", ids[style.get(f"{_W}styleId", "")])
        if any(one.get(f"{_W}default") in ("1", "true") and _same_kind(one, copy) for one in root.iter(f"{_W}style")):
            copy.attrib.pop(f"{_W}default", None)
        for tag in ("basedOn", "next", "link"):
            pointer = copy.find(f"{_W}{tag}")
            if pointer is not None:
                pointer.set(f"{_W}val", ids.get(pointer.get(f"{_W}val", ""), pointer.get(f"{_W}val", "")))
        root.append(copy)
    return _text(root)


def _same_kind(one: Any, other: Any) -> bool:
    return bool(one.get(f"{_W}type") == other.get(f"{_W}type"))


def _free(identity: str, taken: set[str]) -> str:
    while identity in taken:
        identity += "Shnor"
    taken.add(identity)
    return identity


def _style_name(style: Any) -> str:
    name = style.find(f"{_W}name")
    return "" if name is None else name.get(f"{_W}val", "").lower()


def _check_links(package: Package, name: str) -> None:
    """Refuse what a paper would fetch from elsewhere when it is opened; addresses to click on may stay."""
    for part, data in list(package.parts.items()):
        if not part.endswith(".rels"):
            continue
        root = _parsed(data)
        for pointer in list(root):
            if pointer.get("TargetMode") != "External" or pointer.get("Type", "").endswith("/hyperlink"):
                continue
            if not pointer.get("Type", "").endswith("/attachedTemplate"):
                raise _outside(name)
            root.remove(pointer)
        package.parts[part] = _text(root)
    if any(not kind.endswith("/hyperlink") for kind in package.external_kinds()):
        raise _outside(name)


def _outside(name: str) -> UserError:
    return UserError(
        f"Шаблон «{name}» берёт рисунки или данные из других файлов: вставьте их в него и сохраните снова."
    )


def _plain_parts(package: Package) -> None:
    """Leave behind what belongs to the template's own life; parts that are edited as text are in UTF-8."""
    package.drop_kinds(_KINDS_LEFT)
    settings = package.related("settings")
    if settings in package.parts:
        root = _parsed(package.parts[settings])
        for tag in _SETTINGS_LEFT:
            for found in root.findall(f"{_W}{tag}"):
                root.remove(found)
        package.parts[settings] = _text(root)
    numbering = package.related(_NUMBERING)
    if numbering in package.parts:
        root = _parsed(package.parts[numbering])
        if root.nsmap.get("w") != W_NAMESPACE:
            raise ValueError("lists in a name space of their own")
        package.parts[numbering] = _text(root)


def has_page_number(package: Package, identity: str) -> bool:
    """Whether a header or footer shows the page's number."""
    text = package.parts.get(package.part_of(identity), b"")
    return re.search(rb"\bPAGE\b", text) is not None


def prune(package: Package, body: bytes) -> None:
    """Drop relationships that the finished text does not use, and every part that nothing leads to any more."""
    used = {match.decode() for match in re.findall(rb'\br:[a-z]+="([^"]+)"', body)}
    package.keep_used(used)
    reached: set[str] = set()
    waiting = package.roots()
    while waiting:
        name = waiting.pop()
        if name in reached or name not in package.parts:
            continue
        reached.add(name)
        folder, base = posixpath.split(name)
        rels = f"{folder}/_rels/{base}.rels"
        if rels in package.parts:
            reached.add(rels)
            for pointer in _parsed(package.parts[rels]):
                if pointer.get("TargetMode") != "External":
                    target = posixpath.normpath(posixpath.join("/", folder, pointer.get("Target", "")))
                    waiting.append(target.lstrip("/"))
    for name in set(package.parts) - reached:
        del package.parts[name]


def _parsed(data: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(data, parser)


def _text(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
