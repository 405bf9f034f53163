"""Small Word files written by hand, so that a test shows the very XML it is about."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest

from shnor_desktop.services.documents.docx_reader import read_docx
from shnor_desktop.services.documents.tree import Block, Document

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
ROOTS = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes"}


def _relations(rows: list[tuple[str, str, str]]) -> str:
    """A .rels part; a target with a colon is an address outside."""
    lines = [
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target={quoteattr(target)}'
        + (' TargetMode="External"/>' if ":" in target else "/>")
        for key, kind, target in rows
    ]
    return f'<Relationships xmlns="{RELATIONS}">{"".join(lines)}</Relationships>'


@pytest.fixture
def make_docx(tmp_path: Path) -> Callable[..., Path]:
    """Writes a .docx: the body's XML, further parts by name, relationships and files as they are."""

    def make(body: str, *, relations: tuple[tuple[str, str, str], ...] = (), files: dict[str, bytes] | None = None,
             name: str = "файл.docx", raw: str = "", **parts: str) -> Path:  # fmt: skip
        path = tmp_path / name
        rows = list(relations)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", TYPES)
            archive.writestr("_rels/.rels", _relations([("rId1", "officeDocument", "word/document.xml")]))
            for part, content in parts.items():
                rows.append((f"rIdPart{part}", part, f"{part}.xml"))
                root = ROOTS[part]
                archive.writestr(f"word/{part}.xml", f"<w:{root} {DECLARED}>{content}</w:{root}>")
            for file, content in (files or {}).items():
                archive.writestr(file, content)
            archive.writestr("word/_rels/document.xml.rels", _relations(rows))
            xml = raw or f"<w:document {DECLARED}><w:body>{body}</w:body></w:document>"
            archive.writestr("word/document.xml", xml)
        return path

    return make


@pytest.fixture
def read(make_docx: Callable[..., Path]) -> Callable[..., Document]:
    """Writes a .docx like `make_docx` and reads it."""
    return lambda body, **more: read_docx(make_docx(body, **more))


@pytest.fixture
def blocks(read: Callable[..., Document]) -> Callable[..., list[Block]]:
    """Writes a .docx like `make_docx`; the top-level blocks that are read from it."""
    return lambda body, **more: list(read(body, **more).blocks())


@pytest.fixture
def p() -> Callable[..., str]:
    """The XML of a paragraph with one run."""

    def make(text: str = "", properties: str = "", run: str = "") -> str:
        ppr = f"<w:pPr>{properties}</w:pPr>" if properties else ""
        rpr = f"<w:rPr>{run}</w:rPr>" if run else ""
        return (
            f'<w:p>{ppr}<w:r>{rpr}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>' if text else f"<w:p>{ppr}</w:p>"
        )

    return make
