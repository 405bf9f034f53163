"""Tab-separated text, compared with Python's own reader and writer of it."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.models.errors import UserError
from shnor_desktop.services.tabular import MAX_ROWS, Block, from_tsv, to_tsv

texts = st.text(st.sampled_from("абё \"'\t\n,;=«»1"), max_size=8)
blocks = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.tuples(*[texts] * width), min_size=1, max_size=5).map(lambda rows: Block(tuple(rows)))
)


@given(blocks)
def test_what_is_written_is_read_again(block: Block):
    assert from_tsv(to_tsv(block)) == block


@given(blocks)
def test_another_reader_reads_what_is_written(block: Block):
    rows = csv.reader(io.StringIO(to_tsv(block), newline=""), dialect="excel-tab")
    assert tuple(map(tuple, rows)) == block.rows


@given(blocks)
def test_what_another_writer_writes_is_read(block: Block):
    stream = io.StringIO(newline="")
    csv.writer(stream, dialect="excel-tab").writerows(block.rows)
    assert from_tsv(stream.getvalue()) == block


@given(st.text(st.sampled_from('а"\t\r\n '), max_size=30))
def test_any_text_is_a_rectangle(text: str):
    rows = from_tsv(text).rows
    assert len({len(row) for row in rows}) <= 1
    assert bool(rows) == bool(text)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("а\tб\r\nв\tг\r\n", (("а", "б"), ("в", "г"))),
        ('"первая\r\nвторая"\t"он сказал ""да"""\r\n', (("первая\nвторая", 'он сказал "да"'),)),
        ('"Маяк" и дети\tмай\n', (('"Маяк" и дети', "май"),)),
        ('"не закрыто\tмай\nдальше', (('"не закрыто', "май"), ("дальше", ""))),
        ("а\n\nв", (("а",), ("",), ("в",))),
        ("а\tб\nв", (("а", "б"), ("в", ""))),
        ("\n", (("",),)),
        ("", ()),
    ],
)
def test_texts_as_programs_put_them_on_the_clipboard(text: str, rows: tuple[tuple[str, ...], ...]):
    assert from_tsv(text).rows == rows


@pytest.mark.parametrize("text", ["а\n" * (MAX_ROWS + 1), "\t" * 50, "а" * 5_000_001])
def test_far_too_much_is_refused(text: str):
    with pytest.raises(UserError, match="слишком много"):
        from_tsv(text)


def test_the_largest_block_is_taken():
    block = from_tsv(("а" + "\t" * 49 + "\n") * MAX_ROWS)
    assert (block.height, block.width) == (MAX_ROWS, 50)
