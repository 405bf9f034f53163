"""The start from nothing: which packages are named, what is rebuilt, how trouble is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dev
from scripts.bootstrap import StopError, ask, environment, libraries, succeeds, system
from scripts.bootstrap.environment import Prepared, next_step

EVERY = [*libraries.CORE, *libraries.X11, *libraries.WAYLAND, *libraries.FONTS, *libraries.PIP]
GL = next(package for package in libraries.CORE if package.probe == "libGL.so.1")


def refuse(name: str) -> None:
    raise OSError(name)


def test_only_what_the_loader_does_not_find_is_missing():
    def load(name: str) -> None:
        if name == "libGL.so.1":
            refuse(name)

    assert libraries.missing(libraries.CORE, load) == [GL]
    assert libraries.missing(libraries.CORE, refuse) == list(libraries.CORE)


def test_the_tables_are_whole():
    probes = [package.probe for package in EVERY]
    assert len(probes) == len(set(probes))
    assert all(all(package) for package in EVERY)
    assert all(re.fullmatch(r"[a-zA-Z0-9.+-]+", name) for package in EVERY for name in package[1:])
    sonames = [package.probe for package in [*libraries.CORE, *libraries.X11, *libraries.WAYLAND]]
    assert all(re.fullmatch(r"lib[\w.-]+\.so\.\d+", soname) for soname in sonames)


@pytest.mark.parametrize(
    ("family", "line"),
    [
        ("apt", "sudo apt-get install -y --no-install-recommends libgl1 python3-venv"),
        ("dnf", "sudo dnf install -y libglvnd-glx python3-pip"),
        ("alt", "sudo apt-get install -y libGL python3-module-pip"),
    ],
)
def test_one_line_names_everything(family: str, line: str):
    told = system.advice(family, [GL, *libraries.PIP], root=False)
    assert told.splitlines()[-1].strip() == line
    assert system.advice(family, [GL, *libraries.PIP], root=True).splitlines()[-1].strip() == line.removeprefix("sudo ")


def test_a_package_is_named_once():
    xcb = [package for package in libraries.X11 if package.dnf == "libxcb"]
    assert len(xcb) > 1
    assert system.install_command("dnf", xcb) == ["dnf", "install", "-y", "libxcb"]


def test_an_unknown_system_is_told_the_libraries():
    assert "libGL.so.1" in system.advice("", [GL], root=False)


@pytest.mark.parametrize(
    ("programs", "family"),
    [
        ({"apt-get", "dpkg"}, "apt"),
        ({"apt-get", "rpm"}, "alt"),
        ({"dnf", "rpm"}, "dnf"),
        ({"pacman"}, ""),
        ({"apt-get", "dpkg", "dnf"}, "apt"),
    ],
)
def test_the_family_is_seen_by_its_programs(programs: set[str], family: str):
    assert system.package_family(lambda name: f"/usr/bin/{name}" if name in programs else None) == family


def test_without_the_right_to_install_it_stops_with_the_line(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(system, "is_root", lambda: False)
    monkeypatch.setattr(system, "package_family", lambda: "apt")
    with pytest.raises(StopError, match="sudo apt-get install -y --no-install-recommends libgl1"):
        system.provide([GL], "Не хватает.")


@pytest.mark.parametrize(
    ("env", "platform", "seen"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_a_screen_is_known_by_its_name(env: dict[str, str], platform: str, seen: bool):
    assert system.names_screen(env, platform) is seen


@pytest.mark.parametrize(
    ("name", "seen"), [("LiberationSerif.ttf", True), ("a.otf", True), ("b.ttc", True), ("c.pcf.gz", False)]
)
def test_a_font_is_an_outline_font(tmp_path: Path, name: str, seen: bool):
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / name).touch()
    assert libraries.has_fonts([tmp_path / "absent", tmp_path]) is seen


WANTED = Prepared("/a", "3.11", "f00d", ("test",))


@pytest.mark.parametrize(
    ("have", "step"),
    [
        (None, "install"),
        (WANTED, "ready"),
        (WANTED._replace(extras=("bench", "test")), "ready"),
        (WANTED._replace(extras=()), "install"),
        (WANTED._replace(pyproject="beef"), "install"),
        (WANTED._replace(root="/b"), "rebuild"),
        (WANTED._replace(python="3.12"), "rebuild"),
    ],
)
def test_what_was_prepared_decides_what_is_done(have: Prepared | None, step: str):
    assert next_step(have, WANTED) == step


def test_another_pyproject_asks_for_another_install():
    before, after = (Prepared.wanted((3, 11, 2), text, ["test"]) for text in (b"a = 1", b"a = 2"))
    assert next_step(before, after) == "install"
    assert next_step(before, Prepared.wanted((3, 11, 9), b"a = 1", [])) == "ready"


@given(st.text(st.characters()), st.sets(st.text()))
def test_the_note_reads_back(tmp_path_factory: pytest.TempPathFactory, root: str, extras: set[str]):
    note = tmp_path_factory.mktemp("note") / "prepared.json"
    prepared = Prepared(root, "3.11", "f00d", tuple(sorted(extras)))
    prepared.write(note)
    assert Prepared.read(note) == prepared


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", '{"root": 1}', "\x00"])
def test_a_damaged_note_counts_as_nothing_prepared(tmp_path: Path, text: str):
    note = tmp_path / "prepared.json"
    note.write_text(text, encoding="utf-8")
    assert Prepared.read(note) is None
    assert Prepared.read(tmp_path / "absent.json") is None


def test_the_interpreter_lies_where_each_system_puts_it():
    assert environment.venv_python(Path("v"), windows=True).parts == ("v", "Scripts", "python.exe")
    assert environment.venv_python(Path("v"), windows=False).parts == ("v", "bin", "python")


@pytest.mark.parametrize(
    ("answer", "enough"),
    [
        ("pip 23.0.1 from /usr/lib/python3/dist-packages/pip (python 3.11)", True),
        ("pip 22.3 from somewhere", True),
        ("pip 22.0.2 from somewhere", False),
        ("", False),
    ],
)
def test_the_hosts_pip_has_to_know_its_option(answer: str, enough: bool):
    assert (environment.pip_version(answer) >= environment.NEEDED_PIP) is enough


@pytest.mark.parametrize(
    ("output", "told"),
    [
        ("WARNING: Retrying ... NewConnectionError('...')\nERROR: No matching distribution found", "Нет связи"),
        ("Temporary failure in name resolution", "Нет связи"),
        ("ERROR: Could not install packages: [Errno 28] No space left on device", "место"),
        ("pip._vendor.urllib3.exceptions.ReadTimeoutError: ...", "медленно"),
        ("Collecting x\nERROR: something else entirely\n", "something else entirely"),
        ("", "ничего"),
    ],
)
def test_a_failure_of_pip_is_told_in_russian(output: str, told: str):
    text = environment.explain(output)
    assert text.startswith("Не удалось поставить библиотеки.")
    assert told in text
    assert "\n" not in text


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path):
    environment.require_writable(tmp_path)
    absent = tmp_path / "нет такой"
    with pytest.raises(StopError, match="нет такой"):
        environment.require_writable(absent)


def test_a_command_that_is_not_there_is_no_answer(tmp_path: Path):
    nothing = str(tmp_path / "python")
    assert ask([nothing, "--version"]) == ""
    assert not succeeds([nothing, "--version"])
    assert environment.python_version(nothing) == ()


def test_an_old_python_is_told_so_in_one_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(dev, "newer_python", lambda: "")
    assert dev.main(["run"], version=(3, 9, 18)) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "3.11" in err
    assert "3.9.18" in err
    assert err.count("\n") == 1


def test_no_job_prints_the_jobs(capsys: pytest.CaptureFixture[str]):
    assert dev.main([]) == 2
    assert dev.main(["--help"]) == 0
    told = capsys.readouterr().out
    assert set(re.findall(r"dev\.py (\w+)", told)) == set(dev.JOBS)


@pytest.mark.parametrize(
    ("args", "window"),
    [
        ([], True),
        (["Школа № 1.shnor"], True),
        (["SCHOOL.SHNOR"], True),
        (["demo", "a.shnor"], False),
        (["--help"], False),
        (["formats"], False),
    ],
)
def test_what_opens_a_window(args: list[str], window: bool):
    assert dev.wants_window(args) is window


def test_children_see_this_checkout_first():
    env = dev.child_env({"PATH": "/bin", "PYTHONHOME": "/x", "PYTHONPATH": "/y"}, offscreen=True)
    assert env["PYTHONPATH"] == str(dev.ROOT)
    assert env["PATH"].endswith("/bin")
    assert env["PATH"] != "/bin"
    assert "PYTHONHOME" not in env
    assert env["QT_QPA_PLATFORM"] == "offscreen"
    assert dev.child_env({"QT_QPA_PLATFORM": "xcb"}, offscreen=True)["QT_QPA_PLATFORM"] == "xcb"
    assert "QT_QPA_PLATFORM" not in dev.child_env({}, offscreen=False)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What dev.py would start, with nothing prepared and nothing run; each call ends as `codes` says."""
    started: list[list[str]] = []

    def call(args: list[str], **_: object) -> int:
        started.append(list(args))
        return int("mypy" in args)

    monkeypatch.setattr(dev, "prepare", lambda *args, **kwargs: None)
    monkeypatch.setattr(dev, "call", call)
    return started


