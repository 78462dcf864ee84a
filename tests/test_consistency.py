from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from translate.consistency import Inconsistency, find_inconsistencies
from translate.document import Article, Paragraph, Segment, Span, TermMatch
from translate.glossary.matching import find_terms
from translate.glossary.model import Glossary
from translate.glossary.store import parse_glossary
from translate.library import Library

GLOSSARY = parse_glossary("""
- {source: luchtaanval, target: air strike, variants: [airstrike]}
- {source: Poetin, target: Putin, kind: person}
- {source: AIVD, target: AIVD, kind: service, expand: General Intelligence Service}
""")
SPELT_OUT = "General Intelligence Service (AIVD)"
NUMBERS = itertools.count(1)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "translations.db") as opened:
        yield opened


def pair(source: str, target: str, terms: str = "", aligned: str = "") -> Segment:
    """A translated sentence. Terms and aligned words are given as ``Dutch=English``, with commas between."""

    def spans(given: str) -> list[tuple[Span, Span]]:
        sides = [one.split("=") for one in given.split(", ") if one]
        return [(span_of(source, dutch), span_of(target, english)) for dutch, english in sides]

    english = dict(spans(terms))
    matches = tuple(
        TermMatch(one.entry.id, one.span, english[one.span].of(target), english[one.span], "applied")
        for one in find_terms(source, GLOSSARY)
        if one.span in english
    )
    return Segment("", source, target=target, state="translated", terms=matches, alignment=tuple(spans(aligned)))


def span_of(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))


def save(library: Library, title: str, *segments: Segment) -> int:
    paragraphs = tuple(
        Paragraph("text", segment.source, segments=(replace(segment, id=f"{number}.1"),))
        for number, segment in enumerate(segments, 1)
    )
    return library.save_article(Article(paragraphs, title=title, path=f"{title}.txt", sha256=f"{next(NUMBERS):064x}"))


def found(library: Library, articles: list[int] | None = None, glossary: Glossary = GLOSSARY) -> list[object]:
    def row(one: Inconsistency) -> object:
        return one.kind, one.dutch, [rendering.english for rendering in one.renderings]

    return [row(one) for one in find_inconsistencies(library, glossary, articles)]


RAIN, RAINS = pair("Het regent.", "It rains."), pair("Het regent.", "It is raining.")
STRIKES = (
    pair("Luchtaanvallen gaan door.", "Air strikes continue.", "Luchtaanvallen=Air strikes"),
    pair("De luchtaanvallen doden.", "The airstrikes kill.", "luchtaanvallen=airstrikes"),
    pair("Weer luchtaanvallen.", "Again air strikes.", "luchtaanvallen=air strikes"),
)


def test_a_sentence_translated_in_two_ways(library: Library) -> None:
    one, other = save(library, "Maandag", RAIN), save(library, "Dinsdag", RAINS, RAINS)
    (inconsistency,) = find_inconsistencies(library, GLOSSARY)
    assert (inconsistency.kind, inconsistency.dutch) == ("sentence", "Het regent.")
    often, once = inconsistency.renderings
    assert (often.english, once.english) == ("It is raining.", "It rains.")
    assert [(use.article, use.title, use.segment) for use in often.uses] == [
        (other, "Dinsdag", "1.1"),
        (other, "Dinsdag", "2.1"),
    ]
    assert [(use.article, use.title, use.segment, use.source, use.target) for use in once.uses] == [
        (one, "Maandag", "1.1", "Het regent.", "It rains.")
    ]


def test_a_term_translated_in_two_ways_though_the_glossary_allows_both(library: Library) -> None:
    for number, segment in enumerate(STRIKES):
        save(library, str(number), segment)
    assert found(library) == [("term", "luchtaanvallen", ["Air strikes", "airstrikes"])]


def test_a_name_that_the_glossary_has_not(library: Library) -> None:
    save(library, "Maandag", pair("Toen zei Borrell ja.", "Then Borrell said yes.", aligned="Borrell=Borrell"))
    save(library, "Dinsdag", pair("Ook Borrell ging.", "Also Borel went.", aligned="Borrell=Borel"))
    assert found(library) == [("name", "Borrell", ["Borrell", "Borel"])]


def test_kinds_come_in_order_and_the_frequent_first(library: Library) -> None:
    names = (
        pair("Zij zag Kyiv en Lviv.", "She saw Kyiv and Lviv.", aligned="Kyiv=Kyiv, Lviv=Lviv"),
        pair("Hij zag Kyiv en Lviv.", "He saw Kiev and Lvov.", aligned="Kyiv=Kiev, Lviv=Lvov"),
        pair("Ik zag Lviv.", "I saw Lvov.", aligned="Lviv=Lvov"),
    )
    save(library, "Maandag", *names, *STRIKES, RAIN, RAINS)
    assert [row[:2] for row in map(tuple, found(library))] == [  # type: ignore[arg-type]
        ("sentence", "Het regent."),
        ("term", "luchtaanvallen"),
        ("name", "Lviv"),
        ("name", "Kyiv"),
    ]


