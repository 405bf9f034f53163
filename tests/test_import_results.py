"""`import-results` and `export … .json` as another process sees them; the reference workbooks to two decimals."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import results_tools as tools
from file_tools import ROOT

from shnor_desktop.services.school_file import SchoolFile


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}
    command = [sys.executable, "-m", "shnor_desktop", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, timeout=120, check=False)


@pytest.fixture(autouse=True)
def own_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHNOR_DATA_DIR", str(tmp_path_factory.mktemp("данные")))


def exported(path: Path) -> list[dict[str, Any]]:
    out = path.with_suffix(".json")
    done = run("export", path, out)
    assert (done.returncode, done.stderr) == (0, "")
    results: list[dict[str, Any]] = json.loads(out.read_text("utf-8"))["results"]
    return results


def rounded(value: object) -> object:
    if isinstance(value, dict):
        return {key: rounded(inner) for key, inner in value.items()}
    return round(value, 2) if isinstance(value, float) else value


def test_the_reference_workbooks_give_the_expected_values(reference_dir: Path, tmp_path: Path):
    target = tmp_path / "школа.shnor"
    done = run("import-results", reference_dir / "vpr", target, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    files = {one["file"]: one for one in json.loads(done.stdout)["files"]}
    expected = json.loads((reference_dir / "vpr" / "expected.json").read_text("utf-8"))
    assert files.pop("expected.json")["status"] == "skipped"
    assert len(files) == 4 * len(expected) and {one["status"] for one in files.values()} == {"imported"}
    results = exported(target)
    for exam, values in expected.items():
        named = [one for name, one in files.items() if name.startswith(exam)]
        samples = {r["level"]: r for r in results if (r["subject"], r["grade"]) == (values["subject"], values["grade"])}
        school = samples["school"]
        assert {(one["subject"], one["grade"], one["year"], one["n"]) for one in named} == {
            (values["subject"], values["grade"], values["year"], values["n"])
        }
        assert (school["year"], school["participants"]) == (values["year"], values["n"])
        region = values.pop("region")
        assert rounded(samples["region"]["computed"]["completion"]) == region
        for name in values.keys() - {"subject", "grade", "year"}:
            assert rounded(school["computed"][name]) == values[name], (exam, name)


def test_without_json_it_tells_in_words(tmp_path: Path):
    folder = tools.write_folder(tmp_path / "ВПР")
    done = run("import-results", folder, tmp_path / "школа.shnor")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert len(lines) == 5 and lines[-1] == f"Записано: {tmp_path / 'школа.shnor'}"
    assert all(": принят: ВПР 2025, Русский язык, 5 класс, " in line for line in lines[:-1])


def test_into_a_file_that_is_there_and_back(tmp_path: Path):
    target = tmp_path / "школа.shnor"
    assert run("demo", target).returncode == 0
    with SchoolFile.open(target) as file:
        before = file.undo_name
    folder = tools.write_folder(tmp_path / "ВПР")
    assert run("import-results", *sorted(folder.iterdir()), target).returncode == 0
    with SchoolFile.open(target) as file:
        assert file.undo() == "Импорт результатов: 4 файла"
        assert file.undo_name == before


def test_every_computed_value_of_the_design_is_there(tmp_path: Path):
    target = tmp_path / "школа.shnor"
    assert run("import-results", tools.write_folder(tmp_path / "ВПР"), target).returncode == 0
    names = "n success quality sou mean_mark mean_score median modes stdev pstdev mad lower confirmed higher gaps2"
    for result in exported(target):
        assert {*names.split(), "completion", "out_of_corridor"} <= set(result["computed"])
        if result["level"] == "school":
            assert [name for name in names.split() if result["computed"][name] is None] == []
            assert result["data"]["groups"].keys() == {"1", "2"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["нет такой папки", "школа.shnor"], "не найден"),
        (["ВПР", "школа.xlsx"], "Последним назовите файл школы"),
        (["ВПР"], "Команда записана неверно"),
    ],
)
def test_mistakes_are_one_line_and_leave_nothing(
    arguments: list[str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    tools.write_folder(tmp_path / "ВПР")
    monkeypatch.chdir(tmp_path)
    done = run("import-results", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr and done.stderr.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["ВПР"]


def test_without_any_results_it_says_so_and_makes_no_file(tmp_path: Path):
    (tmp_path / "ВПР").mkdir()
    (tmp_path / "ВПР" / "заметка.txt").write_text("ничего", "utf-8")
    target = tmp_path / "школа.shnor"
    done = run("import-results", tmp_path / "ВПР", target, "--json")
    assert done.returncode == 2 and not target.exists()
    assert done.stderr.startswith("Результатов ВПР, ОГЭ и ЕГЭ здесь не нашлось") and done.stderr.count("\n") == 1
    assert [one["status"] for one in json.loads(done.stdout)["files"]] == ["skipped"]


def test_what_is_known_already_is_no_mistake(tmp_path: Path):
    folder, target = tools.write_folder(tmp_path / "ВПР"), tmp_path / "школа.shnor"
    assert run("import-results", folder, target).returncode == 0
    before = target.read_bytes()
    done = run("import-results", folder, target)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "Новых результатов нет, ничего не записано."
    with SchoolFile.open(target) as file:
        assert file.undo_name == "Импорт результатов: 4 файла"
    assert len(before) == len(target.read_bytes())


def test_nothing_is_imported_before_it_is_used():
    program = "import sys, shnor_desktop.cli, shnor_desktop.services.json_export; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not {"python_calamine", "numpy", "shnor_desktop.services.results.fisoko"} & set(done.stdout.split())
