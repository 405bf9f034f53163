"""Lines that a converter left where a picture was are found; text about pictures is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shnor_desktop.services.checks import run_checks
from shnor_desktop.services.demo import make_demo
from shnor_desktop.services.documents.tree import paragraph
from shnor_desktop.services.queries import ProgrammeData, read_programme
from shnor_desktop.services.school_file import SchoolFile


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> ProgrammeData:
    path = tmp_path_factory.mktemp("remains") / "пример.shnor"
    make_demo(path)
    with SchoolFile.open(path) as file:
        return read_programme(file)


def found_in(data: ProgrammeData, text: str) -> list[tuple[str, str]]:
    """What the rule says of a section whose second paragraph is `text`: place and words."""
    blocks = (paragraph("Сначала текст."), paragraph(text))
    sections = tuple(
        replace(one, texts={"body": blocks}) if one.section.key == "relevance" else one for one in data.sections
    )
    findings = run_checks(replace(data, sections=sections))
    return [(one.place, one.message) for one in findings if one.code == "picture-missing"]


@pytest.mark.parametrize("text", ["image1.emf", " image12.PNG ", "[image: ]", "[image: схема]", "[рисунок]"])
def test_a_trace_of_a_picture_is_told_with_its_place(data: ProgrammeData, text: str):
    ((place, message),) = found_in(data, text)
    assert place == f"section_text:body:1:{text.strip()}"
    assert f"«{text.strip()}»" in message


@pytest.mark.parametrize("text", ["Файл image1.emf приложен.", "герб.png", "[схема]", "Рисунок 1 – Схема"])
def test_other_lines_are_none(data: ProgrammeData, text: str):
    assert found_in(data, text) == []
