"""The zip package of a Word file: its parts as parsed XML, their relationships, and pictures as bytes."""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from shnor_desktop.services.documents.docx_reader.names import Element

_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
"""ISO "strict" files use other namespaces for the same names."""


class BrokenPartError(Exception):
    """A part that the document needs is not readable XML."""


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a relationship of a part leads: a part's name, or an address outside the package."""

    kind: str  # the last word of the type: "image", "styles", "hyperlink"
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One XML part of the package and its relationships by id."""

    name: str
    root: Element
    relations: dict[str, Relation] = field(default_factory=dict)

    def related(self, kind: str) -> str:
        """The name of the first part inside the package that is related in this way, empty when there is none."""
        return next((r.target for r in self.relations.values() if r.kind == kind and not r.external), "")


class Package:
    """An open package; names are looked up without regard to case, as the standard wants."""

    def __init__(self, path: Path) -> None:
        self._zip = zipfile.ZipFile(path)
        self._entries = {_plain(entry.filename).casefold(): entry for entry in self._zip.infolist()}

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._zip.close()

    def read(self, name: str) -> bytes | None:
        """The bytes of a part, None when the package has no such part."""
        entry = self._entries.get(_plain(name).casefold())
        return None if entry is None else self._zip.read(entry)

    def part(self, name: str) -> Part | None:
        """A parsed part with its relationships, None when the package has no such part."""
        content = self.read(name) if name else None
        return None if content is None else Part(name, parse(content), self._relations(name))

    def main_part(self) -> Part:
        """The part that holds the document's body."""
        target = next((r.target for r in self._relations("").values() if r.kind == "officeDocument"), "")
        main = self.part(target) or self.part("word/document.xml")
        if main is None:
            raise BrokenPartError("no main part")
        return main

    def title(self) -> str:
        """The document's title from its properties."""
        target = next((r.target for r in self._relations("").values() if r.kind == "core-properties"), "")
        core = self.part(target) or self.part("docProps/core.xml")
        found = None if core is None else core.root.find("{http://purl.org/dc/elements/1.1/}title")
        return "" if found is None else " ".join((found.text or "").split())

    def _relations(self, name: str) -> dict[str, Relation]:
        folder, base = posixpath.split(name)
        content = self.read(posixpath.join(folder, "_rels", base + ".rels"))
        if content is None:
            return {}
        relations = {}
        for element in parse(content):
            target, external = element.get("Target", ""), element.get("TargetMode") == "External"
            if not external:
                target = _plain(posixpath.normpath(posixpath.join("/", folder, unquote(target))))
            kind = element.get("Type", "").rsplit("/", 1)[-1]
            relations[element.get("Id", "")] = Relation(kind, target, external)
        return relations


def parse(content: bytes) -> Element:
    """The root of an XML part; nothing outside the part is ever fetched or expanded."""
    if b"purl.oclc.org/ooxml" in content:
        for strict, usual in _STRICT:
            content = content.replace(strict, usual)
    # A parser of its own for each part: lxml's parsers keep the log and state of what they read.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise BrokenPartError(str(error)) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise BrokenPartError("document type declaration")
    return root


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/")