def test_a_failed_check_is_told_before_the_tests(calls: list[list[str]], capsys: pytest.CaptureFixture[str]):
    assert dev.main(["test", "-k", "слово"]) == 1
    assert [args[1] for args in calls] == ["ruff", "ruff", "mypy", "pytest"]
    assert calls[-1] == ["-m", "pytest", *dev.side_by_side(), "-k", "слово"]
    told = capsys.readouterr().out
    assert told.index("НЕ ПРОШЛИ проверки: mypy") < told.index("— pytest")
    assert told.endswith("— pytest\n")


def test_without_a_screen_it_shows_the_commands(
    calls: list[list[str]], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "names_screen", lambda env: False)
    assert dev.main(["run"]) == 0
    assert [args[2] for args in calls] == ["demo", "export", "export", "export"]
    folder = tmp_path / "build" / "example"
    assert [args[-1] for args in calls] == [
        str(folder / f"example.{kind}") for kind in ("shnor", "docx", "pdf", "html")
    ]
    assert "run import" in capsys.readouterr().out


def test_with_a_screen_the_first_start_opens_the_example(calls: list[list[str]], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(dev, "names_screen", lambda env: True)
    monkeypatch.setattr(dev, "screen_answers", lambda env: True)
    assert dev.main(["run"]) == 0
    assert dev.main(["run", "школа.shnor"]) == 0
    assert calls == [[*dev.PROGRAM, "--example-on-first-start"], [*dev.PROGRAM, "школа.shnor"]]


@pytest.mark.parametrize(
    ("cores", "words"), [(1, []), (2, ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]), (None, [])]
)
def test_a_process_a_core(monkeypatch: pytest.MonkeyPatch, cores: int | None, words: list[str]):
    monkeypatch.setattr(dev.os, "cpu_count", lambda: cores)
    assert dev.side_by_side() == words
