"""The whole document: its parts and pages, what is chosen, what is empty, what is large."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from shnor_desktop.models.all import (
    Activity,
    Approval,
    Programme,
    School,
    Section,
    SectionText,
)
from shnor_desktop.services.demo import make_demo
from shnor_desktop.services.documents.compose import compose
from shnor_desktop.services.documents.compose.title import grif_word, years_text
from shnor_desktop.services.documents.docx_writer import write_docx
from shnor_desktop.services.documents.html_writer import write_html
from shnor_desktop.services.documents.tree import (
    Block,
    Contents,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Part,
    Row,
    Table,
    block_texts,
    paragraph,
    text_cell,
)
from shnor_desktop.services.documents.tree_json import dump_blocks
from shnor_desktop.services.editing.sections import start_programme
from shnor_desktop.services.formats import load_format
from shnor_desktop.services.queries import ProgrammeData, read_programme
from shnor_desktop.services.school_file import SchoolFile

FORM = load_format("school-programme")


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> ProgrammeData:
    path = tmp_path_factory.mktemp("пример") / "школа.shnor"
    make_demo(path)
    with SchoolFile.open(path) as file:
        return read_programme(file)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SchoolFile]:
    with SchoolFile.create(tmp_path / "школа.shnor") as made:
        start_programme(made, FORM, School(short_name="Школа № 5"), (2026, 2028))
        yield made


def headings(document: Document) -> list[str]:
    return [block.full_text for block in document.blocks() if isinstance(block, Heading)]


def section_named(file: SchoolFile, key: str) -> Section:
    return file.rows(Section, key=key)[0]


def nodes(blocks: tuple[Block, ...]) -> int:
    count = 0
    for block in blocks:
        count += 1
        if isinstance(block, Table):
            count += sum(1 + len(row.cells) + sum(nodes(cell.blocks) for cell in row.cells) for row in block.rows)
    return count


def test_title_page_and_contents_come_first(example: ProgrammeData):
    blocks = list(compose(example).blocks())
    contents = next(place for place, block in enumerate(blocks) if isinstance(block, Contents))
    assert isinstance(blocks[contents - 1], PageBreak)
    assert isinstance(blocks[contents + 1], PageBreak)
    styles = [block.style for block in blocks[:contents] if isinstance(block, Paragraph)]
    assert {"title_organisation", "title_name", "title_years", "title_place"} <= set(styles)


def test_all_sections_stand_in_order_with_their_numbers(example: ProgrammeData):
    expected = [
        f"{entry.number} {entry.section.title}".strip()
        if entry.section.numbering != "appendix"
        else entry.section.title
        for entry in (section.entry for section in example.sections)
        if entry.section.title_role == "heading"
    ]
    assert headings(compose(example)) == expected


def test_matrix_roadmap_and_diary_lie_across_the_page(example: ProgrammeData):
    parts = compose(example).parts
    across = [list(block_texts(part.blocks[:2])) for part in parts if part.landscape]
    assert [texts[0] for texts in across] == [
        "5.1. Организационно-содержательное обеспечение",
        "6. Дорожная карта Программы",
        "Приложение 3",
    ]
    assert [part.landscape for part in parts] == [False, True, False, True, False, True]


def test_headings_go_over_to_the_wide_page_of_what_they_lead(file: SchoolFile):
    """«5. Ресурсное обеспечение» has no text of its own: alone it would end the page before the wide one of 5.1.

    Sections that are still empty go with it, but not the sub-sections of what stays.
    """
    parts = compose(read_programme(file)).parts
    upright, wide = parts[:2]
    titles = [block for block in wide.blocks[:4] if isinstance(block, Heading)]
    assert [title.number for title in titles] == ["3.", "4.", "5.", "5.1."]
    assert not isinstance(last := upright.blocks[-1], Heading) or last.level > 1


def test_an_empty_appendix_stays_on_a_page_of_its_own(file: SchoolFile):
    """Its title leads to nothing, but the next appendix begins on a new page all the same."""
    diary = section_named(file, "diary")
    with file.transaction("Пустое приложение") as transaction:
        transaction.add(Section(position=diary.position, title="Листы", numbering="appendix"))
        transaction.change(Section, diary.id, position=diary.position + 1)
    parts = compose(read_programme(file)).parts
    own = next(part for part in parts if "Листы" in [b.text for b in part.blocks if isinstance(b, Heading)])
    assert not own.landscape and isinstance(last := own.blocks[-1], Heading) and last.text == "Листы"


def test_a_short_line_above_a_table_stays_with_it(file: SchoolFile):
    table = Table((Row((text_cell("а"),)),))
    long = paragraph("Слово за словом. " * 20)
    blocks = (paragraph("Русский язык"), table, long, table, paragraph("Итог"))
    with file.transaction("Текст") as transaction:
        transaction.add(SectionText(section_id=section_named(file, "relevance").id, body=dump_blocks(blocks)))
    kept = [one.text for one in compose(read_programme(file)).blocks() if isinstance(one, Paragraph) and one.keep]
    assert "Русский язык" in kept
    assert not {long.text, "Итог"} & {*kept}


def test_each_appendix_begins_on_its_own_page(example: ProgrammeData):
    for part in compose(example).parts:
        for place, block in enumerate(part.blocks):
            if isinstance(block, Paragraph) and block.style == "appendix_mark":
                assert place == 0 or isinstance(part.blocks[place - 1], PageBreak)
                assert isinstance(part.blocks[place + 1], Heading)


def test_no_page_is_empty(example: ProgrammeData):
    for part in compose(example).parts:
        assert part.blocks
        assert not isinstance(part.blocks[-1], PageBreak)
        pairs = zip(part.blocks, part.blocks[1:], strict=False)
        assert not any(isinstance(one, PageBreak) and isinstance(other, PageBreak) for one, other in pairs)


def test_a_part_is_printed_alone_without_title_page(example: ProgrammeData):
    document = compose(example, sections=["diary"])
    assert [part.landscape for part in document.parts] == [True]
    assert headings(document) == ["Дневник реализации Программы"]
    ids = [section.section.id for section in example.sections if section.section.key in ("goals", "roadmap")]
    assert headings(compose(example, sections=ids)) == ["3. Цель и задачи Программы", "6. Дорожная карта Программы"]


def test_two_appendices_alone_stand_on_two_pages(example: ProgrammeData):
    (part,) = compose(example, sections=["appendix_1", "appendix_2"]).parts
    assert sum(isinstance(block, PageBreak) for block in part.blocks) == 1


def test_what_is_not_there_gives_an_empty_page(example: ProgrammeData):
    assert compose(example, sections=["нет"]).parts == (Part(()),)


def test_an_empty_programme_goes_to_every_paper(file: SchoolFile, tmp_path: Path):
    from shnor_desktop.ui.paper.pdf import export_pdf_headless

    document = compose(read_programme(file))
    assert len(headings(document)) == 17
    write_docx(document, tmp_path / "пусто.docx")
    write_html(document, tmp_path / "пусто.html")
    export_pdf_headless(document, tmp_path / "пусто.pdf")
    assert all((tmp_path / f"пусто.{ending}").stat().st_size > 3000 for ending in ("docx", "html", "pdf"))


def test_a_file_in_which_nothing_was_begun_composes(tmp_path: Path):
    with SchoolFile.create(tmp_path / "новая.shnor") as file:
        document = compose(read_programme(file))
    assert [block.text for block in document.blocks() if isinstance(block, Paragraph)] == ["Программа"]


def test_a_hidden_section_takes_its_children_and_its_number_with_it(file: SchoolFile):
    before = headings(compose(read_programme(file)))
    assert "6. Дорожная карта Программы" in before
    with file.transaction("Скрыть") as transaction:
        transaction.change(Section, section_named(file, "resources").id, hidden=True)
    after = headings(compose(read_programme(file)))
    assert "5. Дорожная карта Программы" in after
    assert not [title for title in after if "обеспечение" in title]


def test_own_sections_are_printed_in_their_place(file: SchoolFile):
    goals = section_named(file, "goals")
    with file.transaction("Свой раздел") as transaction:
        own = transaction.add(
            Section(position=goals.position + 1, title="Школьный музей", numbering="decimal", parent_id=None)
        )
        transaction.add(SectionText(section_id=own.id, body=dump_blocks((paragraph("О музее."),))))
        child = transaction.add(Section(position=1, title="План музея", title_role="caption", parent_id=own.id))
        transaction.add(SectionText(section_id=child.id, slot="after", body=dump_blocks((paragraph("Позже."),))))
    document = compose(read_programme(file))
    titles = headings(document)
    assert titles.index("4. Школьный музей") == titles.index("3. Цель и задачи Программы") + 1
    texts = list(block_texts(tuple(document.blocks())))
    assert texts[texts.index("О музее.") :][:3] == ["О музее.", "План музея", "Позже."]


def test_a_text_with_a_table_of_many_columns_lies_across_the_page(file: SchoolFile):
    wide = Table((Row(tuple(text_cell(str(n)) for n in range(14))),))
    with file.transaction("Таблица") as transaction:
        section = section_named(file, "relevance")
        transaction.add(SectionText(section_id=section.id, body=dump_blocks((paragraph("До."), wide))))
    parts = compose(read_programme(file)).parts
    (part,) = [part for part in parts if part.landscape and "До." in list(block_texts(part.blocks))]
    assert "1. Актуальность программы" in list(block_texts(part.blocks))


def test_grifs_stand_side_by_side_and_agree_with_the_document(file: SchoolFile):
    with file.transaction("Грифы") as transaction:
        for old in file.rows(Approval):
            transaction.remove(Approval, old.id)
        transaction.add(Approval(position=1, kind="adopted", body="советом", details="протокол от 28.08.2026 № 1"))
        transaction.add(Approval(position=2, kind="approved", body="приказом", details="", person="А. А. Новый"))
    table = next(block for block in compose(read_programme(file)).blocks() if isinstance(block, Table))
    (row,) = table.rows
    assert [cell.text for cell in row.cells] == [
        "ПРИНЯТА\nсоветом\nпротокол от 28.08.2026 № 1",
        "",
        "УТВЕРЖДЕНА\nприказом\nА. А. Новый",
    ]
    assert not table.borders
    with file.transaction("Гриф один") as transaction:
        transaction.remove(Approval, file.rows(Approval)[0].id)
    alone = next(block for block in compose(read_programme(file)).blocks() if isinstance(block, Table))
    assert [cell.text for cell in alone.rows[0].cells] == ["", "УТВЕРЖДЕНА\nприказом\nА. А. Новый"]
    assert alone.widths == (100.0, 80.0)  # in the upper right corner
    assert [grif_word("approved", gender) for gender in ("feminine", "masculine", "neuter", "иное")] == [
        "УТВЕРЖДЕНА",
        "УТВЕРЖДЁН",
        "УТВЕРЖДЕНО",
        "УТВЕРЖДЕНА",
    ]


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [(2026, 2028, "на 2026–2028 годы"), (2026, 2026, "на 2026 год"), (2026, 0, "на 2026 год"), (0, 0, "")],
)
def test_years_are_said_in_words(first: int, last: int, text: str):
    assert years_text(first, last) == text


def test_years_already_in_the_title_are_not_repeated(file: SchoolFile):
    with file.transaction("Название") as transaction:
        transaction.change(Programme, 1, title="Программа на 2026–2028 годы")
    texts = [block.text for block in compose(read_programme(file)).blocks() if isinstance(block, Paragraph)]
    assert texts.count("на 2026–2028 годы") == 0


def test_the_tree_grows_with_the_rows_and_no_faster(example: ProgrammeData):
    counts = []
    for size in (1_000, 10_000):
        sections = tuple(
            dataclasses.replace(
                section,
                activities=tuple(
                    dataclasses.replace(section.activities[0], row=Activity(id=n + 1, text=f"Дело {n}"), number=str(n))
                    for n in range(size)
                ),
            )
            if section.section.key == "roadmap"
            else section
            for section in example.sections
        )
        document = compose(dataclasses.replace(example, sections=sections), sections=["roadmap"])
        counts.append(nodes(tuple(document.blocks())))
    fixed = counts[0] - (counts[1] - counts[0]) / 9
    assert (counts[1] - counts[0]) / 9_000 == 11  # a row, five cells, a paragraph in each
    assert 0 < fixed < 60


def test_a_section_brings_along_what_stands_under_it(example: ProgrammeData):
    def titles(data: ProgrammeData, *sections: str | int) -> list[str]:
        blocks = compose(data, sections=sections).blocks()
        return [
            block.text for block in blocks if isinstance(block, Heading) or getattr(block, "style", "") == "caption"
        ]

    keys = [one.section.key for one in example.sections]
    staff = example.sections[keys.index("staff")].section
    below = [one.section.title for one in example.sections if one.section.parent_id == staff.id]
    assert len(below) == 3
    assert titles(example, "staff") == titles(example, staff.id) == [staff.title, *below]
    assert titles(example, "staff_measures") == below[2:]
    finance = example.sections[keys.index("finance")].section
    assert {staff.title, *below, finance.title} < set(titles(example, "resources"))
    entry = example.sections[keys.index("staff_measures")].entry
    entry = dataclasses.replace(entry, section=dataclasses.replace(entry.section, hidden=True))
    sections = [one if one.section.id != entry.section.id else dataclasses.replace(one, entry=entry)
                for one in example.sections]  # fmt: skip
    data = dataclasses.replace(example, sections=tuple(sections))
    assert titles(data, "staff") == [staff.title, *below[:2]]
    assert titles(data, "staff_measures") == below[2:]
