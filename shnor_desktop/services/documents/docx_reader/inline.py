"""The inside of a paragraph: runs with their look, breaks, links, fields, notes and what hangs on them."""

from __future__ import annotations

import re
from collections.abc import Callable

from shnor_desktop.services.documents.docx_reader.context import Story
from shnor_desktop.services.documents.docx_reader.drawings import drawing_blocks
from shnor_desktop.services.documents.docx_reader.equations import equation_text
from shnor_desktop.services.documents.docx_reader.fields import FIELD_CHAR, Field
from shnor_desktop.services.documents.docx_reader.look import NO_STYLE, CharacterStyle, ParagraphStyle
from shnor_desktop.services.documents.docx_reader.names import (
    ALTERNATE,
    PPR,
    RPR,
    RUN,
    VAL,
    XML_SPACE,
    Element,
    M,
    R,
    W,
    by_tag,
    is_on,
)
from shnor_desktop.services.documents.docx_reader.pieces import Look, Pieces
from shnor_desktop.services.documents.docx_reader.symbols import symbol
from shnor_desktop.services.documents.docx_reader.wrappers import GONE, branch, inside
from shnor_desktop.services.documents.text_clean import clean_text
from shnor_desktop.services.documents.tree import Picture, block_texts

_B, _I, _STYLE, _TEXT = W + "b", W + "i", W + "rStyle", W + "t"
_LINE = re.compile(r"[\t\n\r]+")
_FIXED = {
    W + "tab": "\t", W + "ptab": "\t", W + "cr": "\n", W + "noBreakHyphen": "\u2011", W + "softHyphen": "\u00ad",
}  # fmt: skip
_DRAWINGS = frozenset({W + "drawing", W + "pict", W + "object"})
_NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_EQUATIONS = frozenset({M + "oMath", M + "oMathPara"})


