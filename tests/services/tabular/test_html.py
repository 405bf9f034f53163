"""HTML as Word, Excel and LibreOffice put it on the clipboard; the samples are written by hand after theirs."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.models.errors import UserError
from shnor_desktop.services.tabular import Block, Span, as_table, from_html, to_html

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><style><!-- /* Font Definitions */
 p.MsoNormal, td {mso-style-unhide:no; margin:0cm;} --></style>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--></head>
<body lang=RU style='tab-interval:35.4pt'><!--StartFragment-->
<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0>
 <tr style='mso-yfti-irow:0;mso-yfti-firstrow:yes'>
  <td width=64 valign=top style='width:47.8pt;border:solid windowtext 1.0pt'>
  <p class=MsoNormal align=center><b><span style='mso-ansi-language:RU'>№<o:p></o:p></span></b></p></td>
  <td width=284><p class=MsoNormal><b>Мероприятия<o:p></o:p></b></p></td>
  <td width=120><p class=MsoNormal><b>Сроки<o:p></o:p></b></p></td>
  <td width=120><p class=MsoNormal><b>Ответственные<o:p></o:p></b></p></td>
 </tr>
 <tr style='mso-yfti-irow:1'>
  <td colspan=4><p class=MsoNormal><b>1. Работа с
  кадрами<o:p></o:p></b></p></td>
 </tr>
 <tr style='mso-yfti-irow:2'>
  <td><p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><![if !supportLists]><span
  style='mso-bidi-font-family:Calibri'><span style='mso-list:Ignore'>1.1.<span
  style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]><o:p>&nbsp;</o:p></p></td>
  <td><p class=MsoNormal>Семинар&nbsp;«Чтение» для <span class=SpellE>5&#8209;х</span> классов:<o:p></o:p></p>
  <p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='font-family:Symbol'><span
  style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>
  открытый урок<o:p></o:p></p></td>
  <td rowspan=2><p class=MsoNormal>сентябрь<br>
  2026<o:p></o:p></p></td>
  <td><p class=MsoNormal>Завуч<o:p></o:p></p></td>
 </tr>
 <tr style='mso-yfti-irow:3;mso-yfti-lastrow:yes'>
  <td><p class=MsoNormal>1.2.<o:p></o:p></p></td>
  <td><p class=MsoNormal>Наставник <del>старое</del><ins>каждому</ins><o:p></o:p></p></td>
  <td><p class=MsoNormal><o:p>&nbsp;</o:p></p></td>
 </tr>
 <![if !supportMisalignedColumns]>
 <tr height=0><td width=64 style='border:none'></td><td width=284></td><td width=120></td><td width=120></td></tr>
 <![endif]>
</table>
<p class=MsoNormal><o:p>&nbsp;</o:p></p><!--EndFragment--></body></html>"""

EXCEL = """Version:1.0
<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta name=ProgId content=Excel.Sheet>
<style><!--table {mso-displayed-decimal-separator:"\\,";} .xl65 {mso-number-format:"\\@";} --></style></head>
<body link=blue><table border=0 cellpadding=0 cellspacing=0 width=320 style='border-collapse:collapse'>
<!--StartFragment--> <col width=64 style='mso-width-source:userset'><col width=64 span=2>
 <tr height=20 style='height:15.0pt'>
  <td height=20 class=xl65 width=64>Доля,<br style='mso-data-placement:same-cell'>
    %</td><td align=right x:num="0.45">45,2</td><td colspan=2 style='mso-ignore:colspan'>длинный текст</td></tr>
 <tr style='display:none'><td>скрыто</td><td>1</td><td>2</td><td>3</td></tr>
 <tr height=20><td>два<span style='mso-spacerun:yes'>&nbsp; </span>слова</td><td></td><td>а</td><td>б</td></tr>
<!--EndFragment--></table></body></html>"""


def test_a_table_of_word():
    block = from_html(WORD)
    assert block is not None
    assert block.rows == (
        ("№", "Мероприятия", "Сроки", "Ответственные"),
        ("1. Работа с кадрами", "", "", ""),
        ("1.1.", "Семинар\u00a0«Чтение» для 5‑х классов:\n– открытый урок", "сентябрь\n2026", "Завуч"),
        ("1.2.", "Наставник каждому", "", ""),
    )
    assert block.spans == (Span(1, 0, 1, 4), Span(2, 2, 2, 1))
    assert block.across == {1}
    assert block.aside == ""


def test_cells_of_excel():
    block = from_html(EXCEL)
    assert block is not None
    assert block.rows == (("Доля,\n%", "45,2", "длинный текст", ""), ("два  слова", "", "а", "б"))
    assert block.spans == ()  # a text that only runs over its neighbour is not merged


def test_a_table_of_a_text_processor_with_lists_and_a_table_inside():
    html = """<html><body><p>До таблицы</p><table><thead><tr><th>А</th><th>Б</th></tr></thead><tbody>
    <tr><td><ul><li>раз</li><li>два</li></ul></td><td><ol start="3"><li><p>три</p></li><li>четыре</li></ol></td></tr>
    <tr><td><table><tr><td>внутри</td><td>рядом</td></tr></table></td><td><p>абзац</p><p>ещё</p></td></tr>
    </tbody></table>хвост</body></html>"""
    block = from_html(html)
    assert block is not None
    assert block.rows == (("А", "Б"), ("– раз\n– два", "3. три\n4. четыре"), ("внутри\nрядом", "абзац\nещё"))
    assert block.aside == "До таблицы\nхвост"


