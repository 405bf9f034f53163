"""The file in the making: parts, relationships, and the words that have to come out of it."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from xml.sax.saxutils import quoteattr

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
OFFICE = NAMESPACES["r"]
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

STRICT = (
    (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    ),
    (OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/math", "http://purl.oclc.org/ooxml/officeDocument/math"),
    ("http://schemas.openxmlformats.org/drawingml/2006/", "http://purl.oclc.org/ooxml/drawingml/"),
)
"""The namespaces of the ISO "strict" variant."""

STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>
<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="a"/>
<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="4"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="12"><w:name w:val="toc 1"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="table" w:styleId="aa"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders>
<w:top w:val="single"/><w:insideH w:val="single"/></w:tblBorders></w:tblPr></w:style>
"""
_LEVEL = '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'
_FORMATS = (
    [("decimal", "%1."), ("decimal", "%1.%2."), ("decimal", "%1.%2.%3.")],
    [("bullet", "-"), ("bullet", "o")],
    [("russianLower", "%1)"), ("decimal", "%2)")],
    [("upperRoman", "%1."), ("decimal", "%1.%2.")],
)
NUMBERING = "".join(
    f'<w:abstractNum w:abstractNumId="{n}">'
    + "".join(_LEVEL.format(i, kind, text) for i, (kind, text) in enumerate(levels))
    + "</w:abstractNum>"
    for n, levels in enumerate(_FORMATS)
) + "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(len(_FORMATS)))


@dataclass
class Maker:
    """Gathers one file; `said` holds what a reader of the paper sees, in order, `aside` what stands beside the text."""

    random: Random
    said: list[str] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)  # what has to be reported, being no text of the paper
    notes: dict[str, list[str]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    relations: list[str] = field(default_factory=list)
    depth: int = 0
    _count: int = 0

    def word(self, where: str = "said") -> str:
        """A word that stands nowhere else, put down as one that is said, stands aside, is told or is gone."""
        self._count += 1
        word = f"слово{self._count:05d}я"
        getattr(self, where).append(word)
        return word

    def words(self, where: str = "said") -> str:
        """Some words."""
        return " ".join(self.word(where) for _ in range(self.random.randint(1, 4)))

    def relate(self, kind: str, target: str) -> str:
        """The id of a relationship of the document."""
        key = f"rId{len(self.relations) + 100}"
        outside = ' TargetMode="External"' if ":" in target else ""
        self.relations.append(f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target={quoteattr(target)}{outside}/>')
        return key

    def note(self, kind: str, content: str, attributes: str = "") -> int:
        """The number of a new footnote, endnote or comment."""
        items = self.notes.setdefault(kind, [])
        items.append(f'<w:{kind} w:id="{len(items) + 1}"{attributes}>{content}</w:{kind}>')
        return len(items)

    def write(self, path: Path, body: str, *, strict: bool = False, main_type: str = MAIN) -> None:
        """The whole file on disk."""
        parts = {
            "word/styles.xml": f"<w:styles {DECLARED}>{STYLES}</w:styles>",
            "word/numbering.xml": f"<w:numbering {DECLARED}>{NUMBERING}</w:numbering>",
        }
        for kind, items in self.notes.items():
            parts[f"word/{kind}s.xml"] = f"<w:{kind}s {DECLARED}>{''.join(items)}</w:{kind}s>"
        for name in list(parts):
            self.relate(name[5:-4], name[5:])
        parts["word/document.xml"] = f"<w:document {DECLARED}><w:body>{body}</w:body></w:document>"
        parts["word/_rels/document.xml.rels"] = (
            f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(self.relations)}</Relationships>'
        )
        parts["_rels/.rels"] = (
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
        )
        parts["[Content_Types].xml"] = (
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main_type}"/></Types>'
        )
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in parts.items():
                for usual, iso in STRICT if strict else ():
                    text = text.replace(usual, iso)
                archive.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text)
            for name, content in self.files.items():
                archive.writestr(name, content)
