"""Blocks → text document → blocks: nothing that was not edited is lost, and what was edited is what comes back."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument, QTextTable

from shnor_desktop.services.documents.styles import STYLES
from shnor_desktop.services.documents.tree import (
    Block,
    Cell,
    Contents,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Row,
    Run,
    Table,
    text_cell,
)
from shnor_desktop.ui.richtext import RichDocument, normal_blocks
from shnor_desktop.ui.richtext.looks import MARKER
from shnor_desktop.ui.richtext.markers import own_marker
from shnor_desktop.ui.richtext.normal import table_is_plain
from shnor_desktop.ui.richtext.paste import blocks_of_html, blocks_of_text
from shnor_desktop.ui.widgets.rich_edit import RichEdit

letters = st.text("абвГД xyz№«»—\u00a0\n\t😀\u2028", max_size=8)
runs = st.lists(
    st.builds(Run, letters, st.booleans(), st.booleans(), st.sampled_from(("", "", "", "https://школа.рф"))), max_size=4
).map(tuple)
paragraphs = st.builds(
    Paragraph,
    runs,
    style=st.sampled_from((*STYLES, "no such style")),
    align=st.sampled_from(("", "left", "center", "right", "justify")),
    list=st.sampled_from(("", "", "bullet", "number")),
    level=st.integers(0, 3),
    start=st.integers(0, 3),
    marker=st.sampled_from(("", "1.", "1)", "а)")),
)
headings = st.builds(Heading, st.integers(1, 4), runs, st.sampled_from(("", "5.1.")))
pictures = st.builds(Picture, st.sampled_from(("a.png", "нет.jpg")), st.floats(0, 200), st.floats(0, 200), letters)
simple = st.one_of(paragraphs, headings, pictures, st.just(PageBreak()), st.builds(Contents))


def tables(blocks: st.SearchStrategy[Block]) -> st.SearchStrategy[Table]:
    cells = st.builds(Cell, st.lists(blocks, max_size=2).map(tuple), st.integers(1, 2), st.integers(1, 2))
    rows = st.builds(Row, st.lists(cells, max_size=3).map(tuple), st.booleans())
    widths = st.sampled_from(((), (1.0, 2.0), (30.0, 30.0, 40.0)))
    return st.builds(Table, st.lists(rows, max_size=3).map(tuple), widths, st.booleans())


@st.composite
def plain_tables(draw: st.DrawFn, blocks: st.SearchStrategy[Block] = simple) -> Table:
    """Tables that Qt can show: a full grid, with some neighbours of a row merged."""
    width = draw(st.integers(1, 3))
    rows = []
    for _row in range(draw(st.integers(1, 3))):
        merged = width > 1 and draw(st.booleans())
        spans = [2] + [1] * (width - 2) if merged else [1] * width
        rows.append(
            Row(tuple(Cell(tuple(draw(st.lists(blocks, max_size=2))), span) for span in spans), draw(st.booleans()))
        )
    return Table(tuple(rows), (1.0,) * width, draw(st.booleans()))


blocks = st.lists(st.one_of(simple, tables(simple), plain_tables(), plain_tables(plain_tables())), max_size=6).map(
    tuple
)


def loaded(some: tuple[Block, ...]) -> RichDocument:
    rich = RichDocument(QTextDocument(), {}.get)
    rich.load(some)
    return rich


def at_end(rich: RichDocument) -> QTextCursor:
    cursor = QTextCursor(rich.document)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    return cursor


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(blocks)
def test_what_was_not_edited_comes_back_as_it_was(qapp, some):
    assert loaded(some).blocks() == some


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(paragraphs, min_size=1, max_size=4).map(tuple), st.sampled_from(("слово", "a", "№ 5")))
def test_typing_at_the_end_adds_to_the_last_paragraph_alone(qapp, some, word):
    rich = loaded(some)
    at_end(rich).insertText(word)
    *before, last = rich.blocks()
    assert tuple(before) == some[:-1]
    assert last.text == normal_blocks(some)[-1].text + word
    assert dataclasses.replace(last, runs=()) == dataclasses.replace(some[-1], runs=())


def test_tables_that_qt_cannot_show_are_objects(qapp):
    wild = Table((Row((text_cell("а"), text_cell("б"))), Row((text_cell("в"),))), (1.0, 1.0))
    assert not table_is_plain(wild)
    rich = loaded((Paragraph((Run("до"),)), wild, Paragraph((Run("после"),))))
    assert rich.document.findBlockByNumber(1).text() == "\ufffc"
    assert not table_is_plain(Table(tuple(Row((text_cell("x"),)) for _n in range(500))))
    cursor = at_end(rich)
    cursor.insertText("!")
    assert rich.blocks()[1] is wild


def table_in(rich: RichDocument) -> QTextTable:
    return next(frame for frame in rich.document.rootFrame().childFrames() if isinstance(frame, QTextTable))


def test_a_cell_is_edited_and_the_rest_of_its_table_stays(qapp):
    head = Row((text_cell("Год", "table_header", columns=2),), header=True)
    table = Table((head, Row((text_cell("2025"), Cell()))), (30.0, 70.0), borders=False)
    rich = loaded((table,))
    table_in(rich).cellAt(1, 1).firstCursorPosition().insertText("12")
    (back,) = rich.blocks()
    assert back == Table((head, Row((text_cell("2025"), text_cell("12")))), (30.0, 70.0), borders=False)


@pytest.mark.parametrize("widths", [(), (26.0, 10.0, 8.0, 8.0, 8.0, 8.0, 16.0, 16.0)], ids=["even", "given"])
def test_no_word_of_a_table_is_broken_in_a_narrow_editor(qapp, widths: tuple[float, ...]):
    heads = ("Предмет, класс", "Писали", "«2»", "«3»", "«4»", "«5»", "Успеваемость, %", "Качество, %")
    row = ("Окружающий мир, 4 класс", "23", "3", "9", "8", "3", "87,0", "47,8")
    bold = Row(tuple(text_cell(text, "table_header") for text in heads), header=True)
    document = QTextDocument()
    font = document.defaultFont()
    font.setPixelSize(12)
    document.setDefaultFont(font)
    RichDocument(document, lambda name: None).load((Table((bold, Row(tuple(map(text_cell, row)))), widths),))
    document.setTextWidth(600)
    document.size()
    broken = []
    block = document.begin()
    while block.isValid():
        for number in range(block.layout().lineCount() - 1):
            line = block.layout().lineAt(number)
            end = line.textStart() + line.textLength()
            if not block.text()[end - 1].isspace():
                broken.append(block.text())
        block = block.next()
    assert broken == []


def test_text_beside_objects_and_tables_becomes_paragraphs(qapp):
    rich = loaded((Picture("a.png"), Table((Row((text_cell("x"),)),), (1.0,))))
    cursor = QTextCursor(rich.document)
    cursor.insertText("до")
    at_end(rich).insertText("после")
    first, picture, _table, last = rich.blocks()
    assert (first.text, picture, last.text) == ("до", Picture("a.png"), "после")


def test_enter_in_a_numbered_item_goes_on_with_the_list(qapp):
    rich = loaded((Paragraph((Run("один"),), list="number", start=1, marker="1)"),))
    cursor = at_end(rich)
    cursor.insertBlock()
    cursor.insertText("два")
    assert rich.blocks() == (
        Paragraph((Run("один"),), list="number", start=1, marker="1)"),
        Paragraph((Run("два"),), list="number"),
    )


def test_lists_are_made_and_unmade(qapp):
    rich = loaded((Paragraph((Run("а"),)), Paragraph((Run("б"),), "plain"), Paragraph((Run("в"),))))
    cursor = QTextCursor(rich.document)
    cursor.setPosition(2, QTextCursor.MoveMode.KeepAnchor)
    rich.set_list(cursor, "number")
    assert rich.blocks() == (
        Paragraph((Run("а"),), list="number", start=1, marker="1."),
        Paragraph((Run("б"),), "plain", list="number"),
        Paragraph((Run("в"),)),
    )
    rich.set_list(cursor, "")
    assert rich.blocks() == (Paragraph((Run("а"),)), Paragraph((Run("б"),), "plain"), Paragraph((Run("в"),)))


def test_the_clipboard_of_the_program_keeps_everything(qapp):
    some = (
        Heading(2, (Run("Заголовок"),), "3."),
        Picture("a.png", 30, 20, "схема"),
        PageBreak(),
        Paragraph((Run("к"),)),
    )
    rich = loaded(some)
    cursor = QTextCursor(rich.document)
    cursor.select(QTextCursor.SelectionType.Document)
    assert rich.fragment_blocks(cursor.selection()) == some
    other = loaded((Paragraph((Run("начало конец"),)),))
    place = QTextCursor(other.document)
    place.setPosition(6)
    other.insert(place, some)
    assert other.blocks() == (Paragraph((Run("начало"),)), *some, Paragraph((Run(" конец"),)))
    other.document.undo()
    assert [block.text for block in other.blocks()] == ["начало конец"]


# what is pasted

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office"><head><style><!-- p.MsoNormal {margin:0} --></style></head>
<body><!--StartFragment--><h1 style='color:red'>Итоги</h1>
<p class=MsoNormal><b><span style='font-size:14.0pt;font-family:"Times New Roman"'>Важно:</span></b><i> читать</i>
<a href="https://школа.рф">сайт</a> <a href="javascript:x()">нет</a></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span>·<span>&nbsp;&nbsp; </span></span>
<![endif]>первое</p>
<p class=MsoListParagraph style='mso-list:l1 level1'><![if !supportLists]>1.<span>&nbsp;&nbsp; </span><![endif]>раз</p>
<p class=MsoListParagraph style='mso-list:l1 level1'><![if !supportLists]>2.<span>&nbsp;&nbsp; </span><![endif]>два</p>
<table><tr><td colspan=2><p>Шапка</p></td></tr><tr><td>1</td><td>2</td></tr></table>
<p class=MsoNormal><o:p>&nbsp;</o:p></p><!--EndFragment--></body></html>"""


