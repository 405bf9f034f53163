"""The web page: one file, nothing lost, nothing that a browser would take for its own."""

from __future__ import annotations

import base64
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from strategies_tree import HOSTILE_TEXTS, documents, png

from shnor_desktop.services.documents.html_writer import html_text, write_html
from shnor_desktop.services.documents.styles import AFTER_TABLE, STYLES
from shnor_desktop.services.documents.text_clean import clean_text
from shnor_desktop.services.documents.tree import (
    Block,
    Cell,
    Contents,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Part,
    Picture,
    Row,
    Run,
    Table,
    paragraph,
    text_cell,
)

VOID = {"meta", "br", "col", "img"}


class Page(HTMLParser):
    """A strict look at the page: elements must nest; texts, attributes and tags are remembered."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {key: value or "" for key, value in attrs}))
        if tag == "br":
            self.texts.append("\n")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open and "title" not in self.open:
            self.texts.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def text(self) -> str:
        return "".join(self.texts)


def page(*blocks: Block, landscape: bool = False, **media: bytes) -> Page:
    return Page(html_text(Document((Part(blocks, landscape),), "Проба", media)))


def run_texts(blocks: tuple[Block, ...]) -> list[str]:
    """What must be found in the page, in its order."""
    result: list[str] = []
    for block in blocks:
        if isinstance(block, Heading):
            result += [block.number, *(run.text for run in block.runs)]
        elif isinstance(block, Paragraph):
            result += [run.text for run in block.runs]
        elif isinstance(block, Contents):
            result.append(block.title)
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    result += run_texts(cell.blocks)
    return result


@given(documents())
@settings(max_examples=60)
@example(
    Document((Part(tuple(Heading(1, (Run(text, link=text),), text) for text in HOSTILE_TEXTS)),), HOSTILE_TEXTS[1])
)
def test_any_tree_is_a_page_that_nests_and_has_every_word_in_order(document: Document):
    result = Page(html_text(document))
    at = 0
    for part in document.parts:
        for text in run_texts(part.blocks):
            found = result.text.find(clean_text(text), at)
            assert found >= 0
            at = found + len(clean_text(text))


def test_one_file_in_russian_that_points_nowhere(tmp_path: Path):
    write_html(Document((Part((paragraph("текст"), Picture("a"))),), "Название", {"a": png()}), tmp_path / "a.html")
    text = (tmp_path / "a.html").read_text(encoding="utf-8")
    result = Page(text)
    assert result.all("html") == [{"lang": "ru"}]
    assert result.all("meta")[0] == {"charset": "utf-8"}
    assert "<title>Название</title>" in text
    assert not result.all("script") + result.all("link")
    assert not re.search(r"url\(|@import|https?:", text)
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]


def test_every_style_has_its_rule():
    text = html_text(Document(()))
    for name, style in STYLES.items():
        (rule,) = re.findall(rf"^\.{name} {{(.*)}}$", text, re.MULTILINE)
        assert f"font-size: {style.size:g}pt" in rule
        assert f"text-align: {style.align}" in rule


def test_looks_and_headings():
    result = page(
        Heading(2, (Run("Тема"),), "1."), Paragraph((Run("ж", bold=True), Run("к", italic=True)), "plain", "right")
    )
    assert result.all("h2") == [{"class": "heading2", "id": "heading-1"}]
    assert result.text.split() == ["1.", "Тема", "жк"]
    assert result.all("p") == [{"class": "plain", "style": "text-align: right"}]
    assert len(result.all("strong")) == len(result.all("em")) == 1


def test_contents_link_to_the_headings_of_two_levels():
    result = page(
        Contents(), Heading(1, (Run("Раз"),)), Heading(3, (Run("Мелочь"),)), Heading(2, (Run("Два"),), "1.1.")
    )
    assert [link["href"] for link in result.all("a")] == ["#heading-1", "#heading-3"]
    assert {"id": "heading-3", "class": "heading2"} in result.all("h2")


def test_links_that_are_allowed_and_others():
    runs = (Run("да", link='https://example.org/?a="1"&b=2'), Run("нет", link="javascript:alert(1)"))
    result = page(Paragraph(runs))
    assert [link["href"] for link in result.all("a")] == ["https://example.org/?a=%221%22&b=2"]
    assert "нет" in result.text


def test_merged_cells_heads_and_borders():
    head = Row((text_cell("№", rows=2), text_cell("Срок", columns=2)), header=True)
    result = page(
        Table((head, Row((text_cell("с"), text_cell("по")), header=True), Row((text_cell("1"),))), (1, 2, 1)),
        Table((Row((text_cell("без линий"),)),), borders=False),
    )
    assert result.all("th") == [{"rowspan": "2"}, {"colspan": "2"}, {}, {}]
    assert result.all("td") == [{}, {}, {}, {}]
    assert [each["style"] for each in result.all("col")][:3] == ["width: 25.000%", "width: 50.000%", "width: 25.000%"]
    assert [table.get("class") for table in result.all("table")] == [None, "plain"]
    assert len(result.all("thead")) == 1


def test_a_cell_of_the_head_that_reaches_below_it_is_cut_there():
    result = page(
        Table(
            (
                Row((text_cell("голова", rows=3), text_cell("a")), header=True),
                Row((text_cell("b"),)),
                Row((text_cell("c"),)),
            )
        )
    )
    assert result.all("th") == [{}, {}]
    assert result.all("td") == [{"rowspan": "2"}, {}, {}]


def item(text: str, start: int = 0, marker: str = "", level: int = 0) -> Paragraph:
    return Paragraph((Run(text),), "list", list="number", level=level, start=start, marker=marker)


def test_lists_keep_their_numbers_and_looks():
    bullet = Paragraph((Run("–"),), "list", list="bullet", level=1)
    result = page(
        item("1", 1, "1."), item("а", 1, "а)", 1), item("б", level=1), item("2"), bullet,
        paragraph("между"),
        item("3"), item("5", 5, "1)"),
    )  # fmt: skip
    assert [(each["start"], each["style"]) for each in result.all("ol")] == [
        ("1", "list-style-type: marker1"),
        ("1", "list-style-type: marker2"),
        ("3", "list-style-type: marker1"),
        ("5", "list-style-type: marker3"),
    ]
    assert result.all("ul") == [{"class": "level1"}]
    text = html_text(Document((Part((item("а", 1, '"а)'),)),)))
    assert 'suffix: "\\000029\\000020"' in text
    assert 'prefix: "\\000022"' in text


def test_a_deep_item_without_items_above_stands_as_far_to_the_right():
    result = page(Paragraph((Run("x"),), "list", list="bullet", level=2))
    assert result.all("ul") == [{"class": "level0", "style": "margin-left: 15mm"}]


def test_page_breaks_and_orientation():
    result = page(paragraph("раз"), PageBreak(), Table(()), paragraph("два"), PageBreak(), landscape=True)
    assert result.all("section") == [{"class": "landscape"}]
    assert [each for each in result.all("div") if each.get("class") == "break"] == [{"class": "break"}]


def test_pictures():
    data = png()
    result = page(Picture("a", 60, 30, 'Схема "1"'), Picture("a"), Picture("нет", alt="потерян"), a=data)
    first, second = result.all("img")
    assert base64.b64decode(first["src"].removeprefix("data:image/png;base64,")) == data
    assert (first["alt"], first["style"]) == ('Схема "1"', "width: 60.00mm; aspect-ratio: 60.00 / 30.00")
    assert second["style"] == "width: 10.58mm"
    assert "[рисунок] потерян" in result.text


def test_spaces_and_tabs_are_kept_where_there_are_any():
    result = page(paragraph("a  b\tc"), paragraph("a b"))
    assert [each.get("style") for each in result.all("p")] == ["white-space: pre-wrap", None]


@pytest.mark.parametrize("wrap", [lambda node: node, lambda node: Table((Row((Cell((node,)),)),))])
def test_a_node_it_does_not_know_is_an_error(tmp_path: Path, wrap):
    with pytest.raises(TypeError, match="does not know the node Row"):
        write_html(Document((Part((wrap(Row(())),)),)), tmp_path / "a.html")
    with pytest.raises(ValueError, match="no such style"):
        write_html(Document((Part((wrap(paragraph("x", "fancy")),)),)), tmp_path / "a.html")
    assert not list(tmp_path.iterdir())


def test_a_table_has_space_below_as_on_paper():
    text = html_text(Document((Part((Table((Row((text_cell("а"),)),)), paragraph("ниже"))),)))
    assert f"margin-bottom: {AFTER_TABLE:g}pt" in text
