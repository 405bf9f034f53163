"""Another form of the document: nothing is lost, all is listed, one step takes it back, and so does the way back."""

from __future__ import annotations

from pathlib import Path

import pytest
from municipal import PAPERS, write_paper

from shnor_desktop.models.all import ALL, Activity, OwnForm, PassportRow, SectionShape
from shnor_desktop.services.checks import run_checks
from shnor_desktop.services.demo import make_demo
from shnor_desktop.services.documents.compose import compose
from shnor_desktop.services.documents.tree import block_texts, paragraph
from shnor_desktop.services.documents.tree_json import load_blocks
from shnor_desktop.services.editing.content import set_text
from shnor_desktop.services.editing.sections import add_text_section, rename
from shnor_desktop.services.editing.switching import look_at_switch, switch_form
from shnor_desktop.services.formats import known_formats, load_format
from shnor_desktop.services.queries import form_of, outline, programme, read_programme
from shnor_desktop.services.school_file import SchoolFile

KEYS = [form.key for form in known_formats()]
OTHERS = [key for key in KEYS if key != "school-programme"]


def school(path: Path) -> SchoolFile:
    make_demo(path)
    return SchoolFile.open(path)


def printed(file: SchoolFile) -> object:
    """The paper, and the whole outline."""
    data = read_programme(file)
    return compose(data).parts, [(entry.title, entry.depth) for entry in outline(file, form_of(file), hidden=False)]


def rows_of(file: SchoolFile) -> dict[str, list[object]]:
    """What was typed, wherever it stands."""
    kept = [
        cls for cls in ALL if cls.__name__ not in ("Section", "SectionShape", "Programme", "OwnForm", "Order", "Wave")
    ]
    return {cls.__name__: list(file.rows(cls)) for cls in kept if cls is not PassportRow}


@pytest.mark.parametrize("key", OTHERS)
def test_all_data_stay_and_the_way_back_leads_to_the_same_paper(key: str, tmp_path: Path):
    with school(tmp_path / "школа.shnor") as file:
        before, rows = printed(file), rows_of(file)
        passport = [(row.key, row.body) for row in file.rows(PassportRow) if row.body != "[]"]
        plan = switch_form(file, load_format(key))
        assert programme(file).format_key == key
        now = rows_of(file)
        for name, own in rows.items():
            assert [row for row in own if row not in now[name]] == [], name
        assert [row for row in passport if row not in [(r.key, r.body) for r in file.rows(PassportRow)]] == []
        assert plan.left_lines
        switch_form(file, load_format("school-programme"))
        assert printed(file) == before


@pytest.mark.parametrize("key", OTHERS)
def test_one_step_takes_it_back(key: str, tmp_path: Path):
    with school(tmp_path / "школа.shnor") as file:
        everything = {cls: file.rows(cls) for cls in ALL}
        form = load_format(key)
        switch_form(file, form)
        assert file.undo() == f"Другая форма: {form.title}"
        assert {cls: file.rows(cls) for cls in ALL} == everything
        file.redo()
        assert programme(file).format_key == key


@pytest.mark.parametrize("start", PAPERS)
@pytest.mark.parametrize("key", KEYS)
def test_every_form_leads_to_every_form_and_back(start: str, key: str, tmp_path: Path):
    write_paper(tmp_path / "документ.shnor", start)
    with SchoolFile.open(tmp_path / "документ.shnor") as file:
        before = printed(file)
        switch_form(file, load_format(key))
        there = printed(file)
        run_checks(read_programme(file, hidden=True))
        switch_form(file, load_format(start))
        assert printed(file) == before
        switch_form(file, load_format(key))
        assert printed(file) == there


def test_the_roadmap_goes_over_and_what_has_no_column_is_told(tmp_path: Path):
    with school(tmp_path / "школа.shnor") as file:
        form = load_format("municipal-roadmap")
        plan = look_at_switch(file, form)
        assert [(one.section.key, spec.key) for one, spec in plan.taken] == [("roadmap", "roadmap")]
        assert [spec.key for spec in plan.added] == ["order"]
        told = {line.title: line.told for line in plan.left_lines}
        assert "Титульный лист, грифы и содержание" in told
        assert any(title.startswith("Столбец «Результаты исполнения»") for title in told)
        assert any("Паспорт" in title and "скрытым" in text for title, text in told.items())
        assert plan.form == form and programme(file).format_key == "school-programme"
        switch_form(file, form)
        entries = outline(file, form, hidden=False)
        assert [entry.section.key for entry in entries] == ["order", "roadmap"]
        table = next(
            block for block in compose(read_programme(file)).blocks() if getattr(block, "rows", ()) and block.borders
        )
        assert [cell.text for cell in table.rows[0].cells] == [
            column.label for column in form.sections["roadmap"].columns
        ]


def test_a_passport_shows_the_rows_of_its_form_in_its_order(tmp_path: Path):
    with school(tmp_path / "школа.shnor") as file:
        form = load_format("municipal-programme")
        switch_form(file, form)
        data = next(one for one in read_programme(file).sections if one.section.kind == "passport")
        assert [row.label for row in data.passport] == [row.label for row in form.sections["passport"].rows]
        goal = next(row for row in data.passport if row.key == "goal")
        assert "".join(block_texts(load_blocks(goal.body))).strip()
        assert len(file.rows(PassportRow, section_id=data.section.id)) > len(data.passport)


def test_what_was_written_in_the_other_form_is_there_after_the_way_back(tmp_path: Path):
    with school(tmp_path / "школа.shnor") as file:
        roadmap = next(entry.section for entry in outline(file, form_of(file)) if entry.section.key == "roadmap")
        rename(file, roadmap, "Наша дорожная карта")
        switch_form(file, load_format("municipal-roadmap"))
        item = next(row for row in file.rows(Activity, section_id=roadmap.id) if row.level == "item")
        with file.transaction("Правка") as transaction:
            transaction.change(Activity, item.id, text="Новое дело")
        own = add_text_section(file, None, "Пояснение")
        set_text(file, own.id, "body", (paragraph("Зачем это всё."),))
        plan = switch_form(file, load_format("school-programme"))
        assert "Новое дело" in "".join(block_texts(tuple(compose(read_programme(file)).blocks())))
        assert any(line.title == "Пояснение" for line in plan.left_lines)
        hidden = next(entry.section for entry in outline(file, form_of(file)) if entry.section.id == own.id)
        assert hidden.hidden
        switch_form(file, load_format("municipal-roadmap"))
        assert not next(e.section.hidden for e in outline(file, form_of(file)) if e.section.id == own.id)


def test_a_section_left_over_keeps_its_page(tmp_path: Path):
    with school(tmp_path / "школа.shnor") as file:
        switch_form(file, load_format("support-concept"))
        specs = {entry.section.key: entry.spec for entry in outline(file, form_of(file))}
        assert specs["appendix_1"].criterion and specs["schedule"].columns


def test_the_form_it_has_is_no_step(tmp_path: Path):
    with school(tmp_path / "школа.shnor") as file:
        name = file.undo_name
        switch_form(file, load_format("school-programme"))
        assert (file.undo_name, file.rows(SectionShape), file.rows(OwnForm)) == (name, [], [])