def test_word_is_cleaned_to_what_a_text_may_hold(qapp):
    title, important, first, one, two, table = blocks_of_html(WORD)
    assert title == Paragraph((Run("Итоги"),))
    assert important.runs[0] == Run("Важно:", bold=True)
    assert Run("сайт", link="https://школа.рф") in important.runs
    assert not any("javascript" in run.link for run in important.runs)
    assert (first.list, first.text) == ("bullet", "первое")
    assert (one.list, one.start, one.text) == ("number", 1, "раз")
    assert (two.list, two.start, two.text) == ("number", 0, "два")
    assert table == Table((Row((text_cell("Шапка", columns=2),)), Row((text_cell("1"), text_cell("2")))))


def word_item(level: int, sign: str, text: str) -> str:
    ignored = f"<span style='font-family:Wingdings;mso-list:Ignore'>{sign}<span>&nbsp;&nbsp;&nbsp; </span></span>"
    place = f"style='margin-left:{level * 36}.0pt;mso-list:l0 level{level} lfo1'"
    return f"<p class=MsoListParagraph {place}><![if !supportLists]>{ignored}<![endif]>{text}<o:p></o:p></p>"


def test_lists_of_word_keep_their_levels_and_numbers(qapp):
    html = "".join((
        word_item(1, "1.", "первый"),
        word_item(2, "a)", "вложенный"),
        word_item(2, "b)", "и ещё"),
        word_item(1, "2.", "<b>второй</b> пункт"),
        "<p class=MsoNormal>Между ними</p>",
        word_item(1, "3.", "третий"),
        word_item(2, "б)", "со второй буквы"),
        word_item(1, "7.", "с другого числа"),
    ))  # fmt: skip
    blocks = blocks_of_html(html)
    assert blocks == (
        listed("первый", 1, "1."),
        listed("вложенный", 1, "a)", 1),
        listed("и ещё", level=1),
        Paragraph((Run("второй", bold=True), Run(" пункт")), list="number"),
        Paragraph((Run("Между ними"),)),
        listed("третий"),
        listed("со второй буквы", 2, "а)", 1),
        listed("с другого числа", 7, "1."),
    )
    assert loaded(blocks).blocks() == blocks


