"""The guide: nothing leads nowhere, every kind of section has its page, and what it promises of periods is true."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from shnor_desktop.models.errors import UserError
from shnor_desktop.models.programme import SECTION_KINDS
from shnor_desktop.resources import resource_path
from shnor_desktop.services.banks import shipped_indicators, shipped_measures
from shnor_desktop.services.deadlines import describe, parse_deadline
from shnor_desktop.services.formats import known_formats
from shnor_desktop.services.guide import Guide, load_guide

FOLDER = resource_path("guide")
ROOT = Path(__file__).resolve().parent.parent.parent
MOST_PICTURE_BYTES = 150_000
MOST_WORDS = 300
# What may stand in Latin letters: names of programs and formats, endings, a Roman number.
FOREIGN = {"Word", "Excel", "PDF", "HTML", "docx", "doc", "xlsx", "xlsm", "shnor", "IV", "K"}
PAGES = load_guide().pages
every_page = pytest.mark.parametrize("key", PAGES)


@pytest.fixture
def guide() -> Guide:
    return load_guide()


def targets(text: str) -> list[str]:
    return re.findall(r"\]\(([^)\s]+)\)", text)


def test_every_page_of_the_folder_stands_in_the_contents(guide: Guide):
    assert sorted(guide.pages) == sorted(path.stem for path in FOLDER.glob("*.md"))
    assert len(guide.pages) == sum(len(group.pages) for group in guide.groups)


@every_page
def test_a_page_has_a_title_and_is_short(guide: Guide, key: str):
    page = guide.pages[key]
    assert page.text.startswith(f"# {page.title}\n")
    assert page.title
    assert page.text.count("\n# ") == 0
    assert len(page.text.split()) <= MOST_WORDS


@every_page
def test_links_and_pictures_are_there(guide: Guide, key: str):
    found = targets(guide.pages[key].text)
    assert [target for target in found if not (FOLDER / target).is_file()] == []


@every_page
def test_every_page_can_be_reached_by_a_link(guide: Guide, key: str):
    """No page is known to the contents alone, but those that answer a trouble or list keys."""
    links = {Path(target).stem for page in guide.pages.values() for target in targets(page.text)}
    assert key in links | {"start", "trouble", "safety", "keys", "tables"}


@every_page
def test_there_are_no_foreign_words(guide: Guide, key: str):
    text = re.sub(r"`[^`]*`|\]\([^)]*\)", " ", guide.pages[key].text)
    assert set(re.findall(r"[A-Za-z]+", text)) <= FOREIGN


def test_every_picture_is_used_and_small(guide: Guide):
    used = {target for page in guide.pages.values() for target in targets(page.text) if target.endswith(".png")}
    pictures = sorted(FOLDER.glob("pictures/*"))
    assert {f"pictures/{path.name}" for path in pictures} == used
    assert [path.name for path in pictures if path.stat().st_size > MOST_PICTURE_BYTES] == []


def test_every_kind_of_section_has_a_page(guide: Guide):
    assert set(guide.kinds) == set(SECTION_KINDS)
    assert set(guide.kinds.values()) | set(guide.sections.values()) | set(guide.places.values()) <= set(guide.pages)


def test_pages_of_single_sections_are_those_of_a_form(guide: Guide):
    assert set(guide.sections) <= {key for form in known_formats() for key in form.sections}


def test_a_section_is_found_by_its_key_before_its_kind(guide: Guide):
    assert guide.for_section("activities", "diary") == "diary"
    assert guide.for_section("activities", "roadmap") == "plans"
    assert guide.for_section("staff", "") == "tables"
    assert guide.for_section("something else", "") == guide.first
    assert [guide.for_place(place) for place in ("start", "overview", "title", "nowhere")] == [
        "start", "overview", "title", guide.first,
    ]  # fmt: skip


def test_the_pages_after_one_go_round(guide: Guide):
    names = list(guide.pages)
    assert [page.key for page in guide.after(names[2])] == [*names[3:], *names[:3]]
    assert [page.key for page in guide.after("nowhere")] == names


def test_periods_are_understood_as_the_guide_says(guide: Guide):
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", guide.pages["periods"].text, re.MULTILINE)
    examples = [(typed, meant) for typed, meant in rows if not typed.startswith("Вы пишете")]
    assert len(examples) >= 10
    assert [(typed, describe(parse_deadline(typed, (2026, 2028)))) for typed, _ in examples] == examples


def test_the_banks_are_as_large_as_the_guide_says(guide: Guide):
    text = guide.pages["bank"].text
    assert "больше ста пятидесяти мероприятий" in text and len(shipped_measures()) > 150
    assert "больше\nсемидесяти показателей" in text and len(shipped_indicators()) > 70


def test_the_papers_folder_names_every_page(guide: Guide):
    readme = (ROOT / "docs" / "guide" / "README.md").read_text(encoding="utf-8")
    links = dict(re.findall(r"\[([^\]]+)\]\(([^)]+)\)", readme))
    assert [title for title, target in links.items() if not (ROOT / "docs" / "guide" / target).exists()] == []
    pages = {
        title: target for title, target in links.items() if "resources/guide/" in target and target.endswith(".md")
    }
    assert {title: Path(target).stem for title, target in pages.items()} == {
        page.title: page.key for page in guide.pages.values()
    }


def copied(folder: Path) -> Path:
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("pictures"))
    return folder


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("guide.toml", "это не настройки"),
        ("guide.toml", "[places]\n"),
        ("guide.toml", "group = 3\n"),
        ("guide.toml", "group = []\n[places]\n[sections]\n[kinds]\n"),
        ("guide.toml", None),
        ("start.md", None),
    ],
)
def test_a_broken_guide_is_told_in_a_sentence(tmp_path: Path, name: str, text: str | None):
    folder = copied(tmp_path / "guide")
    if text is None:
        (folder / name).unlink()
    else:
        (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match="установите программу заново"):
        load_guide(folder)


def test_a_page_that_is_no_text_is_told_too(tmp_path: Path):
    folder = copied(tmp_path / "guide")
    (folder / "start.md").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(UserError, match="установите программу заново"):
        load_guide(folder)
