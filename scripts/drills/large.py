"""Hostile files that are large only when they are read: what unpacks, repeats, refers or goes deep without end.

Each maker takes a share of its full size, so that the short drill costs little.
"""

from __future__ import annotations

import io
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

from .bombs import DECLARED, P, Parts, R, S, W, book, document, packed
from .compound import compound, record

Maker = Callable[[Random, float], bytes]
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
_TYPES = "application/vnd.openxmlformats-officedocument"


def _words(chance: Random, megabytes: float) -> str:
    """Text that shrinks, but not so much that it is seen by that."""
    block = "".join(chance.choice("абвгдежзиклмнопрст ") for _ in range(1500))
    return block * int(megabytes * 1e6 / 2 / len(block))


def _with(parts: Parts, name: str, content: str | bytes, kind: str) -> Parts:
    """One more part that the main one refers to."""
    main = next(one for one in ("word/document.xml", "xl/workbook.xml") if one in parts)
    folder, _, file = main.rpartition("/")
    rels = f"{folder}/_rels/{file}.rels"
    before = parts.get(rels, f'{DECLARED}<Relationships xmlns="{P}/relationships"></Relationships>'.encode()).decode()
    one = f'<Relationship Id="extra{len(parts)}" Type="{R}/{kind}" Target="{name.removeprefix(folder + "/")}"/>'
    language = "wordprocessingml" if folder == "word" else "spreadsheetml"
    content_type = "image/png" if name.endswith(".png") else f"{_TYPES}.{language}.{kind}+xml"
    types = f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>'
    return {
        **parts,
        rels: before.replace("</Relationships>", f"{one}</Relationships>").encode(),
        "[Content_Types].xml": parts["[Content_Types].xml"].replace(b"</Types>", types.encode()),
        name: content.encode() if isinstance(content, str) else content,
    }


# Word


def unused(chance: Random, share: float) -> bytes:
    """A small document beside parts of a hundred megabytes and more that nothing refers to."""
    block = chance.randbytes(3000)
    return packed(
        {
            **document("<w:p><w:r><w:t>текст</w:t></w:r></w:p>"),
            **{f"word/media/{number}.bin": block * int(20_000 * share) for number in range(3)},
        }
    )


def spaces(chance: Random, share: float) -> bytes:
    """A few kilobytes that unpack to a hundred megabytes of nothing."""
    return packed(document(f"<w:p><w:r><w:t>{' ' * int(share * (100 << 20))}</w:t></w:r></w:p>"))


def one_paragraph(chance: Random, share: float) -> bytes:
    """A paragraph as long as a library."""
    return packed(document(f"<w:p><w:r><w:t>{_words(chance, 70 * share)}</w:t></w:r></w:p>"))


def paragraphs(chance: Random, share: float) -> bytes:
    """As many paragraphs as the guard lets through, or more."""
    return packed(document("<w:p><w:r><w:t>абзац</w:t></w:r></w:p>" * int(chance.choice((49_900, 300_000)) * share)))


def runs(chance: Random, share: float) -> bytes:
    """One paragraph of runs that look different, as many as the guard lets through, or more."""
    pair = "<w:r><w:rPr><w:b/></w:rPr><w:t>а</w:t></w:r><w:r><w:t>б</w:t></w:r>"
    return packed(document(f"<w:p>{pair * int(chance.choice((74_000, 150_000)) * share)}</w:p>"))


def cells(chance: Random, share: float) -> bytes:
    """A table as large as the guard lets through, or larger; its cells have looks or have none."""
    looks = chance.choice((("", "", ""), _LOOKS))
    cell = "<w:tc>{}<w:p>{}<w:r>{}<w:t>я</w:t></w:r></w:p></w:tc>".format(*looks)
    rows = chance.choice((4480 if looks == _LOOKS else 4990, 20_000))
    return packed(document(f"<w:tbl>{f'<w:tr>{cell * 10}</w:tr>' * int(rows * share)}</w:tbl>"))


_LOOKS = (
    '<w:tcPr><w:tcW w:w="900" w:type="dxa"/></w:tcPr>',
    '<w:pPr><w:jc w:val="left"/></w:pPr>',
    '<w:rPr><w:sz w:val="24"/></w:rPr>',
)


