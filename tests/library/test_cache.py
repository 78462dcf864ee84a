from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate.library import CachedTranslation, Library, cache_key

from .documents import ALIGNMENTS, CONFIDENCES, DE_WIJK, ISSUES, TERMS, TEXTS

CACHED = st.builds(
    CachedTranslation,
    target=TEXTS,
    confidence=CONFIDENCES,
    alignment=ALIGNMENTS,
    terms=st.lists(TERMS, max_size=2).map(tuple),
    issues=st.lists(ISSUES, max_size=2).map(tuple),
)


@settings(max_examples=40, deadline=None)
@given(items=st.dictionaries(TEXTS, CACHED, max_size=4))
def test_what_was_cached_comes_back(shared_library: Library, items: Mapping[str, CachedTranslation]) -> None:
    shared_library.cache(items)
    assert shared_library.cached([*items, "no such key"]) == items


def test_any_number_of_keys_may_be_asked_for(library: Library) -> None:
    items = {str(n): CachedTranslation(f"Sentence {n}.") for n in range(1201)}
    library.cache(items)
    assert library.cached([*items, *items, "1201"]) == items
    assert library.cached([]) == {}


def test_a_newer_translation_replaces_the_older(library: Library) -> None:
    library.cache({"k": CachedTranslation("Old.", terms=DE_WIJK.terms)})
    library.cache({"k": CachedTranslation("New.")})
    assert library.cached(["k"]) == {"k": CachedTranslation("New.")}


QUESTION = ("De Wijk zegt het.", "compact@1", {"beam": 4, "hypotheses": 2}, ("aa", "bb"))


@pytest.mark.parametrize(
    "other",
    [
        ("De Wijk zegt het. ", *QUESTION[1:]),
        (QUESTION[0], "compact@2", *QUESTION[2:]),
        (*QUESTION[:2], {"beam": 5, "hypotheses": 2}, QUESTION[3]),
        (*QUESTION[:2], {"beam": 4}, QUESTION[3]),
        (*QUESTION[:3], ("bb", "aa")),
        (*QUESTION[:3], ("aabb",)),
        (*QUESTION[:3], ()),
    ],
)
def test_a_question_that_differs_in_anything_has_another_key(other) -> None:
    assert cache_key(*other) != cache_key(*QUESTION)


def test_a_key_depends_on_nothing_but_the_question() -> None:
    assert cache_key(*QUESTION[:2], {"hypotheses": 2, "beam": 4}, ["aa", "bb"]) == cache_key(*QUESTION)
    # Known from the definition (SHA-256 of the JSON), so that an old library's cache stays of use.
    assert cache_key("Ja.", "e", {}, []) == "d0c75d7d2f3a20e921c81bae08c6fecef0a194b7a929dcae9005b9845658958b"
