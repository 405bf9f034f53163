"""Lists are Word's own: each with its counter, its look and its indents."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from docx_tools import NAMESPACES, W, WordFile, problems, text_of, value

from shnor_desktop.services.documents.docx_writer import write_docx
from shnor_desktop.services.documents.tree import Document, Paragraph, Part, Run, paragraph


def item(text: str, start: int = 0, marker: str = "", level: int = 0, style: str = "list") -> Paragraph:
    return Paragraph((Run(text),), style, list="number", level=level, start=start, marker=marker)


def bullet(text: str, level: int = 0) -> Paragraph:
    return Paragraph((Run(text),), "list", list="bullet", level=level)


def written(tmp_path: Path, *blocks: Paragraph, base: Path | None = None) -> WordFile:
    path = tmp_path / "a.docx"
    write_docx(Document((Part(blocks),)), path, base=base)
    file = WordFile(path)
    assert problems(file) == []
    return file


def shown(file: WordFile) -> list[tuple[str, str, int, str, str]]:
    """Text, list, level, look of the number and first number of every item."""
    numbering = file.xml("word/numbering.xml")
    result = []
    for each in file.paragraphs():
        properties = each.find("w:pPr/w:numPr", NAMESPACES)
        if properties is None:
            continue
        identity, level = value(properties, "w:numId"), value(properties, "w:ilvl")
        line = numbering.find(f"w:num[@{W}numId='{identity}']", NAMESPACES)
        assert line is not None
        definition = numbering.find(f"w:abstractNum[@{W}abstractNumId='{value(line, 'w:abstractNumId')}']", NAMESPACES)
        assert definition is not None
        look = definition.find(f"w:lvl[@{W}ilvl='{level}']", NAMESPACES)
        assert look is not None
        kind = value(look, "w:numFmt") + " " + value(look, "w:lvlText")
        start = value(line, f"w:lvlOverride[@{W}ilvl='{level}']/w:startOverride")
        result.append((text_of(each), identity, int(level), kind, start))
    return result


def test_without_lists_there_is_no_numbering(tmp_path: Path):
    assert "word/numbering.xml" not in written(tmp_path, paragraph("текст")).names


def test_looks_of_numbers(tmp_path: Path):
    file = written(tmp_path, *(item(look, 1, look) for look in ("1.", "1)", "а)", "(1)", "IV.", "a)", "???")))
    assert [(text, kind) for text, _, _, kind, _ in shown(file)] == [
        ("1.", "decimal %1."),
        ("1)", "decimal %1)"),
        ("а)", "russianLower %1)"),
        ("(1)", "decimal (%1)"),
        ("IV.", "upperRoman %1."),
        ("a)", "lowerLetter %1)"),
        ("???", "decimal %1."),
    ]


def test_a_list_goes_on_after_text_and_a_new_one_starts_where_it_says(tmp_path: Path):
    file = written(
        tmp_path, item("1", 1, "1."), item("2"), paragraph("между"), item("3"), item("5", 5, "1)"), item("6")
    )
    lists = [(identity, start) for _, identity, _, _, start in shown(file)]
    assert lists == [("1", "1"), ("1", "1"), ("1", "1"), ("2", "5"), ("2", "5")]


def test_lists_under_an_item_start_anew_under_the_next(tmp_path: Path):
    file = written(
        tmp_path,
        item("1", 1, "1."),
        item("а", 1, "а)", 1),
        item("б", level=1),
        bullet("–", 2),
        item("2"),
        item("снова первый", level=1),
        item("3"),
    )
    result = shown(file)
    assert [level for _, _, level, _, _ in result] == [0, 1, 1, 2, 0, 1, 0]
    outer, first, same, _, again, second, last = [identity for _, identity, _, _, _ in result]
    assert outer == again == last
    assert first == same
    assert len({outer, first, second}) == 3
    assert result[5][3:] == ("decimal %2.", "1")


def test_bullets_of_all_levels_are_one_list(tmp_path: Path):
    file = written(tmp_path, *(bullet(str(level), level) for level in (0, 1, 2, 8, 20)))
    result = shown(file)
    assert len({identity for _, identity, _, _, _ in result}) == 1
    assert [(level, kind) for _, _, level, kind, _ in result] == [
        (0, "bullet –"),
        (1, "bullet •"),
        (2, "bullet –"),
        (8, "bullet –"),
        (8, "bullet –"),
    ]


def test_items_in_cells_stand_further_left_than_in_the_text(tmp_path: Path):
    file = written(tmp_path, item("в тексте", 1, "1."), item("в ячейке", 1, "1.", style="table"))
    indents = [
        definition.find("w:lvl/w:pPr/w:ind", NAMESPACES).get(f"{W}left")
        for definition in file.xml("word/numbering.xml").findall("w:abstractNum", NAMESPACES)
    ]
    assert indents == ["709", "425"]


@pytest.mark.parametrize("count", [1, 3])
def test_lists_of_the_base_file_stay_as_they_are(tmp_path: Path, count: int):
    base = tmp_path / "base.docx"
    write_docx(Document((Part((bullet("–"), item("1", 1, "1)"), item("1", 1, "1)"))),)), base)
    before = WordFile(base).xml("word/numbering.xml")
    file = written(tmp_path, *(item("1", 1, "1.") for _ in range(count)), base=base)
    after = file.xml("word/numbering.xml")
    tags = [child.tag.removeprefix(W) for child in after]
    assert tags == ["abstractNum"] * 3 + ["num"] * (3 + count)
    same = {ElementTree.tostring(line) for line in before} & {ElementTree.tostring(line) for line in after}
    assert len(same) == len(before)
    assert [identity for _, identity, _, _, _ in shown(file)] == [str(4 + number) for number in range(count)]


def test_a_part_of_lists_without_any_is_filled(tmp_path: Path):
    base = tmp_path / "base.docx"
    write_docx(Document((Part((bullet("–"),)),)), base)
    empty = f'<w:numbering xmlns:w="{NAMESPACES["w"]}"/>'.encode()
    with zipfile.ZipFile(base) as file:
        parts = {name: file.read(name) for name in file.namelist()} | {"word/numbering.xml": empty}
    with zipfile.ZipFile(base, "w") as file:
        for name, data in parts.items():
            file.writestr(name, data)
    assert [kind for _, _, _, kind, _ in shown(written(tmp_path, item("1", 1, "1)"), base=base))] == ["decimal %1)"]
