"""Paper: a programme and a plan to PDF against LibreOffice, growth, and what one edit costs the live preview."""

from __future__ import annotations

import dataclasses
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from measure import Line, in_turn, main, taken_in_turn, timed
from PySide6.QtGui import QGuiApplication
from sample import plan_file, programme_file

from shnor_desktop.models.activities import Activity
from shnor_desktop.services import queries
from shnor_desktop.services.documents.compose import compose
from shnor_desktop.services.documents.docx_writer import write_docx
from shnor_desktop.services.documents.tree import Document, Part, paragraph
from shnor_desktop.services.editing.rows import set_fields
from shnor_desktop.services.queries import ProgrammeData
from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.services.snapshot import content_of
from shnor_desktop.services.wall_plan import WallItem, WallPlan, WallYear
from shnor_desktop.ui.paper.paginate import layout_document
from shnor_desktop.ui.paper.pdf import pdf_bytes
from shnor_desktop.ui.paper.press import Order, Press
from shnor_desktop.ui.paper.wall import wall_pages

LIVE_MS = 100.0
"""What one edit may cost at most."""


def measure(tiny: bool) -> list[Line]:
    """The whole programme, plans of 1,000 and 5,000 rows, one edit in the preview, a plan for the wall."""
    sizes = (20, 100) if tiny else (1_000, 5_000)
    application = QGuiApplication.instance() or QGuiApplication(["paper"])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        what = programme_file(folder / "whole.shnor")
        plans = []
        for size in sizes:
            plan_file(folder / f"{size}.shnor", size)
            plans.append(read(folder / f"{size}.shnor"))
        lines: list[Line] = []
        program = None if tiny else shutil.which("soffice")
        if program is not None:
            office = Office(program, folder)
            lines += office.compared(f"PDF: {what}", read(folder / "whole.shnor"), ())
            lines += office.compared(f"PDF: план, {sizes[0]} строк", plans[0], ("roadmap",))
        lines.append(growth(plans, sizes, 1 if tiny else 5))
        lines += live(folder / "whole.shnor", what, 2 if tiny else 15)
        lines.append(wall(sizes[0], 1 if tiny else 5))
    del application
    return lines


def read(path: Path) -> ProgrammeData:
    """A school file as plain data."""
    with SchoolFile.open(path) as file:
        return queries.read_programme(file)


def to_pdf(data: ProgrammeData, sections: Sequence[str], path: Path) -> None:
    """From data to a PDF file."""
    path.write_bytes(pdf_bytes(layout_document(compose(data, sections=sections))))


class Office:
    """LibreOffice converting our own Word file of the same document, with its start and without."""

    def __init__(self, program: str, folder: Path) -> None:
        self._program, self._folder = program, folder
        self._empty = folder / "empty.docx"
        write_docx(Document((Part((paragraph("Пусто"),)),)), self._empty)

    def compared(self, what: str, data: ProgrammeData, sections: Sequence[str], repeats: int = 3) -> list[Line]:
        """Ours and theirs in turn."""
        source = self._folder / "document.docx"
        write_docx(compose(data, sections=sections), source)
        ours, whole, start = in_turn(
            repeats,
            lambda: to_pdf(data, sections, self._folder / "ours.pdf"),
            lambda: self._convert(source),
            lambda: self._convert(self._empty),
        )
        without_start = [max(a - b, 1.0) for a, b in zip(whole, start, strict=True)]
        return [
            Line.of(what, ours, "LibreOffice переводит тот же документ", whole, 0.2),
            Line.of(what, ours, "то же без её запуска", without_start, None),
        ]

    def _convert(self, source: Path) -> None:
        profile = (self._folder / "profile").as_uri()
        command = [self._program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
        subprocess.run([*command, "--outdir", str(self._folder), str(source)], capture_output=True, check=True)


def growth(plans: Sequence[ProgrammeData], sizes: Sequence[int], repeats: int) -> Line:
    """Five times the rows must not take more than five times the time."""

    def taker(data: ProgrammeData) -> Callable[[], float]:
        return lambda: timed(lambda: pdf_bytes(layout_document(compose(data, sections=("roadmap",)))))

    few, many = taken_in_turn(repeats, *map(taker, plans))
    factor = sizes[1] / sizes[0]
    peer = f"то же, {sizes[0]} строк, ×{factor:.0f}"
    return Line.of(f"PDF: план, {sizes[1]} строк", many, peer, [time * factor for time in few], 1.3)


def live(path: Path, what: str, repeats: int) -> list[Line]:
    """An edit of the roadmap: the file copied, read, composed, laid out; against the limit and against all anew.

    The limit is in milliseconds of work, so the processor's time is taken: others at work do not count.
    """
    with SchoolFile.open(path) as file:
        form = queries.form_of(file)
        roadmap = next(entry.section.id for entry in queries.outline(file, form) if entry.section.key == "roadmap")
        row = [one for one in file.rows(Activity, section_id=roadmap) if one.level == "item"][3]
        press = Press()
        press.pages(Order(content_of(file), form))
        kept: list[float] = []
        anew: list[float] = []
        for number in range(repeats):
            set_fields(file, row, "Правка", text=f"{row.text} – {number}")
            row = dataclasses.replace(row, text=f"{row.text} – {number}")
            kept.append(worked(lambda: press.pages(Order(content_of(file), form))))
            anew.append(worked(lambda: Press().pages(Order(content_of(file), form))))
    limit = [LIVE_MS] * repeats
    named = f"просмотр рядом: работа после правки, {what}"
    return [
        Line.of(named, kept, "предел", limit, 1.0),
        Line.of(named, kept, "разложить всё заново", anew, None),
    ]


def worked(action: Callable[[], object]) -> float:
    """Milliseconds of the processor that an action takes in this thread."""
    start = time.thread_time()
    action()
    return (time.thread_time() - start) * 1000


def wall(count: int, repeats: int) -> Line:
    """A plan for the wall of so many activities, against one of a tenth of them."""

    def plan(rows: int) -> WallPlan:
        months = tuple(
            tuple(WallItem(-1, f"{n}", f"Провести мероприятие {n} для всех классов школы") for n in range(m, rows, 12))
            for m in range(12)
        )
        return WallPlan("Дорожная карта", "Школа", (), (WallYear(2026, months),))

    few, many = (plan(rows) for rows in (max(count // 10, 1), count))
    ours, tenth = in_turn(repeats, lambda: wall_pages(many), lambda: wall_pages(few))
    return Line.of(f"план на стену, {count} мероприятий", ours, "десятая часть, ×10", [t * 10 for t in tenth], None)


if __name__ == "__main__":
    main(measure)
