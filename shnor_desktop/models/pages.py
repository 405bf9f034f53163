"""How the programme's pages look on paper: what the person chose, for everyone who opens the file."""

from __future__ import annotations

from .entity import Entity, entity


@entity("page_look")
class PageLook(Entity):
    """The look of all pages; one row with id 1, none while nothing was chosen. Millimetres, points, percents.

    `template` names the school's own Word file among the pictures of the file, `template_name` is what it was called.
    `captions` has the program number captions of tables and pictures, in a form that does not do so by itself too.
    """

    edition: str = "2025"
    left_margin: int = 20
    letters: int = 12
    table_letters: int = 10
    spacing: int = 115
    template: str = ""
    template_name: str = ""
    captions: bool = False
