"""Banks of measures and indicators: their content, the person's own bank, and the search."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from counting import calls_made, in_proportion
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shnor_desktop.models.errors import UserError
from shnor_desktop.services import banks
from shnor_desktop.services.banks import BankIndicator, BankItem, Measure, search, topics
from shnor_desktop.services.banks.reading import items_of, written
from shnor_desktop.services.banks.search import _words_of, same_text, words
from shnor_desktop.services.deadlines import parse_deadline
from shnor_desktop.services.documents.text_clean import clean_text
from shnor_desktop.services.formats import load_format
from shnor_desktop.services.user_folder import VARIABLE

MEASURES = banks.shipped_measures()
INDICATORS = banks.shipped_indicators()
SHIPPED: tuple[BankItem, ...] = (*MEASURES, *INDICATORS)
RUN = 6
"""So many words in a row that also stand in a reference document are no accident."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the person's own bank, not made yet."""
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    return tmp_path / "banks"


def keep(folder: Path, text: str | bytes, name: str = "measures.toml") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


# content


def test_there_is_enough_of_everything():
    assert len(MEASURES) >= 120
    assert len(INDICATORS) >= 60
    for direction in topics().directions:
        assert sum(item.direction == direction.key for item in MEASURES) >= 12, direction.title
        assert sum(item.direction == direction.key for item in INDICATORS) >= 6, direction.title
    for deficit in topics().deficits:
        assert sum(deficit.key in item.deficits for item in MEASURES) >= 6, deficit.title
        assert sum(deficit.key in item.deficits for item in INDICATORS) >= 3, deficit.title


def test_keys_and_texts_are_each_there_once():
    for items in (MEASURES, INDICATORS):
        assert [key for key, count in Counter(item.key for item in items).items() if count > 1] == []
    assert [text for text, count in Counter(str(words(item.text)) for item in SHIPPED).items() if count > 1] == []


@pytest.mark.parametrize("measure", MEASURES, ids=lambda one: one.key)
def test_a_measure_is_whole(measure: Measure):
    assert measure.deficits
    assert measure.responsible
    assert measure.result
    assert measure.text.endswith(".")
    assert len(measure.text) <= 260
    assert parse_deadline(measure.period, (2026, 2028)).known, measure.period
    assert not re.search(r"\b20\d\d\b", measure.period), "год у каждой школы свой"


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda one: one.key)
def test_an_indicator_is_whole(indicator: BankIndicator):
    (units,) = [section.units for section in load_format("school-programme").section if section.units]
    assert indicator.unit in units
    assert indicator.target
    assert indicator.counted
    assert indicator.deficits
    assert bool(indicator.comparison) == (indicator.unit != "имеется/не имеется")
    if indicator.unit == "процент":
        assert 0 <= float(indicator.target.replace(",", ".")) <= 100


def test_texts_are_written_with_care():
    for item in SHIPPED:
        fields = [str(getattr(item, name)) for name in ("text", "result", "counted") if hasattr(item, name)]
        for text in filter(None, fields):
            assert text == clean_text(text).strip()
            assert text[0].isupper() or text[0].isdigit(), text
            assert not re.search(r'  |"| - |\.\.|ё̈|[A-Za-z]', text), text
            assert text.count("«") == text.count("»"), text


def test_no_sentence_comes_from_a_reference_document(reference_dir: Path):
    known: set[tuple[str, ...]] = set()
    for path in sorted(reference_dir.glob("*.txt")):
        known |= runs(path.read_text(encoding="utf-8"))
    assert len(known) > 10_000
    fields = ("text", "result", "counted", "responsible")
    texts = [str(getattr(item, name, "")) for item in SHIPPED for name in fields]
    assert [run for text in texts for run in runs(text) if run in known] == []


def runs(text: str) -> set[tuple[str, ...]]:
    """Every run of words of the text, normalised."""
    found = words(text)
    return {tuple(found[start : start + RUN]) for start in range(len(found) - RUN + 1)}


