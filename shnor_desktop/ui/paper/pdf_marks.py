"""What Qt's PDF writer leaves out: bookmarks, links in the contents, the language, the title in the window's frame.

PDF files grow at their end: new objects, and new versions of old ones, are appended with a table that says where they
stand (ISO 32000-1, 7.5.6). So nothing that Qt wrote is touched, and a file of 300 pages takes a millisecond or two.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence
from itertools import groupby
from urllib.parse import quote, urlsplit, urlunsplit

from shnor_desktop.ui.paper.fitting import Fit, fit
from shnor_desktop.ui.paper.pages import POINT, Area, Goal, Link, Pages

MOST_OPEN = 40
"""With more bookmarks than this only the uppermost show until they are opened."""

_URL_SIGNS = "%/:?#[]@!$&'()*+,;=-._~"
_REFERENCE = rb"(\d+) 0 R"
_VIEW = b"/Lang (ru-RU)\n/ViewerPreferences << /DisplayDocTitle true >>\n"


def marked(pdf: bytes, pages: Pages, fits: Sequence[Fit] = ()) -> bytes:
    """A PDF file that Qt wrote from these pages, with bookmarks and links; ValueError when it is another file.

    `fits` say where each page stands on its sheet; without them they are as large as these.
    """
    file = _File(pdf)
    fits = fits or [fit(page) for page in pages.pages]
    goals = [_destination(file, goal, fits[goal.page - 1]) for goal in pages.goals]
    catalog = _VIEW + _outline(file, pages.goals, goals)
    file.put(file.root, _extended(file.object(file.root), catalog))
    for page, place, number in zip(pages.pages, fits, file.pages, strict=True):
        if page.links:
            links = b" ".join(
                b"%d 0 R" % _link(file, number, place.area(link.area), _leads(link, goals)) for link in page.links
            )
            file.put(number, _with_annotations(file.object(number), links))
    return file.whole()


class _File:
    """A PDF file to which objects are appended."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf
        self._start = int(_found(rb"startxref\s+(\d+)\s+%%EOF\s*\Z", pdf[-64:])[1])
        self._trailer = pdf[pdf.index(b"trailer", self._start) :]
        self._offsets = self._read_table()
        self._next = int(_found(rb"/Size (\d+)", self._trailer)[1])
        self._new: dict[int, bytes] = {}
        self.root = int(_found(rb"/Root " + _REFERENCE, self._trailer)[1])
        tree = int(_found(rb"/Pages " + _REFERENCE, self.object(self.root))[1])
        kids = _found(rb"/Kids\s*\[([^\]]*)\]", self.object(tree))[1]
        self.pages = [int(number) for number in re.findall(_REFERENCE, kids)]

    def _read_table(self) -> list[int]:
        """Where each object stands; Qt writes one table of all of them."""
        head = _found(rb"xref\s+0 (\d+)\s+", self._pdf[self._start : self._start + 40])
        first = self._start + head.end()
        return [int(self._pdf[place : place + 10]) for place in range(first, first + 20 * int(head[1]), 20)]

    def object(self, number: int) -> bytes:
        """An object as it is now, without the words around it."""
        if number in self._new:
            return self._new[number]
        start = self._offsets[number]
        body = self._pdf[start : self._pdf.index(b"endobj", start)]
        return _found(rb"\d+ 0 obj\s*(.*)", body)[1].rstrip()

    def take(self, count: int = 1) -> int:
        """The first of some numbers for new objects."""
        self._next += count
        return self._next - count

    def put(self, number: int, body: bytes) -> None:
        """A new object, or an old one anew."""
        self._new[number] = body

    def whole(self) -> bytes:
        """The file with what was appended."""
        pieces, place = [self._pdf], len(self._pdf)
        places: dict[int, int] = {}
        for number, body in sorted(self._new.items()):
            places[number] = place
            pieces.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
            place += len(pieces[-1])
        keys = re.sub(rb"/Size \d+", b"/Size %d\n/Prev %d" % (self._next, self._start), self._trailer)
        tail = re.sub(rb"startxref.*", b"startxref\n%d\n%%%%EOF\n" % place, keys, flags=re.DOTALL)
        return b"".join([*pieces, b"xref\n", *_table(places), tail])


def _found(pattern: bytes, text: bytes) -> re.Match[bytes]:
    found = re.search(pattern, text, re.DOTALL)
    if found is None:
        raise ValueError(f"this is no PDF as Qt writes it: no {pattern!r}")
    return found


def _table(places: dict[int, int]) -> list[bytes]:
    """Where new objects stand, in runs of neighbouring numbers."""
    lines = [b"0 1\n0000000000 65535 f \n"]  # some readers take a table without it for a broken one
    for _, run in groupby(enumerate(places), lambda pair: pair[1] - pair[0]):
        numbers = [number for _, number in run]
        lines.append(b"%d %d\n" % (numbers[0], len(numbers)))
        lines += [b"%010d 00000 n \n" % places[number] for number in numbers]
    return lines


