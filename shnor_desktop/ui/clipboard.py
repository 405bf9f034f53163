"""Blocks of cells on the clipboard: as HTML and tab-separated text for other programs, and whole for this one."""

from __future__ import annotations

import json

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from ..services.tabular import Block, Span, from_html, from_tsv, to_html, to_tsv

CELLS_MIME = "application/x-shnor-cells"
"""Texts, merged cells and fields as JSON: copying inside the program keeps everything."""


def read_block() -> Block | None:
    """What was copied as a block of cells; None when there is no text. UserError when there is far too much."""
    data = QGuiApplication.clipboard().mimeData()
    if data is None:
        return None
    own = _decoded(data.data(CELLS_MIME).data()) if data.hasFormat(CELLS_MIME) else None
    found = own or (from_html(data.html()) if data.hasHtml() else None) or from_tsv(data.text())
    return found if found.rows else None


def write_block(block: Block) -> None:
    """Put a block on the clipboard; a single cell goes as plain text, so that it can be pasted anywhere."""
    data = QMimeData()
    if block.height * block.width > 1:
        data.setHtml(to_html(block))
        data.setText(to_tsv(block))
    elif block.rows:
        data.setText(block.rows[0][0])
    data.setData(CELLS_MIME, _encoded(block))
    QGuiApplication.clipboard().setMimeData(data)


def _encoded(block: Block) -> bytes:
    spans = [(span.row, span.column, span.rows, span.columns) for span in block.spans]
    return json.dumps({"rows": block.rows, "spans": spans, "fields": block.fields}, ensure_ascii=False).encode()


def _decoded(content: bytes | bytearray | memoryview) -> Block | None:
    """What `_encoded` wrote; None for anything else."""
    try:
        found = json.loads(bytes(content))
        rows = tuple(tuple(str(text) for text in row) for row in found["rows"])
        spans = tuple(Span(*map(int, span)) for span in found["spans"])
        fields = tuple(str(field) for field in found["fields"])
    except (ValueError, TypeError, KeyError):
        return None
    return Block(rows, spans, fields) if len({len(row) for row in rows}) == 1 else None
