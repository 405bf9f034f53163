"""Data that several benchmarks share: a plan of any length in a new school file, and the programme to export."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from measure import REFERENCE

from shnor_desktop.models.activities import Activity
from shnor_desktop.models.school import School
from shnor_desktop.services.demo import fill_demo
from shnor_desktop.services.editing.sections import start_programme
from shnor_desktop.services.formats import load_format
from shnor_desktop.services.importing import import_docx, write_recognised
from shnor_desktop.services.ordering import spread
from shnor_desktop.services.queries import outline
from shnor_desktop.services.school_file import SchoolFile

FORM = "school-programme"
WORDS = (
    *("мероприятие", "программа", "школа", "класс", "урок", "педагог", "наставник", "родители", "консультация"),
    *("диагностика", "результат", "мониторинг", "методика", "семинар", "протокол", "справка", "чтение", "математика"),
    *("сентябрь", "ежеквартально", "заместитель", "директора"),
)


def phrase(seed: int, count: int) -> str:
    """Some words, always the same for a seed."""
    return " ".join(WORDS[(seed * 7 + n * 5 + seed * n % 3) % len(WORDS)] for n in range(count)).capitalize()


def plan_rows(section_id: int, count: int) -> Iterator[Activity]:
    """Rows of a plan, every twelfth a group."""
    for number, position in enumerate(spread(count)):
        if number % 12 == 0:
            yield Activity(section_id=section_id, position=position, level="group", text=phrase(number, 3))
            continue
        yield Activity(
            section_id=section_id,
            position=position,
            text=phrase(number, 8),
            period="сентябрь 2026 – май 2027",
            responsible=phrase(number + 1, 2),
            result=phrase(number + 2, 4),
        )


def plan_file(path: Path, count: int) -> int:
    """A new file whose roadmap has so many rows; returns the id of the roadmap."""
    with SchoolFile.create(path) as file:
        form = load_format(FORM)
        start_programme(file, form, School(short_name="Школа"), (2026, 2028))
        roadmap = next(entry.section.id for entry in outline(file, form) if entry.section.key == "roadmap")
        with file.transaction("План") as transaction:
            transaction.remove_all(Activity, [row.id for row in file.rows(Activity, section_id=roadmap)])
            transaction.add_all(plan_rows(roadmap, count))
    return roadmap


def programme_file(path: Path) -> str:
    """A whole programme in a new file: the reference document where it is at hand, else the example; says which."""
    with SchoolFile.create(path) as file:
        if REFERENCE.is_file():
            write_recognised(file, import_docx(REFERENCE, load_format(FORM)))
            return "программа-образец"
        fill_demo(file)
        return "школа-пример"
