"""Word's fields: which text is an instruction, which is a result, where links and tables of contents stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from shnor_desktop.services.documents.docx_reader.names import (
    ALTERNATE,
    DEL,
    FALLBACK,
    MOVE_FROM,
    ROW,
    VAL,
    Element,
    W,
    integer,
    is_on,
)
from shnor_desktop.services.documents.text_clean import clean_text

FIELD_CHAR = W + "fldChar"
INSTRUCTION = W + "instrText"
_TYPE = W + "fldCharType"
_PAGE_NUMBERS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
_WORD = re.compile(r"\s*([A-Za-z]+)")
_ADDRESS = re.compile(r'\s*HYPERLINK\s+(?!\\)(?:"([^"]*)"|(\S+))', re.IGNORECASE)
_PLACE = re.compile(r'\\l\s+(?:"([^"]*)"|(\S+))', re.IGNORECASE)
_OTHER_LIST = re.compile(r"\\c\b", re.IGNORECASE)


@dataclass(eq=False)
class Field:
    """One field, known by its instruction."""

    words: list[str] = field(default_factory=list)  # the pieces of its instruction
    form: str = ""  # what a form field without a result shows
    is_open: bool = False
    hides: bool = False  # what is read now is its instruction, or a result that is generated

    @cached_property
    def instruction(self) -> str:
        """The instruction in one piece."""
        return "".join(self.words)

    @cached_property
    def kind(self) -> str:
        """The field's name in capitals: HYPERLINK, TOC, PAGE."""
        found = _WORD.match(self.instruction)
        return found.group(1).upper() if found else ""

    @cached_property
    def contents(self) -> bool:
        """Whether this is the table of contents; lists of figures and tables are not."""
        return self.kind == "TOC" and not _OTHER_LIST.search(self.instruction)

    @cached_property
    def page_number(self) -> bool:
        """Whether the field shows the number of a page or of pages."""
        return self.kind in _PAGE_NUMBERS

    @cached_property
    def link(self) -> str:
        """The address of a HYPERLINK field, empty for others."""
        if self.kind != "HYPERLINK":
            return ""
        address, place = _ADDRESS.match(self.instruction), _PLACE.search(self.instruction)
        base = (address.group(1) or address.group(2) or "") if address else ""
        anchor = (place.group(1) or place.group(2) or "") if place else ""
        return clean_text(base.replace("\\\\", "\\") + (f"#{anchor}" if anchor else ""))


@dataclass(slots=True)
class Fields:
    """The complex fields of one story (body, header, notes) and how far the reading of them has come."""

    drop_page_numbers: bool = False
    open: list[Field] = field(default_factory=list)
    links: list[str] = field(default_factory=list)  # of the open fields that have one
    _hiding: int = 0
    _parts: dict[Element, Field] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Element, *, drop_page_numbers: bool = False) -> Fields:
        """Pairs begins with ends beforehand: one that never ends must not swallow the document."""
        fields = cls(drop_page_numbers)
        stack: list[tuple[Field, list[Element]]] = []
        for element in root.iter(FIELD_CHAR, INSTRUCTION):
            if _is_dead(element):
                continue
            kind = element.get(_TYPE)
            if element.tag == INSTRUCTION:
                if stack and len(stack[-1][1]) == 1:
                    stack[-1][0].words.append(element.text or "")
            elif kind == "begin":
                stack.append((Field(form=_form(element)), [element]))
            elif stack:
                stack[-1][1].append(element)
                if kind == "end":
                    whole, elements = stack.pop()
                    fields._parts |= dict.fromkeys(elements, whole)
        return fields

    @property
    def hidden(self) -> bool:
        """Whether text met now is an instruction or generated, and so is left out."""
        return self._hiding > 0

    def meet(self, element: Element) -> Field | None:
        """Takes note of a field character; the field itself when it begins here."""
        found = self._parts.get(element)
        if found is None:
            return None
        kind = element.get(_TYPE)
        if kind == "begin":
            self._begin(found)
            return found
        if found.is_open and kind == "separate":
            self._hide(found, found.contents or (self.drop_page_numbers and found.page_number))
        elif found.is_open:
            while self._end(self.open[-1]) is not found:
                continue
        return None

    def _begin(self, one: Field) -> None:
        one.is_open = True
        self.open.append(one)
        if one.link:
            self.links.append(one.link)
        self._hide(one, True)

    def _end(self, one: Field) -> Field:
        self._hide(one, False)
        one.is_open = False
        if one.link:
            self.links.pop()
        return self.open.pop()

    def _hide(self, one: Field, hides: bool) -> None:
        self._hiding += hides - one.hides
        one.hides = hides


def _is_dead(element: Element) -> bool:
    """Whether the element stands where the reading never comes: deleted, or the second of two alternatives."""
    for ancestor in element.iterancestors(DEL, MOVE_FROM, FALLBACK, ROW):
        if ancestor.tag == ROW:
            if ancestor.find(f"{W}trPr/{DEL}") is not None:
                return True
        elif ancestor.tag != FALLBACK or ancestor.getparent().tag != ALTERNATE or len(ancestor.getparent()) > 1:
            return True
    return False


def _form(begin: Element) -> str:
    """What an old form field shows without a result: a box ticked or not, the chosen entry of a list."""
    box = begin.find(f"{W}ffData/{W}checkBox")
    if box is not None:
        state = box.find(W + "checked")
        state = box.find(W + "default") if state is None else state
        return "☒" if state is not None and is_on(state) else "☐"
    chosen = begin.find(f"{W}ffData/{W}ddList")
    if chosen is None:
        return ""
    entries = [entry.get(VAL, "") for entry in chosen.iterfind(W + "listEntry")]
    result = chosen.find(W + "result")
    place = integer(result.get(VAL)) if result is not None else 0
    return entries[place] if 0 <= place < len(entries) else ""
