"""Paragraphs, lists, tables and what else stands between them in a real Word file."""

from __future__ import annotations

from collections.abc import Callable

from .inline import field, line, run
from .maker import Maker

Feature = Callable[[Maker], str]
_PLAN = ("№ п/п", "Мероприятия", "Сроки", "Ответственные", "Результаты исполнения")
_TITLES = (
    "Паспорт Программы", "Актуальность программы", "Дорожная карта Программы", "Кадровое обеспечение Программы",
    "Целевые показатели реализации Программы", "Проблемы и противоречия", "Приложение 1",
)  # fmt: skip


def paragraph(inside: str, properties: str = "") -> str:
    """A paragraph."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>" if properties else f"<w:p>{inside}</w:p>"


def text(make: Maker) -> str:
    """A paragraph of text, aligned somehow."""
    look = make.random.choice(["", "", '<w:jc w:val="center"/>', '<w:jc w:val="both"/><w:ind w:firstLine="709"/>'])
    return paragraph(line(make), look)


def heading(make: Maker) -> str:
    """A heading, at times one of the form's."""
    style = make.random.choice(['<w:pStyle w:val="1"/>', '<w:pStyle w:val="2"/>', '<w:outlineLvl w:val="0"/>'])
    words = make.random.choice(_TITLES) if make.random.random() < 0.5 else f"Раздел {make.word()}"
    return paragraph(run(words), style)


