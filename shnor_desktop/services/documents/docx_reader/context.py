"""What the parts of the reader share: the source document, and the story (body, header, note) being read."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from shnor_desktop.services.documents.docx_reader.fields import Fields
from shnor_desktop.services.documents.docx_reader.look import StyleSheet
from shnor_desktop.services.documents.docx_reader.names import Element, W
from shnor_desktop.services.documents.docx_reader.numbering import Numbering
from shnor_desktop.services.documents.docx_reader.package import Package, Part
from shnor_desktop.services.documents.docx_reader.properties import PropertiesReader
from shnor_desktop.services.documents.tree import Block

MAX_DEPTH = 20
"""Tables and text boxes nested deeper are read as plain paragraphs."""

BlockReader: TypeAlias = "Callable[[Story, Element, int, bool], list[Block]]"
"""Reads the blocks in an element; the depth of nesting and whether it stands in a table cell come with it."""

_EXTENSION = re.compile(r"\.([a-z0-9]{1,5})$")


@dataclass(slots=True)
class Source:
    """The whole document: what is looked up from everywhere, and what is gathered on the way."""

    package: Package
    main: Part
    styles: StyleSheet
    properties: PropertiesReader
    numbering: Numbering
    read_blocks: BlockReader
    media: dict[str, bytes] = field(default_factory=dict)
    _media_names: dict[str, str] = field(default_factory=dict)
    _notes: dict[str, tuple[Story, dict[str, Element]]] = field(default_factory=dict)

    def keep_picture(self, part_name: str) -> str:
        """Takes a picture's bytes into the media; its name there, empty when the file does not hold it."""
        if part_name not in self._media_names:
            content = self.package.read(part_name)
            name = ""
            if content:
                extension = _EXTENSION.search(posixpath.basename(part_name).lower())
                name = f"{hashlib.sha256(content).hexdigest()}.{extension.group(1) if extension else 'bin'}"
                self.media[name] = content
            self._media_names[part_name] = name
        return self._media_names[part_name]

    def note(self, kind: str, note_id: str) -> list[Block]:
        """The blocks of a footnote ("footnote") or endnote ("endnote")."""
        if kind not in self._notes:
            self._notes[kind] = self._read_notes(kind)
        story, notes = self._notes[kind]
        element = notes.pop(note_id, None)  # told where it is first spoken of: repeats could fill all memory
        return [] if element is None else self.read_blocks(story, element, 1, False)

    def _read_notes(self, kind: str) -> tuple[Story, dict[str, Element]]:
        part = self.package.part(self.main.related(kind + "s"))
        if part is None:
            return Story(self, self.main, Fields(), in_note=True), {}
        story = Story(self, part, Fields.of(part.root), in_note=True)
        return story, {note.get(W + "id", ""): note for note in part.root}


@dataclass(slots=True)
class Story:
    """A flow of text with relationships and fields of its own."""

    source: Source
    part: Part
    fields: Fields
    in_note: bool = False
