"""The headings of a document in reading order, wherever they stand."""

from __future__ import annotations

from shnor_desktop.services.documents.headings import headings_and_contents, headings_of, is_listed
from shnor_desktop.services.documents.tree import Cell, Contents, Heading, Row, Run, Table, paragraph, text_cell


def heading(text: str, level: int = 1) -> Heading:
    return Heading(level, (Run(text),))


def test_headings_in_cells_are_found_in_their_place() -> None:
    inner = Table((Row((text_cell("x"), Cell((heading("в ячейке"),)))),))
    blocks = (Contents(), heading("до"), Table((Row((Cell((paragraph("x"), inner)),)),)), heading("после"))
    assert [one.text for one in headings_of(blocks)] == ["до", "в ячейке", "после"]
    assert isinstance(next(headings_and_contents(blocks)), Contents)


def test_the_contents_list_two_levels_and_nothing_empty() -> None:
    assert [is_listed(heading("а", level)) for level in (1, 2, 3, 4)] == [True, True, False, False]
    assert not is_listed(heading(""))
    assert is_listed(Heading(1, (), "5."))
