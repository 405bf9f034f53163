"""The municipal forms: a filled example goes out to Word and comes back equal, also through LibreOffice."""

from __future__ import annotations

import dataclasses
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from docx_tools import complaints
from municipal import ORDER, PAPERS, numbered, write_paper
from programmes import shown

from shnor_desktop.models.all import Section
from shnor_desktop.services.checks import run_checks
from shnor_desktop.services.demo import make_demo
from shnor_desktop.services.documents.compose import compose
from shnor_desktop.services.documents.docx_writer import write_docx
from shnor_desktop.services.documents.tree import Contents, PageBreak, Paragraph
from shnor_desktop.services.editing.sections import set_hidden, start_programme
from shnor_desktop.services.formats import load_format
from shnor_desktop.services.importing import import_docx, write_recognised
from shnor_desktop.services.queries import ProgrammeData, read_programme
from shnor_desktop.services.school_file import SchoolFile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
each_form = pytest.mark.parametrize("key", PAPERS)


EXAMPLE = "school-programme"
FORMS = (*PAPERS, EXAMPLE)


def filled(key: str, path: Path) -> ProgrammeData:
    """A paper of that form with something in every part: a municipal one, or the example school's programme.

    The example was typed with lists whose look is left open; it is taken as it came back from Word for the first time.
    """
    if key != EXAMPLE:
        return write_paper(path, key)
    make_demo(path)
    with SchoolFile.open(path) as file:
        write_docx(compose(read_programme(file)), path.with_suffix(".docx"))
    return read_back(path.with_suffix(".docx"), key, path.with_name("пример.shnor"))


@pytest.fixture(scope="module")
def elsewhere(
    offices: Callable[[Sequence[Path], Path, str], list[Path]], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[ProgrammeData, Path]]:
    """All five papers, and their Word files as LibreOffice writes them again; it runs once for all."""
    folder = tmp_path_factory.mktemp("другая программа")
    data = {key: filled(key, folder / f"{key}.shnor") for key in FORMS}
    for key, one in data.items():
        write_docx(compose(one), folder / f"{key}.docx")
    (folder / "снова").mkdir()
    made = offices([folder / f"{key}.docx" for key in FORMS], folder / "снова", "docx")
    return {key: (data[key], path) for key, path in zip(FORMS, made, strict=True)}


def paper_of(data: ProgrammeData) -> list[Any]:
    """What the paper shows: the programme, and orders, without ids and without what stands nowhere on it."""
    if data.form.title_page:
        return shown(data)
    whole = shown(dataclasses.replace(data, school=type(data.school)(), approvals=(), waves=()))
    orders = [dataclasses.replace(one.order, id=0, section_id=0) for one in data.sections if one.order is not None]
    return [*whole, orders]


def read_back(source: Path, key: str, target: Path) -> ProgrammeData:
    found = import_docx(source, load_format(key))
    assert found.lost == []
    with SchoolFile.create(target) as file:
        write_recognised(file, found)
        return read_programme(file)


@each_form
def test_a_paper_comes_back_equal(key: str, tmp_path: Path):
    data = write_paper(tmp_path / "документ.shnor", key)
    write_docx(compose(data), tmp_path / "документ.docx")
    assert paper_of(read_back(tmp_path / "документ.docx", key, tmp_path / "снова.shnor")) == paper_of(data)


@each_form
def test_the_usual_word_of_a_mark_comes_back_as_none_typed(key: str, tmp_path: Path):
    """«приказом» stands on the paper where nothing was typed, and is not taken for what was."""
    paper = dataclasses.replace(PAPERS[key], order=dataclasses.replace(ORDER, mark=""))
    data = write_paper(tmp_path / "документ.shnor", key, paper)
    write_docx(compose(data), tmp_path / "документ.docx")
    assert paper_of(read_back(tmp_path / "документ.docx", key, tmp_path / "снова.shnor")) == paper_of(data)


@pytest.mark.parametrize("key", FORMS)
def test_a_paper_comes_back_equal_from_another_program(
    key: str, tmp_path: Path, elsewhere: dict[str, tuple[ProgrammeData, Path]]
):
    data, source = elsewhere[key]
    assert paper_of(read_back(source, key, tmp_path / "снова.shnor")) == paper_of(data)


# the real documents

