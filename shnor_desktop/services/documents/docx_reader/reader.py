"""From a path to a document tree: the one entry of the package."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from shnor_desktop.models.errors import UserError
from shnor_desktop.services.documents.docx_reader.context import Source, Story
from shnor_desktop.services.documents.docx_reader.fields import Fields
from shnor_desktop.services.documents.docx_reader.flow import Flow, read_blocks
from shnor_desktop.services.documents.docx_reader.look import StyleSheet
from shnor_desktop.services.documents.docx_reader.margins import margin_blocks
from shnor_desktop.services.documents.docx_reader.names import W
from shnor_desktop.services.documents.docx_reader.notices import notices_of
from shnor_desktop.services.documents.docx_reader.numbering import Numbering
from shnor_desktop.services.documents.docx_reader.package import BrokenPartError, Package
from shnor_desktop.services.documents.docx_reader.properties import PropertiesReader
from shnor_desktop.services.documents.docx_reader.remarks import remark_blocks
from shnor_desktop.services.documents.docx_reader.sections import parts_of
from shnor_desktop.services.documents.text_clean import clean_text
from shnor_desktop.services.documents.tree import Document
from shnor_desktop.services.guard import DEFAULT_LIMITS, LITTLE, check_ooxml
from shnor_desktop.services.guard_limits import Limits, TooLargeError, damaged

_BROKEN = (BrokenPartError, zipfile.BadZipFile, zlib.error, EOFError, OSError)


def read_docx(path: Path) -> Document:
    """The document in a Word file; UserError, in one Russian sentence, for a file that cannot be read.

    What is not little is read in a process of its own, with limits to its time and memory.
    """
    try:
        return _read_within(path, LITTLE)
    except TooLargeError:
        from shnor_desktop.services.workers.apart import apart

        return apart(path.name, _read_within, path, DEFAULT_LIMITS)


def _read_within(path: Path, limits: Limits) -> Document:
    macros = check_ooxml(path, "docx", limits, macros=True)
    try:
        with Package(path) as package:
            return _read(package, macros)
    except _BROKEN as error:
        raise UserError(damaged(path.name, "docx")) from error


def _read(package: Package, macros: bool) -> Document:
    main = package.main_part()
    body = main.root.find(W + "body")
    if body is None:
        raise BrokenPartError("no body")
    styles_part, numbering_part = package.part(main.related("styles")), package.part(main.related("numbering"))
    styles = StyleSheet(None if styles_part is None else styles_part.root)
    numbering = Numbering(None if numbering_part is None else numbering_part.root, styles)
    source = Source(package, main, styles, PropertiesReader(styles), numbering, read_blocks)
    flow = Flow(Story(source, main, Fields.of(main.root)))
    blocks = flow.read(body)
    margins = margin_blocks(source, flow.sections)
    remarks = remark_blocks(source)
    notices = notices_of(source, remarks, macros=macros)
    parts, title = parts_of(blocks, flow.sections), clean_text(package.title())
    return Document(parts, title, source.media, margins, remarks, notices)
