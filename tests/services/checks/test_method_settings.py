"""A damaged setting of a method is told by the check; what the school set itself is not."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from shnor_desktop.models.results import MethodSetting
from shnor_desktop.services.checks import run_checks
from shnor_desktop.services.checks.report import report_on
from shnor_desktop.services.demo import make_demo
from shnor_desktop.services.queries import read_programme
from shnor_desktop.services.results.methods import SETTINGS, methods_of, set_methods, values_of
from shnor_desktop.services.school_file import SchoolFile


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("methods") / "пример.shnor"
    make_demo(path)
    return path


@pytest.fixture
def file(example: Path, tmp_path: Path) -> Iterator[SchoolFile]:
    with SchoolFile.open(Path(shutil.copy(example, tmp_path))) as opened:
        yield opened


def keep(file: SchoolFile, key: str, text: str) -> None:
    with file.transaction("Методика") as transaction:
        transaction.add(MethodSetting(key=key, value=text))


@pytest.mark.parametrize(("key", "text"), [("twos", "много"), ("histogram", "-5"), ("spread", ""), ("k_low", "nan")])
def test_a_damaged_setting_is_a_finding_until_it_is_set_again(file: SchoolFile, key: str, text: str):
    keep(file, key, text)
    (finding,) = run_checks(read_programme(file))
    assert (finding.severity, finding.code) == ("warning", "method-damaged")
    assert f"«{SETTINGS[key].label}»" in finding.message and "«Методики расчёта…»" in finding.message
    (remark,) = report_on(read_programme(file), lambda part: None).remarks
    assert remark.finding == finding and remark.section and remark.fixes == ()
    assert set_methods(file, values_of(methods_of(file)))  # what «Применить» does
    assert run_checks(read_programme(file)) == []


@pytest.mark.parametrize(("key", "text"), [("twos", "15"), ("spread", "mad"), ("k_low", "0.5")])
def test_a_setting_of_the_schools_own_is_none(file: SchoolFile, key: str, text: str):
    keep(file, key, text)
    assert [one for one in run_checks(read_programme(file)) if one.code == "method-damaged"] == []
