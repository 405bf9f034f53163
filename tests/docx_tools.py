"""Looking into written Word files with nothing but the standard library, and what must hold in every one of them."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from xml.etree import ElementTree

from openxml_audit import OpenXmlValidator

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
}
W, R = f"{{{NAMESPACES['w']}}}", f"{{{NAMESPACES['r']}}}"
SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}softHyphen": "\u00ad", f"{W}noBreakHyphen": "\u2011"}
STYLE_REFERENCES = {f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle", f"{W}basedOn", f"{W}next", f"{W}link"}

Xml = ElementTree.Element


@cache
def _validator() -> OpenXmlValidator:
    """One for all files: it takes as long to make as a file to validate."""
    return OpenXmlValidator()


def complaints(path: Path) -> list[str]:
    """What the validator says of a Word file."""
    return [str(error.description) for error in _validator().validate(str(path)).errors]


class WordFile:
    """A written file, its parts parsed when asked for."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as file:
            self.names = file.namelist()
            self.parts = {name: file.read(name) for name in self.names}

    @cached_property
    def body(self) -> Xml:
        body = self.xml("word/document.xml").find("w:body", NAMESPACES)
        assert body is not None
        return body

    def xml(self, name: str) -> Xml:
        return ElementTree.fromstring(self.parts[name])

    def all(self, path: str) -> list[Xml]:
        """Elements of the body by a path such as `.//w:tbl`."""
        return self.body.findall(path, NAMESPACES)

    @cached_property
    def targets(self) -> dict[str, str]:
        """What the ids in the document point to."""
        relationships = self.xml("word/_rels/document.xml.rels")
        return {element.get("Id", ""): element.get("Target", "") for element in relationships}

    @cached_property
    def style_names(self) -> dict[str, str]:
        styles = self.xml("word/styles.xml").findall("w:style", NAMESPACES)
        return {style.get(f"{W}styleId", ""): value(style, "w:name") for style in styles}

    def paragraphs(self) -> Iterator[Xml]:
        """Paragraphs in reading order without those of the contents."""
        yield from _paragraphs(self.body)

    def texts(self) -> list[str]:
        """The texts of paragraphs that have one."""
        return [text for paragraph in self.paragraphs() if (text := text_of(paragraph))]

    def style_of(self, paragraph: Xml) -> str:
        return self.style_names[value(paragraph, "w:pPr/w:pStyle", "Normal")]


def _paragraphs(element: Xml) -> Iterator[Xml]:
    for child in element:
        if child.tag == f"{W}p":
            yield child
        elif child.tag != f"{W}sdt":
            yield from _paragraphs(child)


def value(element: Xml, path: str, default: str = "") -> str:
    """The `w:val` of a descendant."""
    found = element.find(path, NAMESPACES)
    return default if found is None else found.get(f"{W}val", default)


def text_of(paragraph: Xml) -> str:
    """The text as it is read, hyperlinks included."""
    nodes = (node for run in paragraph.iter(f"{W}r") for node in run)
    return "".join(node.text or "" if node.tag == f"{W}t" else SIGNS.get(node.tag, "") for node in nodes)


def looks_of(paragraph: Xml) -> list[tuple[str, bool, bool]]:
    """Text, bold and italic of every run."""
    return [
        (text_of(run), run.find("w:rPr/w:b", NAMESPACES) is not None, run.find("w:rPr/w:i", NAMESPACES) is not None)
        for run in paragraph.iter(f"{W}r")
    ]


def problems(file: WordFile) -> list[str]:
    """What would make Word repair the file or show it wrong, in words; empty for a good one."""
    return [*_broken_tables(file), *_broken_references(file), *_broken_package(file), *_broken_fields(file)]