def test_the_rule_sees_a_copied_sentence(reference_dir: Path):
    lines = (reference_dir / "school-programme.txt").read_text(encoding="utf-8").splitlines()
    line = next(line for line in lines if len(words(line)) > 15)
    assert runs(line.upper()) & runs("\n".join(lines))


# the person's own bank


def test_without_a_folder_there_is_nothing_of_ones_own(folder: Path):
    assert banks.load_measures() == MEASURES
    assert banks.load_indicators() == INDICATORS
    assert not folder.exists()


def test_an_addition_is_found_again_and_stands_first(folder: Path):
    made = banks.add_measure(
        "  Открыть шахматный кружок\nпо субботам ", period="октябрь", responsible="Директор", result="«План»"
    )
    assert made.own
    assert banks.load_measures()[0] == made
    assert (made.text, made.period, made.result) == ("Открыть шахматный кружок\nпо субботам", "октябрь", "«План»")
    other = banks.add_indicator("Число шахматистов", unit="количество", direction="family", deficits=["motivation"])
    assert banks.load_indicators()[0] == other
    assert (other.direction, other.deficits) == ("family", ("motivation",))
    assert sorted(path.name for path in folder.iterdir()) == ["indicators.toml", "measures.toml"]


def test_what_stands_in_the_file_stays_as_it_is(folder: Path):
    before = "\ufeff# мои заметки\r\n[[measure]]\r\ntext = 'Первое дело'  # важное\r\n"
    path = keep(folder, before)
    banks.add_measure("Второе дело")
    after = path.read_bytes().decode("utf-8")
    assert before.lstrip("\ufeff").strip() in after
    assert [one.text for one in banks.own_measures()] == ["Первое дело", "Второе дело"]


def test_a_colleagues_file_is_read_with_ones_own(folder: Path):
    banks.add_measure("Своё дело")
    keep(folder, "[[measure]]\ntext = 'Чужое дело'\n[[indicator]]\ntext = 'Чужая доля'\n", "коллега.toml")
    assert {one.text for one in banks.own_measures()} == {"Своё дело", "Чужое дело"}
    assert [one.text for one in banks.own_indicators()] == ["Чужая доля"]
    assert len({one.key for one in banks.load_measures()}) == len(MEASURES) + 2


@pytest.mark.parametrize(
    ("text", "whose"),
    [("открыть   КРУЖОК «Ёлка»!", "вашем банке"), (MEASURES[5].text.upper(), "банке программы")],
)
def test_a_duplicate_is_refused_kindly(folder: Path, text: str, whose: str):
    banks.add_measure("Открыть кружок «Елка»")
    before = (folder / "measures.toml").read_bytes()
    with pytest.raises(UserError, match=f"в {whose} уже есть"):
        banks.add_measure(text)
    assert (folder / "measures.toml").read_bytes() == before


@pytest.mark.parametrize("text", ["", " \n", "\x00\x01", "д" * 5001])
def test_an_empty_or_endless_text_is_refused(folder: Path, text: str):
    with pytest.raises(UserError):
        banks.add_measure(text)
    assert not folder.exists()


GOOD = "[[measure]]\ntext = 'Хорошее дело'\n"
BROKEN: list[tuple[str | bytes, int, str]] = [
    (GOOD + "\n[[measure]]\ntext = 'без конца\n", 5, "кавычки"),
    (GOOD + "[[measure]]\nperiod = 'март'\n", 3, "text"),
    (GOOD + "[[measure]]\ntext = 'Дело'\nperiods = 'март'\n", 3, "periods"),
    (GOOD + "[[measure]]\ntext = 5\n", 3, "строкой в кавычках"),
    (GOOD + "[[measure]]\ntext = 'Дело'\ndeficits = 'math'\n", 3, "списком"),
    (GOOD + "[[measure]]\ntext = 'Дело'\ndeficits = ['nothing']\n", 3, "nothing"),
    (GOOD + "[[measure]]\ntext = 'Дело'\ndirection = 'nowhere'\n", 3, "nowhere"),
    (GOOD.encode() + "text2 = 'Дело'\n".encode("cp1251"), 3, "UTF-8"),
    ("measure = 'Дело'\n", 1, "[[measure]]"),
    ("measure = ['Дело']\n", 1, "запись с полями"),
    ("measure = " + "[" * 5000, 1, "скобки"),
    ("[measure]\ntext = 'Дело'\n", 1, "[[measure]]"),
    ("a = " + "9" * 5000, 1, "прочитать"),
]


