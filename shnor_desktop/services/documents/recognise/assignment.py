"""What a person says of a table before it is taken over: what it is, what its columns are, where it goes on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

TEXT = "text"
"""The table stays a table of the text."""

OWN = "+"
"""Before the kind of a section of the school's own: «+activities» is a plan that the form does not have."""


@dataclass(frozen=True)
class Assignment:
    """A person's word on one table; what they left open is as the program sees it."""

    target: str = ""  # a key of the form's section, TEXT, OWN with a kind
    fields: tuple[str, ...] = ()  # what each column is, "" for one of the school's own
    header: bool | None = None  # whether the first row names the columns
    joined: bool | None = None  # whether the table goes on with the one above

    @property
    def is_open(self) -> bool:
        """Whether the person said nothing."""
        return self == AS_SEEN


AS_SEEN = Assignment()
"""Everything as the program sees it."""

Assignments = Mapping[int, Assignment]
"""By the number of the table among those of the document, from 0."""
