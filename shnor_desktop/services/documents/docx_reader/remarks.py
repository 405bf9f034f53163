"""Remarks in the margin (Word's comments): who says what of which words."""

from __future__ import annotations

from collections.abc import Iterator

from shnor_desktop.services.documents.docx_reader.context import Source, Story
from shnor_desktop.services.documents.docx_reader.fields import Fields
from shnor_desktop.services.documents.docx_reader.names import Element, W
from shnor_desktop.services.documents.text_clean import clean_text
from shnor_desktop.services.documents.tree import Block, Picture, block_texts, paragraph

_BEGIN, _END, _TEXT = W + "commentRangeStart", W + "commentRangeEnd", W + "t"
_LONGEST_QUOTE = 80


def remark_blocks(source: Source) -> tuple[Block, ...]:
    """A paragraph for each remark: «Завуч к словам «до 1 мая»: проверить срок»; pictures in remarks follow them."""
    part = source.package.part(source.main.related("comments"))
    if part is None:
        return ()
    quotes = _quotes(source.main.root)
    story = Story(source, part, Fields.of(part.root), in_note=True)
    return tuple(block for comment in part.root for block in _remark(story, comment, quotes))


def _remark(story: Story, comment: Element, quotes: dict[str, str]) -> Iterator[Block]:
    blocks = story.source.read_blocks(story, comment, 1, False)
    words = " ".join(" ".join(text.split()) for text in block_texts(tuple(blocks)) if text.strip())
    quote = quotes.get(comment.get(W + "id", ""), "")
    who = " ".join(clean_text(comment.get(W + "author", "")).split())
    head = f"{who} к словам «{quote}»" if who and quote else who or (f"К словам «{quote}»" if quote else "")
    if words:
        yield paragraph(f"{head}: {words}" if head else words)
    yield from (block for block in blocks if isinstance(block, Picture))


def _quotes(root: Element) -> dict[str, str]:
    """The words that each remark is about, by its id; long ones are cut."""
    quotes: dict[str, str] = {}
    begun: dict[str, list[str]] = {}
    for element in root.iter(_BEGIN, _END, _TEXT):
        if element.tag == _TEXT:
            for words in begun.values():
                words.append(element.text or "")
        elif element.tag == _BEGIN:
            begun[element.get(W + "id", "")] = []
        elif (key := element.get(W + "id", "")) in begun:
            quotes[key] = _short(" ".join(clean_text("".join(begun.pop(key))).split()))
    return quotes


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1].rstrip() + "…"
