"""Runs, looks, alignment, headings and odd characters of Word paragraphs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from shnor_desktop.services.documents.tree import Block, Heading, PageBreak, Paragraph, Run

Blocks = Callable[..., list[Block]]
Make = Callable[..., str]

STYLES = """
<w:style w:type='paragraph' w:default='1' w:styleId='a'><w:name w:val='Normal'/>
  <w:pPr><w:jc w:val='left'/></w:pPr></w:style>
<w:style w:type='paragraph' w:styleId='1'><w:name w:val='heading 1'/><w:basedOn w:val='a'/>
  <w:rPr><w:b/></w:rPr></w:style>
<w:style w:type='paragraph' w:styleId='7'><w:name w:val='heading 7'/><w:basedOn w:val='a'/></w:style>
<w:style w:type='paragraph' w:styleId='own'><w:name w:val='Раздел школы'/><w:basedOn w:val='1'/></w:style>
<w:style w:type='paragraph' w:styleId='out'><w:name w:val='Подраздел'/>
  <w:pPr><w:outlineLvl w:val='1'/></w:pPr></w:style>
<w:style w:type='paragraph' w:styleId='not'><w:name w:val='Как текст'/><w:basedOn w:val='1'/>
  <w:pPr><w:outlineLvl w:val='9'/></w:pPr></w:style>
<w:style w:type='paragraph' w:styleId='loud'><w:name w:val='Громко'/><w:basedOn w:val='a'/>
  <w:pPr><w:jc w:val='center'/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type='paragraph' w:styleId='louder'><w:name w:val='Громче'/><w:basedOn w:val='loud'/>
  <w:rPr><w:i/></w:rPr></w:style>
