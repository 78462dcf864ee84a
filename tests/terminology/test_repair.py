from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.document import Span
from translate.glossary.model import Entry
from translate.terminology.candidate import Candidate, judge
from translate.terminology.repair import find_gaps, find_rendering, force_term, mend_article, replace_term
from translate.terminology.request import Request, ask_plainly

from .hand_made import entry, hypothesis, requests_of


def candidate(dutch: str, english: str, aligned: str, *entries: Entry) -> tuple[list[Request], Candidate]:
    requests = requests_of(dutch, *entries)
    return requests, judge(dutch, requests, ask_plainly(dutch), hypothesis(dutch, english, aligned), "asked")


@pytest.mark.parametrize(
    ("dutch", "english", "aligned", "wanted", "replaced"),
    [
        ("Zegt Poetin dat", "Says Poetin that", "Poetin=Poetin", entry("Poetin", "Putin"), "Says Putin that"),
        ("Poetin zegt", "Poetin says", "Poetin=Poetin", entry("Poetin", "Putin"), "Putin says"),
        ("Drones komen", "Planes come", "Drones=Planes", entry("drone", "drone"), "Drones come"),
        # The article goes with its word.
        ("een bondgenoot", "a friend", "bondgenoot=friend", entry("bondgenoot", "ally"), "an ally"),
        ("een raket", "an arrow", "raket=arrow", entry("raket", "missile"), "a missile"),
        ("een raket", "a rocket", "raket=rocket", entry("raket", "missile"), "a missile"),
        ("Een raket", "An arrow", "raket=arrow", entry("raket", "missile"), "A missile"),
        ("een VN-gezant", "an envoy", "VN-gezant=envoy", entry("VN", "UN"), "a UN"),
        ("in Den Haag", "in the Haag", "Haag=Haag", entry("Den Haag", "The Hague"), "in The Hague"),
        ("Den Haag wil", "The Haag wants", "Haag=Haag", entry("Den Haag", "The Hague"), "The Hague wants"),
        # A genitive stays one.
        ("leger van Poetin", "Poetin's army", "Poetin=Poetin's", entry("Poetin", "Putin"), "Putin's army"),
        # Several words that are one rendering
        (
            "de havenstad brandt",
            "the city of harbour burns",
            "havenstad=city havenstad=harbour",
            entry("havenstad", "port city"),
            "the port city burns",
        ),
    ],
)
def test_replace(dutch: str, english: str, aligned: str, wanted: Entry, replaced: str) -> None:
    requests, best = candidate(dutch, english, aligned, wanted)
    made = replace_term(requests[0], 0, best)
    assert made is not None
    assert made.text == replaced


def test_nothing_is_replaced_where_the_alignment_shows_nothing() -> None:
    requests, best = candidate("Poetin zegt", "He says", "zegt=says", entry("Poetin", "Putin"))
    assert replace_term(requests[0], 0, best) is None
    assert find_rendering(requests[0], 0, best) is None


def test_words_that_stand_far_apart_are_not_one_rendering() -> None:
    english = "This Poetin of the old days is also Poetin here"
    aligned = "Poetin=Poetin#1 Poetin=This"
    requests, best = candidate("Poetin is het", english, aligned, entry("Poetin", "Putin"))
    found = find_rendering(requests[0], 0, best)
    assert found is not None
    assert found.of(english) in ("This", "Poetin")


def test_a_term_in_its_place_is_not_taken_for_another() -> None:
    requests, best = candidate(
        "Poetin en Xi", "Putin and him", "Poetin=Putin Xi=Putin Xi=him", entry("Poetin", "Putin"), entry("Xi", "Xi")
    )
    found = find_rendering(requests[1], 1, best)
    assert found is not None
    assert found.of("Putin and him") == "him"


@pytest.mark.parametrize(
    ("before", "term", "mended"),
    [
        ("He is a ", "ally", "He is an "),
        ("He is an ", "partner", "He is a "),
        ("A ", "ally", "An "),
        ("in the ", "The Hague", "in "),
        ("The ", "the Netherlands", ""),
        ("the ", "ally", "the "),
        ("into ", "ally", "into "),
        ("Korea ", "ally", "Korea "),
        ("", "ally", ""),
    ],
)
def test_mend_article(before: str, term: str, mended: str) -> None:
    assert mend_article(before, term) == mended


