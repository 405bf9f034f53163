"""A chart as a picture with its caption in a section's text."""

from __future__ import annotations

from ..documents.tree import Block, Paragraph, Picture, Run
from ..school_file import SchoolFile
from .pictures import keep_picture
from .results_text import append_text

WIDTH_MM = 160.0
"""The room between the margins of an upright sheet, a little less."""


def insert_chart(file: SchoolFile, section_id: int, png: bytes, title: str) -> None:
    """Put a picture and its caption at the end of a section's text, as one step."""
    name = keep_picture(file, png)
    caption = Paragraph((Run(title),), style="caption")
    blocks: tuple[Block, ...] = (Picture(name, WIDTH_MM, alt=title), caption)
    append_text(file, section_id, blocks, "График")