def tables_in_tables(chance: Random, share: float) -> bytes:
    """Tables in tables, nearly as deep as the guard lets through, or far deeper."""
    times = int(chance.choice((60, 80, 60_000)) * (share if share < 1 else 1))
    open_, close = "<w:tbl><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>"
    return packed(document((open_ * times + "<w:p/>" + close * times) * max(1, int(1800 * share / times))))


def chained_styles(chance: Random, share: float) -> bytes:
    """Thousands of styles, each based on the next, each used."""
    count = int(12_000 * share)
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:name w:val="Стиль {n}"/><w:basedOn w:val="s{n + 1}"/>'
        f'<w:pPr><w:spacing w:after="{n % 7}"/></w:pPr></w:style>'
        for n in range(count)
    )
    body = "".join(f'<w:p><w:pPr><w:pStyle w:val="s{n}"/></w:pPr><w:r><w:t>а</w:t></w:r></w:p>' for n in range(count))
    return packed(
        _with(document(body), "word/styles.xml", f'{DECLARED}<w:styles xmlns:w="{W}">{styles}</w:styles>', "styles")
    )


def pictures(chance: Random, share: float) -> bytes:
    """One picture of some size, referred to thousands of times."""
    from struct import pack
    from zlib import compress, crc32

    def chunk(name: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + name + data + pack(">I", crc32(name + data))

    side = 1500
    lines = b"".join(b"\0" + chance.randbytes(side) for _ in range(side))
    picture = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0))
    picture += chunk(b"IDAT", compress(lines, 1)) + chunk(b"IEND", b"")
    draw = "http://schemas.openxmlformats.org/drawingml/2006"
    one = (
        f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{draw}/wordprocessingDrawing"><wp:extent cx="900000" cy="900000"/>'
        f'<a:graphic xmlns:a="{draw}/main"><a:graphicData><a:blip xmlns:r="{R}" r:embed="extra3"/></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    return packed(_with(document(one * int(8500 * share)), "word/media/image1.png", picture, "image"))


def footnotes(chance: Random, share: float) -> bytes:
    """Footnotes without end, or one large one that is referred to again and again."""
    count = int(chance.choice((24_000, 40_000)) * share)
    if chance.random() < 0.5:
        notes = f'<w:footnote w:id="1"><w:p><w:r><w:t>{_words(chance, 2)}</w:t></w:r></w:p></w:footnote>'
        body = '<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>' * count
    else:
        notes = "".join(f'<w:footnote w:id="{n}"><w:p><w:r><w:t>с</w:t></w:r></w:p></w:footnote>' for n in range(count))
        body = "".join(f'<w:p><w:r><w:footnoteReference w:id="{n}"/></w:r></w:p>' for n in range(count))
    part = f'{DECLARED}<w:footnotes xmlns:w="{W}">{notes}</w:footnotes>'
    return packed(_with(document(body), "word/footnotes.xml", part, "footnotes"))


def lists(chance: Random, share: float) -> bytes:
    """Numbered paragraphs of thousands of lists."""
    count = int(12_000 * share)
    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:lvl w:ilvl="0"><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        for n in range(count)
    )
    kinds += "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(count))
    body = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{n}"/></w:numPr></w:pPr><w:r><w:t>п</w:t></w:r></w:p>'
        for n in range(count)
    )
    part = f'{DECLARED}<w:numbering xmlns:w="{W}">{kinds}</w:numbering>'
    return packed(_with(document(body), "word/numbering.xml", part, "numbering"))


def fields(chance: Random, share: float) -> bytes:
    """Fields in fields that never end."""
    one = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF а</w:instrText></w:r>'
    return packed(document(f"<w:p>{one * int(50_000 * share)}</w:p>" + "<w:p><w:r><w:t>а</w:t></w:r></w:p>" * 1000))


# workbooks


def _sheet(rows: str, strings: str = "") -> bytes:
    parts = book(rows)
    if strings:
        part = f'{DECLARED}<sst xmlns="{S}" count="1000000000" uniqueCount="1000000000">{strings}</sst>'
        parts = _with(parts, "xl/sharedStrings.xml", part, "sharedStrings")
    return packed(parts)


