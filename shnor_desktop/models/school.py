"""The school, its programme and who adopted, agreed and approved it."""

from __future__ import annotations

from .entity import Entity, entity


@entity("school")
class School(Entity):
    """The school itself; one row with id 1."""

    full_name: str = ""
    short_name: str = ""
    municipality: str = ""
    region: str = ""
    founder: str = ""  # the body above the school, printed at the top of the title page
    director: str = ""
    place: str = ""  # town or village for the foot of the title page


@entity("programme")
class Programme(Entity):
    """The programme; one row with id 1. Years are calendar years, 0 while unknown."""

    title: str = ""
    year_from: int = 0
    year_to: int = 0
    format_key: str = "school-programme"
    approval_date: str = ""  # ISO date of the approval, empty while there is none


@entity("approval")
class Approval(Entity):
    """A гриф of the title page: who adopted, agreed or approved the programme, by which paper."""

    position: int = 0
    kind: str = "approved"  # adopted, agreed, approved
    body: str = ""  # «педагогическим советом», «приказом директора»
    details: str = ""  # «протокол от 28.08.2026 № 1»
    person: str = ""  # who signs, when a signature stands there
