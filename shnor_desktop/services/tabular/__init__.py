"""Tables on the clipboard: HTML of Word and Excel and tab-separated text become a block of texts, and the other way.

`html_reader` is the only module that knows lxml; it is imported when there is HTML to read, never at start-up.
"""

from __future__ import annotations

from .block import MAX_COLUMNS, MAX_ROWS, Block, Span, as_table
from .html_text import to_html
from .tsv import from_tsv, to_tsv

__all__ = ["MAX_COLUMNS", "MAX_ROWS", "Block", "Span", "as_table", "from_html", "from_tsv", "to_html", "to_tsv"]


def from_html(html: str) -> Block | None:
    """The tables in the HTML of a clipboard as one block; None when there is no table in it.

    UserError when there is more of it than a table of a programme can be.
    """
    if "<t" not in html.lower():
        return None
    from .html_reader import read_html

    return read_html(html)
