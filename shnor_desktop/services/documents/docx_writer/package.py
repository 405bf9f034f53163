"""A Word file as a zip of parts: taken from the base file, added to, written again with the same bytes every time."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Callable, Collection
from pathlib import Path
from xml.etree import ElementTree

from shnor_desktop.models.errors import UserError
from shnor_desktop.services.documents.docx_writer.markup import R_NAMESPACE, XML_HEAD, escape
from shnor_desktop.services.documents.docx_writer.relationships import Relationships

DOCUMENT = "word/document.xml"
STYLES = "word/styles.xml"
_DOCUMENT_RELS = "word/_rels/document.xml.rels"
_PACKAGE_RELS = "_rels/.rels"
_TYPES = "[Content_Types].xml"
_TYPES_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
_UNNAMED = {"styles", "numbering", "settings", "webSettings", "fontTable", "theme", "footnotes", "endnotes"}
"""Kinds of relationships that no id in the text points to."""
_CORE_KIND = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip can hold: the file does not depend on the clock
_STORED = {".png", ".jpeg", ".gif"}  # compressed already


class Package:
    """The parts of a Word file under way."""

    def __init__(self, parts: dict[str, bytes]) -> None:
        self.parts = parts
        types = ElementTree.fromstring(parts.pop(_TYPES))
        self._defaults = {e.get("Extension", ""): e.get("ContentType", "") for e in types if e.tag.endswith("Default")}
        self._overrides = {e.get("PartName", ""): e.get("ContentType", "") for e in types if e.tag.endswith("Override")}
        self._own = Relationships("", parts.pop(_PACKAGE_RELS))
        self._document = Relationships(DOCUMENT, parts.pop(_DOCUMENT_RELS))

    @classmethod
    def open(cls, base: Path) -> Package:
        """The parts of the base file; a damaged one is the environment's fault."""
        message = f"Файл оформления «{base.name}» не читается: верните его или установите программу заново."
        try:
            with zipfile.ZipFile(base) as file:
                package = cls({name: file.read(name) for name in file.namelist() if not name.endswith("/")})
            if not {DOCUMENT, STYLES} <= package.parts.keys():
                raise UserError(message)
            return package
        except (OSError, zipfile.BadZipFile, KeyError, ElementTree.ParseError) as error:
            raise UserError(message) from error

    def relate(self, kind: str, target: str, *, external: bool = False) -> str:
        """The id by which the document points to a part or an address."""
        return self._document.relate(f"{R_NAMESPACE}/{kind}", target, external=external)

    def part_of(self, identity: str) -> str:
        """The name of the part that the document knows by that id, empty when there is none."""
        name = self._document.part_of(identity)
        return name if name in self.parts else ""

    def external_kinds(self) -> list[str]:
        """The kinds of relationships that lead outside."""
        return [known.type for known in (*self._own, *self._document) if known.external]

    def drop_kinds(self, kinds: Collection[str]) -> None:
        """Forget the document's relationships of these kinds, and all of the package's but the one to the document."""
        self._document.keep(lambda known: posixpath.basename(known.type) not in kinds)
        self._own.keep(lambda known: posixpath.basename(known.type) == "officeDocument")

    def keep_used(self, ids: Collection[str]) -> None:
        """Forget relationships that the text names by their id and does not use."""
        self._document.keep(lambda known: known.id in ids or posixpath.basename(known.type) in _UNNAMED)

    def roots(self) -> list[str]:
        """The names of the parts to which the package and the document lead."""
        return [DOCUMENT, *self._own.targets(), *self._document.targets()]

    def related(self, kind: str) -> str:
        """The name of the document's part of this kind, empty when there is none."""
        return self._document.target(f"{R_NAMESPACE}/{kind}")

    def add(self, name: str, content_type: str, data: bytes, *, by_extension: bool = False) -> None:
        """Put a part into the package, its content type given by its name or by its extension."""
        self.parts[name] = data
        extension = posixpath.splitext(name)[1][1:]
        if by_extension and self._defaults.setdefault(extension, content_type) == content_type:
            return
        self._overrides[f"/{name}"] = content_type

    def set_core(self, data: bytes) -> None:
        """Put the document's properties (title, language) in place of the base file's."""
        name = self._own.target(_CORE_KIND) or "docProps/core.xml"
        self._own.relate(_CORE_KIND, name)
        self.add(name, _CORE_TYPE, data)

    def free_name(self, stem: str, extension: str) -> str:
        """A part name with the first free number: word/header → word/header1.xml."""
        number = 1
        while f"{stem}{number}.{extension}" in self.parts:
            number += 1
        return f"{stem}{number}.{extension}"

    def save(self, path: Path, each: Callable[[float], None]) -> None:
        """Write the file; `each` is told the share that is done and may raise to stop."""
        parts = {_TYPES: self._types_part(), _PACKAGE_RELS: self._own.part()}
        parts |= self.parts
        parts[_DOCUMENT_RELS] = self._document.part()
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
            for number, (name, data) in enumerate(parts.items()):
                each(number / len(parts))
                info = zipfile.ZipInfo(name, _EPOCH)
                info.create_system = 0  # the same on every system
                info.compress_type = zipfile.ZIP_DEFLATED
                if posixpath.splitext(name)[1] in _STORED:
                    info.compress_type = zipfile.ZIP_STORED
                file.writestr(info, data)

    def _types_part(self) -> bytes:
        lines = [f'<Default Extension="{escape(k)}" ContentType="{escape(v)}"/>' for k, v in self._defaults.items()]
        lines += [
            f'<Override PartName="{escape(name)}" ContentType="{escape(kind)}"/>'
            for name, kind in self._overrides.items()
            if name.lstrip("/") in self.parts
        ]
        return f'{XML_HEAD}<Types xmlns="{_TYPES_NAMESPACE}">{"".join(lines)}</Types>'.encode()
