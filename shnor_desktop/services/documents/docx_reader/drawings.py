"""Pictures, charts, text boxes and lettering inside w:drawing, w:pict and w:object."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shnor_desktop.services.documents.docx_reader.charts import chart_blocks
from shnor_desktop.services.documents.docx_reader.context import MAX_DEPTH, Story
from shnor_desktop.services.documents.docx_reader.names import (
    ALTERNATE,
    DGM,
    PIC,
    TEXT_BOX,
    WP,
    A,
    C,
    Element,
    O,
    R,
    V,
    integer,
)
from shnor_desktop.services.documents.docx_reader.wrappers import branch
from shnor_desktop.services.documents.text_clean import clean_text
from shnor_desktop.services.documents.tree import NO_PICTURE, Block, Picture, paragraph

_EMU_IN_MM = 36000
_MM = {"pt": 25.4 / 72, "in": 25.4, "cm": 10.0, "mm": 1.0, "px": 25.4 / 96, "pc": 25.4 / 6, "": 25.4 / 96}
_SIZE = r"(?:^|;)\s*{}\s*:\s*([\d.]+)\s*(pt|in|cm|mm|px|pc|)\s*(?:;|$)"
_WIDTH, _HEIGHT = re.compile(_SIZE.format("width")), re.compile(_SIZE.format("height"))
_BLIP, _IMAGE, _LETTERING = A + "blip", V + "imagedata", V + "textpath"
_CHART, _DIAGRAM = C + "chart", DGM + "relIds"
_KINDS = frozenset({_BLIP, _IMAGE, _LETTERING, _CHART, _DIAGRAM, TEXT_BOX})


def drawing_blocks(story: Story, drawing: Element, depth: int, in_cell: bool) -> tuple[list[Block], str]:
    """The blocks a drawing brings, and the text that stands for what cannot be brought."""
    blocks: list[Block] = []
    text = ""
    found = list(_shapes(drawing))
    alone = sum(shape.tag == _BLIP for shape in found) == 1
    for shape in found:
        if shape.tag == TEXT_BOX:
            if depth < MAX_DEPTH:  # deeper down all paragraphs are met one by one, those of boxes too
                blocks.extend(story.source.read_blocks(story, shape, depth + 1, in_cell))
        elif shape.tag == _LETTERING:
            lettering = clean_text(shape.get("string", ""))
            blocks.extend([paragraph(lettering)] if lettering.strip() else [])
        elif shape.tag in (_CHART, _DIAGRAM):
            table, words = _graphic(story, shape, drawing)
            blocks.extend(table)
            text += words
        else:
            picture, words = _picture(story, shape, drawing, alone)
            blocks.extend([picture] if picture else [])
            text += words
    return blocks, text


def _shapes(element: Element) -> Iterator[Element]:
    """What can be shown, in order; what stands inside a text box is the box's own affair."""
    for child in element:
        if child.tag in _KINDS:
            yield child
        elif child.tag == ALTERNATE:
            chosen = branch(child)
            if chosen is not None:
                yield from _shapes(chosen)
        else:
            yield from _shapes(child)


def _picture(story: Story, shape: Element, drawing: Element, alone: bool) -> tuple[Picture | None, str]:
    """The picture of a blip or VML image, or the words that say where a picture outside the file is."""
    inner = shape.get(R + "embed") or shape.get(R + "id") or shape.get(R + "pict") or ""
    relation = story.part.relations.get(inner)
    name = story.source.keep_picture(relation.target) if relation and not relation.external else ""
    if not name:
        outer = story.part.relations.get(shape.get(R + "link", "")) or relation
        if outer is None:
            return None, NO_PICTURE if inner else ""
        return None, f"{NO_PICTURE[:-1]}: {clean_text(outer.target)}]"
    alt = _alt(shape, drawing, alone)
    width, height = _drawn_size(shape, drawing, alone) if shape.tag == _BLIP else _styled_size(shape)
    return Picture(name, round(width, 2), round(height, 2), alt), ""


def _alt(shape: Element, drawing: Element, alone: bool) -> str:
    """The words an author gave the picture for those who cannot see it."""
    if shape.tag == _IMAGE:
        return clean_text(shape.getparent().get("alt") or shape.get(O + "title") or "")
    own = next(shape.iterancestors(PIC + "pic"), None)
    described = next(drawing.iter(WP + "docPr"), None) if alone or own is None else next(own.iter(PIC + "cNvPr"), None)
    return "" if described is None else clean_text(described.get("descr") or described.get("title") or "")


def _drawn_size(blip: Element, drawing: Element, alone: bool) -> tuple[float, float]:
    """Width and height in mm: the drawing's for a single picture, its own in a group."""
    extent = next(drawing.iter(WP + "extent"), None)
    own = next(blip.iterancestors(PIC + "pic"), None)
    if (not alone or extent is None) and own is not None:
        extent = own.find(f"{PIC}spPr/{A}xfrm/{A}ext")
    if extent is None:
        return 0.0, 0.0
    return integer(extent.get("cx")) / _EMU_IN_MM, integer(extent.get("cy")) / _EMU_IN_MM


def _styled_size(image: Element) -> tuple[float, float]:
    """Width and height in mm from the style of the VML shape that holds the image."""
    style = image.getparent().get("style", "")
    sizes = []
    for pattern in (_WIDTH, _HEIGHT):
        found = pattern.search(style)
        number = found.group(1) if found else ""
        sizes.append(float(number) * _MM[found.group(2)] if found and re.fullmatch(r"\d{1,6}(\.\d*)?", number) else 0.0)
    return sizes[0], sizes[1]


def _graphic(story: Story, shape: Element, drawing: Element) -> tuple[list[Block], str]:
    """A chart as its numbers, a diagram as its words: the shapes themselves have no place in the tree."""
    what, key = ("диаграмма", R + "id") if shape.tag == _CHART else ("схема", R + "dm")
    relation = story.part.relations.get(shape.get(key, ""))
    part = story.source.package.part(relation.target) if relation and not relation.external else None
    description = next((one.get("descr", "") for one in drawing.iter(WP + "docPr")), "")
    if part is not None and shape.tag == _CHART and (table := chart_blocks(part.root, clean_text(description))):
        return table, ""
    words = [] if part is None else [text for one in part.root.iter(A + "t") if (text := (one.text or "").strip())]
    told = "; ".join(filter(None, [clean_text(description), *words]))
    return [], f"[{what}: {told}]" if told else f"[{what}]"
