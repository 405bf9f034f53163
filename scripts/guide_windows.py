"""Pictures of the guide: the windows that open above the programme."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from guide_studio import Studio, of_dialog
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget


def new(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """The questions of a new programme."""
    from shnor_desktop.ui.dialogs.new_programme import NewProgrammeDialog

    dialog = NewProgrammeDialog(studio.window)
    for name, text in (("short_name", "МБОУ СОШ № 5"), ("municipality", "Заозёрный муниципальный округ")):
        dialog.fields[name].setText(text)
    return of_dialog(studio, dialog)


def word(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """What an import has found: the example's own document, read back."""
    from shnor_desktop.services.documents.compose import compose
    from shnor_desktop.services.documents.docx_writer import write_docx
    from shnor_desktop.services.formats import known_formats
    from shnor_desktop.services.importing import review_docx
    from shnor_desktop.ui.dialogs.import_preview import ImportPreview

    source = studio.stage.data / "Программа школы.docx"
    write_docx(compose(studio.desk.data()), source)
    review = review_docx(source, studio.desk.form)
    dialog = ImportPreview(review, known_formats(), "Школа.shnor", parent=studio.window)
    dialog.resize(1000, 640)
    roadmap = next(
        row for row, line in enumerate(dialog.model.shown) if "«Дорожная карта" in line.becomes and line.data
    )
    dialog.lines.setCurrentIndex(dialog.model.index(roadmap, 0))
    return of_dialog(studio, dialog)


