"""The base of Word files is what the table of styles makes, and is found wherever the program lies."""

from __future__ import annotations

import runpy
import sys
import zipfile
from pathlib import Path

import pytest
from docx_tools import NAMESPACES, W, value
from openxml_audit import OpenXmlValidator

from shnor_desktop import resources
from shnor_desktop.models.errors import UserError
from shnor_desktop.resources import resource_path
from shnor_desktop.services.documents.styles import STYLES

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("base") / "base.docx"
    runpy.run_path(str(REPOSITORY / "scripts" / "make_base_docx.py"))["make_base"](target)
    return target


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def test_the_file_in_the_repository_is_up_to_date(made: Path):
    """A failure means: run scripts/make_base_docx.py."""
    assert parts(made)["word/styles.xml"] == parts(resource_path("base.docx"))["word/styles.xml"]
    assert parts(made).keys() == parts(resource_path("base.docx")).keys()


def test_the_validator_finds_nothing(made: Path):
    assert [str(error.description) for error in OpenXmlValidator().validate(str(made)).errors] == []


def test_styles_say_what_the_table_says(made: Path):
    from xml.etree import ElementTree

    styles = ElementTree.fromstring(parts(made)["word/styles.xml"]).findall("w:style", NAMESPACES)
    known = {value(style, "w:name").lower(): style for style in styles}
    for style in STYLES.values():
        word = known[style.word_name.lower()]
        assert value(word, "w:rPr/w:sz") == f"{style.size * 2:g}"
        assert (word.find("w:rPr/w:b", NAMESPACES) is not None) == style.bold
        assert (word.find("w:rPr/w:caps", NAMESPACES) is not None) == style.upper
        assert (word.find("w:pPr/w:keepNext", NAMESPACES) is not None) == style.keep_next
        assert value(word, "w:pPr/w:jc") == {"justify": "both"}.get(style.align, style.align)
        spacing = word.find("w:pPr/w:spacing", NAMESPACES)
        assert spacing is not None
        assert spacing.get(f"{W}before") == f"{style.before * 20:g}"
    levels = [value(known[f"heading {level}"], "w:pPr/w:outlineLvl") for level in (1, 2, 3, 4)]
    assert levels == ["0", "1", "2", "3"]


def test_resources_of_a_checkout_an_installed_and_a_frozen_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    assert resource_path("base.docx").is_file()
    package = tmp_path / "site" / "shnor_desktop"
    (package / "_resources").mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", package)
    assert resource_path("a", "b") == package / "_resources" / "a" / "b"
    (tmp_path / "frozen" / "resources").mkdir(parents=True)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path / "frozen"), raising=False)
    assert resource_path() == tmp_path / "frozen" / "resources"


def test_a_program_without_its_resources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "shnor_desktop")
    with pytest.raises(UserError, match="установите программу заново"):
        resource_path("base.docx")