<w:style w:type='paragraph' w:styleId='circle'><w:name w:val='Круг'/><w:basedOn w:val='circle'/></w:style>
<w:style w:type='character' w:styleId='strong'><w:name w:val='Strong'/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type='character' w:styleId='stronger'><w:name w:val='Stronger'/><w:basedOn w:val='strong'/></w:style>
"""


def test_neighbouring_runs_of_one_look_are_joined(blocks: Blocks) -> None:
    body = (
        "<w:p><w:r><w:t>од</w:t></w:r><w:r><w:t>ин </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>два</w:t></w:r>"
        "<w:r><w:rPr><w:b w:val='0'/><w:i/></w:rPr><w:t>три</w:t></w:r></w:p>"
    )
    assert blocks(body) == [Paragraph((Run("один "), Run("два", bold=True), Run("три", italic=True)))]


@pytest.mark.parametrize(
    ("style", "run", "bold", "italic"),
    [
        ("loud", "", True, False),
        ("louder", "", True, True),
        ("louder", "<w:b w:val='false'/>", False, True),
        ("loud", "<w:rStyle w:val='strong'/>", False, False),  # two switches undo each other
        ("a", "<w:rStyle w:val='stronger'/>", True, False),
        ("1", "", False, False),  # bold is the tree style's own
        ("1", "<w:b/>", True, False),
        ("circle", "", False, False),
        ("missing", "<w:rStyle w:val='missing'/>", False, False),
    ],
)  # fmt: skip
def test_bold_and_italic_come_through_styles(
    blocks: Blocks, p: Make, style: str, run: str, bold: bool, italic: bool
) -> None:
    (block,) = blocks(p("текст", f"<w:pStyle w:val='{style}'/>", run), styles=STYLES)
    assert isinstance(block, Paragraph | Heading)
    assert block.runs == (Run("текст", bold, italic),)


@pytest.mark.parametrize(
    ("properties", "align"),
    [
        ("", ""),
        ("<w:jc w:val='both'/>", ""),
        ("<w:jc w:val='left'/>", "left"),
        ("<w:jc w:val='start'/>", "left"),
        ("<w:jc w:val='end'/>", "right"),
        ("<w:jc w:val='center'/>", "center"),
        ("<w:pStyle w:val='loud'/>", "center"),
        ("<w:pStyle w:val='louder'/>", "center"),
        ("<w:pStyle w:val='loud'/><w:jc w:val='both'/>", ""),
        ("<w:jc w:val='чушь'/>", ""),
    ],
)
def test_alignment_is_kept_where_it_differs_from_the_style(
    blocks: Blocks, p: Make, properties: str, align: str
) -> None:
    (block,) = blocks(p("текст", properties), styles=STYLES)
    assert isinstance(block, Paragraph)
    assert (block.style, block.align) == ("body", align)


@pytest.mark.parametrize(
    ("properties", "level"),
    [
        ("<w:pStyle w:val='1'/>", 1),
        ("<w:pStyle w:val='7'/>", 4),
        ("<w:pStyle w:val='own'/>", 1),
        ("<w:pStyle w:val='out'/>", 2),
        ("<w:pStyle w:val='not'/>", 0),
        ("<w:outlineLvl w:val='2'/>", 3),
        ("<w:outlineLvl w:val='8'/>", 4),
        ("<w:pStyle w:val='1'/><w:outlineLvl w:val='9'/>", 0),
        ("<w:outlineLvl w:val='мусор'/>", 0),
    ],
)
def test_headings_are_known_by_name_ancestor_or_outline(blocks: Blocks, p: Make, properties: str, level: int) -> None:
    (block,) = blocks(p("1.2. Цели", properties), styles=STYLES)
    if level:
        assert block == Heading(level, (Run("1.2. Цели"),))
    else:
        assert isinstance(block, Paragraph)
        assert block.text == "1.2. Цели"


@pytest.mark.parametrize(("name", "level"), [("Heading2", 2), ("Заголовок 3", 3), ("heading 9", 4)])
def test_without_styles_the_style_id_is_taken_for_a_name(blocks: Blocks, p: Make, name: str, level: int) -> None:
    assert blocks(p("Раздел", f"<w:pStyle w:val='{name}'/>")) == [Heading(level, (Run("Раздел"),))]


def test_names_of_our_own_styles_come_back(blocks: Blocks, p: Make) -> None:
    styles = "<w:style w:type='paragraph' w:styleId='x'><w:name w:val='Shnor Caption'/></w:style>"
    plain = p("Таблица 1", "<w:pStyle w:val='x'/>")
    assert blocks(plain, styles=styles) == [Paragraph((Run("Таблица 1"),), "caption")]
    left = p("Таблица 1", "<w:pStyle w:val='x'/><w:jc w:val='left'/>")
    assert blocks(left, styles=styles) == [Paragraph((Run("Таблица 1"),), "caption", "left")]


def test_the_marked_number_of_a_heading_is_taken_apart(blocks: Blocks) -> None:
    styles = STYLES + "<w:style w:type='character' w:styleId='n'><w:name w:val='Shnor Number'/></w:style>"
    number = "<w:r><w:rPr><w:rStyle w:val='n'/></w:rPr><w:t>5.1. </w:t></w:r>"
    text = "<w:r><w:t>Кадры</w:t></w:r>"
    heading = f"<w:p><w:pPr><w:pStyle w:val='1'/></w:pPr>{number}{text}</w:p>"
    assert blocks(heading, styles=styles) == [Heading(1, (Run("Кадры"),), "5.1.")]
    apart = heading.replace("5.1. </w:t>", "5.1.</w:t>").replace("<w:t>Кадры", "<w:t xml:space='preserve'> Кадры")
    assert blocks(apart, styles=styles) == [Heading(1, (Run("Кадры"),), "5.1.")]
    spaced = heading.replace("<w:t>Кадры", "<w:t xml:space='preserve'> Кадры")
    assert blocks(spaced, styles=styles) == [Heading(1, (Run(" Кадры"),), "5.1.")]
    assert blocks(f"<w:p>{number}{text}</w:p>", styles=styles) == [Paragraph((Run("5.1. Кадры"),))]


def test_empty_paragraphs_and_headings_are_layout(blocks: Blocks, p: Make) -> None:
    body = p() + p("  ") + p("\u00a0") + p("", "<w:pStyle w:val='1'/>") + p("есть")
    assert blocks(body, styles=STYLES) == [Paragraph((Run("есть"),))]


def test_special_characters(blocks: Blocks) -> None:
    body = (
        "<w:p><w:r><w:t>а</w:t><w:tab/><w:t>б</w:t><w:br/><w:t>в</w:t><w:cr/><w:t>№\u00a05</w:t><w:noBreakHyphen/>"
        "<w:softHyphen/><w:sym w:font='Symbol' w:char='F0B3'/><w:sym w:font='Wingdings' w:char='F0FC'/>"
        "<w:sym w:font='Arial' w:char='0416'/><w:sym w:char='D800'/><w:sym w:char='zz'/><w:sym w:char='FFFFFF'/></w:r>"
        "</w:p>"
    )
    (block,) = blocks(body)
    assert isinstance(block, Paragraph)
    assert block.text == "а\tб\nв\n№\u00a05\u2011\u00ad≥✓Ж"


def test_line_ends_of_hand_formatted_xml_are_not_text(blocks: Blocks) -> None:
    (block,) = blocks("<w:p><w:r><w:t>\n   первая\n   вторая \n </w:t></w:r></w:p>")
    assert isinstance(block, Paragraph)
    assert block.text.split() == ["первая", "вторая"]
    assert "\n" not in block.text


def test_page_breaks_cut_a_paragraph(blocks: Blocks, p: Make) -> None:
    body = (
        p("начало", "<w:pageBreakBefore/>")
        + "<w:p><w:r><w:t>до</w:t><w:br w:type='page'/><w:t>после</w:t><w:lastRenderedPageBreak/></w:r></w:p>"
        + "<w:p><w:r><w:br w:type='page'/></w:r></w:p>"
        + p("новая", "<w:pageBreakBefore/>")
        + p("ещё", "<w:pageBreakBefore w:val='0'/>")
        + p("конец", "<w:pageBreakBefore/>")
    )
    shown = [block.text if isinstance(block, Paragraph) else block for block in blocks(body)]
    end = PageBreak()
    assert shown == ["начало", "до", end, "после", end, "новая", "ещё", end, "конец"]


def test_an_empty_page_stays_empty(blocks: Blocks, p: Make) -> None:
    before = "<w:pageBreakBefore/>"
    assert [type(block) for block in blocks(p("а") + p("", before) + p("б", before))] == [
        Paragraph, PageBreak, PageBreak, Paragraph,
    ]  # fmt: skip


def test_ruby_keeps_its_base_and_equations_their_text(blocks: Blocks) -> None:
    body = (
        "<w:p><w:r><w:ruby><w:rt><w:r><w:t>над</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>основа</w:t></w:r></w:rubyBase>"
        "</w:ruby></w:r><m:oMath><m:r><m:t>x=</m:t></m:r><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>n+1"
        "</m:t></m:r></m:den></m:f></m:oMath></w:p><m:oMathPara><m:oMath><m:r><m:t>y</m:t></m:r></m:oMath></m:oMathPara>"
    )
    assert [block.text for block in blocks(body) if isinstance(block, Paragraph)] == ["основаx=1/(n+1)", "y"]


def test_hidden_controls_and_tags_are_seen_through(blocks: Blocks) -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    body = (
        "<w:p><w:smartTag>" + run.format("а") + "</w:smartTag><w:sdt><w:sdtPr/><w:sdtContent>" + run.format("б")
        + "<w:sdt><w:sdtContent>" + run.format("в") + "</w:sdtContent></w:sdt></w:sdtContent></w:sdt><w:customXml>"
        + run.format("г") + "</w:customXml><w:bdo w:val='ltr'>" + run.format("д") + "</w:bdo><w:sdt/></w:p>"
    )  # fmt: skip
    assert blocks(body) == [Paragraph((Run("абвгд"),))]