def test_prefixes_end_in_the_term_and_keep_what_stands_before_it() -> None:
    dutch = "Volgens hem is Poetin bang"
    english = "According to him a Poetin is afraid"
    requests, best = candidate(dutch, english, "Poetin=Poetin", entry("Poetin", "Putin"))
    proposals = force_term(dutch, requests, best, marks=True)
    assert {asked.text for asked, _ in proposals} == {"Volgens hem is ⦃ Putin ⦄ bang"}
    assert [prefix for _, prefix in proposals] == [
        "According to him a Putin",
        "According to Putin",
        "According to him Putin",
        "According to him a Putin is",
    ]
    assert {asked.text for asked, _ in force_term(dutch, requests, best, marks=False)} == {dutch}


@pytest.mark.parametrize(
    ("dutch", "english", "aligned", "wanted", "prefix"),
    [
        ("een bondgenoot", "is a friend", "bondgenoot=friend", entry("bondgenoot", "ally"), "is an ally"),
        ('"Poetin liegt"', '"Poetin lies"', '"Poetin="Poetin', entry("Poetin", "Putin"), '"Putin'),
        ("zei Poetin", 'said "x" Poetin', "Poetin=Poetin", entry("Poetin", "Putin"), 'said "x" Putin'),
        ("de anti-Poetin", "the anti-Poetin", "anti-Poetin=anti-Poetin", entry("Poetin", "Putin"), "the Putin"),
    ],
)
def test_a_prefix_is_written_as_english_is(dutch: str, english: str, aligned: str, wanted: Entry, prefix: str) -> None:
    requests = requests_of(dutch, wanted)
    made = hypothesis(dutch, english)
    for pair in aligned.split():
        source, target = pair.split("=")
        row = [span.of(english) for span in made.tokens].index(target.rstrip('"'))
        column = [span.of(dutch) for span in made.source_tokens].index(source.rstrip('"'))
        assert made.attention is not None
        made.attention[row] = 0
        made.attention[row, column] = 1
    best = judge(dutch, requests, ask_plainly(dutch), made, "asked")
    assert force_term(dutch, requests, best, marks=False)[0][1] == prefix


def test_a_term_without_a_rendering_belongs_beside_its_neighbours() -> None:
    dutch, english = "Hij belde Poetin gisteren", "He called yesterday"
    requests, best = candidate(dutch, english, "Hij=He belde=called gisteren=yesterday", entry("Poetin", "Putin"))
    assert find_gaps(requests[0], 0, best) == [len("He called"), len("He called ")]
    prefixes = [prefix for _, prefix in force_term(dutch, requests, best, marks=False)]
    assert prefixes == ["He called Putin", "He called Putin", "He called Putin yesterday"]


def test_nothing_is_proposed_when_nothing_is_missing() -> None:
    requests, best = candidate("Poetin zegt", "Putin says", "Poetin=Putin", entry("Poetin", "Putin"))
    assert force_term("Poetin zegt", requests, best, marks=True) == []


@given(st.data())
def test_tokens_stay_in_order_and_inside_the_text_after_a_replacement(data: st.DataObject) -> None:
    words = data.draw(
        st.lists(st.sampled_from(["a", "an", "the", "The", "Poetin", "said", "he's"]), min_size=1, max_size=8)
    )
    words.insert(data.draw(st.integers(0, len(words))), "Poetin")
    english = " ".join(words)
    target = data.draw(st.sampled_from(["Putin", "ally", "The Hague", "UN"]))
    requests, best = candidate("Poetin zei", english, "Poetin=Poetin#0", entry("Poetin", target))
    made = replace_term(requests[0], 0, best)
    if made is None:
        return
    assert made.text.count("Poetin") == english.count("Poetin") - 1
    assert len(made.tokens) == len(best.hypothesis.tokens)
    assert all(Span(0, len(made.text)).start <= t.start <= t.end <= len(made.text) for t in made.tokens)
    assert all(one.start <= following.start for one, following in pairwise(made.tokens))
