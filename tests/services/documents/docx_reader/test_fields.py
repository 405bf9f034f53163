"""Links, fields, form fields and tables of contents."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from shnor_desktop.services.documents.tree import Block, Contents, Heading, Paragraph

Blocks = Callable[..., list[Block]]
Make = Callable[..., str]


def char(kind: str, inside: str = "") -> str:
    return f"<w:r><w:fldChar w:fldCharType='{kind}'>{inside}</w:fldChar></w:r>"


def instr(text: str) -> str:
    return f"<w:r><w:instrText xml:space='preserve'>{text}</w:instrText></w:r>"


def run(text: str) -> str:
    return f"<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>"


def fld(code: str, result: str) -> str:
    return char("begin") + instr(code) + char("separate") + result + char("end")


def texts(found: list[Block]) -> list[str]:
    return [block.text if isinstance(block, Paragraph | Heading) else repr(block) for block in found]


SITE = "http://example.org/a?b=1&amp;c=2"
PLAIN_SITE = "http://example.org/a?b=1&c=2"


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("<w:hyperlink r:id='rId9'>{}</w:hyperlink>", PLAIN_SITE),
        ("<w:hyperlink r:id='rId9' w:anchor='x'>{}</w:hyperlink>", PLAIN_SITE + "#x"),
        ("<w:hyperlink w:anchor='раздел'>{}</w:hyperlink>", "#раздел"),
        ("<w:hyperlink r:id='нет'>{}</w:hyperlink>", ""),
        (f"<w:fldSimple w:instr=' HYPERLINK &quot;{SITE}&quot; '>{{}}</w:fldSimple>", PLAIN_SITE),
        (fld(f'HYPERLINK "{SITE}" \\o "подсказка"', "{}"), PLAIN_SITE),
        (fld('hyperlink \\l "раздел"', "{}"), "#раздел"),
        (fld("HYPERLINK http://a.ru", "{}"), "http://a.ru"),
        (fld('HYPERLINK "C:\\\\папка\\\\файл.docx"', "{}"), "C:\\папка\\файл.docx"),
        (fld("REF x \\h", "{}"), ""),
    ],
)
def test_links(blocks: Blocks, link: str, address: str) -> None:
    body = f"<w:p>{run('см. ')}{link.format(run('сайт'))}{run(' и далее')}</w:p>"
    (block,) = blocks(body, relations=(("rId9", "hyperlink", PLAIN_SITE),))
    assert isinstance(block, Paragraph)
    assert block.text == "см. сайт и далее"
    assert [one.link for one in block.runs if one.text == "сайт"] == ([address] if address else [])


def test_instructions_go_and_results_stay(blocks: Blocks) -> None:
    nested = char("begin") + instr("IF ") + fld("MERGEFIELD x", run("внутри")) + instr(" = 1") + char("separate")
    body = f"<w:p>{run('до ')}{nested}{run('итог')}{char('end')}{run(' после')}</w:p>"
    assert texts(blocks(body)) == ["до итог после"]


@pytest.mark.parametrize("broken", [char("begin") + instr("PAGE"), char("separate"), char("end"), char("begin") * 3])
def test_broken_fields_swallow_nothing(blocks: Blocks, broken: str) -> None:
    assert texts(blocks(f"<w:p>{run('до')}{broken}{run('после')}</w:p><w:p>{run('далее')}</w:p>")) == [
        "допосле",
        "далее",
    ]


def test_a_field_ended_in_a_deletion_swallows_nothing(blocks: Blocks) -> None:
    body = f"<w:p>{char('begin')}{instr('DATE')}<w:del>{char('end')}</w:del>{run('текст')}</w:p>"
    assert texts(blocks(body)) == ["текст"]


def test_form_fields_show_their_state(blocks: Blocks) -> None:
    box = char("begin", "<w:ffData><w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox></w:ffData>")
    empty = char("begin", "<w:ffData><w:checkBox><w:default w:val='0'/></w:checkBox></w:ffData>")
    entries = "<w:listEntry w:val='да'/><w:listEntry w:val='нет'/>"
    drop = char("begin", f"<w:ffData><w:ddList><w:result w:val='1'/>{entries}</w:ddList></w:ffData>")
    end = char("separate") + char("end")
    body = (
        f"<w:p>{box}{instr('FORMCHECKBOX')}{char('end')}{run(' ')}{empty}{instr('FORMCHECKBOX')}{char('end')}"
        f"{run(' ')}{drop}{instr('FORMDROPDOWN')}{end}</w:p>"
    )
    assert texts(blocks(body)) == ["☒ ☐ нет"]


TOC = instr("TOC \\o ")
LINES = (
    f"<w:p>{run('перед ')}{char('begin')}{TOC}{char('separate')}{run('Раздел 1')}</w:p>"
    f"<w:p><w:hyperlink w:anchor='_Toc1'>{run('Раздел 2')}{fld('PAGEREF _Toc1', run('5'))}</w:hyperlink></w:p>"
    f"<w:p>{char('end')}{run('после')}</w:p>"
)


def test_a_contents_field_becomes_one_block(blocks: Blocks, p: Make) -> None:
    found = blocks(p("Раздел", "<w:outlineLvl w:val='0'/>") + LINES + p("далее"))
    assert texts(found) == ["Раздел", "перед ", "Contents(title='Содержание')", "после", "далее"]


def test_a_simple_contents_field(blocks: Blocks) -> None:
    assert blocks(f"<w:p><w:fldSimple w:instr='TOC'>{run('Раздел 1')}</w:fldSimple></w:p>") == [Contents()]


def test_a_list_of_tables_is_text(blocks: Blocks) -> None:
    field = fld("TOC \\h \\c &quot;Таблица&quot;", run("Таблица 1"))
    assert texts(blocks(f"<w:p>{field}</w:p>")) == ["Таблица 1"]


STYLES = """
<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Shnor Contents Title"/></w:style>
<w:style w:type="paragraph" w:styleId="h"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="th"><w:name w:val="TOC Heading"/><w:basedOn w:val="h"/></w:style>
<w:style w:type="paragraph" w:styleId="l"><w:name w:val="toc 2"/></w:style>
"""
LINE = "<w:pStyle w:val='l'/>"


@pytest.mark.parametrize(
    ("text", "style", "title"),
    [
        ("Что внутри", "t", "Что внутри"),
        ("Что внутри", "th", "Что внутри"),
        ("ОГЛАВЛЕНИЕ", "", "ОГЛАВЛЕНИЕ"),
        ("Содержание", "h", "Содержание"),
    ],
)
def test_the_title_is_the_line_above(blocks: Blocks, p: Make, text: str, style: str, title: str) -> None:
    head = p(text, f"<w:pStyle w:val='{style}'/>") + p()
    assert blocks(head + p("Раздел\t5", LINE) + p("", LINE) + p("Раздел\t6", LINE), styles=STYLES) == [Contents(title)]


def test_text_above_that_is_no_title_stays(blocks: Blocks, p: Make) -> None:
    found = blocks(p("Приказ") + p("Раздел\t5", LINE) + p("Цели", "<w:pStyle w:val='h'/>") + p("", LINE), styles=STYLES)
    assert texts(found) == ["Приказ", "Contents(title='Содержание')", "Цели"]


def gallery(content: str) -> str:
    return (
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def test_a_contents_control(blocks: Blocks, p: Make) -> None:
    title = p("О чём это", "<w:pStyle w:val='th'/>")
    plain = p("О чём это")
    lines = p("Раздел", LINE)
    assert blocks(gallery(title + lines) + p("далее"), styles=STYLES)[:1] == [Contents("О чём это")]
    assert blocks(gallery(plain + lines), styles=STYLES) == [Contents("О чём это")]
    assert blocks(gallery(plain + p("Раздел 1 … 5")), styles=STYLES) == [Contents("О чём это")]
    assert blocks(gallery(lines) + p("далее"), styles=STYLES)[:1] == [Contents()]
    assert blocks(gallery("")) == [Contents()]
    above = blocks(p("Приказ") + p("Содержание") + gallery(lines) + p("далее"), styles=STYLES)
    assert texts(above) == ["Приказ", "Contents(title='Содержание')", "далее"]


def test_words_typed_into_a_contents_control_stay(blocks: Blocks) -> None:
    found = blocks(gallery(LINES))
    assert texts(found) == ["Contents(title='перед')", "после"]
