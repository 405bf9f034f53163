"""Addresses that a document may carry."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.services.documents.links import LONGEST, safe_link


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://example.org/a?b=1&c=2#d", "https://example.org/a?b=1&c=2#d"),
        (" HTTP://example.org ", "HTTP://example.org"),
        ("http://школа.рф/путь", "http://школа.рф/путь"),
        ('http://a.b/c d"<>\\^`{|}', "http://a.b/c%20d%22%3C%3E%5C%5E%60%7B%7C%7D"),
        ("http://a.b/100%", "http://a.b/100%25"),
        ("http://a.b/%D0%B0", "http://a.b/%D0%B0"),
        ("mailto:school@example.org?subject=тема", "mailto:school@example.org?subject=тема"),
        ("https://[::1]/x", "https://[::1]/x"),
    ],
)
def test_allowed(address: str, link: str):
    assert safe_link(address) == link


@pytest.mark.parametrize(
    "address",
    [
        "",
        "example.org",
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "ftp://example.org",
        "http://",
        "http:///path",
        "http://[bad",
        "http://a.b:port/",
        "http://a b/",
        "mailto:",
        "mailto:nobody",
        "mailto:a@b@c",
        "#anchor",
        "http://a.b/" + "x" * LONGEST,
    ],
)
def test_refused(address: str):
    assert safe_link(address) == ""


@given(st.one_of(st.text(), st.text().map("http://a.b/".__add__), st.text().map("mailto:a@b?".__add__)))
def test_what_is_allowed_is_clean_and_stays_the_same(address: str):
    link = safe_link(address)
    if link:
        assert urlsplit(link).scheme.lower() in {"http", "https", "mailto"}
        assert not re.search(r"""[\s"<>\\^`{|}\x00-\x1f]""", link)
        assert safe_link(link) == link
