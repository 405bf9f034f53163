"""The command line as another process sees it: exit status, one Russian line, clean folders, whole files."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from file_tools import ROOT, as_ordinary_user, files_no_larger_than, held_elsewhere, mode, small_disk, sound

from shnor_desktop.cli import main
from shnor_desktop.models.all import Activity, Programme, School
from shnor_desktop.services.editing import rows
from shnor_desktop.services.formats import known_formats
from shnor_desktop.services.queries import school
from shnor_desktop.services.school_file import SchoolFile


@dataclass(frozen=True)
class Done:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


def run(*arguments: object) -> Done:
    """Run the program as a process of its own, as a script without a screen would."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    environment |= {"PYTHONIOENCODING": "cp1251", "PYTHONWARNINGS": "error"}
    command = [sys.executable, "-m", "shnor_desktop", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, env=environment, timeout=120, check=False)
    return Done(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def assert_refused(done: Done, *words: str) -> None:
    """Exit 2, nothing on standard output, one Russian line that says what to do."""
    assert (done.code, done.out) == (2, ""), done
    line = done.err.rstrip("\n")
    assert line and "\n" not in line, done.err
    assert re.search("[а-яё]{3}", line) and line.endswith((".", "!")), line
    foreign = re.sub(r"«[^»]*»|\.\w+|shnor-desktop|--help|roadmap|entry|final|interim|[a-z]+_[a-z0-9_]+", "", line)
    assert not re.search(r"errno|traceback|exception|sqlite|zip|xml", foreign, re.IGNORECASE), line
    for word in words:
        assert word in line, line


@pytest.fixture(autouse=True)
def own_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHNOR_DATA_DIR", str(tmp_path_factory.mktemp("данные")))


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("пример") / "Школа № 7.shnor"
    assert run("demo", path) == Done(0, f"Записан пример школы: {path}\n", "")
    return path


@pytest.fixture(scope="module")
def word(example: Path) -> Path:
    out = example.with_name("программа.docx")
    assert run("export", example, out) == Done(0, f"Записано: {out}\n", "")
    return out


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder that has to look at the end as it looked when the test had prepared it (see `same`)."""
    yield tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, hidden ones included."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# what goes well


def test_help_version_and_formats_are_russian_and_short():
    assert "shnor-desktop" in run("--help").out
    assert re.fullmatch(r"\d+\.\d+\.\d+\n", run("--version").out)
    formats = run("formats")
    assert (formats.code, formats.err) == (0, "")
    assert formats.out.startswith("school-programme\tПрограмма школы\n")
    assert [line.partition("\t")[0] for line in formats.out.splitlines()] == [form.key for form in known_formats()]


def test_pdf_and_html_of_a_part(example: Path, folder: Path):
    assert run("export", example, folder / "карта.pdf", "--part", "roadmap").code == 0
    data = (folder / "карта.pdf").read_bytes()
    assert data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF")
    assert run("export", example, folder / "этап.html", "--part", "appendix_1", "--wave", "final").code == 0
    text = (folder / "этап.html").read_text("utf-8")
    assert "итоговый мониторинг" in text
    assert "Дорожная карта" not in text
    assert sorted(contents(folder)) == ["карта.pdf", "этап.html"]


def test_the_plan_for_the_wall(example: Path, folder: Path):
    done = run("export", example, folder / "стена.pdf", "--part", "wall_plan")
    assert done == Done(0, f"Записано: {folder / 'стена.pdf'}\n", "")
    data = (folder / "стена.pdf").read_bytes()
    assert data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF")
    assert b"[0 0 1191" in data  # A3 that lies
    assert_refused(run("export", example, folder / "стена.docx", "--part", "wall_plan"), ".pdf")
    assert sorted(contents(folder)) == ["стена.pdf"]


def test_the_report_of_an_import_has_the_shape_of_the_design(example: Path, word: Path, folder: Path):
    done = run("import", word, folder / "новая.shnor", "--json")
    assert (done.code, done.err) == (0, "")
    report = json.loads(done.out)
    assert list(report) == ["format", "recognised", "kept_as_text", "lost"]
    assert report["lost"] == []
    assert set(report["kept_as_text"]) == {"paragraphs", "tables", "pictures"}
    numbers = report["recognised"]
    assert {key: numbers[key] for key in ("passport", "roadmap_groups", "schedule", "appendix_1", "appendix_2")} == {
        "passport": 11,
        "roadmap_groups": 4,
        "schedule": 4,
        "appendix_1": 12,
        "appendix_2": 10,
    }
    with SchoolFile.open(example) as file, SchoolFile.open(folder / "новая.shnor") as new:
        assert len(new.rows(Activity)) == len(file.rows(Activity))
    assert sorted(contents(folder)) == ["новая.shnor"]


def test_without_json_an_import_tells_in_words(word: Path, folder: Path):
    done = run("import", word, folder / "новая.shnor")
    assert (done.code, done.err) == (0, "")
    assert "Паспорт Программы: 11 строк\n" in done.out
    assert done.out.endswith(f"Записано: {folder / 'новая.shnor'}\n")


def test_an_import_into_a_file_that_is_there_can_be_undone(example: Path, word: Path, folder: Path):
    target = folder / "школа.shnor"
    shutil.copyfile(example, target)
    with SchoolFile.open(target) as file:
        rows.set_fields(file, School(id=1), "Правка", short_name="Прежнее имя")
    before = sound(target)
    assert run("import", word, target).code == 0
    with SchoolFile.open(target) as file:
        assert school(file).short_name != "Прежнее имя"
        assert file.undo() == "Импорт из Word"
    assert sound(target) == before


def test_a_check_tells_by_its_exit_status(example: Path, folder: Path):
    clean = run("check", example, "--json")
    assert (clean.code, json.loads(clean.out)) == (0, {"findings": []})
    bad = folder / "школа.shnor"
    shutil.copyfile(example, bad)
    with SchoolFile.open(bad) as file:
        rows.set_fields(file, Programme(id=1), "Порча", title="")
    done = run("check", bad, "--json")
    findings = json.loads(done.out)["findings"]
    assert all(list(one) == ["severity", "code", "where", "message"] for one in findings)
    assert {one["severity"] for one in findings} <= {"error", "warning", "hint"}
    assert [one["severity"] for one in findings] == ["error"]
    assert done.code == 1
    told = run("check", bad)
    assert told.out.endswith(f"Замечаний: {len(findings)}\n")


def test_names_with_spaces_and_quotes_and_relative_paths_work(
    example: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(folder)
    assert main(["export", str(example), "Мой «план» & ко.docx", "--part", "goals"]) == 0
    assert sorted(contents(folder)) == ["Мой «план» & ко.docx"]


# what is wrong with the input


def bad_word_files(folder: Path, good: Path) -> dict[str, Path]:
    data = good.read_bytes()
    files = {
        "PDF": b"%PDF-1.7\n" + bytes(900),
        "обрезан": data[: len(data) // 2],
        "пустой": b"",
        "текст": "просто текст".encode(),
        "архив": b"PK\x05\x06" + bytes(18),
    }
    for name, content in files.items():
        (folder / f"{name}.docx").write_bytes(content)
    (folder / "папка.docx").mkdir()
    return {name: folder / f"{name}.docx" for name in (*files, "папка", "нет такого")}


def test_what_is_no_word_file_makes_no_school_file(word: Path, folder: Path):
    for path in bad_word_files(folder, word).values():
        before = contents(folder)
        assert_refused(run("import", path, folder / "новая.shnor"), path.name)
        assert contents(folder) == before


def test_a_bad_word_file_leaves_the_file_that_is_there_alone(example: Path, word: Path, folder: Path):
    target = folder / "школа.shnor"
    shutil.copyfile(example, target)
    before = contents(folder)
    bad = folder.parent / f"{folder.name}-обрезан.docx"
    bad.write_bytes(word.read_bytes()[:3000])
    assert_refused(run("import", bad, target))
    assert contents(folder) == before


def test_what_is_no_school_file_is_left_as_it_is(example: Path, word: Path, folder: Path):
    files = {name: folder / f"{name}.shnor" for name in ("текст", "чужой", "новее", "пустой", "обрезан")}
    files["текст"].write_text("список дел", "utf-8")
    files["пустой"].write_bytes(b"")
    files["обрезан"].write_bytes(example.read_bytes()[:20_000])
    with sqlite3.connect(files["чужой"]) as connection:
        connection.execute("CREATE TABLE plan (id INTEGER)")
    connection.close()
    data = bytearray(example.read_bytes())
    data[60:64] = (2 << 16).to_bytes(4, "big")
    files["новее"].write_bytes(data)
    before = contents(folder)
    for path in (*files.values(), folder, folder / "нет такого.shnor"):
        out = folder / "итог.docx"
        assert_refused(run("export", path, out))
    for path in files.values():
        assert_refused(run("import", word, path))
        assert_refused(run("demo", path), path.name)
    assert contents(folder) == before


def test_wrong_words_are_told_and_nothing_is_written(example: Path, word: Path, folder: Path):
    out = folder / "итог.docx"
    assert_refused(run("export", example, out, "--part", "карта"), "roadmap")
    assert_refused(run("export", example, out, "--wave", "осень"), "final")
    assert_refused(run("export", example, folder / "итог.rtf"), ".docx")
    assert_refused(run("export", example, out, "--format", "нет-такой"), "shnor-desktop formats")
    assert_refused(run("import", word, folder / "новая.shnor", "--format", "нет-такой"), "shnor-desktop formats")
    assert_refused(run("exprot", example, out), "exprot")
    assert_refused(run("export", example), "--help")
    assert_refused(run("check", example, "--yaml"), "--help")
    assert contents(folder) == {}


def test_places_that_cannot_be_written_are_told(example: Path, word: Path, folder: Path):
    (folder / "папка.docx").mkdir()
    assert_refused(run("export", example, folder / "папка.docx"), "папка")
    assert_refused(run("export", example, folder / "нет" / "итог.docx"), "нет")
    assert_refused(run("export", example, folder / "нет" / "итог.pdf"), "нет")
    assert_refused(run("import", word, folder / "нет" / "новая.shnor"))
    assert_refused(run("import", word, folder))
    assert_refused(run("demo", folder / "нет" / "новая.shnor"))
    assert contents(folder) == {}
    assert [entry.name for entry in folder.iterdir()] == ["папка.docx"]


# what is wrong with the machine


def test_a_school_file_held_by_another_process_is_left_alone(example: Path, word: Path, folder: Path):
    target = folder / "школа.shnor"
    shutil.copyfile(example, target)
    with held_elsewhere(target):
        before = contents(folder)
        assert_refused(run("export", target, folder / "итог.docx"), "открыт")
        assert_refused(run("import", word, target), "открыт")
        assert_refused(run("check", target), "открыт")
        assert_refused(run("demo", target))
        assert contents(folder) == before
    assert run("check", target).code == 0


def test_an_output_open_in_an_office_program_is_left_alone(example: Path, folder: Path):
    out = folder / "итог.docx"
    out.write_bytes(b"old")
    (folder / ".~lock.итог.docx#").write_text("кто-то", "utf-8")
    assert_refused(run("export", example, out), "итог.docx")
    assert out.read_bytes() == b"old"
    assert len(contents(folder)) == 2


def test_a_folder_without_the_right_to_write_is_told(example: Path, word: Path, tmp_path: Path):
    good, data = word.read_bytes(), example.read_bytes()
    # whatever is imported late is there by now: an ordinary user may not be let in where this Python lives
    for command in (("import", word, tmp_path / "а.shnor"), ("export", tmp_path / "а.shnor", tmp_path / "а.json")):
        assert main([str(one) for one in command]) == 0
    with as_ordinary_user() as folder:
        (folder / "школа.shnor").write_bytes(data)
        (folder / "программа.docx").write_bytes(good)
        with mode(folder, 0o555):
            before = contents(folder)
            for command in (
                ("export", folder / "школа.shnor", folder / "итог.docx"),
                ("export", folder / "школа.shnor", folder / "итог.json"),
                ("import", folder / "программа.docx", folder / "новая.shnor"),
                ("demo", folder / "новая.shnor"),
            ):
                assert_one_line(*command)
            assert contents(folder) == before


def assert_one_line(*arguments: object) -> None:
    """The same as `assert_refused`, within this process: another one would be root again or not find its Python."""
    from contextlib import redirect_stderr, redirect_stdout
    from io import StringIO

    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main([str(argument) for argument in arguments])
    assert_refused(Done(code, out.getvalue(), err.getvalue()))


@pytest.mark.parametrize("ending", ["docx", "html", "json", "pdf"])
def test_a_full_disk_keeps_what_was_there(ending: str, example: Path, tmp_path: Path):
    disk = tmp_path / "диск"
    with small_disk(disk, "256k"):
        out = disk / f"итог.{ending}"
        out.write_bytes(b"old")
        (disk / "занято").write_bytes(bytes(244_000))
        before = contents(disk)
        assert_refused(run("export", example, out), "мест")
        assert contents(disk) == before


def test_a_full_disk_makes_no_half_of_a_school_file(word: Path, tmp_path: Path):
    disk = tmp_path / "диск"
    with small_disk(disk, "256k"):
        (disk / "занято").write_bytes(bytes(120_000))
        before = contents(disk)
        assert_refused(run("import", word, disk / "новая.shnor"), "мест")
        assert contents(disk) == before
        assert_refused(run("demo", disk / "новая.shnor"), "мест")
        assert contents(disk) == before


def test_a_limit_on_the_size_of_files_is_like_a_full_disk(example: Path, word: Path, folder: Path):
    target = folder / "школа.shnor"
    shutil.copyfile(example, target)
    before = contents(folder)
    with files_no_larger_than(8_000):
        assert_one_line("export", target, folder / "итог.docx")
        assert_one_line("export", target, folder / "итог.json")
        assert_one_line("import", word, folder / "новая.shnor")
    assert contents(folder) == before
    with SchoolFile.open(target) as file:
        assert file.rows(Activity)


def test_a_read_only_disk_is_told(example: Path, word: Path, tmp_path: Path):
    disk = tmp_path / "диск"
    with small_disk(disk, "4m") as remount:
        shutil.copyfile(example, disk / "школа.shnor")
        remount("ro")
        before = contents(disk)
        assert_refused(run("export", disk / "школа.shnor", disk / "итог.docx"))
        assert_refused(run("import", word, disk / "школа.shnor"))
        assert_refused(run("demo", disk / "новая.shnor"))
        assert contents(disk) == before
        remount("rw")
