"""People and posts that the school may name as responsible, beside those its plans name already."""

from __future__ import annotations

from .entity import Entity, entity


@entity("person")
class Person(Entity):
    """Somebody to answer for a row: a name, a post, or both."""

    position: int = 0
    name: str = ""  # «Иванова И. И.»
    post: str = ""  # «заместитель директора»