def strings(chance: Random, share: float) -> bytes:
    """Hundreds of thousands of shared strings that say they are a billion."""
    return _sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', "<si><t>строка</t></si>" * int(280_000 * share))


def long_string(chance: Random, share: float) -> bytes:
    """A shared string of fifty megabytes."""
    row = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    return _sheet(row, f"<si><t>{_words(chance, 50 * share)}</t></si>")


def repeated_string(chance: Random, share: float) -> bytes:
    """A long string in very many cells: what unpacks to little is gigabytes when it is read."""
    rows = "".join(
        f'<row r="{r}">' + "".join(f'<c r="{c}{r}" t="s"><v>0</v></c>' for c in "ABCDEFGH") + "</row>"
        for r in range(1, int(15_000 * share))
    )
    return _sheet(rows, f"<si><t>{'ж' * 30_000}</t></si>")


def numbers(chance: Random, share: float) -> bytes:
    """As many filled cells as the guard lets through, or more."""
    count = int(chance.choice((20_000, 60_000)) * share)
    rows = "".join(
        f'<row r="{r}">' + "".join(f'<c r="{c}{r}"><v>{r}</v></c>' for c in "ABCDEFGHIJ") + "</row>"
        for r in range(1, count + 1)
    )
    return _sheet(rows)


def merges(chance: Random, share: float) -> bytes:
    """Merged ranges without end, each the whole sheet."""
    parts = book('<row r="1"><c r="A1"><v>1</v></c></row>')
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    ranges = "".join(f'<mergeCell ref="A{n}:XFD1048576"/>' for n in range(1, int(250_000 * share)))
    merged = sheet.replace("</worksheet>", f"<mergeCells>{ranges}</mergeCells></worksheet>")
    return packed({**parts, "xl/worksheets/sheet1.xml": merged.encode()})


def many_parts(chance: Random, share: float) -> bytes:
    """Tens of thousands of parts."""
    out = io.BytesIO(packed(book('<row r="1"><c r="A1"><v>1</v></c></row>')))
    with zipfile.ZipFile(out, "a") as archive:
        for number in range(int(chance.choice((3500, 60_000)) * share)):
            archive.writestr(f"x/{number}.bin", b"")
    return out.getvalue()


def open_document(chance: Random, share: float) -> bytes:
    """An .ods of a few bytes whose one cell is repeated a million times a million."""
    times = chance.choice((1_000, 16_384, 1_000_000))
    cell = f'<table:table-cell table:number-columns-repeated="{times}" office:value-type="string">'
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}<text:p>а</text:p></table:table-cell>'
    names = " ".join(f'xmlns:{one}="{_OFFICE}:{one}:1.0"' for one in ("office", "table", "text"))
    body = f'<office:body><office:spreadsheet><table:table table:name="Л">{row}</table:table-row></table:table>'
    content = f"{DECLARED}<office:document-content {names}>{body}</office:spreadsheet></office:body>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f'{DECLARED}<manifest xmlns="{_OFFICE}:manifest:1.0"/>')
        archive.writestr("content.xml", f"{content}</office:document-content>")
    return out.getvalue()


# old workbooks


def old_strings(chance: Random, share: float) -> bytes:
    """An .xls whose table of strings says that it holds billions."""
    begin = record(0x809, bytes((0, 6, 5, 0)) + bytes(12))
    table = (0xFFFFFFF0).to_bytes(4, "little") * 2 + b"\x01\x00\x00a" * 2000
    return compound(begin + record(0xFC, table) + record(0x3C, b"\x01\x00\x00b" * 2000) * int(2000 * share))


def _old_book(cells: bytes) -> bytes:
    begin = record(0x809, bytes((0, 6, 5, 0)) + bytes(12))
    sheet = record(0x809, bytes((0, 6, 16, 0)) + bytes(12)) + cells + record(10, b"")
    name = b"\x04\x00List"
    at = len(begin) + 4 + 6 + len(name) + 4
    return compound(begin + record(0x85, at.to_bytes(4, "little") + b"\0\0" + name) + record(10, b"") + sheet)


