"""Styles that are based on one another: resolved rightly, and each looked into once."""

from __future__ import annotations

import pytest
from lxml import etree

from shnor_desktop.services.documents.docx_reader import look
from shnor_desktop.services.documents.docx_reader.look import StyleSheet

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def sheet(*styles: str) -> StyleSheet:
    return StyleSheet(etree.fromstring(f'<w:styles xmlns:w="{W}">{"".join(styles)}</w:styles>'))


def style(style_id: str, based_on: str = "", inside: str = "", kind: str = "paragraph", default: str = "0") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    head = f'<w:style w:type="{kind}" w:styleId="{style_id}" w:default="{default}">'
    return f'{head}<w:name w:val="Имя {style_id}"/>{base}{inside}</w:style>'


def test_the_nearest_word_counts():
    found = sheet(
        style("a", "b", '<w:pPr><w:numPr><w:ilvl w:val="2"/></w:numPr></w:pPr><w:rPr><w:b w:val="0"/></w:rPr>'),
        style("b", "c", '<w:pPr><w:numPr><w:numId w:val="5"/></w:numPr><w:jc w:val="center"/></w:pPr>'),
        style("c", "", '<w:pPr><w:outlineLvl w:val="9"/><w:jc w:val="right"/></w:pPr><w:rPr><w:b/><w:i/></w:rPr>'),
    )
    resolved = found.paragraph("a")
    assert (resolved.align, resolved.list_id, resolved.level) == ("center", "5", 2)
    assert (resolved.bold, resolved.italic, resolved.heading) == (False, True, 0)
    assert found.paragraph("c").bold


def test_the_default_style_aligns_nobody():
    found = sheet(style("a", "d"), style("d", "", '<w:pPr><w:jc w:val="both"/></w:pPr>', default="1"))
    assert found.paragraph("a").align == ""


def test_a_heading_is_inherited_by_level_or_name():
    found = sheet(
        style("a", "b"),
        style("b", "", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'),
        style("c", "Heading3"),
        '<w:style w:type="paragraph" w:styleId="Heading3"><w:name w:val="heading 3"/></w:style>',
    )
    assert [found.paragraph(one).heading for one in ("a", "c", "нет такого")] == [2, 3, 0]


def test_a_circle_ends():
    found = sheet(style("a", "b"), style("b", "a", "<w:rPr><w:i/></w:rPr>"))
    assert found.paragraph("a").italic
    assert found.character("a").italic


def test_thousands_of_styles_in_a_chain_are_looked_into_once_each(monkeypatch: pytest.MonkeyPatch):
    count = 2000
    looked = []
    usual = look.alignment
    monkeypatch.setattr(look, "alignment", lambda ppr: (looked.append(1), usual(ppr))[1])
    inside = "<w:pPr><w:keepNext/></w:pPr>"
    found = sheet(*(style(f"s{number}", f"s{number + 1}", inside) for number in range(count)))
    for number in range(count):
        assert found.paragraph(f"s{number}").name == "body"
    assert len(looked) <= count
