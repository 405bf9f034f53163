"""Whatever stands in a form's definition: it is read, or told with the file and the place, and never a failure."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shnor_desktop.models.errors import UserError
from shnor_desktop.models.programme import SECTION_KINDS
from shnor_desktop.resources import resource_path
from shnor_desktop.services.formats import COLUMN_FIELDS, SectionSpec, read_format

SHIPPED = tomllib.loads(resource_path("formats", "school-programme.toml").read_text("utf-8"))
words = st.text(max_size=4)
values = st.one_of(
    words,
    st.integers(-9, 9),
    st.booleans(),
    st.floats(0, 9),
    st.lists(words, max_size=2),
    st.lists(st.dictionaries(st.sampled_from(("field", "label", "key", "title", "kind", "width")), words), max_size=2),
)


def as_toml(value: object) -> str:
    """A value of TOML as it is written."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "{" + ", ".join(f"{as_toml(key)} = {as_toml(own)}" for key, own in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(as_toml, value)) + "]"
    if isinstance(value, str):
        return '"' + "".join(c if c.isalnum() else f"\\U{ord(c):08x}" for c in value) + '"'
    return repr(value)


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(SHIPPED["section"]), st.sampled_from(sorted(SectionSpec.__dataclass_fields__)), values)
def test_any_value_of_any_key_is_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, own: dict[str, object], name: str, value: object
):
    """One value of the shipped form becomes another."""
    changed = {**own, name: value}
    sections = [changed if section is own else section for section in SHIPPED["section"]]
    text = "\n".join(f"{key} = {as_toml(found)}" for key, found in {**SHIPPED, "section": sections}.items())
    path = tmp_path_factory.getbasetemp() / "форма.toml"
    path.write_text(text, "utf-8")
    try:
        assert len(read_format(path).section) == len(sections)
    except UserError as error:
        assert re.match(r"форма\.toml, строка \d+: section\[\d+\]\S* — .*\.$", str(error))


def test_every_kind_of_section_knows_its_fields():
    assert set(COLUMN_FIELDS) <= set(SECTION_KINDS)


def test_a_form_saved_by_the_editor_of_windows_is_read(tmp_path: Path):
    path = tmp_path / "форма.toml"
    source = resource_path("formats", "school-programme.toml").read_text("utf-8")
    path.write_bytes(b"\xef\xbb\xbf" + source.replace("\n", "\r\n").encode())
    assert len(read_format(path).section) == len(SHIPPED["section"])
