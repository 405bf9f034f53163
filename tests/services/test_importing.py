"""Word in: all of a document becomes one step that can be undone, and a file that refuses stays as it was."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from table_tools import FORM, heading, para, read, table

from shnor_desktop.models.all import Activity, Approval, CriterionValue, Programme, School, Section, SectionText, Wave
from shnor_desktop.models.errors import UserError
from shnor_desktop.services.documents.docx_writer import write_docx
from shnor_desktop.services.documents.recognise import FoundSection, Recognised, recognise
from shnor_desktop.services.documents.tree import Cell, Document, Part, Picture, Row, Table, paragraph
from shnor_desktop.services.editing.sections import start_programme
from shnor_desktop.services.importing import STEP_NAME, import_docx, is_empty, write_recognised
from shnor_desktop.services.queries import outline, read_programme
from shnor_desktop.services.school_file import SchoolFile

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)
PLAN = table(("№", "Мероприятия", "Сроки", "Ответственные"), ("1", "Начать", "май", "Завуч"))


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SchoolFile]:
    with SchoolFile.create(tmp_path / "школа.shnor") as made:
        yield made


def everything(file: SchoolFile) -> list[object]:
    return [file.rows(cls) for cls in (School, Programme, Approval, Wave, Section, SectionText, Activity)]


def test_an_import_is_one_step_and_can_be_undone_and_done_again(file: SchoolFile):
    start_programme(file, FORM, School(full_name="Прежняя школа", short_name="Школа"), (2025, 2026))
    before = everything(file)
    write_recognised(file, read(heading("6. Дорожная карта"), PLAN, para("Итог.")))
    after = everything(file)
    assert after != before
    assert file.undo_name == STEP_NAME
    file.undo()
    assert everything(file) == before
    file.redo()
    assert everything(file) == after


def test_an_import_replaces_the_programme_and_keeps_the_school_it_does_not_name(file: SchoolFile):
    start_programme(file, FORM, School(full_name="Прежняя школа", director="Новая Н. Н."), (2025, 2026))
    write_recognised(file, read(heading("6. Дорожная карта"), PLAN))
    write_recognised(file, read(heading("6. Дорожная карта"), PLAN))
    assert file.get(School, 1).director == "Новая Н. Н."  # type: ignore[union-attr]
    assert [row.text for row in file.rows(Activity)] == ["Начать"]
    assert len(file.rows(Section)) == len(FORM.section)
    assert (file.get(Programme, 1).year_from, file.get(Programme, 1).year_to) == (2025, 2026)  # type: ignore[union-attr]


def test_names_years_and_waves_come_from_the_document(file: SchoolFile):
    passport = table(
        ("Наименование Программы", "Программа «Шаг»"),
        ("Сроки реализации Программы", "2026–2028 годы"),
        ("Цель Программы", "Учить"),
        ("Исполнители Программы", "Все"),
    )
    found = read(
        passport,
        heading("Мониторинг качества результатов обучения"),
        para("Итоговый мониторинг: по состоянию на 01.12.2027."),
    )
    write_recognised(file, found)
    programme = file.get(Programme, 1)
    assert programme is not None
    assert (programme.title, programme.year_from, programme.year_to) == ("Программа «Шаг»", 2026, 2028)
    assert {wave.key: wave.as_of for wave in file.rows(Wave)}["final"] == "01.12.2027"


def test_sections_stand_in_their_order_and_under_their_parents(file: SchoolFile):
    found = read(
        heading("5. Ресурсное обеспечение Программы"),
        heading("5.2. Кадровое обеспечение Программы", 2),
        heading("Люди", 3),
    )
    write_recognised(file, found)
    depths = {entry.section.title: entry.depth for entry in outline(file, FORM)}
    assert (depths["Ресурсное обеспечение Программы"], depths["Кадровое обеспечение Программы"], depths["Люди"]) == (
        0,
        1,
        2,
    )


def test_pictures_of_a_word_file_come_along(file: SchoolFile, tmp_path: Path):
    blocks = (heading("1. Актуальность программы"), Picture("схема.png", 40.0, 30.0, "Схема"))
    write_docx(Document((Part(blocks),), media={"схема.png": PIXEL}), tmp_path / "с рисунком.docx")
    found = import_docx(tmp_path / "с рисунком.docx", FORM)
    assert found.kept["pictures"] == 1
    write_recognised(file, found)
    assert PIXEL in read_programme(file).media.values()


def test_a_picture_in_a_plans_cell_is_kept_behind_the_table():
    cell = Cell((paragraph("Начать"), Picture("схема.png", 40.0, 30.0)))
    head, first = PLAN.rows
    source = Table((head, Row((first.cells[0], cell, *first.cells[2:]))))
    document = Document((Part((heading("6. Дорожная карта"), source)),), media={"схема.png": PIXEL})
    assert recognise(document, FORM).kept["pictures"] == 1


def test_progress_goes_up_to_the_end(tmp_path: Path):
    write_docx(Document((Part((heading("6. Дорожная карта"), PLAN)),)), tmp_path / "план.docx")
    told: list[float] = []
    import_docx(tmp_path / "план.docx", FORM, told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_a_file_without_any_text_is_told(tmp_path: Path):
    import docx

    docx.Document().save(str(tmp_path / "пусто.docx"))
    with pytest.raises(UserError, match="нет текста"):
        import_docx(tmp_path / "пусто.docx", FORM)


def test_a_cancelled_read_writes_nothing(file: SchoolFile, tmp_path: Path):
    write_docx(Document((Part((heading("6. Дорожная карта"), PLAN)),)), tmp_path / "план.docx")

    def stop(part: float) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        import_docx(tmp_path / "план.docx", FORM, stop)
    assert is_empty(file)


def test_a_write_that_fails_leaves_the_file_as_it_was(file: SchoolFile, monkeypatch: pytest.MonkeyPatch):
    start_programme(file, FORM, School(short_name="Школа"), (2025, 2026))
    before = everything(file)
    found = read(heading("6. Дорожная карта"), PLAN)
    found.sections[-1].depth = 7  # no such parent: the tree of sections is broken off in the middle
    monkeypatch.setattr(type(found.sections[-1]), "title", property(lambda section: 1 / 0), raising=False)
    with pytest.raises(ZeroDivisionError):
        write_recognised(file, found)
    monkeypatch.undo()
    assert everything(file) == before
    assert not is_empty(file)


def test_the_waves_of_another_form_give_way_and_come_back_when_undone(file: SchoolFile):
    start_programme(file, FORM, School(full_name="Школа"), (2025, 2026))
    before = file.rows(Wave)
    waves = tuple(dataclasses.replace(wave, key=f"other_{wave.key}") for wave in FORM.wave)
    form = dataclasses.replace(FORM, wave=(FORM.wave[-1], *waves))
    section = FoundSection(spec=FORM.sections["appendix_1"], kind="criteria")
    section.values = [("other_entry", CriterionValue(key="quality_group", value="3"))]
    write_recognised(file, Recognised(form, [section], waves={"other_entry": "01.01.2026"}))
    assert [wave.key for wave in file.rows(Wave)] == [wave.key for wave in form.wave]
    entry = next(wave for wave in file.rows(Wave) if wave.key == "other_entry")
    assert entry.as_of == "01.01.2026"
    assert [(value.wave_id, value.value) for value in file.rows(CriterionValue)] == [(entry.id, "3")]
    file.undo()
    assert file.rows(Wave) == before
