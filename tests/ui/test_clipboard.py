"""Blocks on a real clipboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication

from shnor_desktop.models.errors import UserError
from shnor_desktop.services.tabular import Block, Span, from_html, from_tsv
from shnor_desktop.ui.clipboard import CELLS_MIME, read_block, write_block

BLOCK = Block((("1", "Кадры", ""), ("1.1", "«а»\nб", " 12 ")), (Span(0, 1, 1, 2),), ("number", "text", "done"))


def put(**formats: str | bytes) -> None:
    data = QMimeData()
    if "html" in formats:
        data.setHtml(str(formats["html"]))
    if "text" in formats:
        data.setText(str(formats["text"]))
    if "own" in formats:
        data.setData(CELLS_MIME, bytes(formats["own"]))  # type: ignore[arg-type]
    QApplication.clipboard().setMimeData(data)


def test_a_block_comes_back_whole(qapp: QApplication):
    write_block(BLOCK)
    assert read_block() == BLOCK


def test_other_programs_get_a_table_and_text(qapp: QApplication):
    write_block(BLOCK)
    data = QApplication.clipboard().mimeData()
    html = from_html(data.html())
    assert html is not None
    assert (html.rows[1][1], html.spans) == ("«а»\nб", BLOCK.spans)
    assert from_tsv(data.text()).rows == BLOCK.rows


def test_one_cell_is_plain_text(qapp: QApplication):
    write_block(Block((('строка\nещё "слово"',),)))
    data = QApplication.clipboard().mimeData()
    assert data.text() == 'строка\nещё "слово"'
    assert not data.hasHtml()
    assert read_block() == Block((('строка\nещё "слово"',),))


def test_html_goes_before_text_and_text_where_html_has_no_table(qapp: QApplication):
    put(html="<table><tr><td>из Word</td></tr></table>", text="из текста")
    assert read_block() == Block((("из Word",),))
    put(html="<p>абзац</p>", text="а\tб")
    assert read_block() == Block((("а", "б"),))


@pytest.mark.parametrize("own", [b"", b"{", b"[]", b'{"rows": 1}', b'{"rows": [["1"], []], "spans": [], "fields": []}'])
def test_what_is_not_ours_is_passed_over(qapp: QApplication, own: bytes):
    put(own=own, text="а")
    assert read_block() == Block((("а",),))


def test_an_empty_clipboard_holds_no_block(qapp: QApplication):
    QApplication.clipboard().clear()
    assert read_block() is None
    put(html="<table></table>", text="")
    assert read_block() is None


def test_far_too_much_is_refused(qapp: QApplication):
    put(text="а\n" * 10_001)
    with pytest.raises(UserError, match="слишком много"):
        read_block()
