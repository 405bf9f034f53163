"""What the style names of the tree mean on paper; Word's base file and the page painter both follow this table."""

from __future__ import annotations

from dataclasses import dataclass

FONT_FAMILY = "Times New Roman"
"""Liberation Serif has the same metrics and stands in for it on Linux."""


@dataclass(frozen=True, slots=True)
class Style:
    """The look of a paragraph. Sizes in points, indents in millimetres, `line` as a factor of the line height.

    A `corner` style stands at the right edge of the page, as far to the right on a wide page as on an upright one.
    `font` is a typeface that a template of the school's own brings, empty for the usual one.
    """

    word_name: str
    size: float
    bold: bool = False
    italic: bool = False
    align: str = "left"
    first_line: float = 0.0
    left: float = 0.0
    before: float = 0.0
    after: float = 0.0
    line: float = 1.0
    keep_next: bool = False
    upper: bool = False
    corner: bool = False
    font: str = ""


TABLE_SIZE = 10.0
"""The letters of tables, in points; wide tables may have smaller ones."""

STYLES: dict[str, Style] = {
    "body": Style("Normal", 12, align="justify", first_line=12.5, after=3, line=1.15),
    "plain": Style("Shnor Plain", 12, after=2),
    "list": Style("Shnor List", 12, align="justify", left=12.5, after=2, line=1.15),
    "heading1": Style("Heading 1", 14, bold=True, align="center", before=12, after=8, keep_next=True),
    "heading2": Style("Heading 2", 13, bold=True, align="center", before=10, after=6, keep_next=True),
    "heading3": Style("Heading 3", 12, bold=True, align="left", before=8, after=4, keep_next=True),
    "heading4": Style("Heading 4", 12, bold=True, italic=True, align="left", before=6, after=4, keep_next=True),
    "caption": Style("Shnor Caption", 12, bold=True, align="center", before=6, after=4, keep_next=True),
    "appendix_mark": Style("Shnor Appendix", 12, align="right", before=0, after=6, keep_next=True),
    "approval_mark": Style("Shnor Approval Mark", 12, left=100, after=14, keep_next=True, corner=True),
    "contents_title": Style("Shnor Contents Title", 14, bold=True, align="center", after=8, keep_next=True),
    "contents1": Style("toc 1", 12, after=2),
    "contents2": Style("toc 2", 12, left=6, after=2),
    "table": Style("Shnor Table", TABLE_SIZE),
    "table_header": Style("Shnor Table Header", TABLE_SIZE, bold=True, align="center", keep_next=True),
    "table_group": Style("Shnor Table Group", TABLE_SIZE, bold=True, keep_next=True),
    "table_sub": Style("Shnor Table Sub", TABLE_SIZE, left=3),
    "table_upper": Style("Shnor Table Upper", TABLE_SIZE + 1, bold=True, align="center", keep_next=True),
    "order_issuer": Style("Shnor Order Issuer", 13, bold=True, align="center", after=14),
    "order_word": Style("Shnor Order Word", 15, bold=True, align="center", after=12),
    "order_day": Style("Shnor Order Date", 12),
    "order_number": Style("Shnor Order Number", 12, align="right"),
    "order_place": Style("Shnor Order Place", 12, align="center", before=6),
    "order_subject": Style("Shnor Order Subject", 12, bold=True, align="center", before=14, after=14),
    "order_verb": Style("Shnor Order Verb", 12, before=6, after=6, keep_next=True),
    "order_post": Style("Shnor Order Post", 12, before=24),
    "order_person": Style("Shnor Order Person", 12, align="right", before=24),
    "order_executor": Style("Shnor Order Executor", 10, before=24),
    "title_organisation": Style("Shnor Organisation", 14, align="center", after=4),
    "title_name": Style("Shnor Document Name", 18, bold=True, align="center", before=130, after=8),
    "title_years": Style("Shnor Document Years", 14, align="center", after=6),
    "title_place": Style("Shnor Place", 14, align="center", before=230),
    "grif_kind": Style("Shnor Grif Kind", 12, after=2),
    "grif": Style("Shnor Grif", 12, after=2),
    "grif_details": Style("Shnor Grif Details", 12, after=2),
    "grif_person": Style("Shnor Grif Person", 12, before=6, after=2),
}
"""Every style a tree may name. Word names are the key to recognise our own documents again."""

NUMBER_STYLE = "Shnor Number"
"""Word's character style of a heading's number, by which the reader tells it from the text."""

LIST_INDENT_MM = 7.5
"""How far each level of a list stands to the right of the one above."""

SHADE = "#e4e4e4"
"""What is under a shaded cell: light enough for the text, dark enough for a copier."""

AFTER_TABLE = 6.0
"""Points between a table and what follows it, where that has no greater space of its own."""

PAGE_MM = (210.0, 297.0)
"""A4, portrait."""

MARGINS_MM = {"left": 20.0, "right": 10.0, "top": 20.0, "bottom": 20.0}
"""ГОСТ Р 7.0.97, the same on landscape pages; `page_layout.py` holds what may be chosen."""

PAGE_NUMBER_TOP_MM = 10.0
"""Distance of the page number from the top edge; it stands in the middle, from page 2."""
