"""The term benchmark's data are consistent, and the check that says so can fail."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from terms_data import GLOSSARY, STRATA, Expected, Item, TermsDataError, find_problems, load_items

from translate.glossary.model import Glossary
from translate.glossary.store import load_glossary

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "seeds" / "iran-rusland-drones.txt"


@pytest.fixture(scope="module")
def items() -> list[Item]:
    return load_items()


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return load_glossary(GLOSSARY)


def test_the_data_are_consistent(items: list[Item], glossary: Glossary) -> None:
    assert find_problems(items, glossary) == []


def test_every_stratum_is_large_enough(items: list[Item]) -> None:
    counts = Counter(item.stratum for item in items)
    assert set(counts) == set(STRATA)
    assert min(counts.values()) >= 40
    assert len(items) >= 320


def test_every_entry_is_used(items: list[Item], glossary: Glossary) -> None:
    used = {term.entry for item in items for term in item.terms}
    assert {entry.id for entry in glossary} - used == set()


def test_the_glossary_is_not_the_one_developed_on(glossary: Glossary) -> None:
    developed_on = {source for entry in load_glossary(ROOT / "glossary.yaml") for source in entry.sources}
    shared = [entry.id for entry in glossary if developed_on.intersection(entry.sources)]
    assert 120 <= len(glossary) <= 140
    assert len(shared) <= len(glossary) / 5


def test_no_sentence_comes_from_the_seed_article(items: list[Item]) -> None:
    def runs(text: str, length: int = 6) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", text.casefold())
        return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}

    article = runs(SEED.read_text(encoding="utf-8"))
    assert article
    assert [item.id for item in items if runs(item.source) & article] == []


def _item(**changes: object) -> Item:
    wenen = Expected("Wenen", "Wenen", ("Vienna",))
    item = Item(
        "x01", "exonym", "De top in Wenen begint morgen.", "The summit in Vienna starts tomorrow.", (wenen,), ()
    )
    return replace(item, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("item", "problem"),
    [
        (_item(stratum="names"), "unknown stratum names"),
        (_item(source="Wenen wacht."), "not of 6 to 30 words"),
        (_item(terms=(Expected("Parijs", "Wenen", ("Paris",)),)), "no entry Parijs"),
        (_item(terms=(Expected("Wenen", "Weense", ("Vienna",)),)), "Weense is not in the sentence"),
        (_item(terms=(Expected("Wenen", "Wenen", ("Viennese",)),)), "the reference has none of Viennese"),
        (_item(source="De top in Wenen na die in Praag."), "Praag is not annotated"),
        (_item(source="De top in Wenen, het mooie Wenen, begint."), "Wenen is not annotated"),
        (_item(terms=()), "0 terms"),
        (_item(stratum="several"), "1 terms"),
        (_item(forbidden_out=("Fox",)), "forbidden_out is for negatives"),
        (_item(stratum="negative", forbidden_out=("Vienna",)), "a negative has no terms"),
        (_item(stratum="negative", terms=()), "nothing forbidden"),
        (_item(stratum="negative", terms=(), forbidden_out=("Vienna",)), "the reference has the forbidden Vienna"),
        (_item(stratum="negative", terms=(), forbidden_out=("Rhine",)), "no entry for Rhine"),
    ],
)
def test_a_faulty_item_is_reported(item: Item, problem: str, glossary: Glossary) -> None:
    assert any(line.startswith(f"x01: {problem}") for line in find_problems([item], glossary))


def test_what_stands_twice_is_reported(items: list[Item], glossary: Glossary) -> None:
    problems = find_problems([*items, items[0]], glossary)
    assert [problem.split(": ")[1] for problem in problems] == ["id stands twice", "sentence stands twice"]


def test_a_small_stratum_is_reported(items: list[Item], glossary: Glossary) -> None:
    few = [item for item in items if item.stratum != "exonym" or item.id < "x30"]
    assert find_problems(few, glossary) == ["exonym: fewer than 40 items"]


_HEADER = "id\tstratum\tsource\treference\tterms\tforbidden_out\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "cannot read"),
        ("id\tsource\n", ":1: the header line"),
        (_HEADER + "x01\texonym\n", ":2: 2 columns where 6 were expected"),
        (_HEADER + "x01\texonym\tnl\ten\t[{]\t[]\n", ":2: a cell cannot be read as JSON"),
        (_HEADER + 'x01\texonym\tnl\ten\t[{"entry": "Wenen"}]\t[]\n', ":2: a cell cannot be read as JSON"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "sentences.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TermsDataError, match=message) as caught:
        load_items(path)
    assert str(path) in caught.value.line()