FOUND: dict[str, dict[str, int]] = {
    "municipal-programme": {"order": 7, "passport": 10},
    "municipal-roadmap": {"order": 24, "roadmap": 55, "roadmap_groups": 4, "roadmap_levels": 2},
    "municipal-action-plan": {"order": 12, "roadmap": 44, "roadmap_groups": 6},
    "support-concept": {"order": 7, "results": 3},
}
HEADS: dict[str, tuple[str, str, str]] = {
    "municipal-programme": ("«20» мая 2021 года", "81/1", "город Советск"),
    "municipal-roadmap": ("от 22.03.2023", "210", "г. Армавир"),
    "municipal-action-plan": ("27.02.2020", "146 -ОД", ""),
    "support-concept": ("от 08.02.2021 г.", "11/1", "а. Адыге-Хабль"),
}
ABSENT = {
    "municipal-programme": {"mentors", "roadmap"},
    "municipal-roadmap": set(),
    "municipal-action-plan": {"rating"},
    "support-concept": set(),
}
"""What the form has and the real paper has not: stands hidden."""


@pytest.mark.parametrize("key", FOUND)
def test_the_real_paper_is_found_whole(key: str, reference_dir: Path):
    found = import_docx(reference_dir / f"{key}.docx", load_format(key))
    assert found.lost == []
    assert {name: found.counts.get(name) for name in FOUND[key]} == FOUND[key]
    assert {section.key for section in found.sections if section.hidden} == ABSENT[key]
    order = found.sections[0].order
    assert order is not None
    assert (order.day, order.number, order.place) == HEADS[key]
    assert order.person and order.post and order.subject
    assert [section for section in found.sections if not section.key and section.kind == "text"] == []


def test_the_real_plan_keeps_its_numbers(reference_dir: Path):
    found = import_docx(reference_dir / "municipal-action-plan.docx", load_format("municipal-action-plan"))
    roadmap = next(section for section in found.sections if section.key == "roadmap")
    assert len(roadmap.activities) - 6 == 44  # three rows more were cut in two by a page
    assert [row.number for row in roadmap.activities if row.level == "item"][2:4] == ["1.4.", "1.5."]


@pytest.mark.parametrize("key", FOUND)
def test_the_real_paper_loses_no_sentence_on_its_way_out(key: str, reference_dir: Path, tmp_path: Path):
    source = reference_dir / f"{key}.docx"
    with SchoolFile.create(tmp_path / "документ.shnor") as file:
        write_recognised(file, import_docx(source, load_format(key)))
        write_docx(compose(read_programme(file)), tmp_path / "снова.docx")
    wanted, whole = sentences(source), "".join(sentences(tmp_path / "снова.docx"))
    assert [text for text in wanted if re.sub(r"^\d+", "", text) not in whole] == []  # sections are numbered anew


def sentences(path: Path) -> list[str]:
    """The paragraphs of a Word file by an independent reader: letters and digits alone."""
    with zipfile.ZipFile(path) as package:
        root = ElementTree.fromstring(package.read("word/document.xml"))
    texts = ("".join(node.text or "" for node in item.iter(f"{W}t")) for item in root.iter(f"{W}p"))
    return [text for text in (re.sub(r"[\W_]+", "", each.lower().replace("ё", "е")) for each in texts) if text]


BROKEN = "Ожидаемые результаты реализации программы"
"""A label that a page break has cut in two in the real paper."""
LABELS: dict[str, tuple[str, ...]] = {
    "municipal-programme": ("passport",),
    "municipal-roadmap": ("roadmap",),
    "municipal-action-plan": ("roadmap",),
    "support-concept": ("results",),
}


@pytest.mark.parametrize("key", LABELS)
def test_every_label_is_the_real_papers_own(key: str, reference_dir: Path):
    """Letters of columns, passport rows, levels and groups; numbers and breaks of the source apart."""
    whole = "".join(sentences(reference_dir / f"{key}.docx"))
    form = load_format(key)
    for name in LABELS[key]:
        spec = form.sections[name]
        labels = [column.label for column in spec.columns if column.field != "number"]
        labels += [row.label for row in spec.rows if row.label != BROKEN] + [*spec.part_titles, *spec.group_titles]
        missing = [label for label in labels if re.sub(r"[\W_]+", "", label.lower().replace("ё", "е")) not in whole]
        assert missing == []


# marks and checks


