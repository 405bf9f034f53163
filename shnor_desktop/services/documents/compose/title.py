"""The title page: who stands above the school, the грифы side by side, the programme's name, years and place."""

from __future__ import annotations

from ....models.school import Approval
from ...queries import ProgrammeData
from ..sources import TITLE_PAGE, source_of
from ..tree import Block, Cell, Row, Table, paragraph, text_cell

GRIF_WORDS = {
    "feminine": {"adopted": "ПРИНЯТА", "agreed": "СОГЛАСОВАНА", "approved": "УТВЕРЖДЕНА"},
    "masculine": {"adopted": "ПРИНЯТ", "agreed": "СОГЛАСОВАН", "approved": "УТВЕРЖДЁН"},
    "neuter": {"adopted": "ПРИНЯТО", "agreed": "СОГЛАСОВАНО", "approved": "УТВЕРЖДЕНО"},
    "plural": {"adopted": "ПРИНЯТЫ", "agreed": "СОГЛАСОВАНЫ", "approved": "УТВЕРЖДЕНЫ"},
}
"""The word of a гриф by the gender of the document's kind."""

_ALONE = (100.0, 80.0)
_GRIF_LINES = (("body", "grif"), ("details", "grif_details"), ("person", "grif_person"))


def title_blocks(data: ProgrammeData) -> list[Block]:
    """The blocks of the title page; lines without data are left out."""
    school, programme = data.school, data.programme
    named = "full_name" if school.full_name else "short_name"
    names = (("founder", school.founder), (named, school.full_name or school.short_name))
    blocks: list[Block] = [
        paragraph(text, "title_organisation", source=_place("school", field)) for field, text in names if text
    ]
    if data.approvals:
        blocks.append(_grifs(data.approvals, data.form.gender))
    title = programme.title or data.form.document_kind
    blocks.append(paragraph(title, "title_name", source=_place("programme", "title")))
    years = years_text(programme.year_from, programme.year_to)
    if years and str(programme.year_from) not in programme.title:
        blocks.append(paragraph(years, "title_years", source=_place("programme", "year_from")))
    place = ", ".join(text for text in (school.place, str(programme.year_from or "")) if text)
    if place:
        blocks.append(paragraph(place, "title_place", source=_place("school", "place")))
    return blocks


def _place(table: str, field: str) -> str:
    """A field of the school or of the programme on the title page."""
    return source_of(TITLE_PAGE, f"{table}:1:{field}")


def years_text(first: int, last: int) -> str:
    """The programme's years in words: «на 2026–2028 годы», «на 2026 год»; empty while unknown."""
    if not first:
        return ""
    return f"на {first}–{last} годы" if last > first else f"на {first} год"


def grif_word(kind: str, gender: str) -> str:
    """«УТВЕРЖДЕНА» for a programme, «УТВЕРЖДЁН» for a plan."""
    return GRIF_WORDS.get(gender, GRIF_WORDS["feminine"]).get(kind, kind.upper())


def _grifs(approvals: tuple[Approval, ...], gender: str) -> Table:
    cells: list[Cell] = []
    for index, approval in enumerate(approvals):
        if index:
            cells.append(text_cell("", "grif"))
        source = source_of(TITLE_PAGE, f"approval:{approval.id}")
        head = paragraph(grif_word(approval.kind, gender), "grif_kind", source=f"{source}:kind")
        lines = [
            paragraph(line, style, source=f"{source}:{field}")
            for field, style in _GRIF_LINES
            if (text := getattr(approval, field))
            for line in text.split("\n")
        ]
        cells.append(Cell((head, *lines), source=f"{source}:body"))
    if len(cells) == 1:  # alone it stands in the upper right corner
        return Table((Row((text_cell("", "grif"), *cells)),), _ALONE, borders=False)
    widths = tuple(46.0 if index % 2 == 0 else 8.0 for index in range(len(cells)))
    return Table((Row(tuple(cells)),), widths, borders=False)
