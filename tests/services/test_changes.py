"""Changes as they are kept in the history: the same after reading, short where a row stays."""

from __future__ import annotations

import dataclasses
import json

from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.models.activities import Activity
from shnor_desktop.services.changes import Change, from_json, inverse, to_json

_TEXTS = st.text(max_size=20)


def row(**fields: object) -> dict[str, object]:
    return dataclasses.asdict(Activity(**{"id": 7, "section_id": 1, **fields}))


@given(st.none() | _TEXTS, st.none() | _TEXTS, st.lists(_TEXTS, max_size=3))
def test_what_was_written_is_read(before: str | None, after: str | None, links: list[str]) -> None:
    states = [None if text is None else row(text=text) for text in (before, after)]
    if states[1] is not None:
        states[1]["period"] = "".join(links)
    change = Change("activity", 7, *states)
    assert from_json(to_json([change])) == [change]
    assert from_json(to_json(inverse([change]))) == inverse([change])


def test_of_a_row_that_stays_only_what_became_different_is_kept_twice() -> None:
    change = Change("activity", 7, row(text="Было"), row(text="Стало"))
    ((_, _, before, after),) = json.loads(to_json([change]))
    assert before["text"] == "Было"
    assert len(before) == len(row())
    assert after == {"text": "Стало"}


def test_whole_rows_of_an_older_file_are_read_as_ever() -> None:
    before, after = row(text="Было"), row(text="Стало")
    old = json.dumps([["activity", 7, before, after]])
    assert from_json(old) == [Change("activity", 7, before, after)]


def test_a_field_younger_than_the_step_stands_empty_on_both_sides() -> None:
    before = {name: value for name, value in row(text="Было").items() if name != "upper"}
    (change,) = from_json(json.dumps([["activity", 7, before, {"text": "Стало"}]]))
    assert change == Change("activity", 7, row(text="Было"), row(text="Стало"))


def test_a_list_of_texts_stays_a_tuple() -> None:
    values = {"id": 1, "texts": ("а", "б")}
    (change,) = from_json(to_json([Change("activity", 1, {**values, "texts": ()}, values)]))
    assert change.after is not None
    assert change.after["texts"] == ("а", "б")
