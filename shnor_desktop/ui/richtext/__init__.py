"""Blocks of the document tree in a QTextDocument and back again, losing nothing that was not edited.

Each text block carries, as a property, the paragraph or heading it stands for without its runs, and the number of
the original block. On the way back a block that still says what its original says *is* the original. What cannot
be edited (page breaks, contents, tables too wild for Qt) is an object in the text that stands for its original.
"""

from __future__ import annotations

from .document import RichDocument
from .normal import normal_blocks

__all__ = ["RichDocument", "normal_blocks"]
