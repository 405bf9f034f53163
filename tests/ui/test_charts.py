"""The chart of an indicator: Russian numbers, signs besides colours, pictures for a document."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from shnor_desktop.models.all import Indicator, IndicatorValue
from shnor_desktop.services.indicator_chart import Chart, chart_of
from shnor_desktop.services.indicator_course import course
from shnor_desktop.ui import charts
from shnor_desktop.ui.colours import DARK, LIGHT


@pytest.fixture
def chart() -> Chart:
    row = Indicator(text="Доля успешных", unit="процент", baseline="22,5", target="90")
    points = (("2026", "45", "50"), ("2027", "", "61"), ("2028", "85", ""))
    values = tuple(IndicatorValue(n, 1, n, *point) for n, point in enumerate(points))
    made = chart_of(row, values, course(row, values, (2026, 2028), date(2028, 3, 1)))
    assert made is not None
    return made


@pytest.fixture
def plot(qtbot, chart: Chart) -> charts.IndicatorChart:
    made = charts.IndicatorChart()
    qtbot.addWidget(made)
    made.resize(420, 220)
    made.show_chart(chart)
    made.show()
    QApplication.processEvents()
    return made


def colours_in(image: QImage) -> set[str]:
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    return {f"#{point & 0xFFFFFF:06x}" for point in set(memoryview(plain.constBits()).cast("I"))}


def test_numbers_have_a_decimal_comma():
    assert charts.ticks(0.1, 2.9) == [(0.5, "0,5"), (1.0, "1,0"), (1.5, "1,5"), (2.0, "2,0"), (2.5, "2,5")]
    assert [text for _, text in charts.ticks(-1, 1)] == ["−1,0", "−0,5", "0,0", "0,5", "1,0"]
    assert [text for _, text in charts.ticks(5.6, 106.9)] == ["20", "40", "60", "80", "100"]
    assert [text for _, text in charts.ticks(0, 0.12)] == ["0,00", "0,02", "0,04", "0,06", "0,08", "0,10", "0,12"]


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6))
def test_there_are_neither_too_few_nor_too_many_numbers(low: float, width: float):
    found = charts.ticks(low, low + width)
    values = [value for value, _ in found]
    assert 2 <= len(found) <= 7
    assert len({text for _, text in found}) == len(found)
    assert all(low - width / 100 <= value <= low + width * 1.01 for value in values)


def test_it_says_what_it_shows(plot: charts.IndicatorChart):
    assert plot.accessibleName() == "График показателя «Доля успешных»"
    assert plot.accessibleDescription().startswith("Исходное 22,5\u00a0%; 2026: план 45\u00a0%, факт 50\u00a0%;")


def test_each_kind_has_a_shape_and_a_stroke_of_its_own(plot: charts.IndicatorChart):
    items = plot.getPlotItem().items
    shapes = {item.opts["symbol"] for item in items if isinstance(item, charts.pg.ScatterPlotItem)}
    assert shapes == {"s", "d", "o", "t"}
    lines = [item for item in items if isinstance(item, charts.pg.PlotDataItem)]
    strokes = [item.opts["pen"].style() for item in lines]
    strokes += [item.pen.style() for item in items if isinstance(item, charts.pg.InfiniteLine)]
    assert len(set(strokes)) == 3
    assert len({sign for sign, _, _ in charts.LEGEND}) == len(charts.LEGEND)


def test_it_is_painted_in_the_colours_worn(qtbot, chart: Chart):
    for palette in (LIGHT, DARK):
        plot = charts.IndicatorChart(palette=palette)
        qtbot.addWidget(plot)
        plot.resize(300, 200)
        plot.show_chart(chart)
        seen = colours_in(plot.grab().toImage())
        assert {palette.paper, palette.good, palette.error} <= seen


def test_another_indicator_leaves_nothing_of_the_one_before(plot: charts.IndicatorChart, chart: Chart):
    count = len(plot.getPlotItem().items)
    plot.show_chart(chart)
    assert len(plot.getPlotItem().items) == count
    row = Indicator(target="5")
    only = chart_of(row, (), course(row, (), None, date(2027, 1, 1)))
    assert only is not None
    plot.show_chart(only)
    assert len(plot.getPlotItem().items) < count


def test_a_picture_for_a_document_is_sharp_and_light(qapp, chart: Chart):
    image = charts.image_of(chart)
    assert image.size() == charts.PICTURE * charts.SHARPNESS
    assert image.pixelColor(0, 0).name() == "#ffffff"
    assert {LIGHT.good, LIGHT.error} <= colours_in(image)


def test_a_drawing_keeps_words_as_words(qapp, chart: Chart, tmp_path: Path):
    path = tmp_path / "график.svg"
    charts.save_svg(chart, path)
    root = ElementTree.parse(path).getroot()
    words = " ".join("".join(node.itertext()) for node in root.iter())
    assert "Доля успешных" in words
    assert "достигнуто" in words
