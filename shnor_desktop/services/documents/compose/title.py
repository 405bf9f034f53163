"""The title page: who stands above the school, the грифы side by side, the programme's name, years and place."""

from __future__ import annotations

from ....models.school import Approval
from ...queries import ProgrammeData
from ..tree import Block, Cell, Row, Table, paragraph, text_cell

GRIF_WORDS = {
    "feminine": {"adopted": "ПРИНЯТА", "agreed": "СОГЛАСОВАНА", "approved": "УТВЕРЖДЕНА"},
    "masculine": {"adopted": "ПРИНЯТ", "agreed": "СОГЛАСОВАН", "approved": "УТВЕРЖДЁН"},
    "neuter": {"adopted": "ПРИНЯТО", "agreed": "СОГЛАСОВАНО", "approved": "УТВЕРЖДЕНО"},
}
"""The word of a гриф by the gender of the document's kind."""


def title_blocks(data: ProgrammeData) -> list[Block]:
    """The blocks of the title page; lines without data are left out."""
    school, programme = data.school, data.programme
    names = (school.founder, school.full_name or school.short_name)
    blocks: list[Block] = [paragraph(text, "title_organisation") for text in names if text]
    if data.approvals:
        blocks.append(_grifs(data.approvals, data.form.gender))
    blocks.append(paragraph(programme.title or data.form.document_kind, "title_name"))
    years = years_text(programme.year_from, programme.year_to)
    if years and str(programme.year_from) not in programme.title:
        blocks.append(paragraph(years, "title_years"))
    place = ", ".join(text for text in (school.place, str(programme.year_from or "")) if text)
    if place:
        blocks.append(paragraph(place, "title_place"))
    return blocks


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
        texts = ((approval.body, "grif"), (approval.details, "grif_details"), (approval.person, "grif_person"))
        head = paragraph(grif_word(approval.kind, gender), "grif_kind")
        lines = [paragraph(line, style) for text, style in texts if text for line in text.split("\n")]
        cells.append(Cell((head, *lines)))
    widths = tuple(46.0 if index % 2 == 0 else 8.0 for index in range(len(cells)))
    return Table((Row(tuple(cells)),), widths, borders=False)