class InlineReader:
    """Reads the content of one paragraph into `pieces`."""

    def __init__(self, story: Story, pieces: Pieces, style: ParagraphStyle, depth: int, in_cell: bool) -> None:
        self._story = story
        self._pieces = pieces
        self._depth = depth
        self._in_cell = in_cell
        self._style = style
        self._base = Look(style.bold, style.italic)
        self._own_number = False
        self._link = ""

    def read(self, container: Element) -> None:
        """Reads the children of a paragraph or of anything that wraps runs."""
        for child in container:
            tag = child.tag
            if tag == RUN:
                self._run(child)
            elif tag == PPR or tag in GONE:
                continue
            elif tag in _CONTAINERS:
                _CONTAINERS[tag](self, child)
            elif tag in _EQUATIONS:
                self._text(self._base, clean_text(equation_text(child)))
            else:
                content = inside(child)
                if content is not None:
                    self.read(content)

    def _hyperlink(self, element: Element) -> None:
        relation = self._story.part.relations.get(element.get(R + "id", ""))
        anchor = element.get(W + "anchor", "")
        address = clean_text((relation.target if relation else "") + (f"#{anchor}" if anchor else ""))
        outer, self._link = self._link, address or self._link
        self.read(element)
        self._link = outer

    def _simple_field(self, element: Element) -> None:
        found = Field([element.get(W + "instr", "")])
        if found.contents:
            self._pieces.cut("contents")
        elif not (found.page_number and self._story.fields.drop_page_numbers):
            outer, self._link = self._link, found.link or self._link
            self.read(element)
            self._link = outer

    def _run(self, run: Element) -> None:
        properties = next(run.iterchildren(RPR), None)
        if properties is None:
            self._run_content(run, self._base)
            return
        children = by_tag(properties)
        style = children.get(_STYLE)
        named = NO_STYLE if style is None else self._story.source.styles.character(style.get(VAL, ""))
        self._own_number = named.number
        self._run_content(run, self._look(children, named))
        self._own_number = False

    def _run_content(self, run: Element, look: Look) -> None:
        for child in run:
            tag = child.tag
            if tag == _TEXT:
                self._text(look, _visible(child))
            elif tag in _FIXED:
                self._text(look, _FIXED[tag])
            elif tag in _RUN_CHILDREN:
                _RUN_CHILDREN[tag](self, child, look)
            elif tag in _DRAWINGS:
                self._drawing(child, look)
            elif tag in _NOTES:
                self._note(_NOTES[tag], child, look)

    def _look(self, properties: dict[str, Element], style: CharacterStyle) -> Look:
        """Direct formatting decides; without it, paragraph and character style switch each other."""
        bold, italic = properties.get(_B), properties.get(_I)
        return Look(
            self._base.bold != style.bold if bold is None else is_on(bold),
            self._base.italic != style.italic if italic is None else is_on(italic),
        )

    def _text(self, look: Look, text: str) -> None:
        fields = self._story.fields
        if fields.hidden:
            return
        if self._own_number and self._pieces.is_at_start:
            self._pieces.number += text
            return
        link = self._link or (fields.links[-1] if fields.links else "")
        self._pieces.text(look._replace(link=link) if link else look, text)

    def _break(self, element: Element, look: Look) -> None:
        kind = element.get(W + "type", "textWrapping")
        if kind == "textWrapping":
            self._text(look, "\n")
        elif not self._story.fields.hidden:
            self._pieces.cut("page" if kind == "page" else "split")

    def _symbol(self, element: Element, look: Look) -> None:
        self._text(look, symbol(element.get(W + "char", ""), element.get(W + "font", "")))

    def _field_char(self, element: Element, look: Look) -> None:
        fields = self._story.fields
        was_hidden = fields.hidden
        begun = fields.meet(element)
        if begun is None or was_hidden:
            return
        if begun.contents:
            self._pieces.cut("contents")
        elif begun.form:
            link = self._link
            self._pieces.text(look._replace(link=link) if link else look, clean_text(begun.form))

    def _alternative(self, element: Element, look: Look) -> None:
        chosen = branch(element)
        if chosen is not None:
            self._run_content(chosen, look)

    def _ruby(self, element: Element, _look: Look) -> None:
        base = element.find(W + "rubyBase")
        if base is not None:
            self.read(base)

    def _equation(self, element: Element, look: Look) -> None:
        self._text(look, clean_text(equation_text(element)))

    def _drawing(self, element: Element, look: Look) -> None:
        if self._story.fields.hidden:
            return
        blocks, text = drawing_blocks(self._story, element, self._depth, self._in_cell)
        self._pieces.hang(*blocks)
        self._text(look, text)

    def _note(self, kind: str, element: Element, look: Look) -> None:
        if self._story.in_note or self._story.fields.hidden:
            return
        blocks = self._story.source.note(kind, element.get(W + "id", ""))
        words = " ".join(" ".join(text.split()) for text in block_texts(tuple(blocks)) if text.strip())
        if words:
            self._text(look, f" [сноска: {words}]")
        self._pieces.hang(*(block for block in blocks if isinstance(block, Picture)))


def _visible(element: Element) -> str:
    """The text of w:t; line ends of hand-formatted XML are spaces, and nothing at the edges."""
    text: str = element.text or ""
    if _LINE.search(text):
        if element.get(XML_SPACE) != "preserve":
            text = re.sub(r"^\s*[\n\r]\s*|\s*[\n\r]\s*$", "", text)
        text = _LINE.sub(" ", text)
    return text


_CONTAINERS: dict[str, Callable[[InlineReader, Element], None]] = {
    W + "hyperlink": InlineReader._hyperlink,
    W + "fldSimple": InlineReader._simple_field,
}
_RUN_CHILDREN: dict[str, Callable[[InlineReader, Element, Look], None]] = {
    W + "br": InlineReader._break,
    W + "sym": InlineReader._symbol,
    FIELD_CHAR: InlineReader._field_char,
    ALTERNATE: InlineReader._alternative,
    W + "ruby": InlineReader._ruby,
    M + "oMath": InlineReader._equation,
}
