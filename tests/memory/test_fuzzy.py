"""Sentences like one that is known are found, with a percentage that means what translators expect."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.library import Library
from translate.memory import FuzzyIndex, match_percent

from .units import approve, unit

TEN = "De minister sprak {} lang met leden van het kabinet."


@pytest.mark.parametrize(
    ("asked", "known", "lowest", "highest"),
    [
        ("Hij zwijgt.", "Hij zwijgt.", 100, 100),
        # One word of ten: another, a missing one, one more
        ("De minister sprak gisteren lang met leden van het kabinet.", TEN.replace("{}", "vandaag"), 86, 94),
        ("De minister sprak lang met leden van het kabinet.", TEN.replace("{}", "vandaag"), 86, 94),
        ("De ministers sprak vandaag lang met leden van het kabinet.", TEN.replace("{}", "vandaag"), 90, 95),
        # Case and punctuation alone
        ("Hij zwijgt.", "Hij zwijgt!", 95, 99),
        ("HIJ ZWIJGT", "Hij zwijgt", 95, 99),
        ("Volgens hem, zegt hij, is het zo.", "Volgens hem zegt hij: is het zo", 95, 99),
        ("Hij  zwijgt.", "Hij zwijgt.", 95, 99),
        # Half of it, nothing of it
        ("De regering valt vandaag.", "De regering blijft voorlopig.", 45, 65),
        ("Poetin sprak met Xi.", "Het regent vandaag hard.", 0, 25),
        ("...", "…", 0, 60),
    ],
)  # fmt: skip
def test_percentages(asked: str, known: str, lowest: int, highest: int) -> None:
    assert lowest <= match_percent(asked, known) <= highest
    assert match_percent(asked, known) == match_percent(known, asked)


@given(st.text("aA b.,1", max_size=12), st.text("aA b.,1", max_size=12))
def test_only_the_very_same_is_a_hundred(asked: str, known: str) -> None:
    assert (match_percent(asked, known) == 100) == (asked == known)
    assert 0 <= match_percent(asked, known) <= 100


def found(index: FuzzyIndex, source: str, **options: int) -> list[tuple[int, str]]:
    return [(match.percent, match.target) for match in index.search(source, **options)]


def test_the_best_come_first_and_the_same_english_once(library: Library) -> None:
    library.add_units(
        [
            unit("De regering valt vandaag over het asielbeleid.", "The cabinet falls today."),
            unit("De regering valt morgen over het asielbeleid.", "The cabinet falls tomorrow."),
            unit("De regering valt vandaag over het asielbeleid!", "The cabinet falls today."),
            unit("De kinderen spelen vandaag in het park.", "The children play in the park today."),
        ]
    )
    index = FuzzyIndex(library)
    assert found(index, "De regering valt vandaag over het asielbeleid.") == [
        (100, "The cabinet falls today."),
        (85, "The cabinet falls tomorrow."),
    ]
    assert found(index, "De regering valt vandaag over het asielbeleid.", limit=1) == [
        (100, "The cabinet falls today.")
    ]
    assert found(index, "De regering valt vandaag over het asielbeleid.", least=101) == []
    assert found(index, "Er is niets.") == []


def test_of_matches_as_good_the_reviewed_then_the_newest_come_first(library: Library) -> None:
    library.add_units(
        [
            unit(f"De regering valt op {day}.", day, at=f"20{n}-01-01T00:00:00+00:00")
            for n, day in ((20, "zondag"), (22, "maandag"), (21, "dinsdag"))
        ]
    )
    approve(library, ("De regering valt op vrijdag.", "vrijdag"))
    matches = FuzzyIndex(library).search("De regering valt op XXXXdag.")
    assert len({match.percent for match in matches if len(match.target) == 7}) == 1
    assert [m.target for m in matches if len(m.target) == 7] == ["vrijdag", "maandag", "dinsdag"]


def test_a_hundred_and_one_for_the_same_neighbours(library: Library) -> None:
    approve(library, ("Een.", "One."), ("Hij zwijgt.", "He keeps silent."), ("Twee.", "Two."))
    library.add_units([unit("Hij zwijgt.", "He says nothing.")])
    index = FuzzyIndex(library)
    best, other = index.search("Hij zwijgt.", previous="Een.", following="Twee.")
    assert (best.percent, best.target, other.percent) == (101, "He keeps silent.", 100)
    assert [match.percent for match in index.search("Hij zwijgt.", previous="Een.", following="Drie.")] == [100, 100]
    assert [match.percent for match in index.search("Hij zwijgt.")] == [100, 100]


def test_numbers_are_adapted_and_said(library: Library) -> None:
    library.add_units(
        [
            unit("In 2019 kwamen er 2.400.", "In 2019, 2,400 came."),
            unit("Hij bleef er 3 dagen en nachten.", "He stayed three days and nights."),
        ]
    )
    index = FuzzyIndex(library)
    (match,) = index.search("In 2021 kwamen er 950.")
    assert (match.percent, match.target, match.adapted, match.note) == (99, "In 2021, 950 came.", True, "")
    (match,) = index.search("Hij bleef er 4 dagen en nachten.")
    assert (match.adapted, match.target) == (False, "He stayed three days and nights.")
    assert 75 <= match.percent < 99 and match.note == "not adapted: 3 → 4: not in the English"
    (match,) = index.search("Hij bleef er 4 dagen en weken.", least=60)
    assert not match.adapted and match.note == "other numbers: 3 there, 4 here"


def test_a_change_of_the_memory_is_seen(library: Library) -> None:
    index = FuzzyIndex(library)
    assert index.search("De regering valt vandaag.") == []
    library.add_units([unit("De regering valt morgen.", "The cabinet falls tomorrow.")])
    assert [target for _, target in found(index, "De regering valt vandaag.", least=70)] == [
        "The cabinet falls tomorrow."
    ]
    article = approve(library, ("De regering valt vandaag.", "The cabinet falls today."))
    assert found(index, "De regering valt vandaag.")[0] == (100, "The cabinet falls today.")
    library.confirm(article, "1.1", "The cabinet falls today.", state="translated")
    library.delete_units([unit.id for unit in library.memory_units()])
    assert index.search("De regering valt vandaag.", least=1) == [] and len(index) == 0


def test_after_an_approval_only_what_is_new_is_read(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    library.add_units([unit(f"De regering valt op dag {n}.", f"It falls on day {n}.") for n in range(50)])
    index = FuzzyIndex(library)
    index.search("Het regent.")
    read: list[int] = []
    sources = library.memory_sources
    monkeypatch.setattr(library, "memory_sources", lambda since=0: read.append(len(sources(since))) or sources(since))
    article = approve(library, ("De regering valt vandaag.", "The cabinet falls today."))
    assert found(index, "De regering valt vandaag.")[0] == (100, "The cabinet falls today.")
    library.confirm(article, "1.1", "The government falls today.")  # one unit goes, another comes
    assert found(index, "De regering valt vandaag!")[0][1] == "The government falls today."
    assert read == [1, 1]


def test_what_has_gone_takes_nobodys_place(library: Library) -> None:
    library.add_units([unit(f"De regering valt{' nu' * n} vandaag.", f"It falls {n}.") for n in range(40)])
    index = FuzzyIndex(library)
    near = index.search("De regering valt vandaag!", least=1, limit=9)
    assert near[0].target == "It falls 0."
    library.delete_units([match.unit.id for match in near])
    rest = index.search("De regering valt vandaag!", least=1, limit=9)
    assert len(rest) == 9 and not {match.target for match in near} & {match.target for match in rest}
    library.delete_units([unit.id for unit in library.memory_units()][3:])
    assert len(index.search("De regering valt vandaag!", least=1, limit=9)) == 3 == len(index)


def test_nothing_that_reaches_the_percentage_is_missed(library: Library) -> None:
    choose = random.Random(7)
    words = ["de", "een", "regering", "minister", "valt", "vandaag", "morgen", "12", "2.400", "niet,", "in", "Assen"]
    sentences = {" ".join(choose.choices(words, k=choose.randint(1, 9))) + choose.choice(".!?") for _ in range(300)}
    library.add_units([unit(sentence, f"English of {sentence}") for sentence in sentences])
    index = FuzzyIndex(library)
    for least in (40, 75, 95):
        for asked in choose.sample(sorted(sentences), 10):
            asked = asked.replace("Assen", "Meppel").replace("valt", "Valt")
            expected = {known for known in sentences if match_percent(asked, known) >= least}
            assert expected <= {match.unit.source for match in index.search(asked, least, limit=1000)}
