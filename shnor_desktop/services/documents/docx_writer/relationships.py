"""The pointers of a package or of its main part to other parts and to addresses outside."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from shnor_desktop.services.documents.docx_writer.markup import XML_HEAD, escape

_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_NUMBERED = re.compile(r"rId(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Relationship:
    """A pointer to another part or, when `external`, to an address."""

    id: str
    type: str
    target: str
    external: bool = False


class Relationships:
    """What one part points to; `owner` is that part's name, empty for the package itself."""

    def __init__(self, owner: str, data: bytes) -> None:
        self._folder = posixpath.dirname(owner)
        self._all = [
            Relationship(e.get("Id", ""), e.get("Type", ""), e.get("Target", ""), e.get("TargetMode") == "External")
            for e in ElementTree.fromstring(data)
        ]
        self._ids = {(known.type, known.target): known.id for known in self._all}
        self._last = max((int(found[1]) for known in self._all if (found := _NUMBERED.fullmatch(known.id))), default=0)

    def relate(self, kind: str, target: str, *, external: bool = False) -> str:
        """The id of the relationship of this kind to a part's full name or an address, made when there is none."""
        if not external:
            target = posixpath.relpath(target, self._folder or ".")
        if (kind, target) not in self._ids:
            self._last += 1
            self._ids[kind, target] = f"rId{self._last}"
            self._all.append(Relationship(f"rId{self._last}", kind, target, external))
        return self._ids[kind, target]

    def __iter__(self) -> Iterator[Relationship]:
        return iter(self._all)

    def keep(self, wanted: Callable[[Relationship], bool]) -> None:
        """Forget the others."""
        self._all = [known for known in self._all if wanted(known)]
        self._ids = {(known.type, known.target): known.id for known in self._all}

    def targets(self) -> list[str]:
        """The full names of all parts that are pointed to."""
        return [self._full(known) for known in self._all if not known.external]

    def part_of(self, identity: str) -> str:
        """The full name of the part with that id, empty when there is none."""
        return next((self._full(known) for known in self._all if known.id == identity and not known.external), "")

    def _full(self, known: Relationship) -> str:
        return posixpath.normpath(posixpath.join("/", self._folder, known.target)).lstrip("/")

    def target(self, kind: str) -> str:
        """The full name of the part of this kind, empty when there is none."""
        for known in self._all:
            if known.type == kind and not known.external:
                return self._full(known)
        return ""

    def part(self) -> bytes:
        """The relationships as their part of the file."""
        lines = [
            f'<Relationship Id="{escape(known.id)}" Type="{escape(known.type)}" Target="{escape(known.target)}"'
            + (' TargetMode="External"/>' if known.external else "/>")
            for known in self._all
        ]
        return f'{XML_HEAD}<Relationships xmlns="{_NAMESPACE}">{"".join(lines)}</Relationships>'.encode()
