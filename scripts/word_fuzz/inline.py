"""What stands inside a paragraph of a real Word file."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

from .maker import Maker

Feature = Callable[[Maker], str]


def run(text: str, look: str = "", kind: str = "t") -> str:
    """A run of text."""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:{kind} xml:space="preserve">{text}</w:{kind}></w:r>'


def plain(make: Maker) -> str:
    """Words, some of them bold, slanted or hidden."""
    look = make.random.choice(["", "", "<w:b/>", '<w:i w:val="1"/>', "<w:b/><w:i/>", "<w:vanish/>", "<w:caps/>"])
    return run(make.words() + " ", look)


def halved(make: Maker) -> str:
    """A word whose letters stand in several runs, with marks of the proof-reader between."""
    word = make.word()
    cut = make.random.randrange(1, len(word))
    return f'{run(word[:cut])}<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="1" w:name="а"/>{run(word[cut:])}'


def inserted(make: Maker) -> str:
    """A tracked insertion beside a tracked deletion."""
    who = 'w:id="5" w:author="Завуч" w:date="2026-01-01T00:00:00Z"'
    old = run(make.words("gone"), kind="delText")
    return f"<w:del {who}>{old}</w:del><w:ins {who}>{run(make.words() + ' ')}</w:ins>"


def moved(make: Maker) -> str:
    """Words that were moved: they stand where they came to."""
    old = run(make.words("gone"))
    return (
        f'<w:moveFromRangeStart w:id="6" w:name="m"/><w:moveFrom w:id="7">{old}</w:moveFrom>'
        f'<w:moveFromRangeEnd w:id="6"/><w:moveTo w:id="8">{run(make.words() + " ")}</w:moveTo>'
    )


def linked(make: Maker) -> str:
    """A hyperlink, by relationship or by field."""
    address = f"https://school.example/{make.random.randrange(1000)}"
    if make.random.random() < 0.5:
        key = make.relate("hyperlink", address)
        return f'<w:hyperlink r:id="{key}">{run(make.words() + " ")}</w:hyperlink>'
    return field(f'HYPERLINK "{address}"', run(make.words() + " "))


def field(instruction: str, result: str) -> str:
    """A complex field."""

    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return mark("begin") + code + mark("separate") + result + mark("end")


def fields(make: Maker) -> str:
    """A field in a field, or a simple one."""
    if make.random.random() < 0.5:
        return f'<w:fldSimple w:instr=" REF а ">{run(make.word() + " ")}</w:fldSimple>'
    return field("IF 1 = 1", field("DATE", run(make.word())) + run(" " + make.word() + " "))


def tagged(make: Maker) -> str:
    """Smart tags, custom XML, an inline content control, text from right to left."""
    inner = run(make.words() + " ")
    return make.random.choice(
        [
            f'<w:smartTag w:uri="u" w:element="e">{inner}</w:smartTag>',
            f'<w:customXml w:uri="u" w:element="e">{inner}</w:customXml>',
            f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>",
            f'<w:bdo w:val="ltr">{inner}</w:bdo>',
            f'<w:dir w:val="ltr"><w:smartTag w:uri="u" w:element="e">{inner}</w:smartTag></w:dir>',
        ]
    )


def signs(make: Maker) -> str:
    """Tabs, line breaks, hyphens and signs of symbol fonts between words."""
    inner = make.random.choice(
        ["<w:tab/>", "<w:br/>", "<w:cr/>", "<w:noBreakHyphen/>", '<w:sym w:font="Symbol" w:char="F0B3"/>',
         '<w:sym w:font="Wingdings" w:char="F0FC"/>', "<w:lastRenderedPageBreak/>", '<w:ptab w:alignment="right"/>']
    )  # fmt: skip
    return f"{run(make.word())}<w:r>{inner}</w:r>{run(make.word() + ' ')}"


def note(make: Maker) -> str:
    """A footnote or endnote."""
    kind = make.random.choice(["footnote", "endnote"])
    number = make.note(kind, f"<w:p><w:r><w:{kind}Ref/></w:r>{run(' ' + make.words('aside'))}</w:p>")
    return run(make.word()) + f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>' + run(" ")


def commented(make: Maker) -> str:
    """Words with a remark in the margin."""
    remark = f"<w:p>{run(make.words('told'))}</w:p>"
    number = make.note("comment", remark, ' w:author="Директор" w:initials="Д" w:date="2026-01-01T00:00:00Z"')
    return (
        f'<w:commentRangeStart w:id="{number}"/>{run(make.words() + " ")}<w:commentRangeEnd w:id="{number}"/>'
        f'<w:r><w:commentReference w:id="{number}"/></w:r>'
    )


def equation(make: Maker) -> str:
    """A fraction."""
    parts = (f"<m:{name}><m:r><m:t>{make.word()}</m:t></m:r></m:{name}>" for name in ("num", "den"))
    return f"<m:oMath><m:f>{''.join(parts)}</m:f></m:oMath>{run(' ')}"


def ruby(make: Maker) -> str:
    """Words with a reading above them: the words count."""
    return f"<w:r><w:ruby><w:rt>{run('х')}</w:rt><w:rubyBase>{run(make.word())}</w:rubyBase></w:ruby></w:r>{run(' ')}"


def ticked(make: Maker) -> str:
    """A box to tick before words."""
    return (
        '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent>{run('☒')}</w:sdtContent></w:sdt>{run(' ' + make.words() + ' ')}"
    )


def text_box(make: Maker) -> str:
    """A text box as new Words write it, with the same words again for old ones."""
    words = "".join(f"<w:p>{run(make.words('aside'))}</w:p>" for _ in range(make.random.randint(1, 2)))
    old = f"<w:pict><v:shape><v:textbox><w:txbxContent>{words}</w:txbxContent></v:textbox></v:shape></w:pict>"
    if make.random.random() < 0.3:
        return f"<w:r>{old}</w:r>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx><w:txbxContent>{words}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic>"
        f"</wp:anchor></w:drawing></mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def png(make: Maker) -> bytes:
    """A picture of one dot of any colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    dot = b"\0" + make.random.randbytes(3)
    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(dot)) + chunk(b"IEND", b"")


