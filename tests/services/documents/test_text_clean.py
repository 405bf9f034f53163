"""Characters that no XML may carry."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.services.documents.text_clean import clean_text


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("обычный текст\tс табом\nи строкой", "обычный текст\tс табом\nи строкой"),
        ("a\x00b\x08c\x1fd", "abcd"),
        ("a\r\nb\rc\x0bd\x0ce", "a\nb\nc\nd\ne"),
        ("a\ufffeb\uffffc", "abc"),
        ("a\ud800b\udfffc", "abc"),
        ("\ud83d\ude00", "😀"),
        ("a\ud83d\ude00\udc00\x01", "a😀"),
        ("неразрывный\u00a0пробел и мягкий\u00adперенос", "неразрывный\u00a0пробел и мягкий\u00adперенос"),
        ("", ""),
    ],
)
def test_known_texts(text: str, clean: str):
    assert clean_text(text) == clean


@given(st.text(st.characters(codec=None, exclude_categories=())))
def test_what_is_left_goes_through_xml_and_loses_nothing_else(text: str):
    clean = clean_text(text)
    assert clean_text(clean) == clean
    element = ElementTree.Element("a")
    element.text = clean
    assert (ElementTree.fromstring(ElementTree.tostring(element, encoding="utf-8")).text or "") == clean
    kept = [c for c in clean if c not in "\n\t"]
    if not any("\ud800" <= c <= "\udfff" for c in text):
        assert kept == [c for c in text if c >= " " and c not in "\ufffe\uffff"]
