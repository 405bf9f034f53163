"""TOML files that would keep the reader busy for minutes are refused at once, by every reader."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.models.errors import UserError
from shnor_desktop.services.banks.reading import parse
from shnor_desktop.services.formats.reading import read_text
from shnor_desktop.services.guard_toml import MOST_PARTS, endless_line
from shnor_desktop.services.workers.apart import apart

LONG = "a" + ".b" * 60_000
BOMBS = {
    "a key": f"x = 1\n{LONG} = 1",
    "quoted": "x = 1\n" + '"a" . ' * 40_000 + "b = 1",
    "a table": f"x = 1\n[{LONG}]\ny = 1",
    "inside": f"x = 1\ny = {{{LONG} = 1}}",
}


@pytest.mark.parametrize("kind", BOMBS)
def test_an_endless_key_is_refused_with_its_line(kind: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delattr(tomllib, "loads")  # it would be at it for minutes: it must not even begin
    assert endless_line(BOMBS[kind]) == 2
    with pytest.raises(UserError, match="в строке 2 бесконечно длинный"):
        read_text(BOMBS[kind], "форма.toml")
    with pytest.raises(UserError, match="бесконечно длинный"):
        parse(BOMBS[kind], "банк.toml")


@given(st.lists(st.sampled_from(["a", "ж", ".", ". ", '"', "'", "=", "\n", "[", "1.5", " "]), max_size=60).map("".join))
def test_only_keys_of_many_parts_are_found(text: str):
    if text.count(".") < MOST_PARTS:
        assert endless_line(text) == 0


def test_runs_of_letters_and_quotes_do_not_hang():
    """In a process that is given up after a minute: there is nothing to count inside a regular expression."""
    lines = ("x" * 500_000, '"' * 500_000, "a " * 250_000, '"a"' * 160_000, "a.a " * 120_000)
    assert apart("форма.toml", endless_line, "\n".join(lines)) == 0
