"""A damaged file at opening: the person is told of the last good copy and can have gathered what is left."""

from __future__ import annotations

from pathlib import Path

from shnor_desktop.models.all import Section


def damage(path: Path) -> bytes:
    """Lose one page of the file and give back what stands there now."""
    content = bytearray(path.read_bytes())
    content[3 * 4096 : 4 * 4096] = bytes(4096)
    path.write_bytes(bytes(content))
    return bytes(content)


def test_what_is_left_is_gathered_and_opened(shop, qtbot):
    path = shop.school()
    content = damage(path)
    out = shop.folder / "спасённый.shnor"
    shop.messages.chosen = [0]
    shop.dialogs.paths = [out]
    assert not shop.commands.files.open_path(path)
    qtbot.waitUntil(lambda: shop.desk.file is not None, timeout=20_000)
    assert shop.desk.file.path == out
    assert len(shop.desk.file.rows(Section)) > 10
    assert "Резервных копий этого файла нет" in shop.messages.questions[0]
    assert "разделы: " in shop.messages.told[0]
    assert path.read_bytes() == content


def test_she_may_leave_it(shop):
    path = shop.school()
    content = damage(path)
    assert not shop.commands.files.open_path(path)
    assert "повреждён" in shop.messages.questions[0]
    assert shop.desk.file is None
    assert path.read_bytes() == content


def test_the_last_good_copy_is_named(shop, qtbot):
    file = shop.open()
    qtbot.waitUntil(lambda: bool(list((shop.folder / "данные").rglob("*.shnor"))), timeout=5000)
    path = file.path
    shop.do("close_file")
    damage(path)
    assert not shop.commands.files.open_path(path)
    assert "Последняя хорошая копия сделана" in shop.messages.questions[0]
