"""Word files that a bad stick, a bad program or a bad person made of sound ones."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

from .documents import generate

Parts = dict[str, bytes]
_MAIN = "word/document.xml"
_RELATIONS = "word/_rels/document.xml.rels"


def _packed(parts: Parts) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def _unpacked(content: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _flipped(random: Random, content: bytes, times: int) -> bytes:
    damaged = bytearray(content)
    for _ in range(times):
        damaged[random.randrange(len(damaged))] ^= 1 << random.randrange(8)
    return bytes(damaged)


# the file as a whole


def truncated(random: Random, content: bytes) -> bytes:
    """Copied until the stick was pulled out."""
    return content[: random.randrange(1, len(content))]


def flipped_bits(random: Random, content: bytes) -> bytes:
    """Bits that turned over in the archive."""
    return _flipped(random, content, random.choice([1, 1, 3, 20]))


def hole(random: Random, content: bytes) -> bytes:
    """A stretch of zeros, or one that is missing."""
    start = random.randrange(len(content))
    end = min(len(content), start + random.randrange(1, 2000))
    return content[:start] + bytes(end - start) * random.randint(0, 1) + content[end:]


def something_else(random: Random, _content: bytes) -> bytes:
    """Another kind of file under this name."""
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    return random.choice(
        [
            b"", b"PK", b"PK\x05\x06" + bytes(18), b"%PDF-1.7\n", b"{\\rtf1 a}", ole + random.randbytes(900),
            ole + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(99), b"<html><body>a</body></html>",
            b"<?xml version='1.0'?><?mso-application progid='Word.Document'?><a/>", random.randbytes(500), b"\0" * 4096,
            _packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}),
            _packed({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}),
            _packed({"a.txt": b"a"}), _packed({"Index/Document.iwa": b"a", "Metadata/Properties.plist": b"a"}),
        ]
    )  # fmt: skip


# parts of the package


def flipped_text(random: Random, content: bytes) -> bytes:
    """Bits that turned over in a part before it was packed: the archive itself is sound."""
    parts = _unpacked(content)
    name = random.choice([*parts, _MAIN, _MAIN])
    return _packed(parts | {name: _flipped(random, parts[name], random.choice([1, 2, 10]))})


def missing_part(random: Random, content: bytes) -> bytes:
    """A part, or several, that are not there."""
    parts = _unpacked(content)
    for name in random.sample(list(parts), random.randint(1, min(3, len(parts)))):
        del parts[name]
    return _packed(parts)


def empty_part(random: Random, content: bytes) -> bytes:
    """A part with nothing in it, or with another one's content."""
    parts = _unpacked(content)
    one, other = random.choice(list(parts)), random.choice(list(parts))
    return _packed(parts | {one: random.choice([b"", b" ", b"<a/>", parts[other], b"\xff\xfe<\0a\0/\0>\0"])})


def wrong_relations(random: Random, content: bytes) -> bytes:
    """Relationships that lead nowhere, out of the package, to themselves, to another kind of part."""
    parts = _unpacked(content)
    targets = [b"nowhere.xml", b"../../../etc/passwd", b"document.xml", b"/", b"", b"%00", b"styles.xml", b"a" * 5000,
               b"file:///etc/passwd", b"%D1%84.xml"]  # fmt: skip
    name = random.choice([_RELATIONS, _RELATIONS, "_rels/.rels"])
    text = re.sub(
        rb'Target="[^"]*"', lambda old: old[0] if random.random() < 0.5 else b'Target="%s"' % random.choice(targets),
        parts[name],
    )  # fmt: skip
    return _packed(parts | {name: text})


def shuffled_names(random: Random, content: bytes) -> bytes:
    """Elements and attributes that stand where no program puts them."""
    parts = _unpacked(content)
    text = parts[_MAIN]
    names = [b"w:p", b"w:r", b"w:tc", b"w:tr", b"w:tbl", b"w:sdt", b"w:fldChar", b"w:t", b"w:pPr", b"w:sectPr"]
    for _ in range(random.randint(1, 3)):
        one, other = random.sample(names, 2)
        text = re.sub(rb"(</?)%s(?=[ />])" % one, rb"\g<1>%s" % other, text)
    return _packed(parts | {_MAIN: text})


def odd_values(random: Random, content: bytes) -> bytes:
    """Attributes with values that no program writes."""
    parts = _unpacked(content)
    values = [b"-1", b"999999999999", b"", b"NaN", b"1e9", "ё".encode(), b"2147483648", b"a" * 10_000, b"0x10"]
    name = random.choice([_MAIN, _MAIN, "word/numbering.xml", "word/styles.xml"])
    text = re.sub(
        rb'(w:(?:val|id|w|fldCharType|ilvl|abstractNumId|numId|styleId)=)"[^"]*"',
        lambda old: old[0] if random.random() < 0.7 else old[1] + b'"%s"' % random.choice(values),
        parts[name],
    )
    return _packed(parts | {name: text})


def circles(random: Random, content: bytes) -> bytes:
    """Styles based on themselves, lists that stand for each other."""
    parts = _unpacked(content)
    style = b'<w:style w:type="paragraph" w:styleId="%s"><w:name w:val="k%s"/><w:basedOn w:val="%s"/></w:style>'
    loop = b"".join(style % (a, a, b) for a, b in ((b"1", b"2"), (b"2", b"12"), (b"12", b"1"), (b"a", b"a")))
    text = parts["word/styles.xml"].replace(b"</w:styles>", loop + b"</w:styles>")
    start = text.index(b"<w:style ")
    if random.random() < 0.5:
        text = text[:start] + loop + text[start:]
    return _packed(parts | {"word/styles.xml": text})