def items(make: Maker) -> str:
    """A list by Word's own numbering, levels up and down."""
    number = make.random.randint(1, 4)
    levels = [make.random.choice([0, 0, 1]) for _ in range(make.random.randint(2, 5))]
    return "".join(
        paragraph(line(make), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
        for level in levels
    )


def deleted(make: Maker) -> str:
    """A paragraph whose mark is deleted: it is one with the next."""
    mark = '<w:rPr><w:del w:id="9" w:author="Завуч"/></w:rPr>'
    return paragraph(line(make), mark) + paragraph(line(make))


def wrapped(make: Maker) -> str:
    """Blocks in a content control, in custom XML, in a tracked insertion."""
    inside = some(make, 1, 2)
    return make.random.choice(
        [
            f'<w:sdt><w:sdtPr><w:alias w:val="поле"/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>',
            f'<w:customXml w:uri="u" w:element="e">{inside}</w:customXml>',
            f'<w:ins w:id="4" w:author="Завуч">{inside}</w:ins>',
        ]
    )


def contents(make: Maker) -> str:
    """A table of contents made by Word: its lines are made anew."""
    lines = "".join(paragraph(run(f"{make.word('gone')}\t{n}"), '<w:pStyle w:val="12"/>') for n in range(2))
    whole = paragraph(run("Содержание")) + lines
    return (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{whole}</w:sdtContent></w:sdt>"
        if make.random.random() < 0.5
        else paragraph(run("Содержание")) + paragraph(field('TOC \\o "1-3"', run(make.word("gone"))))
    )


def chunk(make: Maker) -> str:
    """A document put in whole: its text cannot be read, so its name has to be told."""
    name = f"afchunk{len(make.files)}.html"
    make.files[f"word/{name}"] = b"<html><body>x</body></html>"
    make.told.append(name)
    return f'<w:altChunk r:id="{make.relate("aFChunk", name)}"/>'


def section(make: Maker) -> str:
    """The end of a section, with pages that lie on their side and a header."""
    name = f"header{len(make.files)}.xml"
    declared = f'xmlns:w="{_W}"'
    inner = f"<w:p>{run(make.words('aside'))}{field('PAGE', run('7'))}</w:p>"
    make.files[f"word/{name}"] = f"<w:hdr {declared}>{inner}</w:hdr>".encode()
    size = make.random.choice(
        ['<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>', '<w:pgSz w:w="11906" w:h="16838"/>']
    )
    reference = f'<w:headerReference w:type="default" r:id="{make.relate("header", name)}"/>'
    return paragraph(run(make.word()), f"<w:sectPr>{reference}{size}</w:sectPr>")


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def cell(inside: str, properties: str = "") -> str:
    """A table cell."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def row(cells: str, properties: str = "") -> str:
    """A table row."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


def framed(rows: str, columns: int) -> str:
    """A table."""
    grid = '<w:gridCol w:w="1900"/>' * columns
    return f'<w:tbl><w:tblPr><w:tblStyle w:val="aa"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'


def table(make: Maker) -> str:
    """Any table: cells merged all ways, nested tables, rows and cells in controls, deleted ones."""
    columns = make.random.randint(1, 5)
    rows = [_row(make, columns, n) for n in range(make.random.randint(1, 6))]
    return framed("".join(rows), columns)


def _row(make: Maker, columns: int, number: int) -> str:
    kind = make.random.random()
    if kind < 0.08:
        gone = cell(paragraph(run(make.words("gone"))))
        return row(gone * 1, '<w:del w:id="3" w:author="Завуч"/>')
    cells, place = [], 0
    while place < columns:
        span = make.random.choice([1, 1, 1, 2]) if place + 1 < columns else 1
        properties = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        cells.append(_cell(make, properties, number))
        place += span
    header = '<w:tblHeader/><w:cantSplit w:val="1"/>' if number == 0 and make.random.random() < 0.5 else ""
    whole = row("".join(cells), header)
    if make.random.random() < 0.1:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{whole}</w:sdtContent></w:sdt>"
    return whole


def _cell(make: Maker, properties: str, number: int) -> str:
    kind = make.random.random()
    if kind < 0.12:
        if number == 0 or make.random.random() < 0.5:
            return cell(paragraph(run(make.words())), properties + '<w:vMerge w:val="restart"/>')
        return cell(paragraph(run(make.words("aside"))), properties + "<w:vMerge/>")  # Word hides this text
    if kind < 0.16 and number:
        return cell(paragraph(run(make.words("aside"))), '<w:hMerge w:val="continue"/>')
    if kind < 0.22 and make.depth < 3:
        make.depth += 1
        inner = table(make) + paragraph("")
        make.depth -= 1
        return cell(inner, properties)
    if kind < 0.28:
        inner = cell(paragraph(line(make)), properties)
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"
    if kind < 0.34:
        return cell(items(make), properties)
    if kind < 0.4:
        return cell("<w:p/>", properties)
    return cell(paragraph(line(make)), properties)


def plan(make: Maker) -> str:
    """A plan: numbered rows, stages, a header repeated in the middle, cut in two by a page break."""
    head = row("".join(cell(paragraph(run(label))) for label in _PLAN), "<w:tblHeader/>" * make.random.randint(0, 1))
    rows = [head]
    for number in range(1, make.random.randint(2, 6)):
        if make.random.random() < 0.2:
            rows.append(row(cell(paragraph(run(make.words())), '<w:gridSpan w:val="5"/>')))
        if make.random.random() < 0.15:
            rows.append(head)
        if make.random.random() < 0.2:
            split = paragraph("") if make.random.random() < 0.5 else paragraph('<w:r><w:br w:type="page"/></w:r>')
            rows.append(f"</w:tbl>{split}{framed('', 5)[: -len('</w:tbl>')]}")
            rows.append(head * make.random.randint(0, 1))
        texts = [run(str(number)), *(line(make) for _ in _PLAN[1:])]
        rows.append(row("".join(cell(paragraph(inside)) for inside in texts)))
        if make.random.random() < 0.15:
            rows.append(row("".join(cell(paragraph(inside)) for inside in ["", run(make.word()), "", "", ""])))
    return framed("".join(rows), 5)


def indicators(make: Maker) -> str:
    """Target indicators under tasks."""
    labels = ("Задачи", "Наименование целевых показателей", "Единица измерения", "Значение целевого показателя")
    rows = [row("".join(cell(paragraph(run(label))) for label in labels))]
    for number in range(1, make.random.randint(2, 4)):
        rows.append(row(cell(paragraph(run(f"Задача {number}. {make.word()}")), '<w:gridSpan w:val="4"/>')))
        inside = [run(f"{number}.1"), line(make), run("процент"), run(make.word())]
        rows.append(row("".join(cell(paragraph(one)) for one in inside)))
    return framed("".join(rows), 4)


FEATURES: tuple[Feature, ...] = (
    text, text, text, text, heading, items, deleted, wrapped, table, table, plan, indicators, contents, chunk, section,
)  # fmt: skip


def some(make: Maker, least: int, most: int) -> str:
    """Blocks one after the other; deeper down no sections, which stand in the body alone."""
    make.depth += 1
    allowed = FEATURES if make.depth == 1 else FEATURES[:11]
    if make.depth > 3:
        allowed = (text,)
    blocks = [make.random.choice(allowed)(make) for _ in range(make.random.randint(least, most))]
    make.depth -= 1
    return "".join(blocks)
