"""The table of contents: a field that Word can update, with its entries written already."""

from __future__ import annotations

from collections.abc import Mapping

from shnor_desktop.services.documents.docx_writer.headings import HeadingMarks
from shnor_desktop.services.documents.docx_writer.markup import escape, one_line, text_markup
from shnor_desktop.services.documents.docx_writer.style_map import StyleMap
from shnor_desktop.services.documents.docx_writer.units import twips
from shnor_desktop.services.documents.headings import CONTENTS_DEPTH
from shnor_desktop.services.documents.tree import Contents, Heading

_BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
_STALE = '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
_RESULT = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
_UNKNOWN_PAGE = "\u00a0"
"""Shown until Word knows the page: a field whose result is empty would be taken for damaged."""
_CONTENTS_FIELD = f'TOC \\o "1-{CONTENTS_DEPTH}" \\h \\z '
_BY_LEVEL = "\\u"
_WITH_ENTRIES = "\\f C"
"""Entries of their own beside the headings: appendices, whose marks an update would lose else."""
_NO_HEADINGS = "Заголовков пока нет."


def contents_markup(
    block: Contents,
    width_mm: float,
    styles: StyleMap,
    headings: HeadingMarks,
    pages: Mapping[int, int],
    before: str,
    *,
    stale: bool = False,
) -> str:
    """Title, entries and the field around them, in the frame by which Word shows "Update table".

    Of contents that are `stale` Word is told that the page numbers are not sure.
    """
    opening = styles.looks["contents_title"].opening
    title = f"<w:p><w:pPr>{opening}{before}</w:pPr><w:r>{text_markup(block.title)}</w:r></w:p>"
    tab = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{twips(width_mm)}"/></w:tabs>'
    switch = _WITH_ENTRIES if headings.lists_marks else _BY_LEVEL
    field = f"{_STALE if stale else _BEGIN}{_instruction(_CONTENTS_FIELD + switch)}{_RESULT}"
    entries = [_entry(index, heading, styles, tab, pages) for index, heading in headings.listed]
    if not entries:
        entries = [(styles.looks["contents1"].opening, f"<w:r>{text_markup(_NO_HEADINGS)}</w:r>")]
    lines = []
    for properties, content in entries:
        lines.append(f"<w:p><w:pPr>{properties}</w:pPr>{field}{content}</w:p>")
        field = ""  # it opens in the first entry and closes after the last
    closing = f"<w:p><w:pPr>{styles.gap}</w:pPr>{_END}</w:p>"
    return (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
        f"</w:sdtPr><w:sdtContent>{title}{''.join(lines)}{closing}</w:sdtContent></w:sdt>"
    )


def _entry(index: int, heading: Heading, styles: StyleMap, tab: str, pages: Mapping[int, int]) -> tuple[str, str]:
    """Paragraph properties and content of one line: heading, dots, page number, all one link to the heading."""
    name = HeadingMarks.name(index)
    page = str(pages[index]) if index in pages else _UNKNOWN_PAGE
    instruction = _instruction(f"PAGEREF {name} \\h")
    reference = f"{_BEGIN}{instruction}{_RESULT}<w:r>{text_markup(page)}</w:r>{_END}"
    text = f"<w:r>{text_markup(one_line(heading.listed_text))}</w:r><w:r><w:tab/></w:r>"
    link = f'<w:hyperlink w:anchor="{name}" w:history="1">{text}{reference}</w:hyperlink>'
    return f"{styles.looks[f'contents{heading.level}'].opening}{tab}", link


def entry_markup(heading: Heading) -> str:
    """What tells Word to list a heading with the mark above it; nothing of it is seen in the text."""
    text = one_line(heading.listed_text).replace("\\", "\\\\").replace('"', '\\"')
    words = f' TC "{escape(text)}" \\f C \\l {heading.level} '
    pieces = (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve">{words}</w:instrText>',
        '<w:fldChar w:fldCharType="end"/>',
    )
    return "".join(f"<w:r><w:rPr><w:vanish/></w:rPr>{piece}</w:r>" for piece in pieces)


def _instruction(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve"> {text} </w:instrText></w:r>'
