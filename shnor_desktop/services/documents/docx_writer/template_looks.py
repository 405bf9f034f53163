"""How the styles of a school's template look: what pages need to know to count those of a paper made on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from lxml import etree

from shnor_desktop.services.documents.docx_writer.markup import W_NAMESPACE
from shnor_desktop.services.documents.docx_writer.package import STYLES
from shnor_desktop.services.documents.docx_writer.template import Template, open_template, open_template_bytes
from shnor_desktop.services.documents.docx_writer.template_fonts import TemplateFonts
from shnor_desktop.services.documents.page_layout import PageLayout
from shnor_desktop.services.documents.styles import Style
from shnor_desktop.services.documents.tree import Document

_W = f"{{{W_NAMESPACE}}}"
_ALIGN = {"both": "justify", "start": "left", "end": "right", "distribute": "justify"}
_WORD_SIZE = 10.0  # points, where nothing is said
_TWIPS_MM = 25.4 / 1440
_DEEPEST = 12


def on_template(document: Document, base: Path | None = None) -> Document:
    """The document with the pages and styles of its template, or of `base`."""
    template = open_template(base) if base is not None else open_template_bytes(document.template)
    layout = template.layout(document.layout)
    named = tuple(_named(template, layout).items())
    return replace(document, layout=replace(layout, named=named, wider=template.wider), template=b"")


def _named(template: Template, layout: PageLayout) -> Mapping[str, Style]:
    """The styles of the tree that the template has too, as they look there; the others have its usual letters."""
    root = etree.fromstring(template.package.parts[STYLES])
    by_name = {_value(one.find(f"{_W}name")).lower(): one for one in root.iter(f"{_W}style")}
    by_id = {one.get(f"{_W}styleId", ""): one for one in root.iter(f"{_W}style")}
    fonts = TemplateFonts(template.package)
    usual = by_name.get("normal")
    font = fonts.named([*_defaults(root), *([] if usual is None else [usual])])
    found = {}
    for name, style in layout.styles.items():
        own = by_name.get(style.word_name.lower())
        if own is not None:
            sources = [*_defaults(root), *reversed(list(_chain(own, by_id)))]
            found[name] = replace(_look(style, sources), font=fonts.named(sources))
        elif font:
            found[name] = replace(style, font=font)
    return found


def _defaults(root: Any) -> Iterator[Any]:
    for kind in ("rPrDefault", "pPrDefault"):
        found = root.find(f"{_W}docDefaults/{_W}{kind}")
        if found is not None:
            yield found


def _chain(style: Any, by_id: Mapping[str, Any]) -> Iterator[Any]:
    """A style and those it is based on."""
    for _step in range(_DEEPEST):
        yield style
        style = by_id.get(_value(style.find(f"{_W}basedOn")))
        if style is None:
            return


def _look(style: Style, sources: list[Any]) -> Style:
    """What the sources say, the last the loudest."""
    look = replace(style, size=_WORD_SIZE, bold=False, italic=False, upper=False, keep_next=False, line=1.0)
    look = replace(look, align="left", first_line=0.0, left=0.0, before=0.0, after=0.0, corner=False)
    for source in sources:
        letters, lines = source.find(f"{_W}rPr"), source.find(f"{_W}pPr")
        look = _with_letters(look, {} if letters is None else {one.tag: one for one in letters})
        look = _with_lines(look, {} if lines is None else {one.tag: one for one in lines})
    return look


def _with_letters(look: Style, said: Mapping[str, Any]) -> Style:
    size = _number(said.get(f"{_W}sz"), "val")
    switches: dict[str, Any] = {
        field: _is_on(said[f"{_W}{tag}"])
        for field, tag in (("bold", "b"), ("italic", "i"), ("upper", "caps"))
        if f"{_W}{tag}" in said
    }
    return replace(look, size=size / 2 if size else look.size, **switches)


def _with_lines(look: Style, said: Mapping[str, Any]) -> Style:
    indent, spacing = said.get(f"{_W}ind"), said.get(f"{_W}spacing")
    changes: dict[str, Any] = {}
    if (jc := _value(said.get(f"{_W}jc"))) or f"{_W}keepNext" in said:
        keep = said.get(f"{_W}keepNext")
        changes = {
            "align": _ALIGN.get(jc, jc) or look.align,
            "keep_next": look.keep_next if keep is None else _is_on(keep),
        }
    for field, names, element, scale in (
        ("left", ("left", "start"), indent, _TWIPS_MM),
        ("first_line", ("firstLine",), indent, _TWIPS_MM),
        ("before", ("before",), spacing, 1 / 20),
        ("after", ("after",), spacing, 1 / 20),
    ):
        numbers = [number for name in names if (number := _number(element, name)) is not None]
        if numbers:
            changes[field] = numbers[0] * scale
    line = _number(spacing, "line")
    if line and spacing is not None and (spacing.get(f"{_W}lineRule") or "auto") == "auto":
        changes["line"] = line / 240
    return replace(look, **changes)


def _is_on(element: Any) -> bool:
    return _value(element) not in ("0", "false", "off")


def _value(element: Any) -> str:
    return "" if element is None else str(element.get(f"{_W}val", ""))


def _number(element: Any, name: str) -> float | None:
    text = "" if element is None else element.get(f"{_W}{name}", "")
    try:
        return float(text)
    except ValueError:
        return None