@pytest.mark.parametrize("sign", ["·", "Ø", "ü", "§", "o", "–", "v", "à"])
def test_ticks_and_arrows_of_word_are_signs_of_a_list_not_letters(qapp, sign):
    assert blocks_of_html(word_item(2, sign, "пункт")) == (Paragraph((Run("пункт"),), list="bullet", level=1),)


def test_a_number_of_two_places_stays_in_words(qapp):
    blocks = blocks_of_html(word_item(1, "1.", "пункт") + word_item(2, "1.1.", "часть") + word_item(1, "2.", "другой"))
    assert blocks == (listed("пункт", 1, "1."), Paragraph((Run("1.1. часть"),)), listed("другой"))


@pytest.mark.parametrize("html", ["", "<p></p>", "<table></table>", "<img src='file:///x.png'>", "<<<", "\x00\x01"])
def test_odd_clipboards_do_no_harm(qapp, html):
    rich = loaded((Paragraph((Run("текст"),)),))
    rich.insert(at_end(rich), blocks_of_html(html))
    assert rich.blocks()[0].text.startswith("текст")


def test_plain_text_is_pasted_by_lines(qapp):
    assert blocks_of_text("а\r\nб\x00\n") == (Paragraph((Run("а"),)), Paragraph((Run("б"),)))


def listed(text: str, start: int = 0, marker: str = "", level: int = 0) -> Paragraph:
    return Paragraph((Run(text),), list="number", start=start, marker=marker, level=level)


def test_items_have_cyrillic_letters_and_go_to_others_with_latin_ones(qtbot):
    blocks = (
        listed("первый", 1, "а)"),
        listed("второй"),
        listed("вложенный", 1, "1)", 1),
        listed("третий"),
        listed("заново", 3, "А."),
        listed("дальше"),
    )
    editor = RichEdit("Текст", lambda name: None)
    qtbot.addWidget(editor)
    editor.load(blocks)
    said, block = [], editor.document().begin()
    while block.isValid():
        said.append(own_marker(block))
        block = block.next()
    assert said == ["а)", "б)", "", "в)", "В.", "Г."]
    assert editor.blocks() == blocks
    editor.resize(300, 240)
    with_letters = editor.grab().toImage()
    for one in (editor.document().begin(), editor.document().findBlockByNumber(4)):
        look = one.textList().format()
        look.clearProperty(MARKER)
        one.textList().setFormat(look)
    assert editor.grab().toImage() != with_letters, "the letters were on the screen"
    editor.load(blocks)
    editor.selectAll()
    assert 'type="a"' in editor.createMimeDataFromSelection().html()
