"""Generated document trees for the tests of everything that reads or writes them."""

from __future__ import annotations

import struct
import zlib

from hypothesis import strategies as st

from shnor_desktop.services.documents.styles import STYLES
from shnor_desktop.services.documents.tree import (
    Block,
    Cell,
    Contents,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Part,
    Picture,
    Row,
    Run,
    Table,
)

HOSTILE_TEXTS = (
    "]]>",
    "<w:p/>&amp;\"'",
    "\x00\x01\x0b\x1f",
    "\ufffe\uffff\ud800",
    "\ud83d\ude00",
    "😀 e\u0301",
    "  два  пробела  ",
    "таб\tстрока\nстрока\r\nконец",
    "мяг\u00adкий и не\u2011разрывный, 5\u00a0%",
    "\u2028\u200b\u202e",
    "слово" * 2_000,
    "=1+1",
    "${jinja} {{ x }} %(y)s",
)
"""Texts that have broken some writer or other."""

PARAGRAPH_STYLES = sorted(name for name in STYLES if not name.startswith(("heading", "contents")))


def png(width: int = 40, height: int = 20) -> bytes:
    """A small valid picture of one colour."""
    rows = b"".join(b"\0" + b"\x28\x78\xc8" * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def texts() -> st.SearchStrategy[str]:
    """Short texts, ordinary and hostile."""
    letters = st.text("абвгд АБВ.,№%12345\u00a0<&>\"'", max_size=30)
    return st.one_of(letters, letters, st.text(max_size=8), st.sampled_from(HOSTILE_TEXTS))


def runs() -> st.SearchStrategy[tuple[Run, ...]]:
    """The runs of a paragraph."""
    links = st.sampled_from(
        ("", "", "", "https://example.org/а?b=1&c=2", "javascript:alert(1)", "http://[", "mailto:a@b")
    )
    bound = st.sampled_from(("", "", "vpr/2026/Математика/4/quality"))
    run = st.builds(Run, texts(), st.booleans(), st.booleans(), links, bound)
    return st.lists(run, max_size=3).map(tuple)


def paragraphs() -> st.SearchStrategy[Paragraph]:
    """Paragraphs of every style, list items among them."""
    plain = st.builds(
        Paragraph,
        runs(),
        st.sampled_from(PARAGRAPH_STYLES),
        st.sampled_from(("", "", "left", "center", "right", "justify")),
    )
    item = st.builds(
        Paragraph,
        runs(),
        st.sampled_from(("list", "table")),
        list=st.sampled_from(("bullet", "number")),
        level=st.integers(0, 3),
        start=st.sampled_from((0, 0, 1, 5)),
        marker=st.sampled_from(("1.", "1)", "а)", "", "(i)", "?")),
    )
    return st.one_of(plain, plain, item)


def headings() -> st.SearchStrategy[Heading]:
    """Headings of every level, numbered or not."""
    return st.builds(Heading, st.integers(1, 4), runs(), st.sampled_from(("", "", "1.", "5.1.", "<&")))


def pictures() -> st.SearchStrategy[Picture]:
    """Pictures that are there, are damaged or are missing."""
    size = st.sampled_from((0.0, 30.0, 500.0))
    return st.builds(Picture, st.sampled_from(("a.png", "bad.png", "none.png")), size, size, texts())


def tables(depth: int = 1) -> st.SearchStrategy[Table]:
    """Tables whose spans may overlap, reach out of the table or leave gaps; `depth` of tables in their cells."""
    blocks = [paragraphs(), paragraphs(), headings(), pictures()]
    if depth > 0:
        blocks.append(tables(depth - 1))
    content = st.lists(st.one_of(*blocks), max_size=2).map(tuple)
    span = st.sampled_from((1, 1, 1, 1, 2, 3))
    cell = st.builds(Cell, content, span, span, shaded=st.booleans())
    row = st.builds(Row, st.lists(cell, max_size=3).map(tuple), st.booleans())
    widths = st.sampled_from(((), (), (1.0,), (1.0, 3.0, 2.0), (0.0, 5.0)))
    return st.builds(Table, st.lists(row, max_size=4).map(tuple), widths, st.booleans())


def blocks() -> st.SearchStrategy[Block]:
    """Any node that may stand in a part."""
    return st.one_of(
        paragraphs(),
        paragraphs(),
        headings(),
        tables(),
        pictures(),
        st.just(PageBreak()),
        st.builds(Contents, texts()),
    )


def documents() -> st.SearchStrategy[Document]:
    """Whole documents."""
    part = st.builds(Part, st.lists(blocks(), max_size=5).map(tuple), st.booleans())
    media = {"a.png": png(), "bad.png": b"not a picture"}
    return st.builds(Document, st.lists(part, max_size=3).map(tuple), texts(), st.just(media))