def picture(make: Maker) -> str:
    """A picture in the file, outside of it, or promised and not there."""
    kind = make.random.choice(["in", "in", "in", "out", "missing"])
    name = f"image{len(make.files)}.png"
    if kind == "in":
        make.files[f"word/media/{name}"] = png(make)
    key = make.relate("image", "file:///C:/скан.png" if kind == "out" else f"media/{name}")
    how = "link" if kind == "out" else "embed"
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="Рисунок 1"/><a:graphic>'
        f'<a:graphicData><pic:pic><pic:blipFill><a:blip r:{how}="{key}"/></pic:blipFill></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )


def embedded(make: Maker) -> str:
    """An object of another program with the picture that stands for it."""
    name = f"image{len(make.files)}.png"
    make.files[f"word/media/{name}"] = png(make)
    sheet = f"oleObject{len(make.files)}.bin"
    make.files[f"word/embeddings/{sheet}"] = make.random.randbytes(50)
    image, ole = make.relate("image", f"media/{name}"), make.relate("oleObject", f"embeddings/{sheet}")
    return (
        f'<w:r><w:object><v:shape id="o1" style="width:50pt;height:20pt"><v:imagedata r:id="{image}"/></v:shape>'
        f'<o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" ShapeID="o1" r:id="{ole}"/></w:object></w:r>'
    )


FEATURES: tuple[Feature, ...] = (
    plain, plain, plain, halved, inserted, moved, linked, fields, tagged, signs, note, commented, equation, ruby,
    ticked, text_box, picture, embedded,
)  # fmt: skip


def line(make: Maker) -> str:
    """The inside of a paragraph: words, and now and then something more."""
    parts = [plain, *make.random.choices(FEATURES, k=make.random.randint(0, 2))]
    return "".join(part(make) for part in parts)