def test_several_tables_stand_below_each_other():
    one = "<table><tr><td>а<td>б</tr></table>"
    block = from_html(f"<div>{one}<p>между</p><table><tr><td colspan=3>в</td></tr><tr><td>1<td>2<td>3</table></div>")
    assert block is not None
    assert block.rows == (("а", "б", ""), ("в", "", ""), ("1", "2", "3"))
    assert block.spans == (Span(1, 0, 1, 3),)
    assert block.aside == "между"


def test_a_page_laid_out_with_a_table_of_one_cell():
    block = from_html("<table><tr><td><table><tr><td>а</td><td>б</td></tr></table></td></tr></table>")
    assert block is not None
    assert block.rows == (("а", "б"),)


def test_columns_that_nobody_uses_and_damaged_spans():
    html = """<table><tr><td colspan=3>а</td><td colspan="x">б</td></tr>
    <tr><td colspan=2 rowspan=9>в</td><td colspan=99999>г</td></tr><tr></tr><tr><td>д</td></tr></table>"""
    block = from_html(html)
    assert block is not None
    assert block.rows == (("а", "", "б"), ("в", "г", ""), ("", "д", ""))
    assert Span(1, 0, 2, 1) in block.spans


def test_rows_that_lost_their_table():
    assert from_html("<tr><td>а</td><td>б</td></tr>") == Block((("а", "б"),))


@pytest.mark.parametrize(
    "html", ["", "просто текст", "<p>абзац</p>", "<table></table>", "<table><tr></tr></table>", "<t", "<table"]
)
def test_no_table(html: str):
    assert from_html(html) is None


@pytest.mark.parametrize(
    "html",
    [
        "<table>" + "<tr><td>а</td></tr>" * 10_001 + "</table>",
        "<table><tr>" + "<td>а</td>" * 51 + "</tr></table>",
        "<table><tr>" + "<td>а</td>" * 1001 + "</tr></table>",
        "<table><tr><td>" + "а" * 5_000_000 + "</td></tr></table>",
        "<table><tr><td>" + "<b>" * 3000 + "глубоко",
    ],
)
def test_far_too_much_is_refused(html: str):
    with pytest.raises(UserError, match="слишком"):
        from_html(html)


MARKUP = (
    *(
        "<table>",
        "</table>",
        "<tr>",
        "</tr>",
        "<td>",
        "<td colspan=3>",
        "<td rowspan=4>",
        "<td rowspan=99999>",
        "</td>",
    ),
    *("<p>", "<br>", "<ul>", "<li>", "</ul>", "&nbsp;", "<!--", "-->", "<![if x]>", "<o:p>", "текст", "\ud800", "\x00"),
)


@given(st.lists(st.sampled_from(MARKUP), max_size=40))
def test_any_markup_is_a_rectangle_or_nothing(pieces: list[str]):
    block = from_html("".join(pieces))
    if block is None:
        return
    assert block.rows
    assert len({len(row) for row in block.rows}) == 1
    for span in block.spans:
        assert span.row + span.rows <= block.height
        assert span.column + span.columns <= block.width


# what we write

texts = st.lists(st.text(st.sampled_from("абё1.,<>&\"'=%«» "), max_size=8).map(str.rstrip), max_size=3).map(
    lambda lines: "\n".join(lines).strip()
)
blocks = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.tuples(*[texts] * width), min_size=1, max_size=5).map(lambda rows: Block(tuple(rows)))
)


@given(blocks)
def test_what_is_written_is_read_again(block: Block):
    assert from_html(to_html(block)) == block


def test_merged_cells_are_written_and_read_again():
    block = Block((("1", "Кадры", ""), ("1.1", "а", "май"), ("1.2", "б", "")), (Span(0, 1, 1, 2), Span(1, 2, 2, 1)))
    assert from_html(to_html(block)) == block
    table = as_table(block)
    assert [[(cell.text, cell.columns, cell.rows) for cell in row.cells] for row in table.rows] == [
        [("1", 1, 1), ("Кадры", 2, 1)],
        [("1.1", 1, 1), ("а", 1, 1), ("май", 1, 2)],
        [("1.2", 1, 1), ("б", 1, 1)],
    ]


class _Cells(HTMLParser):
    """The independent reader: Python's own."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.styles: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag == "td":
            self.rows[-1].append("")
            self.styles.append(dict(attrs).get("style") or "")
        elif tag == "br":
            self.rows[-1][-1] += "\n"

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data.strip("\n")


def test_excel_is_told_to_leave_texts_alone():
    reader = _Cells()
    reader.feed(to_html(Block((("1.2", "80"), ("=1+1", "12,5"), ("а < б\n«в»", "")))))
    assert reader.rows == [["1.2", "80"], ["=1+1", "12,5"], ["а < б\n«в»", ""]]
    told = ["mso-number-format" in style for style in reader.styles]
    assert told == [True, False, True, False, True, False]


def test_a_block_fills_a_larger_place():
    block = Block((("а", "б"),))
    assert block.tiled(2, 4).rows == (("а", "б", "а", "б"), ("а", "б", "а", "б"))
    assert block.tiled(2, 3) is block
    assert Block().tiled(4, 4).rows == ()
