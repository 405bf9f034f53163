"""Blocks of cells on the clipboard: as HTML and tab-separated text for other programs, and whole for this one."""

from __future__ import annotations

import json
from dataclasses import dataclass

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from ..services.tabular import Block, Span, from_html, from_tsv, to_html, to_tsv

CELLS_MIME = "application/x-shnor-cells"
"""Texts, merged cells and fields as JSON: copying inside the program keeps everything."""


@dataclass(frozen=True)
class Forms:
    """A block of cells in the forms in which it stands on the clipboard; those that are not there are empty."""

    text: str = ""
    html: str = ""
    own: bytes = b""

    @property
    def size(self) -> int:
        """How much there is to be read."""
        return len(self.own) or len(self.html) or len(self.text)


def read_clipboard() -> Forms:
    """What was copied, as it stands there."""
    data = QGuiApplication.clipboard().mimeData()
    if data is None:
        return Forms()
    own = bytes(data.data(CELLS_MIME).data()) if data.hasFormat(CELLS_MIME) else b""
    return Forms(data.text(), data.html() if data.hasHtml() else "", own)


def block_of(forms: Forms) -> Block | None:
    """What was copied as a block of cells; None when there is no text. UserError when there is far too much."""
    own = _decoded(forms.own) if forms.own else None
    found = own or (from_html(forms.html) if forms.html else None) or from_tsv(forms.text)
    return found if found.rows else None


def read_block() -> Block | None:
    """The clipboard as a block of cells."""
    return block_of(read_clipboard())


def clipboard_forms(block: Block) -> Forms:
    """A block in all its forms; a single cell goes as plain text, so that it can be pasted anywhere."""
    if block.height * block.width > 1:
        return Forms(to_tsv(block), to_html(block), _encoded(block))
    return Forms(block.rows[0][0] if block.rows else "", own=_encoded(block))


def put_on_clipboard(forms: Forms) -> None:
    """Let other programs have it, and this one."""
    data = QMimeData()
    if forms.html:
        data.setHtml(forms.html)
    if forms.text or forms.html:
        data.setText(forms.text)
    data.setData(CELLS_MIME, forms.own)
    QGuiApplication.clipboard().setMimeData(data)


def write_block(block: Block) -> None:
    """Put a block on the clipboard."""
    put_on_clipboard(clipboard_forms(block))


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