def old_far(chance: Random, share: float) -> bytes:
    """An .xls with a cell in the last corner and a table as large as it can be."""
    cell = (0xFFFF).to_bytes(2, "little") + (0xFF).to_bytes(2, "little") + bytes(2) + bytes(8)
    size = bytes(4) + (0x10000).to_bytes(4, "little") + bytes(2) + (0x100).to_bytes(2, "little") + bytes(2)
    return _old_book(record(0x200, size) + record(0x203, bytes(14)) + record(0x203, cell))


def old_numbers(chance: Random, share: float) -> bytes:
    """An .xls of megabytes of numbers."""
    cells = (
        record(0x203, (n % 65536).to_bytes(2, "little") + (n // 65536).to_bytes(2, "little") + bytes(10))
        for n in range(int(900_000 * share))
    )
    return _old_book(b"".join(cells))


# forms and school files


def form_keys(chance: Random, share: float) -> bytes:
    """A form of hundreds of thousands of keys, tables, or values in one another."""
    count = int(200_000 * share)
    return chance.choice(
        (
            "".join(f"k{n} = {n}\n" for n in range(count)),
            "".join(f"[[section]]\nkey = 'k{n}'\n" for n in range(count // 3)),
            "a = " + "{b = " * count + "1" + "}" * count,
            "a = [" + "1," * (count * 5) + "]",
            "".join(f"{'.'.join('abcdefghijkl')}.k{n} = 1\n" for n in range(count // 4)),
            'a = """' + _words(chance, 30 * share) + '"""',
        )
    ).encode()


def school_file(chance: Random, share: float, folder: Path) -> bytes:
    """A file of a school with something inside that no program of ours puts there."""
    from shnor_desktop.services.demo import make_demo

    path = folder / "чужой.shnor"
    make_demo(path)
    connection = sqlite3.connect(path)
    try:
        connection.executescript(chance.choice(_INSIDE).replace("SIZE", str(int(60_000_000 * share))))
    except sqlite3.DatabaseError:
        connection.rollback()
    finally:
        connection.close()
    try:
        return path.read_bytes()
    finally:
        path.unlink()


_INSIDE = (
    "CREATE TRIGGER t AFTER UPDATE ON school BEGIN DELETE FROM activity; END;",
    "CREATE VIEW v AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c;",
    "UPDATE school SET director = hex(zeroblob(SIZE / 4));",
    "UPDATE section_text SET body = '[' || replace(hex(zeroblob(SIZE / 40)), '0', '[');",
    "INSERT OR REPLACE INTO picture VALUES ('x.png', zeroblob(SIZE));",
    "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, 'TEXT', 'BLOB');",
)

KINDS: tuple[tuple[str, str, Maker], ...] = (
    ("Word: части в сотню мегабайт", ".docx", unused),
    ("Word: сто мегабайт пробелов", ".docx", spaces),
    ("Word: абзац в 70 МБ", ".docx", one_paragraph),
    ("Word: сотни тысяч абзацев", ".docx", paragraphs),
    ("Word: абзац из сотен тысяч кусков", ".docx", runs),
    ("Word: таблица в десятки тысяч ячеек", ".docx", cells),
    ("Word: таблицы в таблицах", ".docx", tables_in_tables),
    ("Word: 12 000 стилей друг на друге", ".docx", chained_styles),
    ("Word: 8 500 ссылок на рисунок", ".docx", pictures),
    ("Word: десятки тысяч сносок", ".docx", footnotes),
    ("Word: 12 000 списков", ".docx", lists),
    ("Word: поля без конца", ".docx", fields),
    ("Excel: сотни тысяч общих строк", ".xlsx", strings),
    ("Excel: общая строка в 50 МБ", ".xlsx", long_string),
    ("Excel: длинная строка в 120 000 ячеек", ".xlsx", repeated_string),
    ("Excel: сотни тысяч чисел", ".xlsx", numbers),
    ("Excel: четверть миллиона объединений", ".xlsx", merges),
    ("Excel: десятки тысяч частей", ".xlsx", many_parts),
    ("OpenDocument: повторы без конца", ".ods", open_document),
    (".xls: миллиарды строк", ".xls", old_strings),
    (".xls: ячейка в последнем углу", ".xls", old_far),
    (".xls: 900 000 чисел", ".xls", old_numbers),
    ("TOML: сотни тысяч ключей", ".toml", form_keys),
)
"""What it is called in the table, how its file ends, who makes it."""
