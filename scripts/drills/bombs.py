"""Hostile and odd files for every reader: bombs, entities, macros, locks, torn archives, endless tables."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from random import Random

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P = "http://schemas.openxmlformats.org/package/2006"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DECLARED = '<?xml version="1.0" encoding="UTF-8"?>'

Parts = dict[str, bytes]


def document(body: str, doctype: str = "") -> Parts:
    """A Word file of one part."""
    return package(
        "word/document.xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        f'{DECLARED}{doctype}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'.encode(),
    )


def book(data: str, doctype: str = "") -> Parts:
    """A workbook of one sheet."""
    parts = package(
        "xl/workbook.xml",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        f'{DECLARED}<workbook xmlns="{S}" xmlns:r="{R}"><sheets><sheet name="Лист" sheetId="1" r:id="rId1"/>'
        "</sheets></workbook>".encode(),
    )
    parts["xl/_rels/workbook.xml.rels"] = (
        f'{DECLARED}<Relationships xmlns="{P}/relationships"><Relationship Id="rId1" Type="{R}/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>'.encode()
    )
    sheet = f'{DECLARED}{doctype}<worksheet xmlns="{S}"><sheetData>{data}</sheetData></worksheet>'
    parts["xl/worksheets/sheet1.xml"] = sheet.encode()
    return parts


def package(main: str, content_type: str, content: bytes) -> Parts:
    """The parts that every file has, and the main one."""
    return {
        "[Content_Types].xml": (
            f'{DECLARED}<Types xmlns="{P}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
            f'ContentType="application/xml"/><Override PartName="/{main}" ContentType="{content_type}"/>'
            "</Types>".encode()
        ),
        "_rels/.rels": (
            f'{DECLARED}<Relationships xmlns="{P}/relationships"><Relationship Id="rId1" '
            f'Type="{R}/officeDocument" Target="{main}"/></Relationships>'.encode()
        ),
        main: content,
    }


def packed(parts: Parts) -> bytes:
    """The archive of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _entities(chance: Random) -> str:
    outside = '<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    laugh = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(8))
    return chance.choice((outside, f'<!DOCTYPE r [<!ENTITY a "ха">{laugh}]>'))


def _plain(kind: str, text: str, doctype: str = "") -> Parts:
    if kind == "docx":
        return document(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>", doctype)
    return book(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>', doctype)


def entities(chance: Random, kind: str) -> bytes:
    """Entities from outside, and entities that grow."""
    return packed(_plain(kind, chance.choice(("&e;", "&i;")), _entities(chance)))


def depth(chance: Random, kind: str) -> bytes:
    """Tables in tables without end."""
    times = chance.choice((100, 260, 5000, 60_000))
    if kind == "docx":
        return packed(document("<w:tbl><w:tr><w:tc>" * times + "<w:p/>" + "<w:p/></w:tc></w:tr></w:tbl><w:p/>" * times))
    return packed(book("<row>" * times + "</row>" * times))


def far(chance: Random, kind: str) -> bytes:
    """A cell in the last corner; for Word, a table of a thousand columns and a cell that spans them all."""
    if kind == "docx":
        cell = f'<w:tc><w:tcPr><w:gridSpan w:val="{chance.choice((1000, 10**6, 10**12, -5))}"/></w:tcPr><w:p/></w:tc>'
        return packed(document(f"<w:tbl><w:tr>{cell}</w:tr><w:tr>{'<w:tc><w:p/></w:tc>' * 1000}</w:tr></w:tbl>"))
    place = chance.choice(("XFD1048576", "XFD1", "A1048576", "ZZZZ99999999"))
    row = "".join(char for char in place if char.isdigit())
    return packed(book(f'<row r="{row}"><c r="{place}"><v>1</v></c></row>'))


def macros(chance: Random, kind: str) -> bytes:
    """A file with macros in it."""
    folder = "word" if kind == "docx" else "xl"
    return packed({**_plain(kind, "текст"), f"{folder}/vbaProject.bin": OLE + chance.randbytes(2000)})


def locked(chance: Random, kind: str) -> bytes:
    """A file under a password."""
    return OLE + chance.randbytes(600) + "EncryptedPackage".encode("utf-16-le") + chance.randbytes(3000)


def noise(chance: Random, kind: str) -> bytes:
    """No such file at all."""
    start = chance.choice((b"", b"PK\x03\x04", b"%PDF-1.7", OLE, b"{\\rtf1", b"\x89PNG\r\n", b"<html>", b"PK\x05\x06"))
    return start + chance.randbytes(chance.choice((0, 4, 500, 50_000)))


def torn(chance: Random, kind: str) -> bytes:
    """A sound file with bytes turned, cut or doubled."""
    content = bytearray(packed(_plain(kind, "текст " * 500)))
    for _ in range(chance.choice((1, 5, 60))):
        content[chance.randrange(len(content))] = chance.randrange(256)
    return bytes(content[: chance.choice((len(content), chance.randrange(1, len(content)))) :])


def odd_xml(chance: Random, kind: str) -> bytes:
    """Parts that are empty, in another encoding, cut off, or lead outside."""
    parts = _plain(kind, "текст")
    name = chance.choice(list(parts))
    text = parts[name].decode()
    parts[name] = chance.choice(
        (
            b"",
            text.encode("utf-16"),
            text.replace("UTF-8", "no-such-code").encode(),
            text[: len(text) // 2].encode(),
            text.replace("worksheets/sheet1.xml", "../../../../etc/passwd").encode(),
            text.replace("<", "<\x00").encode(),
        )
    )
    return packed(parts)


KINDS: tuple[Callable[[Random, str], bytes], ...] = (
    entities,
    depth,
    far,
    macros,
    locked,
    noise,
    torn,
    odd_xml,
)


def xls(chance: Random) -> bytes:
    """An old workbook: noise behind its first bytes, or whose parts lead anywhere."""
    content = bytearray(OLE + bytes(504) + chance.randbytes(chance.choice((0, 512, 8192, 200_000))))
    content[24:34] = bytes((0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0))
    for place in (44, 48, 60, 68, 76):
        content[place : place + 4] = chance.choice((0, 1, 7, 0xFFFFFFFE, 0x7FFFFFFF)).to_bytes(4, "little")
    return bytes(content)


def toml(chance: Random, shipped: bytes) -> bytes:
    """A form's file: the shipped one turned here and there, or a bomb of brackets and digits."""
    bomb = chance.choice(
        (
            b"a = " + b"[" * 100_000,
            b"a = " + b"9" * 200_000,
            b"x" * 400_000,
            b'key = "' + b"a" * 250_000 + b'"',
            b"[[section]]\n" * 20_000,
            b"a.b" + b".c" * 80_000 + b" = 1",
            b"\xff\xfe" + b"\0" * 999,
        )
    )
    if chance.random() < 0.5:
        return bomb
    content = bytearray(shipped)
    for _ in range(chance.choice((1, 4, 50))):
        content[chance.randrange(len(content))] = chance.randrange(256)
    return bytes(content)