def _extended(dictionary: bytes, entries: bytes) -> bytes:
    """A dictionary with more in it."""
    inner, end, _ = dictionary.rpartition(b">>")
    if not end:
        raise ValueError("this is no PDF as Qt writes it: no dictionary")
    return inner + entries + end


def _with_annotations(page: bytes, annotations: bytes) -> bytes:
    """A page with these links in place of the list of none that Qt gives it."""
    return _extended(re.sub(rb"/Annots " + _REFERENCE + rb"\s*", b"", page), b"/Annots [%s]\n" % annotations)


def _height(file: _File, page: int) -> float:
    return float(_found(rb"/MediaBox\s*\[\s*\S+\s+\S+\s+\S+\s+([\d.]+)", file.object(page))[1])


def _destination(file: _File, goal: Goal, place: Fit) -> bytes:
    page, top = file.pages[goal.page - 1], place.area(Area(0.0, goal.top, 0.0, 0.0)).top
    return b"[%d 0 R /XYZ null %.2f null]" % (page, _height(file, page) - top / POINT)


def _leads(link: Link, goals: Sequence[bytes]) -> bytes:
    """Where a link goes: a place in the file, or an address."""
    if not link.address:
        return b"/Dest " + goals[link.heading]
    return b"/A << /S /URI /URI <%s> >>" % _plain_address(link.address).encode("ascii").hex().encode()


def _plain_address(address: str) -> str:
    """An address in the signs that a PDF file may have there; a host in other letters in its written form."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    with contextlib.suppress(UnicodeError):
        parts = parts._replace(netloc=parts.netloc.replace(host, host.encode("idna").decode()) if host else "")
    return quote(urlunsplit(parts), safe=_URL_SIGNS)


def _link(file: _File, page: int, area: Area, leads: bytes) -> int:
    """A rectangle of a page that leads to another place; its number."""
    number, height = file.take(), _height(file, page)
    left, right = area.left / POINT, area.right / POINT
    box = b"[%.2f %.2f %.2f %.2f]" % (left, height - area.bottom / POINT, right, height - area.top / POINT)
    file.put(number, b"<< /Type /Annot /Subtype /Link /Rect %s /Border [0 0 0] %s >>" % (box, leads))
    return number


def _outline(file: _File, goals: Sequence[Goal], destinations: Sequence[bytes]) -> bytes:
    """The bookmarks, each under the nearest one above it of a lower level; what the catalog has to say of them."""
    named = [(goal, place) for goal, place in zip(goals, destinations, strict=True) if goal.text]
    if not named:
        return b""
    root = file.take(len(named) + 1)
    above, children = _families([goal.level for goal, _ in named])
    opened = len(named) <= MOST_OPEN
    for index, (goal, place) in enumerate(named):
        brothers = children[above[index]]
        position = brothers.index(index)
        entries = [b"/Title <%s>" % _text(goal.text), b"/Parent %d 0 R" % (root + 1 + above[index])]
        entries.append(b"/Dest %s" % place)
        if position:
            entries.append(b"/Prev %d 0 R" % (root + 1 + brothers[position - 1]))
        if position + 1 < len(brothers):
            entries.append(b"/Next %d 0 R" % (root + 1 + brothers[position + 1]))
        entries += _ends(root, children[index], len(children[index]) if opened else -len(children[index]))
        file.put(root + 1 + index, b"<< %s >>" % b" ".join(entries))
    shown = len(named) if opened else len(children[-1])
    file.put(root, b"<< /Type /Outlines %s >>" % b" ".join(_ends(root, children[-1], shown)))
    return b"/Outlines %d 0 R\n/PageMode /UseOutlines\n" % root


def _families(levels: Sequence[int]) -> tuple[list[int], dict[int, list[int]]]:
    """For each bookmark the one it stands under (−1: none), and for each the ones under it."""
    above: list[int] = []
    children: dict[int, list[int]] = {index: [] for index in range(-1, len(levels))}
    branch: list[int] = []
    for index, level in enumerate(levels):
        while branch and levels[branch[-1]] >= level:
            branch.pop()
        above.append(branch[-1] if branch else -1)
        children[above[-1]].append(index)
        branch.append(index)
    return above, children


def _ends(root: int, children: Sequence[int], count: int) -> list[bytes]:
    if not children:
        return []
    return [b"/First %d 0 R /Last %d 0 R /Count %d" % (root + 1 + children[0], root + 1 + children[-1], count)]


def _text(text: str) -> bytes:
    """A text as PDF has it outside of its pages."""
    return (b"\xfe\xff" + text.encode("utf-16-be", "replace")).hex().encode()