@pytest.mark.parametrize(("content", "line", "word"), BROKEN)
def test_a_broken_file_is_told_with_its_line_and_left_alone(folder: Path, content: str | bytes, line: int, word: str):
    path = keep(folder, content)
    before = path.read_bytes()
    for action in (banks.load_measures, lambda: banks.add_measure("Новое дело")):
        with pytest.raises(UserError) as caught:
            action()
        assert f"«measures.toml», строка {line}:" in str(caught.value)
        assert word in str(caught.value)
        assert not re.search(r"[A-Za-z]{3,} [a-z]{3,} [a-z]{3,}", str(caught.value)), "по-русски"
    assert path.read_bytes() == before
    assert list(folder.iterdir()) == [path]


def test_a_direction_given_as_something_else_is_told(folder: Path):
    keep(folder, "direction = 5\n" + GOOD)
    with pytest.raises(UserError, match="строка 2"):
        banks.own_measures()


@pytest.mark.parametrize("given_direction", ["['x']", "{a = 1}", "true", "1.5", "[]", "0", "2026-11-02"])
def test_a_direction_of_another_kind_is_told_whatever_it_is(folder: Path, given_direction: str):
    keep(folder, f"direction = {given_direction}\n" + GOOD)
    with pytest.raises(UserError, match="строка 2: .*строкой в кавычках"):
        banks.own_measures()


def test_a_bank_of_four_times_as_many_is_four_times_the_work():
    def work(count: int) -> int:
        text = "\n".join(f"[[measure]]\ntext = 'Дело {n:04}'\nperiod = 'май'\n" for n in range(count))
        assert len(items_of(Measure, text, "банк.toml", topics(), own=True)) == count
        return calls_made(lambda: items_of(Measure, text, "банк.toml", topics(), own=True))

    assert in_proportion(work(250), work(1_000), 4)


def test_no_folder_for_ones_own_is_told(folder: Path):
    folder.parent.rmdir()
    folder.parent.write_text("файл на месте папки", encoding="utf-8")
    for action in (banks.load_measures, banks.load_indicators, lambda: banks.add_measure("Новое дело")):
        with pytest.raises(UserError, match="недоступна"):
            action()


def test_a_list_of_another_shape_is_read_but_not_spoiled(folder: Path):
    path = keep(folder, "measure = [{text = 'Первое дело'}]\n")
    assert [one.text for one in banks.own_measures()] == ["Первое дело"]
    before = path.read_bytes()
    with pytest.raises(UserError):
        banks.add_measure("Второе дело")
    assert path.read_bytes() == before


def test_a_monster_is_not_read(folder: Path):
    keep(folder, b"#" * 4_000_001)
    with pytest.raises(UserError, match="слишком велик"):
        banks.own_measures()


def test_a_folder_in_the_place_of_the_file_is_told(folder: Path):
    (folder / "measures.toml").mkdir(parents=True)
    with pytest.raises(UserError, match="не открывается"):
        banks.add_measure("Новое дело")


def test_a_file_where_the_folder_should_be_is_told(folder: Path):
    folder.write_text("не папка", encoding="utf-8")
    with pytest.raises(UserError, match="не создать"):
        banks.add_measure("Новое дело")
    assert folder.read_text(encoding="utf-8") == "не папка"


anything = st.text(min_size=1, max_size=40).map(clean_text).filter(str.strip)


