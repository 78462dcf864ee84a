from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.document import Span
from translate.writing.marking import Mark, escape, mark_up, shown

from .articles import spans

TEXT = "Volgens De Wijk zegt PAX."


@pytest.mark.parametrize(
    ("spans", "markup"),
    [
        ([], "Volgens De Wijk zegt PAX."),
        ([(8, 15)], "Volgens <span 0>De Wijk</span> zegt PAX."),
        ([(8, 15), (8, 10), (11, 15)], "Volgens <span 0><span 1>De</span> <span 2>Wijk</span></span> zegt PAX."),
        ([(8, 10), (8, 15)], "Volgens <span 1><span 0>De</span> Wijk</span> zegt PAX."),
        ([(8, 15), (8, 15)], "Volgens <span 0><span 1>De Wijk</span></span> zegt PAX."),
        ([(8, 15), (11, 20)], "Volgens <span 0>De <span 1>Wijk</span></span><span 1> zegt</span> PAX."),
        ([(0, 7), (7, 8)], "<span 0>Volgens</span><span 1> </span>De Wijk zegt PAX."),
        ([(21, 25)], "Volgens De Wijk zegt <span 0>PAX.</span>"),
        ([(21, 99), (99, 120), (3, 3)], "Volgens De Wijk zegt <span 0>PAX.</span>"),
    ],
    ids=["none", "one", "words in a term", "longest outermost", "same", "crossing", "touching", "at the end", "beyond"],
)
def test_marks_become_elements_that_nest(spans: list[tuple[int, int]], markup: str) -> None:
    marks = [Mark(Span(*edges), f" {number}") for number, edges in enumerate(spans)]
    assert mark_up(TEXT, marks) == markup


def test_what_follows_a_mark_stands_once_even_when_the_mark_is_cut() -> None:
    marks = [Mark(Span(0, 5), ""), Mark(Span(3, 8), "", "<sup></sup>")]
    assert mark_up("abcdefghij", marks).count("<sup></sup>") == 1
    assert mark_up("abcdefghij", marks).endswith("fgh</span><sup></sup>ij")


@pytest.mark.parametrize(
    ("place", "markup"),
    [
        (0, "<i/><span 0>Volgens</span> <span 1>De Wijk</span> zegt PAX."),
        (7, "<span 0>Volgens</span><i/> <span 1>De Wijk</span> zegt PAX."),
        (8, "<span 0>Volgens</span> <i/><span 1>De Wijk</span> zegt PAX."),
        (10, "<span 0>Volgens</span> <span 1>De<i/> Wijk</span> zegt PAX."),
        (25, "<span 0>Volgens</span> <span 1>De Wijk</span> zegt PAX.<i/>"),
        (99, "<span 0>Volgens</span> <span 1>De Wijk</span> zegt PAX.<i/>"),
    ],
)
def test_points_stand_between_two_characters(place: int, markup: str) -> None:
    marks = [Mark(Span(0, 7), " 0"), Mark(Span(8, 15), " 1")]
    assert mark_up(TEXT, marks, [(place, "<i/>")]) == markup


@given(st.text(max_size=40), st.lists(spans(), max_size=6))
def test_every_character_stands_once_and_in_order(text: str, places: list[Span]) -> None:
    marks = [Mark(place, f' class="{number}"') for number, place in enumerate(places)]
    assert html.unescape(re.sub("<[^>]*>", "", mark_up(text, marks))) == shown(text)


@given(st.text())
def test_what_is_shown_counts_the_same_code_points_and_keeps_all_html_allows(text: str) -> None:
    result = shown(text)
    assert len(result) == len(text)
    assert all(new == old or not old.isprintable() for new, old in zip(result, text, strict=True))
    result.encode()


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("\" onmouseover='x", "&quot; onmouseover=&#x27;x"),
        ("&amp;", "&amp;amp;"),
        ("nul\0 bell\a return\r", "nul␀ bell␇ return␍"),
        ("delete\x7f c1\x85 half\ud800 non\uffff", "delete␡ c1\ufffd half\ufffd non\ufffd"),
        ("tab\t line\n", "tab\t line\n"),
    ],
)
def test_escape(text: str, escaped: str) -> None:
    assert escape(text) == escaped
