"""The little markup of the example's texts."""

from __future__ import annotations

import pytest

from shnor_desktop.services.demo_text import read_blocks
from shnor_desktop.services.documents.tree import Paragraph, Row, Run, Table, paragraph, text_cell


def test_a_line_is_a_paragraph_and_empty_lines_are_none():
    assert read_blocks("\nпервый\n\n  второй \n") == (paragraph("первый"), paragraph("второй"))
    assert read_blocks("") == ()


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("а **б** в", (Run("а "), Run("б", bold=True), Run(" в"))),
        ("*курсив*", (Run("курсив", italic=True),)),
        ("**а** *б*", (Run("а", bold=True), Run(" "), Run("б", italic=True))),
        ("2 * 3 = 6", (Run("2 * 3 = 6"),)),
    ],
)
def test_looks_inside_a_line(text: str, runs: tuple[Run, ...]):
    assert read_blocks(text) == (Paragraph(runs),)


def test_lists_and_where_a_numbered_one_begins_anew():
    found = read_blocks("- точка\n1. раз\n2. два\n1. снова")
    assert [(block.text, block.list, block.start, block.marker) for block in found if isinstance(block, Paragraph)] == [
        ("точка", "bullet", 0, ""),
        ("раз", "number", 1, "1."),
        ("два", "number", 0, ""),
        ("снова", "number", 1, "1."),
    ]


def test_a_table_with_widths_between_paragraphs():
    caption, table, after = read_blocks("^ Подпись\n| Имя | Число |\n|: 70 | 30 |\n| а | 1 |\nдальше")
    assert caption == paragraph("Подпись", "caption")
    assert after == paragraph("дальше")
    head = Row((text_cell("Имя", "table_header"), text_cell("Число", "table_header")), header=True)
    assert table == Table((head, Row((text_cell("а"), text_cell("1", align="center")))), (70.0, 30.0))


def test_a_named_list_stands_in_its_place():
    found = read_blocks("до\n{tasks}\nпосле", {"tasks": ["одно", "другое"]})
    assert [block.text for block in found if isinstance(block, Paragraph)] == ["до", "одно", "другое", "после"]


def test_an_unknown_list_is_our_own_mistake():
    with pytest.raises(KeyError):
        read_blocks("{tasks}")