@given(st.lists(st.tuples(anything, anything, st.sampled_from(["", "staff"])), min_size=1, max_size=4))
def test_any_text_comes_back_as_it_was_written(rows: list[tuple[str, str, str]]):
    made = [Measure(key="", text=a, period=b, direction=c, deficits=("math", "sen"), own=True) for a, b, c in rows]
    text = "# мой банк\n\n" + "\n".join(written(one) for one in made)
    read = items_of(Measure, text, "measures.toml", topics(), own=True)
    assert [(one.text, one.period, one.direction, one.deficits) for one in read] == [
        (one.text, one.period, one.direction, one.deficits) for one in made
    ]


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=80))
def test_no_file_of_any_bytes_brings_the_bank_down(tmp_path: Path, data: bytes):
    path = tmp_path / "banks.toml"
    path.write_bytes(data)
    try:
        items_of(Measure, banks.reading.read_text(path), path.name, topics(), own=True)
    except UserError as error:
        assert "banks.toml" in str(error)


# search


def found(query: str, direction: str = "", *deficits: str) -> list[str]:
    return [item.key for item in search(MEASURES, query, direction, deficits)]


def test_without_conditions_everything_stands_in_the_banks_order():
    assert search(MEASURES) == list(MEASURES)
    assert search(MEASURES, " ,.! ") == list(MEASURES)


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("автобус", "evening-bus"),
        ("ВЕЧЕРОМ АВТОБУСЫ", "evening-bus"),
        ("травля", "bullying-protocol"),
        ("наставники молодым", "mentor-with-time"),
        ("помощи маршруты", "help-routes"),
        ("чтение семейное", "family-reading"),
        ("семейное чтение", "family-reading"),
        ("ученики-помощники", "buddy-for-newcomer"),
        ("звонок домой", "absence-steps"),
        ("логопеда", "shared-specialists"),
        ("отчетность", "fewer-reports"),
        ("отчётности", "fewer-reports"),
        ("олимп", "olympiad-club"),
    ],
)
def test_words_are_found_in_any_form_and_order(query: str, key: str):
    assert key in found(query)[:4], found(query)[:6]


def test_all_words_must_be_there():
    assert found("автобус марсиане") == []
    assert set(found("родители экзамен")) < set(found("экзамен"))


def test_the_word_in_the_text_comes_before_the_word_in_the_rest():
    keys = found("математика")
    named = {item.key for item in MEASURES if "математик" in item.text.casefold()}
    assert named
    assert set(keys[: len(named)]) == named
    assert len(keys) > len(named)


def test_a_deficit_is_found_by_its_other_names():
    assert set(found("егэ")) >= {item.key for item in MEASURES if "exams" in item.deficits}


def test_direction_and_deficits_narrow_the_list():
    assert {item.direction for item in search(MEASURES, "", "staff")} == {"staff"}
    both = search(MEASURES, "", "", ("sen", "russian"))
    assert all({"sen", "russian"} & set(item.deficits) for item in both)
    assert len(both) > len(search(MEASURES, "", "", ("sen",)))
    assert search(MEASURES, "", "staff", ("transition",)) == []


def test_ones_own_are_a_direction_of_their_own(folder: Path):
    made = banks.add_measure("Своё дело", direction="staff")
    everything = banks.load_measures()
    assert search(everything, "", banks.OWN) == [made]
    assert made in search(everything, "дело", "staff")


@given(st.sampled_from(SHIPPED), st.data())
def test_an_item_is_found_by_any_of_its_words_as_they_are_typed(item: BankItem, data: st.DataObject):
    word = data.draw(st.sampled_from(item.text.split()))
    typed = word[: data.draw(st.integers(1, len(word)))]
    assert item in search([item], typed.upper())


@given(st.text(max_size=30), st.text(max_size=10))
def test_the_search_takes_any_text(one: str, other: str):
    assert set(search(MEASURES, f"{one} {other}")) <= set(search(MEASURES, one))
    assert same_text(one, f" {one}. ")


def test_a_letter_costs_no_second_look_at_the_entries():
    search(SHIPPED, "чтение")
    taken_apart = _words_of.cache_info().misses
    assert search(SHIPPED, "родители учителей")
    assert _words_of.cache_info().misses == taken_apart