# bombs


def entity_bomb(random: Random, content: bytes) -> bytes:
    """Entities that stand for a thousand others each, or for a file of the computer."""
    parts = _unpacked(content)
    laughs = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10 if n else b"ha") for n in range(12))
    outside = b'<!ENTITY l11 SYSTEM "file:///etc/passwd">'
    declared = b"<!DOCTYPE w:document [%s]>" % random.choice([laughs, outside, b"<!ENTITY % x SYSTEM 'http://a/'> %x;"])
    text = parts[_MAIN].split(b"?>\n", 1)[1].replace(b"</w:t>", b"&l11;</w:t>", 1)
    whole = declared + text
    if random.random() < 0.3:
        whole = b"\xff\xfe" + whole.decode().encode("utf-16-le")
    return _packed(parts | {_MAIN: whole})


def zip_bomb(random: Random, content: bytes) -> bytes:
    """A part that grows a thousand times when it is unpacked."""
    parts = _unpacked(content)
    name = random.choice([_MAIN, "word/media/a.png", "word/styles.xml"])
    return _packed(parts | {name: b"<a>" + b" " * random.choice([90 << 20, 30 << 20])})


def false_sizes(random: Random, content: bytes) -> bytes:
    """An archive whose list promises other sizes than its parts have."""
    damaged = bytearray(content)
    for found in re.finditer(rb"PK\x01\x02", content):
        if random.random() < 0.5:
            struct.pack_into("<I", damaged, found.start() + random.choice([20, 24, 42]), random.randrange(1 << 31))
    return bytes(damaged)


def deep(random: Random, content: bytes) -> bytes:
    """Tables, controls or text boxes one in another without end."""
    parts = _unpacked(content)
    times = random.choice([60, 240, 3000, 100_000])
    open_, close = random.choice(
        [
            (b"<w:tbl><w:tr><w:tc>", b"</w:tc></w:tr></w:tbl>"),
            (b"<w:sdt><w:sdtContent>", b"</w:sdtContent></w:sdt>"),
            (b"<w:p><w:r><w:pict><v:textbox><w:txbxContent>", b"</w:txbxContent></v:textbox></w:pict></w:r></w:p>"),
            (b"<w:ins>", b"</w:ins>"),
            (b"<w:p><w:hyperlink><w:smartTag>", b"</w:smartTag></w:hyperlink></w:p>"),
            (b"<w:p><m:oMath><m:f><m:num>", b"</m:num></m:f></m:oMath></w:p>"),
        ]
    )
    text = parts[_MAIN].replace(b"<w:body>", b"<w:body>" + open_ * times + b"<w:p/>" + close * times)
    return _packed(parts | {_MAIN: text})


def huge_values(random: Random, content: bytes) -> bytes:
    """An attribute, a word, a name of many megabytes; a hundred thousand attributes."""
    parts = _unpacked(content)
    long = b"a" * random.choice([1 << 20, 11 << 20])
    more = random.choice(
        [
            b'<w:p w:x="%s"/>' % long,
            b"<w:p><w:r><w:t>%s</w:t></w:r></w:p>" % long,
            b"<w:p><w:pPr><w:pStyle w:val='%s'/></w:pPr></w:p>" % long,
            b"<w:p %s/>" % b" ".join(b'w:a%d="1"' % n for n in range(100_000)),
            b"<w:p><w:r><w:instrText>%s</w:instrText></w:r></w:p>" % long,
            b"<w:p><w:r><w:br/></w:r></w:p>" * 200_000,
        ]
    )
    return _packed(parts | {_MAIN: parts[_MAIN].replace(b"<w:body>", b"<w:body>" + more)})


def huge_table(random: Random, content: bytes) -> bytes:
    """A table that promises millions of places."""
    parts = _unpacked(content)
    span = b"<w:tc><w:tcPr><w:gridSpan w:val='99999999'/></w:tcPr><w:p/></w:tc>"
    rows = random.choice([b"<w:tr>%s</w:tr>" % span * 10, b"<w:tr>%s</w:tr>" % (span * 300), b"<w:tr/>" * 200_000,
                          b"<w:tr><w:trPr><w:gridBefore w:val='9999999'/></w:trPr>%s</w:tr>" % span])  # fmt: skip
    table = b"<w:tbl>%s%s</w:tbl>" % (b"<w:gridCol w:w='1'/>" * 10_000, rows)
    return _packed(parts | {_MAIN: parts[_MAIN].replace(b"<w:body>", b"<w:body>" + table)})


def many_parts(_random: Random, content: bytes) -> bytes:
    """An archive of thousands of parts, or with a part twice."""
    parts = _unpacked(content)
    return _packed(parts | {f"word/media/{n}.png": b"" for n in range(5000)})


DAMAGES: tuple[Callable[[Random, bytes], bytes], ...] = (
    truncated, truncated, flipped_bits, flipped_bits, flipped_bits, hole, something_else, something_else, flipped_text,
    flipped_text, flipped_text, missing_part, missing_part, empty_part, wrong_relations, wrong_relations,
    shuffled_names, shuffled_names, odd_values, odd_values, circles, entity_bomb, zip_bomb, false_sizes, deep,
    huge_values, huge_table, many_parts,
)  # fmt: skip


def damage(seed: int, path: Path) -> str:
    """Write the damaged file of this number; the kind of damage."""
    random = Random(seed)
    generate(random.randrange(1000), path)
    kind = DAMAGES[seed % len(DAMAGES)]
    path.write_bytes(kind(random, path.read_bytes()))
    return kind.__name__
