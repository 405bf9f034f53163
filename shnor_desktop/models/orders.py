"""An order and how sections stand in other forms: what municipal papers add to a programme."""

from __future__ import annotations

from dataclasses import field

from .entity import Entity, entity, owned_by, points_at


@entity("office_order")
class Order(Entity):
    r"""The order that a paper begins with, all of it as typed; ``\n`` parts lines.

    Its preamble and its points are texts of the section, in the slots of these names.
    """

    section_id: int = field(default=0, metadata=owned_by("Section"))
    issuer: str = ""  # who issues it, above the word
    word: str = ""  # «ПРИКАЗ», «П Р И К А З»
    day: str = ""  # «от 22.03.2023», «20» мая 2021 года
    number: str = ""  # without «№»
    place: str = ""  # «г. Речной»
    subject: str = ""  # «Об утверждении …»
    verb: str = ""  # «ПРИКАЗЫВАЮ:»; empty where the preamble ends with it
    post: str = ""  # of who signs
    person: str = ""  # who signs
    executor: str = ""  # who prepared it, telephone
    mark: str = ""  # what follows «УТВЕРЖДЕНА» in the mark of an appendix: «приказом управления образования»


@entity("section_shape")
class SectionShape(Entity):
    """How a section stands in another form of the document, kept so that going back to it changes nothing.

    `rows` are the ids of the section's passport rows in their order there.
    """

    section_id: int = field(default=0, metadata=owned_by("Section"))
    format_key: str = ""
    parent_id: int | None = field(default=None, metadata=points_at("Section"))
    position: int = 0
    key: str = ""
    title: str = ""
    numbering: str = "none"
    title_role: str = "heading"
    hidden: bool = False
    columns: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()


@entity("own_form")
class OwnForm(Entity):
    """A municipality's own form as it was when the programme was put into it: the file opens on any computer."""

    key: str = ""
    body: str = ""
