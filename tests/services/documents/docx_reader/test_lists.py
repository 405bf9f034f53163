"""Lists: what the tree holds as lists, what becomes literal text, and how numbers go on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from shnor_desktop.services.documents.number_formats import in_format
from shnor_desktop.services.documents.tree import Block, Cell, Heading, Paragraph, Run, Table

Blocks = Callable[..., list[Block]]


def abstract(key: int, *levels: tuple[str, str]) -> str:
    rows = "".join(
        f"<w:lvl w:ilvl='{i}'><w:start w:val='1'/><w:numFmt w:val='{form}'/><w:lvlText w:val='{text}'/></w:lvl>"
        for i, (form, text) in enumerate(levels)
    )
    return f"<w:abstractNum w:abstractNumId='{key}'>{rows}</w:abstractNum>"


def num(key: int, of: int, override: int | None = None) -> str:
    start = f"<w:lvlOverride w:ilvl='0'><w:startOverride w:val='{override}'/></w:lvlOverride>" if override else ""
    return f"<w:num w:numId='{key}'><w:abstractNumId w:val='{of}'/>{start}</w:num>"


def item(text: str, key: int = 1, level: int = 0, style: str = "") -> str:
    style = f"<w:pStyle w:val='{style}'/>" if style else ""
    run = f"<w:r><w:t>{text}</w:t></w:r>" if text else ""
    return f"<w:p><w:pPr>{style}<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{key}'/></w:numPr></w:pPr>{run}</w:p>"


def shown(found: list[Block]) -> list[tuple[str, str, int, int, str]]:
    return [(b.text, b.list, b.level, b.start, b.marker) for b in found if isinstance(b, Paragraph)]


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("bullet", "", ("пункт", "bullet", 0, 0, "")),
        ("decimal", "%1.", ("пункт", "number", 0, 1, "1.")),
        ("decimal", "%1)", ("пункт", "number", 0, 1, "1)")),
        ("russianLower", "%1)", ("пункт", "number", 0, 1, "а)")),
        ("russianUpper", "%1.", ("пункт", "number", 0, 1, "А.")),
        ("lowerLetter", "%1)", ("пункт", "number", 0, 1, "a)")),
        ("upperLetter", "(%1)", ("пункт", "number", 0, 1, "(A)")),
        ("lowerRoman", "%1.", ("пункт", "number", 0, 1, "i.")),
        ("upperRoman", "%1.", ("пункт", "number", 0, 1, "I.")),
        ("ordinal", "%1.", ("1.\tпункт", "", 0, 0, "")),
        ("decimal", "Статья %1", ("Статья 1\tпункт", "", 0, 0, "")),
        ("decimal", "(%1)", ("пункт", "number", 0, 1, "(1)")),
        ("upperLetter", "%1", ("A\tпункт", "", 0, 0, "")),
        ("none", "–", ("–\tпункт", "", 0, 0, "")),
        ("none", "", ("пункт", "", 0, 0, "")),
    ],
)
def test_looks(blocks: Blocks, form: str, text: str, expected: tuple[str, str, int, int, str]) -> None:
    assert shown(blocks(item("пункт"), numbering=abstract(1, (form, text)) + num(1, 1))) == [expected]


def test_items_count_on_over_other_text_and_restart_with_an_override(blocks: Blocks, p: Callable[..., str]) -> None:
    numbering = abstract(1, ("decimal", "%1.")) + num(1, 1) + num(2, 1) + num(3, 1, override=7)
    body = item("а") + p("между") + item("б") + item("в", 2) + item("г", 3) + item("д", 3)
    assert [(text, start) for text, _, _, start, _ in shown(blocks(body, numbering=numbering))] == [
        ("а", 1), ("между", 0), ("б", 0), ("в", 0), ("г", 7), ("д", 0),
    ]  # fmt: skip


def test_levels_restart_and_lists_that_take_turns_say_their_number(blocks: Blocks) -> None:
    numbering = (
        abstract(1, ("decimal", "%1."), ("decimal", "%2)")) + abstract(2, ("decimal", "%1.")) + num(1, 1) + num(2, 2)
    )
    body = item("1") + item("1.1", level=1) + item("1.2", level=1) + item("2") + item("2.1", level=1)
    body += item("другой", 2) + item("3")
    assert [(text, level, start) for text, _, level, start, _ in shown(blocks(body, numbering=numbering))] == [
        ("1", 0, 1), ("1.1", 1, 0), ("1.2", 1, 0), ("2", 0, 0), ("2.1", 1, 0), ("другой", 0, 1), ("3", 0, 3),
    ]  # fmt: skip


def test_a_list_under_another_and_under_bullets(blocks: Blocks) -> None:
    one = (("decimal", "%1."), ("decimal", "%2."))
    numbering = abstract(1, *one) + abstract(2, *one) + abstract(3, ("bullet", "–")) + num(1, 1) + num(2, 2) + num(3, 3)
    body = item("1") + item("под 1", 2, 1) + item("под 2", 2, 1) + item("2") + item("под 3", 2, 1)
    body += item("точка", 3) + item("под 4", 2, 1)
    assert [(text, level, start) for text, _, level, start, _ in shown(blocks(body, numbering=numbering))] == [
        ("1", 0, 1), ("под 1", 1, 1), ("под 2", 1, 0), ("2", 0, 0), ("под 3", 1, 3), ("точка", 0, 0), ("под 4", 1, 4),
    ]  # fmt: skip


def test_a_number_skipped_by_an_empty_item_is_said(blocks: Blocks) -> None:
    found = blocks(item("а") + item("") + item("в"), numbering=abstract(1, ("decimal", "%1.")) + num(1, 1))
    assert [(text, start) for text, _, _, start, _ in shown(found)] == [("а", 1), ("в", 3)]


def test_multilevel_labels_become_text(blocks: Blocks) -> None:
    numbering = abstract(1, ("decimal", "%1."), ("decimal", "%1.%2."), ("russianLower", "%1.%2.%3)")) + num(1, 1)
    body = item("а") + item("б", level=1) + item("в", level=2) + item("г", level=2) + item("д") + item("е", level=1)
    assert [text for text, *_ in shown(blocks(body, numbering=numbering))] == [
        "а", "1.1.\tб", "1.1.а)\tв", "1.1.б)\tг", "д", "2.1.\tе",
    ]  # fmt: skip


def test_legal_numbering_and_restart_rules(blocks: Blocks) -> None:
    levels = (
        "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='upperRoman'/><w:lvlText w:val='%1.'/></w:lvl>"
        "<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlRestart w:val='0'/><w:isLgl/>"
        "<w:lvlText w:val='%1.%2'/></w:lvl>"
    )
    numbering = f"<w:abstractNum w:abstractNumId='1'>{levels}</w:abstractNum>" + num(1, 1)
    body = item("а") + item("б", level=1) + item("в") + item("г", level=1)
    found = [(text, start, marker) for text, _list, _level, start, marker in shown(blocks(body, numbering=numbering))]
    assert found == [("а", 1, "I."), ("1.1\tб", 0, ""), ("в", 0, "I."), ("2.2\tг", 0, "")]


def test_numbered_headings_hold_their_label(blocks: Blocks) -> None:
    styles = (
        "<w:style w:type='paragraph' w:styleId='1'><w:name w:val='heading 1'/><w:pPr><w:numPr><w:numId w:val='1'/>"
        "</w:numPr></w:pPr></w:style><w:style w:type='paragraph' w:styleId='2'><w:name w:val='heading 2'/>"
        "<w:pPr><w:numPr><w:ilvl w:val='1'/><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
    )
    numbering = abstract(1, ("decimal", "%1"), ("decimal", "%1.%2")) + num(1, 1)
    head = "<w:p><w:pPr><w:pStyle w:val='{}'/>{}</w:pPr><w:r><w:t>{}</w:t></w:r></w:p>"
    off = "<w:numPr><w:numId w:val='0'/></w:numPr>"
    body = head.format(1, "", "Цели") + head.format(2, "", "Задачи") + head.format(1, off, "Без номера")
    assert blocks(body, styles=styles, numbering=numbering) == [
        Heading(1, (Run("Цели"),), "1"), Heading(2, (Run("Задачи"),), "1.1"), Heading(1, (Run("Без номера"),)),
    ]  # fmt: skip


def test_a_level_linked_to_a_style_and_a_numbering_style(blocks: Blocks) -> None:
    styles = (
        "<w:style w:type='paragraph' w:styleId='s'><w:name w:val='Шаг'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr>"
        "</w:pPr></w:style><w:style w:type='numbering' w:styleId='n'><w:name w:val='Нумерация'/><w:pPr><w:numPr>"
        "<w:numId w:val='2'/></w:numPr></w:pPr></w:style>"
    )
    levels = (
        "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl>"
        "<w:lvl w:ilvl='1'><w:start w:val='4'/><w:numFmt w:val='decimal'/><w:pStyle w:val='s'/>"
        "<w:lvlText w:val='%2)'/></w:lvl>"
    )
    numbering = (
        "<w:abstractNum w:abstractNumId='1'><w:numStyleLink w:val='n'/></w:abstractNum>"
        f"<w:abstractNum w:abstractNumId='2'>{levels}</w:abstractNum>" + num(1, 1) + num(2, 2)
    )
    body = "<w:p><w:pPr><w:pStyle w:val='s'/></w:pPr><w:r><w:t>шаг</w:t></w:r></w:p>"
    assert shown(blocks(body, styles=styles, numbering=numbering)) == [("шаг", "number", 1, 4, "1)")]


def test_an_empty_numbered_cell_shows_its_number(blocks: Blocks) -> None:
    body = f"<w:tbl><w:tr><w:tc>{item('')}</w:tc><w:tc>{item('б')}</w:tc></w:tr></w:tbl>"
    (table,) = blocks(body, numbering=abstract(1, ("decimal", "%1.")) + num(1, 1))
    assert isinstance(table, Table)
    assert table.rows[0].cells == (
        Cell((Paragraph((Run("1."),), "table"),)),
        Cell((Paragraph((Run("б"),), "table", "", "number", 0, 2, "1."),)),
    )


@pytest.mark.parametrize("numbering", ["", num(1, 9), abstract(1) + num(1, 1).replace("'1'/>", "'x'/>")])
def test_a_list_that_is_not_defined_leaves_plain_text(blocks: Blocks, numbering: str) -> None:
    assert blocks(item("пункт"), numbering=numbering) == [Paragraph((Run("пункт"),))]


@pytest.mark.parametrize(
    ("number", "form", "expected"),
    [
        (4, "lowerRoman", "iv"), (1994, "upperRoman", "MCMXCIV"), (27, "lowerLetter", "aa"), (2, "upperLetter", "B"),
        (10, "russianLower", "к"), (30, "russianUpper", "АА"), (5, "decimalZero", "05"), (5, "неведомый", "5"),
        (0, "lowerRoman", "0"), (0, "upperLetter", "0"),
    ],
)  # fmt: skip
def test_number_formats(number: int, form: str, expected: str) -> None:
    assert in_format(number, form) == expected