def _broken_tables(file: WordFile) -> Iterator[str]:
    for table in file.all(".//w:tbl"):
        width = len(table.findall("w:tblGrid/w:gridCol", NAMESPACES))
        rows = table.findall("w:tr", NAMESPACES)
        if not rows:
            yield "a table without rows"
        above: dict[int, int] = {}  # column -> span of the merged cell that may go on below
        for row in rows:
            column, open_cells = 0, {}
            for cell in row.findall("w:tc", NAMESPACES):
                span = int(value(cell, "w:tcPr/w:gridSpan", "1"))
                merge = cell.find("w:tcPr/w:vMerge", NAMESPACES)
                if merge is not None:
                    if merge.get(f"{W}val", "continue") == "continue" and above.get(column) != span:
                        yield "a merged cell goes on from nowhere"
                    open_cells[column] = span
                if cell[-1].tag != f"{W}p":
                    yield "a cell does not end in a paragraph"
                column += span
            above = open_cells
            if column != width:
                yield f"a row of {column} columns in a table of {width}"
    for container in [file.body, *file.all(".//w:tc")]:
        tags = [child.tag for child in container]
        if (f"{W}tbl", f"{W}tbl") in zip(tags, tags[1:], strict=False):
            yield "two tables without anything between them"


def _broken_references(file: WordFile) -> Iterator[str]:
    for name in file.names:
        if not name.startswith("word/") or not name.endswith(".xml"):
            continue
        for element in file.xml(name).iter():
            if element.tag in STYLE_REFERENCES and element.get(f"{W}val") not in file.style_names:
                yield f"no style {element.get(f'{W}val')}"
            for key, identity in element.attrib.items():
                if key.startswith(R) and name == "word/document.xml" and identity not in file.targets:
                    yield f"no relationship {identity}"
    numbering = file.xml("word/numbering.xml") if "word/numbering.xml" in file.names else Xml("none")
    lists = {element.get(f"{W}numId") for element in numbering.findall("w:num", NAMESPACES)}
    used = {element.get(f"{W}val") for element in file.all(".//w:numPr/w:numId")}
    if used - lists:
        yield f"no lists {used - lists}"
    definitions = {element.get(f"{W}abstractNumId") for element in numbering.findall("w:abstractNum", NAMESPACES)}
    for element in numbering.findall("w:num", NAMESPACES):
        if value(element, "w:abstractNumId") not in definitions:
            yield "a list without a definition"
    for path, key in ((".//w:bookmarkStart", f"{W}id"), (".//w:bookmarkStart", f"{W}name"), (".//wp:docPr", "id")):
        yield from (f"{key} {twice} twice" for twice in _repeated(e.get(key, "") for e in file.all(path)))
    bookmarks = {element.get(f"{W}name") for element in file.all(".//w:bookmarkStart")}
    for link in file.all(".//w:hyperlink"):
        if link.get(f"{W}anchor", next(iter(bookmarks), None)) not in bookmarks | {None}:
            yield f"no bookmark {link.get(f'{W}anchor')}"


def _broken_package(file: WordFile) -> Iterator[str]:
    yield from (f"part {name} twice" for name in _repeated(iter(file.names)))
    types = file.xml("[Content_Types].xml")
    extensions = {element.get("Extension") for element in types}
    parts = {element.get("PartName") for element in types}
    for name in file.names:
        if f"/{name}" not in parts and name.rsplit(".", 1)[-1] not in extensions:
            yield f"no type for {name}"
    yield from (f"a type for {name}, which is not there" for name in parts - {None} if name[1:] not in file.names)
    for element in file.xml("word/_rels/document.xml.rels"):
        if element.get("TargetMode") != "External" and f"word/{element.get('Target')}" not in file.names:
            yield f"no part {element.get('Target')}"
        if element.get("TargetMode") == "External" and re.search(r"[\s<>\"{}|\\^`]", element.get("Target", "")):
            yield f"a bad address {element.get('Target')}"


def _broken_fields(file: WordFile) -> Iterator[str]:
    depth = 0
    for mark in file.all(".//w:fldChar"):
        depth += {"begin": 1, "end": -1}.get(mark.get(f"{W}fldCharType", ""), 0)
        if depth < 0:
            yield "a field ends that did not begin"
    if depth:
        yield "a field without an end"


def _repeated(names: Iterator[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]
