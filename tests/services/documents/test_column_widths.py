"""Columns as their table wants them, but wide enough for whole words, the same for every writer."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.services.documents.column_widths import SIDE_MARGIN_MM, fit_columns, page_width
from shnor_desktop.services.documents.letter_widths import WIDEST, word_width
from shnor_desktop.services.documents.tree import (
    Cell,
    Heading,
    Paragraph,
    Picture,
    Row,
    Run,
    Table,
    paragraph,
    text_cell,
)

LONG = "достопримечательность"


def widths(table: Table, total: float = 180.0) -> list[float]:
    found = list(fit_columns(table, total).widths)
    assert sum(found) == pytest.approx(total)
    return found


def one_cell(cell: Cell, total: float = 180.0) -> float:
    """How wide a column becomes that wants next to nothing beside a column that wants all."""
    return widths(Table((Row((cell, text_cell("и"))),), (1, 1000)), total)[0]


def test_proportions_are_kept_while_words_fit() -> None:
    row = Row((text_cell("А"), text_cell("Б")))
    assert widths(Table((row,), (30, 70))) == pytest.approx([54.0, 126.0])
    assert widths(Table((row,))) == [90.0, 90.0]
    assert widths(Table((row,), (0, float("nan")))) == [90.0, 90.0]


def test_a_long_word_widens_its_column_and_takes_from_the_widest() -> None:
    rows = [
        Row((text_cell("Сроки", "table_header"), text_cell("Мероприятия"), text_cell("Итог")), header=True),
        Row((text_cell("ежеквартально"), text_cell("дело"), text_cell("справка"))),
    ]
    narrow, wide, _ = widths(Table(tuple(rows), (10, 70, 20)))
    assert 22 < narrow < 30
    assert 90 < wide < 126


def test_size_and_weight_count() -> None:
    small, large = one_cell(text_cell(LONG)), one_cell(text_cell(LONG, "plain"))
    assert large - 3.5 == pytest.approx((small - 3.5) * 1.2)
    assert one_cell(text_cell(LONG, bold=True)) > small
    assert one_cell(text_cell(LONG, "table_header")) == one_cell(text_cell(LONG, bold=True))
    partly = Cell((Paragraph((Run("досто"), Run("примечательность", bold=True)), "table"),))
    assert one_cell(partly) == one_cell(text_cell(LONG, bold=True))


def test_what_stands_before_a_word_counts() -> None:
    assert one_cell(text_cell(LONG, "body")) == pytest.approx(one_cell(text_cell(LONG, "plain")) + 12.5)
    assert one_cell(text_cell(f"и {LONG}", "body")) == pytest.approx(one_cell(text_cell(LONG, "plain")))
    item = Cell((Paragraph((Run(LONG),), "table", list="bullet", level=1),))
    assert one_cell(item) == pytest.approx(one_cell(text_cell(LONG)) + 15)
    assert one_cell(Cell((Heading(2, (Run(LONG),), "5.1."),))) > one_cell(text_cell(LONG, bold=True))
    assert one_cell(Cell((Table((Row((text_cell(LONG), text_cell(LONG))),)),))) > 1.8 * one_cell(text_cell(LONG))
    assert one_cell(Cell((Picture("а.png", 90),))) == one_cell(Cell())


def test_words_break_at_hyphens_and_addresses_anywhere() -> None:
    assert one_cell(text_cell(f"{LONG}-{LONG}")) < 1.1 * one_cell(text_cell(LONG))
    assert one_cell(text_cell("https://school.ru/" + "a" * 200)) < 50
    assert one_cell(text_cell("а" * 500)) < 85


def test_a_space_that_does_not_break_is_part_of_its_word() -> None:
    assert one_cell(text_cell("А.\u00a0А.\u00a0Семёнова")) > one_cell(text_cell("А.А.Семёнова"))
    assert one_cell(text_cell("А. А. Семёнова")) == one_cell(text_cell("Семёнова"))


def test_cells_over_several_columns_and_rows_that_begin_above_are_placed_rightly() -> None:
    rows = (
        Row((text_cell("б", rows=2), text_cell("короткое"), text_cell("короткое"))),
        Row((text_cell(LONG), text_cell("в"))),
        Row((text_cell("в", columns=9), text_cell("в"))),
    )
    first, second, _ = widths(Table(rows, (10, 10, 80)))
    assert first <= 18.0
    assert second > 35


def test_a_cell_over_several_columns_has_room_for_its_words_in_all_of_them() -> None:
    rows = (Row((text_cell(LONG, columns=2), text_cell("и"))), Row((text_cell("а"), text_cell("б"), text_cell("в"))))
    first, second, _ = widths(Table(rows, (1, 1, 1000)))
    assert first + second == pytest.approx(one_cell(text_cell(LONG)))


def test_a_crowded_table_gives_up_air_first_and_then_the_longest_words() -> None:
    def crowded(*words: str) -> Table:
        return Table((Row(tuple(text_cell(word) for word in words)),))

    loose = fit_columns(crowded(*["слово"] * 9), 180.0)
    assert loose.side == SIDE_MARGIN_MM
    close = fit_columns(crowded(*[LONG] * 4), 4 * one_cell(text_cell(LONG)) - 4)
    assert close.side == pytest.approx(SIDE_MARGIN_MM - 0.5)
    assert min(close.widths) - 2 * close.side == pytest.approx(one_cell(text_cell(LONG)) - 2 * SIDE_MARGIN_MM)
    full = fit_columns(crowded("и", *[LONG] * 12), 180.0)
    assert full.side == 0.5
    assert full.widths[0] == 6.0
    assert len(set(full.widths)) == 2


@given(st.lists(st.lists(st.text("абв -", max_size=40), min_size=1, max_size=8), min_size=1, max_size=6))
def test_widths_always_add_up_and_none_is_lost(texts: list[list[str]]) -> None:
    table = Table(tuple(Row(tuple(text_cell(text) for text in line)) for line in texts))
    assert min(widths(table, 100.0)) > 0


def test_no_letter_is_wider_than_the_widest() -> None:
    assert max(word_width(letter, *look) for letter in "ЩЮЖМW№@%" for look in ((True, True), (True, False))) <= WIDEST
    assert word_width("ш漢", False, False) > word_width("ш", False, False)


def test_a_page_is_wider_across() -> None:
    assert (page_width(False), page_width(True)) == (180.0, 267.0)


def test_the_office_cuts_no_word(tmp_path: Path, office: Callable[[Path, Path], Path]) -> None:
    """The widths are right for the letters that a program really sets."""
    import shutil
    import subprocess

    from shnor_desktop.services.documents.docx_writer import write_docx
    from shnor_desktop.services.documents.tree import Document, Part, block_texts

    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("pdftotext не установлен")
    words = ("Успеваемость", "ШИРОКАЯ", "результатов", "обществознание", "Ю", "МОУ", "квалификации", "ежеквартально")
    styles = ("table", "table_header", "plain", "body")
    row = [Row(tuple(text_cell(f"{word}, и", style, bold=n % 2 > 0) for n, word in enumerate(words[:6])))
           for style in styles]  # fmt: skip
    table = Table(tuple(row), (1, 1, 1, 1, 40, 40))
    other = Table((Row((*map(text_cell, words[6:]), paragraph_cell())),), (1, 1, 200))
    blocks = (table, paragraph("между"), other)
    write_docx(Document((Part(blocks, landscape=True),)), tmp_path / "слова.docx")
    pdf = office(tmp_path / "слова.docx", tmp_path)
    read = subprocess.run([reader, "-raw", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    known = set(re.findall(r"\w+", " ".join(block_texts(blocks))))
    assert set(re.findall(r"\w+", read)) == known


def paragraph_cell() -> Cell:
    return Cell((Paragraph((Run("Обычный "), Run("жирный", bold=True)), "plain"),))
