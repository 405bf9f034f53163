"""Make `resources/base.docx`, the Word file whose styles every exported document has, from the table of styles.

Run it after a change in `styles.py`: python scripts/make_base_docx.py
"""

from __future__ import annotations

import sys
import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(REPOSITORY))

from shnor_desktop.services.documents.docx_writer import style_map  # noqa: E402
from shnor_desktop.services.documents.styles import FONT_FAMILY, NUMBER_STYLE, STYLES, Style  # noqa: E402

TARGET = REPOSITORY / "resources" / "base.docx"
KEPT_STYLES = {"Normal", "Default Paragraph Font", "Normal Table", "No List"}
KEPT_PARTS = {f"/word/{name}.xml" for name in ("document", "styles", "settings", "fontTable", "theme/theme1")} | {
    "/docProps/core.xml"
}
ALIGNMENT = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
SETTINGS = """
<w:zoom w:percent="100"/>
<w:defaultTabStop w:val="709"/>
<w:characterSpacingControl w:val="doNotCompress"/>
<w:compat>
  <w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>
  <w:compatSetting w:name="overrideTableStyleFontSizeAndJustification"
    w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>
  <w:compatSetting w:name="enableOpenTypeFeatures" w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>
  <w:compatSetting w:name="doNotFlipMirrorIndents" w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>
</w:compat>
<w:themeFontLang w:val="ru-RU"/>
<w:decimalSymbol w:val=","/>
<w:listSeparator w:val=";"/>
"""
DEFAULTS = f"""
<w:rPrDefault><w:rPr>
  <w:rFonts w:ascii="{FONT_FAMILY}" w:hAnsi="{FONT_FAMILY}" w:eastAsia="{FONT_FAMILY}" w:cs="{FONT_FAMILY}"/>
  <w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="ru-RU" w:eastAsia="ru-RU" w:bidi="ar-SA"/>
</w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr/></w:pPrDefault>
"""


def make_base(target: Path) -> None:
    """Write the base file; the same table of styles gives the same bytes."""
    document = Document()
    _drop_parts(document)
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        if style.find(qn("w:name")).get(qn("w:val")) not in KEPT_STYLES:
            styles.remove(style)
    _fill(styles.find(qn("w:docDefaults")), "docDefaults", DEFAULTS)
    _fill(document.settings.element, "settings", SETTINGS)
    for name, style in STYLES.items():
        _paragraph_style(document, name, style)
    _helper_styles(document)
    _core(document.core_properties)
    stream = BytesIO()
    document.save(stream)
    _pack(stream, target)


def _drop_parts(document: Any) -> None:
    """Take out of python-docx's template what our documents do not need: lists, thumbnail, the styles of 2007."""
    for relationships in (document.part.rels, document.part.package.rels):
        for identity, relationship in list(relationships.items()):
            part = relationship.target_part
            if str(part.partname) not in KEPT_PARTS:
                del relationships[identity]


def _fill(element: Any, tag: str, content: str) -> None:
    """Replace all children of an element."""
    for child in list(element):
        element.remove(child)
    for child in list(parse_xml(f"<w:{tag} {nsdecls('w')}>{''.join(content.splitlines())}</w:{tag}>")):
        element.append(child)


def _paragraph_style(document: Any, name: str, style: Style) -> None:
    """One style of the tree as a Word style; everything is said, nothing comes from Normal by accident."""
    built_in = not style.word_name.startswith("Shnor ")
    if style.word_name == "Normal":
        word = document.styles["Normal"]
    else:
        word = document.styles.add_style(style.word_name, WD_STYLE_TYPE.PARAGRAPH, builtin=built_in)
        word.base_style = document.styles["Normal"]
    _font(word, style)
    _paragraph_format(word.paragraph_format, style)
    word.quick_style = True
    word.hidden = False
    word.unhide_when_used = False
    word.priority = 1
    if name.startswith("heading"):
        _outline(word, int(name[-1]))
        word.next_paragraph_style = document.styles["Normal"]
    if name.startswith("contents"):
        word.priority = 39


def _font(word: Any, style: Style) -> None:
    font = word.font
    font.size = Pt(style.size)
    font.bold = style.bold or None
    font.italic = style.italic or None
    font.all_caps = style.upper or None


def _paragraph_format(format_: Any, style: Style) -> None:
    format_.alignment = ALIGNMENT[style.align]
    format_.first_line_indent = Mm(style.first_line)
    format_.left_indent = Mm(style.left)
    format_.space_before = Pt(style.before)
    format_.space_after = Pt(style.after)
    format_.line_spacing = style.line
    format_.keep_with_next = style.keep_next or None
    format_.keep_together = style.keep_next or None
    format_.widow_control = True


def _outline(word: Any, level: int) -> None:
    """The level by which Word's navigation pane and contents know a heading."""
    properties = word.element.get_or_add_pPr()
    outline = OxmlElement("w:outlineLvl")
    outline.set(qn("w:val"), str(level - 1))
    properties.append(outline)


def _helper_styles(document: Any) -> None:
    """Styles that only Word needs."""
    styles = document.styles
    gap = styles.add_style(style_map.GAP_STYLE, WD_STYLE_TYPE.PARAGRAPH)
    gap.base_style = styles["Normal"]
    gap.font.size = Pt(1)
    _paragraph_format(gap.paragraph_format, Style(style_map.GAP_STYLE, 1))
    gap.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    gap.paragraph_format.line_spacing = Pt(1)
    header = styles.add_style(style_map.HEADER_STYLE, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    header.base_style = styles["Normal"]
    _paragraph_format(header.paragraph_format, Style(style_map.HEADER_STYLE, 12, align="center"))
    appendix = styles.add_style(style_map.APPENDIX_TITLE_STYLE, WD_STYLE_TYPE.PARAGRAPH)
    appendix.base_style = styles["Heading 1"]
    appendix.next_paragraph_style = styles["Normal"]
    _outline(appendix, 1)
    number = styles.add_style(NUMBER_STYLE, WD_STYLE_TYPE.CHARACTER)
    link = styles.add_style(style_map.LINK_STYLE, WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.font.color.rgb = RGBColor(0x05, 0x63, 0xC1)
    link.font.underline = True
    for style in (number, link):
        style.base_style = styles["Default Paragraph Font"]


def _core(properties: Any) -> None:
    """Leave nothing of the template's author and dates; the writer sets title and language."""
    for name in ("author", "comments", "keywords", "title"):
        setattr(properties, name, "")
    properties.language = "ru-RU"
    properties.created = properties.modified = datetime(2026, 1, 1)


def _pack(stream: BytesIO, target: Path) -> None:
    """Write the parts again with a fixed date, so that the file does not depend on the clock."""
    with zipfile.ZipFile(stream) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system = 0
            info.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(info, source.read(name))


if __name__ == "__main__":
    make_base(TARGET)
    print(f"{TARGET} – {TARGET.stat().st_size} байт")
