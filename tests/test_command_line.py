"""The command line as a stranger meets it: what it prints, how it ends, one Russian line for all that is wrong."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from shnor_desktop.cli import main
from shnor_desktop.models.all import Programme, School
from shnor_desktop.services import queries
from shnor_desktop.services.editing import rows
from shnor_desktop.services.school_file import SchoolFile

pytestmark = pytest.mark.usefixtures("qapp")
"""Page numbers are counted by Qt: what a command would start in a process of its own is there already."""


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("пример") / "Школа № 7.shnor"
    assert main(["demo", str(path)]) == 0
    return path


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHNOR_DATA_DIR", str(tmp_path / "данные"))


def refused(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    """The one line a refused command prints."""
    assert main([str(argument) for argument in arguments]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    line = printed.err.strip()
    assert line and "\n" not in line and "Traceback" not in line
    assert any("а" <= letter <= "я" for letter in line.lower())
    assert line.endswith((".", "!", "?"))
    return line


@pytest.mark.parametrize("ending", [".docx", ".html", ".json"])
def test_export_writes_what_the_ending_says(example: Path, tmp_path: Path, ending: str, capsys):
    out = tmp_path / f"программа{ending}"
    assert main(["export", str(example), str(out)]) == 0
    assert out.stat().st_size > 10_000
    assert str(out) in capsys.readouterr().out
    if ending == ".json":
        data = json.loads(out.read_text("utf-8"))
        assert data["programme"]["year_from"] == 2026
        assert {row["year"] for row in data["results"]} == {2023, 2024, 2025}


def test_pdf_is_made_without_a_screen(example: Path, tmp_path: Path):
    out = tmp_path / "программа.pdf"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "shnor_desktop", "export", str(example), str(out)]
    done = subprocess.run(command, capture_output=True, env=environment, timeout=120, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert out.read_bytes().startswith(b"%PDF")


def test_a_part_is_printed_alone(example: Path, tmp_path: Path):
    import docx

    out = tmp_path / "карта.docx"
    assert main(["export", str(example), str(out), "--part", "roadmap"]) == 0
    document = docx.Document(str(out))
    headings = [item.text for item in document.paragraphs if item.style.name.startswith("Heading")]
    assert headings == ["6. Дорожная карта Программы"]
    assert len(document.tables) == 1


def test_a_wave_is_chosen(example: Path, tmp_path: Path):
    import docx

    for wave, columns in (("final", 4), ("", 5)):
        out = tmp_path / f"приложение{wave}.docx"
        more = ["--wave", wave] if wave else []
        assert main(["export", str(example), str(out), "--part", "appendix_1", *more]) == 0
        assert len(docx.Document(str(out)).tables[0].columns) == columns


def test_an_export_comes_in_again_with_a_report(example: Path, tmp_path: Path, capsys):
    out, again = tmp_path / "программа.docx", tmp_path / "снова.shnor"
    assert main(["export", str(example), str(out)]) == 0
    capsys.readouterr()
    assert main(["import", str(out), str(again), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert set(report) == {"format", "recognised", "kept_as_text", "lost"}
    assert set(report["kept_as_text"]) == {"paragraphs", "tables", "pictures"}
    assert (report["format"], report["recognised"]["passport"], report["lost"]) == ("school-programme", 11, [])
    with SchoolFile.open(again) as file:
        rows.set_fields(file, School(id=1), "Правка", director="Новая Н. Н.", short_name="Школа")
    assert main(["import", str(out), str(again)]) == 0  # into the file that is there now: one step to undo
    with SchoolFile.open(again) as file:
        assert queries.school(file).short_name != "Школа"
        assert file.undo() == "Импорт из Word"
        assert queries.school(file).short_name == "Школа"


def test_check_ends_with_one_when_there_is_an_error(example: Path, tmp_path: Path, capsys):
    assert main(["check", str(example), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"findings": []}
    copy = tmp_path / "копия.shnor"
    shutil.copyfile(example, copy)
    with SchoolFile.open(copy) as file, file.transaction("Порча") as transaction:
        transaction.change(Programme, 1, title="")
    assert main(["check", str(copy), "--json"]) == 1
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert set(finding) == {"severity", "code", "where", "message"}
    assert (finding["severity"], finding["where"]) == ("error", "Титульный лист")


def test_formats_are_listed(capsys):
    assert main(["formats"]) == 0
    assert "school-programme" in capsys.readouterr().out


# what is wrong is told in one line


def broken_files(folder: Path, good: Path) -> Iterator[Path]:
    for name, data in {
        "отчёт.docx": b"%PDF-1.7\n" + b"x" * 500,
        "пустой.docx": b"",
        "обрезан.docx": good.read_bytes()[:5000],
        "текст.docx": "просто текст".encode(),
        "старый.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    }.items():
        (folder / name).write_bytes(data)
        yield folder / name
    (folder / "папка.docx").mkdir()
    yield folder / "папка.docx"
    yield folder / "нет такого.docx"


@pytest.mark.skipif(sys.platform == "win32", reason="там закрытая труба – другая ошибка")
def test_a_reader_that_has_gone_is_no_fault_of_the_disk():
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "shnor_desktop", "formats"]
    try:
        done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False)
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (2, b"")


def test_what_is_no_word_file_is_not_imported(example: Path, tmp_path: Path, capsys):
    good = tmp_path / "хороший.docx"
    assert main(["export", str(example), str(good)]) == 0
    capsys.readouterr()
    for bad in broken_files(tmp_path, good):
        target = tmp_path / "новый.shnor"
        assert bad.name in refused(capsys, "import", bad, target)
        assert not target.exists()


def test_what_is_no_school_file_is_not_opened(example: Path, tmp_path: Path, capsys):
    text, other, newer, empty = (tmp_path / f"{name}.shnor" for name in ("текст", "чужой", "новее", "пустой"))
    text.write_text("список дел", "utf-8")
    empty.write_bytes(b"")
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE plan (id INTEGER)")
    connection.close()
    data = bytearray(example.read_bytes())
    data[60:64] = (2 << 16).to_bytes(4, "big")
    newer.write_bytes(data)
    for bad in (text, other, newer, empty, tmp_path, tmp_path / "нет.shnor"):
        before = sorted(entry.name for entry in tmp_path.iterdir())
        refused(capsys, "export", bad, tmp_path / "итог.docx")
        refused(capsys, "check", bad)
        assert sorted(entry.name for entry in tmp_path.iterdir()) == before


def test_wrong_words_are_told(example: Path, tmp_path: Path, capsys):
    out = tmp_path / "итог.docx"
    assert "roadmap" in refused(capsys, "export", example, out, "--part", "дорожная")
    assert "final" in refused(capsys, "export", example, out, "--wave", "весна")
    assert ".docx" in refused(capsys, "export", example, tmp_path / "итог.rtf")
    refused(capsys, "export", example, out, "--format", "нет-такой")
    refused(capsys, "export", example)
    refused(capsys, "exprot", example, out)
    refused(capsys, "export", example, tmp_path)
    refused(capsys, "export", example, tmp_path / "нет папки" / "итог.docx")
    refused(capsys, "demo", example)
    refused(capsys, "demo", tmp_path / "нет папки" / "школа.shnor")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_open_elsewhere_is_left_alone(example: Path, tmp_path: Path, capsys):
    with SchoolFile.open(example):
        assert "открыт" in refused(capsys, "export", example, tmp_path / "итог.docx")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a few hundred kilobytes; only root may mount one."""
    folder = tmp_path / "диск"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(folder)]
    if sys.platform != "linux" or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("здесь нельзя подключить маленький диск")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_leaves_nothing_half_written(example: Path, small_disk: Path, capsys):
    (small_disk / "занято").write_bytes(bytes(230_000))
    assert "мест" in refused(capsys, "export", example, small_disk / "итог.html")
    assert "мест" in refused(capsys, "demo", small_disk / "школа.shnor")
    assert [entry.name for entry in small_disk.iterdir()] == ["занято"]


def test_a_read_only_folder_is_told(example: Path, small_disk: Path, capsys):
    copy = small_disk / "школа.shnor"
    copy.write_bytes(b"")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    try:
        refused(capsys, "export", example, small_disk / "итог.docx")
        refused(capsys, "demo", small_disk / "новая.shnor")
    finally:
        subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
