"""What is proposed as the reason of a moved or missed deadline, in Russian that can stand as it is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.models.all import Activity, DeadlineMove
from shnor_desktop.services.deadline_moves import proposed_reason, same_period

YEARS = (2026, 2028)
TODAY = date(2026, 12, 1)


def proposed(*moves: tuple[str, str] | tuple[str, str, str], **fields: object) -> str:
    """The proposal with common spaces."""
    history = [DeadlineMove(was=move[0], became=move[1], reason="".join(move[2:])) for move in moves]
    return proposed_reason(Activity(**fields), history, YEARS, TODAY).replace("\u00a0", " ")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("was", "became", "sentence"),
    [
        ("20.05.2026", "10 июня 2026 года", "перенесён с 20 мая 2026 г. на 10 июня 2026 г."),
        ("до 1 апреля 2027 года", "до 1 мая 2027", "перенесён с 1 апреля 2027 г. на 1 мая 2027 г."),
        ("Март", "май 2026 года", "перенесён с марта 2026 г. на май 2026 г."),
        ("IV квартал 2026 года", "I квартал 2027 г.", "перенесён с IV квартала 2026 г. на I квартал 2027 г."),
        ("2026", "2027 год", "перенесён с 2026 г. на 2027 г."),
        ("март – май", "июнь", "«март – май» изменён на «июнь»"),
        ("постоянно", "10 июня 2026", "«постоянно» изменён на «10 июня 2026»"),
        ("когда-нибудь", "скоро", "«когда-нибудь» изменён на «скоро»"),
    ],
)
def test_one_move_is_one_sentence(was: str, became: str, sentence: str):
    assert proposed((was, became)) == f"Срок {sentence}"
    assert proposed((was, became, "карантин.")) == f"Срок {sentence}: карантин"


def test_several_moves_are_told_in_turn():
    first, second = ("20 мая 2026", "10 июня 2026", "карантин"), ("10 июня 2026", "июль 2026", "отпуск")
    assert proposed(first, second) == (
        "Срок перенесён с 20 мая 2026 г. на 10 июня 2026 г.: карантин; затем на июль 2026 г.: отпуск"
    )
    assert proposed(first, ("15 июня 2026", "июль 2026")) == (
        "Срок перенесён с 20 мая 2026 г. на 10 июня 2026 г.: карантин; затем с 15 июня 2026 г. на июль 2026 г."
    )
    assert proposed(("весной", "летом"), ("летом", "осенью"), ("зимой", "потом")) == (
        "Срок «весной» изменён на «летом»; затем на «осенью»; срок «зимой» изменён на «потом»"
    )


def test_a_missed_deadline_is_told_by_its_last_day_and_what_is_done():
    assert proposed(period="октябрь 2026") == "В срок (до 31 октября 2026 г.) не выполнено"
    late = "В срок (до 31 октября 2026 г.) не завершено, выполнено 60 %"
    assert proposed(period="октябрь 2026", percent=60) == late


@pytest.mark.parametrize(
    "fields", [{"period": "октябрь 2026", "percent": 100}, {"period": "январь 2027"}, {"period": "постоянно"}, {}]
)
def test_nothing_is_said_where_there_is_nothing_to_explain(fields: dict[str, object]):
    assert proposed(**fields) == ""


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("апрель 2026", "Апрель  2026 года", True),
        ("апрель", "апрель 2026", True),
        ("1.9.2026", "до 1 сентября 2026 г.", True),
        ("Март – ноябрь", "март-ноябрь", True),
        ("ежегодно", "каждый год", True),
        ("", "", True),
        ("", "май", False),
        ("май", "", False),
        ("по плану ИРО", "по отдельному плану", False),
        ("абв", "где", False),
        ("апрель 2026", "апрель 2027", False),
        ("апрель 2026", "30 апреля 2026", False),
    ],
)
def test_periods_are_compared_by_their_dates(one: str, other: str, same: bool):
    assert same_period(one, other, YEARS) is same
    assert same_period(other, one, YEARS) is same


words = st.sampled_from(("май 2026", "до 3.06.2026", "постоянно", "IV квартал 2027", "2028", "март – май", "х", ""))


@given(st.lists(st.tuples(words, words, st.text(max_size=9))))
def test_any_history_makes_one_line_that_names_every_reason(moves: list[tuple[str, str, str]]):
    said = proposed(*moves)
    assert (said == "") == (not moves)
    assert "\n" not in said.replace("".join(move[2] for move in moves), "") or any(move[2] for move in moves)
    assert all(move[2].strip().rstrip(".;").replace("\u00a0", " ") in said for move in moves)