def codes(data: ProgrammeData) -> set[str]:
    return {finding.code for finding in run_checks(data)}


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("Дорожная карта на 2026 год", "УТВЕРЖДЕНА"),
        ("План мероприятий", "УТВЕРЖДЁН"),
        ("ПОЛОЖЕНИЕ о наставниках", "УТВЕРЖДЕНО"),
        ("КОНЦЕПЦИЯ поддержки школ", "УТВЕРЖДЕНА"),
        ("Меры поддержки", "УТВЕРЖДЕНЫ"),
        ("Перечень школ", "УТВЕРЖДЁН"),
        ("Муниципальный план", "УТВЕРЖДЁН"),
        ("№ 1", "УТВЕРЖДЕНА"),
    ],
)
def test_the_word_of_a_mark_agrees_with_the_title(title: str, word: str, tmp_path: Path):
    paper = dataclasses.replace(PAPERS["municipal-roadmap"], titles={"roadmap": title})
    data = write_paper(tmp_path / "документ.shnor", "municipal-roadmap", paper)
    (mark,) = [b.text for b in compose(data).blocks() if isinstance(b, Paragraph) and b.style == "approval_mark"]
    assert mark.split("\n") == ["ПРИЛОЖЕНИЕ", word, *ORDER.mark.split("\n"), "от 12.02.2026 №\u00a034-ОД"]


def test_several_appendices_have_numbers(tmp_path: Path):
    data = write_paper(tmp_path / "документ.shnor", "support-concept")
    marks = [b.text.split("\n")[:2] for b in compose(data).blocks() if getattr(b, "style", "") == "approval_mark"]
    assert marks == [["ПРИЛОЖЕНИЕ 1", "УТВЕРЖДЕНА"], ["ПРИЛОЖЕНИЕ 2", "УТВЕРЖДЕНО"]]


def test_a_whole_order_has_nothing_to_find(tmp_path: Path):
    data = write_paper(tmp_path / "документ.shnor", "support-concept")
    assert {code for code in codes(data) if code.startswith("order")} == set()
    assert "title-empty" not in codes(data)


@pytest.mark.parametrize("field", ["day", "number", "subject", "issuer", "person"])
def test_what_an_order_lacks_is_found(field: str, tmp_path: Path):
    order = dataclasses.replace(ORDER, **{field: " "})
    paper = dataclasses.replace(PAPERS["municipal-roadmap"], order=order)
    assert f"order-{field}-empty" in codes(write_paper(tmp_path / "документ.shnor", "municipal-roadmap", paper))


def test_an_order_that_approves_what_is_not_there_is_found(reference_dir: Path, tmp_path: Path):
    """The real order names a second appendix that the paper has not."""
    key = "municipal-programme"
    with SchoolFile.create(tmp_path / "документ.shnor") as file:
        write_recognised(file, import_docx(reference_dir / f"{key}.docx", load_format(key)))
        found = run_checks(read_programme(file))
    (finding,) = [one for one in found if one.code == "appendix-missing"]
    assert "приложение 2" in finding.message and finding.place.startswith("section_text:points")


def test_an_appendix_that_no_point_names_is_found(tmp_path: Path):
    points = numbered((0, "1.", "Собрать команду."), (0, "", "Контроль оставляю за собой."))
    data = write_paper(tmp_path / "документ.shnor", "municipal-roadmap", points=points)
    assert "order-appendix-unnamed" in codes(data)
    data = write_paper(tmp_path / "ещё.shnor", "municipal-roadmap", points=())
    assert "order-points-empty" in codes(data)


def test_a_hidden_appendix_is_not_there(tmp_path: Path):
    path = tmp_path / "документ.shnor"
    points = numbered((0, "1.", "Утвердить дорожную карту (приложение)."))
    write_paper(path, "municipal-roadmap", points=points)
    with SchoolFile.open(path) as file:
        assert "order-appendix-missing" not in codes(read_programme(file))
        set_hidden(file, file.rows(Section, key="roadmap")[0], True)
        assert "order-appendix-missing" in codes(read_programme(file))


@each_form
def test_word_opens_a_filled_and_an_empty_paper(key: str, tmp_path: Path):
    write_docx(compose(write_paper(tmp_path / "документ.shnor", key)), tmp_path / "документ.docx")
    with SchoolFile.create(tmp_path / "пусто.shnor") as file:
        start_programme(file, load_format(key))
        write_docx(compose(read_programme(file)), tmp_path / "пусто.docx")
    for name in ("документ", "пусто"):
        assert complaints(tmp_path / f"{name}.docx") == []


@each_form
def test_a_paper_begins_with_its_order_and_each_appendix_on_a_page_of_its_own(key: str, tmp_path: Path):
    blocks = list(compose(write_paper(tmp_path / "документ.shnor", key)).blocks())
    assert getattr(blocks[0], "style", "") == "order_issuer"
    marks = [place for place, block in enumerate(blocks) if getattr(block, "style", "") == "approval_mark"]
    assert marks and all(isinstance(blocks[place - 1], PageBreak) for place in marks)
    assert sum(isinstance(block, PageBreak) for block in blocks) == len(marks)
    assert not any(isinstance(block, Contents) for block in blocks)