def test_articles_that_are_named_are_compared_with_all(library: Library) -> None:
    one, other, third = save(library, "1", RAIN), save(library, "2", RAINS), save(library, "3", *STRIKES)
    assert found(library, [one]) == [("sentence", "Het regent.", ["It rains.", "It is raining."])]
    assert found(library, [third]) == [("term", "luchtaanvallen", ["Air strikes", "airstrikes"])]
    assert found(library, [one, third]) == found(library)
    assert found(library, [other]) == found(library, [one])


SAME = {
    "nothing": [],
    "a capital": [STRIKES[0], STRIKES[2]],
    "a genitive": [
        pair("Dat is Poetins leger.", "That is Putin's army.", "Poetins=Putin's"),
        pair("Poetins leger rukt op.", "The army of Putin advances.", "Poetins=Putin"),
    ],
    "a number": [
        pair("De luchtaanval faalt.", "The air strike fails.", "luchtaanval=air strike"),
        pair("Luchtaanvallen falen.", "Air strikes fail.", "Luchtaanvallen=Air strikes"),
    ],
    "a hyphen": [
        pair("Ons luchtaanvallen.", "Our air strikes.", "luchtaanvallen=air strikes"),
        pair("Die luchtaanvallen.", "Those air-strikes.", "luchtaanvallen=air-strikes"),
    ],
    "the first mention, spelt out": [
        pair("De AIVD waarschuwt.", f"The {SPELT_OUT} warns.", f"AIVD={SPELT_OUT}"),
        pair("De AIVD waarschuwt.", "The AIVD warns.", "AIVD=AIVD"),
    ],
    "an article before a name": [
        pair("Hij zag Kyiv.", "He saw the Kyiv.", aligned="Kyiv=the, Kyiv=Kyiv"),
        pair("Zij zag Kyiv.", "She saw Kyiv.", aligned="Kyiv=Kyiv"),
    ],
    "a sentence without English": [RAIN, pair("Het regent.", "")],
    "white space": [RAIN, pair("Het regent.", "It  rains.")],
    "a word with a capital because it comes first": [
        pair("Kyiv zwijgt.", "Kyiv is silent.", aligned="Kyiv=Kyiv"),
        pair("Kyiv valt.", "Kiev falls.", aligned="Kyiv=Kiev"),
    ],
    "an alignment that errs": [
        pair("Hij zag Kyiv.", "He saw Kyiv.", aligned="Kyiv=Kyiv"),
        pair("Die Kyiv zag.", "He who saw it saw Kyiv.", aligned="Kyiv=He, zag=saw, Kyiv=Kyiv"),
        pair("Zo zag Kyiv.", "So it was.", aligned="Kyiv=it"),
    ],
    "a part of a compound": [
        pair("De NotPetya-aanval.", "The NotPetya-attack.", aligned="NotPetya-aanval=NotPetya-attack"),
        pair("Dus NotPetya.", "So NotPetya.", aligned="NotPetya=NotPetya"),
    ],
}


@pytest.mark.parametrize("case", SAME)
def test_what_differs_for_a_reason_is_no_inconsistency(library: Library, case: str) -> None:
    for number, segment in enumerate(SAME[case]):
        save(library, str(number), segment)
    assert found(library) == []


def test_without_the_glossary_nothing_is_known_to_be_spelt_out(library: Library) -> None:
    save(library, "Maandag", *SAME["the first mention, spelt out"])
    assert {re.sub(r"\W.*", "", str(row[0])) for row in map(tuple, found(library, glossary=Glossary()))} == {  # type: ignore[arg-type]
        "sentence",
        "term",
    }


def test_names_of_several_words(library: Library) -> None:
    save(
        library,
        "Maandag",
        pair(
            "Toen kwam Ursula von der Leyen.",
            "Then came Ursula von der Leyen.",
            aligned="Ursula=Ursula, Leyen=Leyen, von=von, der=der",
        ),
        pair("Zo sprak Ursula von der Leyen.", "So spoke Ursula Leyen.", aligned="Ursula=Ursula, Leyen=Leyen"),
        pair("Om Nagorno-Karabach.", "About Nagorno-Karabakh.", aligned="Nagorno-Karabach=Nagorno-Karabakh"),
        pair("Hij zag Nagorno-Karabach.", "He saw Nagorny Karabakh.", aligned="Nagorno-Karabach=Nagorny Karabakh"),
    )  # fmt: skip
    assert found(library) == [
        ("name", "Nagorno-Karabach", ["Nagorno-Karabakh", "Nagorny Karabakh"]),
        ("name", "Ursula von der Leyen", ["Ursula von der Leyen", "Ursula Leyen"]),
    ]