def results_text(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """Exams at the left, what is written about one of them at the right."""
    from shnor_desktop.services.documents.compose.result_tables import ResultBlocks
    from shnor_desktop.services.editing.results_text import results_of
    from shnor_desktop.ui.dialogs.results_text import ResultsTextDialog

    if not results_of(studio.desk.file).exams():
        _invent_results(studio)
    results = results_of(studio.desk.file)
    section = studio.section("analysis")
    name = studio.desk._entries[section].title
    dialog = ResultsTextDialog(results, [(section, name)], section, ResultBlocks(results).of, studio.window)
    dialog.resize(1040, 640)
    dialog.list.item(0).setCheckState(Qt.CheckState.Checked)
    dialog.show_preview()
    return of_dialog(studio, dialog)


def _invent_results(studio: Studio) -> None:
    """Results of a work for an example that has none; taken away after the picture."""
    from shnor_desktop.models.results import ExamResult
    from shnor_desktop.services.results.figures import Figures, Group, Task, dump

    tasks = {str(n): Task(str(n), str(n), 1.0) for n in range(1, 9)}
    outcomes = {(float(mark * 3), mark, mark): count for mark, count in {5: 4, 4: 14, 3: 19, 2: 6}.items()}
    done = {"school": (81, 74, 62, 58, 41, 66, 70, 49), "region": (84, 71, 66, 55, 57, 69, 58, 52)}
    kept = {
        level: Figures(tasks=tasks, completion=dict(zip(tasks, map(float, shares), strict=True)))
        for level, shares in done.items()
    }
    kept["school"] = kept["school"].merged(Figures(groups={"": Group(outcomes)}))
    kept["region"] = kept["region"].merged(
        Figures(participants=24011, name="Регион", marks={5: 18.4, 4: 41.2, 3: 33.1, 2: 7.3})
    )
    with studio.desk.file.transaction("Снимок для руководства") as transaction:
        for level, figures in kept.items():
            transaction.add(ExamResult(0, "vpr", 2026, "Математика", 5, level, figures.n, dump(figures)))
    studio.after = lambda: _undo(studio, 1)


def bank(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """The bank with a search and two marks."""
    from shnor_desktop.ui.dialogs.bank import MEASURES, BankDialog

    dialog = BankDialog(MEASURES, (), studio.window)
    dialog.resize(900, 520)
    dialog.search.setText("наставник")
    for row in range(2):
        dialog.model.setData(dialog.model.index(row), Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)
    return of_dialog(studio, dialog)


def papers(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """The preview on a page of the roadmap."""
    from shnor_desktop.services.documents.compose import compose
    from shnor_desktop.ui.paper.preview import PreviewDialog

    dialog = PreviewDialog(compose(studio.desk.data()), studio.window)
    dialog.resize(800, 600)
    dialog.show()
    studio.stage.wait(lambda: not dialog.is_busy())
    dialog.view.set_zoom(50)
    dialog.view.go_to(0)
    return of_dialog(studio, dialog)


def safety(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """The copies of some days."""
    from shnor_desktop.services.backups import list_backups, make_backup
    from shnor_desktop.ui.dialogs.backups import BackupsDialog

    for days in (1, 2, 4, 11):
        make_backup(studio.desk.file, datetime.now() - timedelta(days=days, hours=1))
    dialog = BackupsDialog(studio.desk.file.path, list_backups(studio.desk.file.path), studio.window)
    dialog.resize(560, 300)
    return of_dialog(studio, dialog)


def people(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """The list of people and posts."""
    from shnor_desktop.ui.dialogs.people import PeopleDialog

    dialog = PeopleDialog(studio.desk.file, studio.window)
    dialog.resize(680, 440)
    return of_dialog(studio, dialog)


def take(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """Items of the roadmap on their way into the diary."""
    from shnor_desktop.services import diary as diary_of
    from shnor_desktop.ui.dialogs.take_from_roadmap import TakeDialog

    offer = diary_of.offer(studio.desk.file, studio.desk.form)
    free = [item.row.id for group in offer.groups for item in group.items if not item.taken][:2]
    dialog = TakeDialog(offer, free, (), studio.window)
    dialog.resize(900, 480)
    return of_dialog(studio, dialog)


def moves(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """A deadline that was moved twice."""
    from shnor_desktop.models.activities import Activity, DeadlineMove
    from shnor_desktop.ui.dialogs.deadline_moves import MovesDialog

    page = studio.go("roadmap")
    row = next(one for one in page.model.lines if isinstance(one.row, Activity) and one.row.level == "item")
    told = [
        DeadlineMove(
            1, row.row.id, "2026-05-12T10:40:00", "Иванова", "до 20 мая 2026 года", "до 10 июня 2026 года", "карантин"
        ),
        DeadlineMove(2, row.row.id, "2026-06-08T16:05:00", "Иванова", "до 10 июня 2026 года", "сентябрь 2026 года", ""),
    ]
    dialog = MovesDialog(page.context, page.caption(row).lower(), row.row.text, told, studio.window)
    return of_dialog(studio, dialog)


def packet(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """A control date with its papers, and what is still missing."""
    from datetime import date

    from shnor_desktop.services.packet.making import Wish
    from shnor_desktop.services.packet.requested import requests
    from shnor_desktop.ui.dialogs.packet import PacketDialog

    data = studio.desk.data()
    folder = Path("Документы") / "Отчёты"
    dialog = PacketDialog(data, requests(data), date(2026, 9, 28), Wish(to="otdel@example.ru"), folder, studio.window)
    dialog.resize(940, 560)
    return of_dialog(studio, dialog)


def books(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """A workbook that came back with some values of a colleague's."""
    from shnor_desktop.services.spreadsheets.returned import Difference, Returned, Target
    from shnor_desktop.ui.dialogs.returned import ReturnedDialog

    data = studio.desk.data()
    section = next(one for one in data.sections if one.section.key == "appendix_2")
    told = {"single_parent_count": ("58 из 219", "61 из 221", "D9"), "deviant_count": ("7 из 219", "нет данных", "D13")}
    told |= {"social_group": ("2", "5", "D7")}
    rows = [
        Difference(
            section.section.id,
            f"criterion:{one.key}",
            criterion.title,
            one.label,
            *told[one.key][:2],
            "Приложение 2",
            told[one.key][2],
            Target(section.values[0], {}),
            "«5» нет среди ответов: 1, 2, 3, 4." if one.key == "social_group" else "",
        )
        for criterion in section.spec.criterion
        for one in criterion.indicators
        if one.key in told
    ]
    dialog = ReturnedDialog(Returned(data.school.short_name, data.waves[1], tuple(rows), ()), studio.window)
    dialog.resize(900, 340)
    return of_dialog(studio, dialog)


def _undo(studio: Studio, steps: int) -> None:
    for _ in range(steps):
        studio.desk.file.undo()
